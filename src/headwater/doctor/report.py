"""Findings on the terminal: aligned lines for people, or JSON."""

import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from headwater.doctor.finding import Finding

_NAME = 17
"""Columns for the longest name and a gap."""


async def tell(findings: AsyncIterator[Finding]) -> bool:
    """Print each finding as it comes; whether everything works."""
    console = Console(highlight=False, soft_wrap=False)
    failed = 0
    async for finding in findings:
        console.print(_line(finding))
        failed += not finding.works
    console.print()
    console.print(f"{failed} of these need{'s' * (failed == 1)} attention." if failed else "Everything works.")
    return not failed


async def tell_as_json(findings: AsyncIterator[Finding]) -> bool:
    """Print one object with all findings; whether everything works."""
    all_ = [finding async for finding in findings]
    works = all(finding.works for finding in all_)
    print(json.dumps({"works": works, "findings": [asdict(finding) for finding in all_]}, indent=2))
    return works


def _line(finding: Finding) -> Table:
    line = Table.grid(padding=(0, 2, 0, 0))
    line.add_column(width=2)
    line.add_column(width=_NAME - 2)
    line.add_column(overflow="fold")
    mark = Text("ok", "green") if finding.works else Text("no", "bold red")
    line.add_row(mark, Text(finding.name), Text(finding.says))
    if finding.todo:
        line.add_row("", "", Text(finding.todo, "yellow"))
    return line
