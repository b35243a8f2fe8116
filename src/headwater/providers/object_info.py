"""What a ComfyUI server says of the nodes in a workflow: which inputs they have, within which limits."""

import asyncio
from typing import Any
from urllib.parse import quote

from headwater.models.adapter import Failure
from headwater.models.adapters import http
from headwater.models.provider import Connection
from headwater.providers.bindable import ObjectInfo
from headwater.providers.workflow import Workflow

AT_ONCE = 6
"""Questions that are asked at the same time."""
PATIENCE = 15.0
"""Seconds without a byte after which it is left unsaid."""


async def object_info(connection: Connection, workflow: Workflow) -> ObjectInfo | None:
    """What is known of each class, those left out that the server does not have; None where it does not answer."""
    classes = list(dict.fromkeys(node.class_type for node in workflow.nodes.values()))
    turns = asyncio.Semaphore(AT_ONCE)
    try:
        async with asyncio.timeout(PATIENCE):
            said = await asyncio.gather(*(_of(connection, each, turns) for each in classes))
    except (Failure, TimeoutError):
        return None
    return {each: info for each, info in zip(classes, said, strict=True) if info is not None}


async def _of(connection: Connection, class_type: str, turns: asyncio.Semaphore) -> dict[str, Any] | None:
    async with turns:
        answer = await http.ask(connection, f"object_info/{quote(class_type, safe='')}", read=PATIENCE)
    said = answer.json()
    info = said.get(class_type) if isinstance(said, dict) else None
    return info if isinstance(info, dict) else None
