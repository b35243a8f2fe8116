"""Writes the tables of docs/node-overview.md anew, as the code has them.

python -m tools.node_overview          print the page
python -m tools.node_overview --write  write it
"""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from headwater.canvas.connections import TABLE, pair
from headwater.models import catalogue
from headwater.models.model import ANY, MODES, Mode, Model, mode_name
from headwater.platform.kinds import Kind

PAGE = Path(__file__).parent.parent / "docs" / "node-overview.md"
PLURALS = {Kind.IMAGE: "images", Kind.VIDEO: "videos", Kind.AUDIO: "sounds"}
SINGULARS = {Kind.IMAGE: "image", Kind.VIDEO: "video", Kind.AUDIO: "sound"}


def page(text: str) -> str:
    """The page `text` with what stands between `<!-- NAME -->` and `<!-- /NAME -->` made anew."""
    tables = {"connections": connections(), "refusals": refusals(), "models": models(), "modes": modes()}
    for name, table in tables.items():
        text = re.sub(f"<!-- {name} -->\n.*?<!-- /{name} -->", _between(name, table), text, flags=re.DOTALL)
    return text


def connections() -> str:
    """Which kind may feed which, and what for."""
    head = ["from \\ to", *(f"**{kind}**" for kind in Kind)]
    return _table(head, ([f"**{start}**", *(_cell(start, end) for end in Kind)] for start in Kind))


def refusals() -> str:
    """Why a pair of kinds is refused."""
    refused = (each for each in TABLE if each.reason)
    return _table(
        ["connection", "why not"], ([f"{one.from_kind} to {one.to_kind}", one.reason or ""] for one in refused)
    )


def modes() -> str:
    """The modes of each kind."""
    return _table(["kind", "modes"], ([kind, ", ".join(names.values())] for kind, names in MODES.items()))


def models() -> str:
    """The models that do their work here: one row for each mode."""
    shipped = (model for model in catalogue.load().models.values() if model.provider == "builtin")
    head = ["model", "mode", "takes", "price in credits", "how"]
    return _table(head, ([*row] for model in shipped for row in _rows(model)))


def _rows(model: Model) -> Iterable[Sequence[str]]:
    for number, mode in enumerate(model.modes):
        name = f"{model.name} ({model.kind})" if number == 0 else ""
        how = "neural" if model.neural else "procedural"
        yield name, mode_name(model.kind, mode), _takes(mode), _prices(model), how


def _takes(mode: Mode) -> str:
    words = {"required": ["a prompt"], "optional": ["a prompt or none"], "unless_references": ["a prompt or a picture"]}
    taken = [_count(kind, mode.count(kind).least, mode.count(kind).most) for kind in PLURALS]
    return ", ".join([*words[mode.prompt], *filter(None, taken)])


def _count(kind: Kind, least: int, most: int) -> str:
    if most == 0:
        return ""
    many = f"any number of {PLURALS[kind]}" if most >= ANY else f"up to {most} {_plural(kind, most)}"
    return (
        f"{least} {_plural(kind, least)}" if least == most else f"{least} to {most} {PLURALS[kind]}" if least else many
    )


def _plural(kind: Kind, count: int) -> str:
    return SINGULARS[kind] if count == 1 else PLURALS[kind]


def _prices(model: Model) -> str:
    return "; ".join(dict.fromkeys(_price(rule.credits, rule.per, rule.when) for rule in reversed(model.prices)))


def _price(credits: object, per: Iterable[str], when: dict[str, object]) -> str:
    case = " ".join(str(value) for value in when.values())
    units = "".join(f" a {unit.replace('_', ' ')}" for unit in per if unit != "request")
    return f"{credits}{units}{f' at {case}' if case else ''}"


def _cell(start: Kind, end: Kind) -> str:
    found = pair(start, end)
    return found.use if found.allowed else "refused"


def _between(name: str, table: str) -> str:
    return f"<!-- {name} -->\n\n{table}\n<!-- /{name} -->".replace("\\", "\\\\")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    made = page(PAGE.read_text("utf-8"))
    if "--write" in sys.argv:
        PAGE.write_text(made, "utf-8")
    else:
        print(made, end="")
