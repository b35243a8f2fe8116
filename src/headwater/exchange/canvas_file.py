"""The canvas file (`*.headwater.json`): a canvas as plain JSON that people and scripts can read and write.

The order of `connections` is their order; everything but `id` and `kind` of a node may be left out.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

from headwater.canvas.document import CanvasNode, Snapshot
from headwater.platform.errors import InvalidInput
from headwater.platform.kinds import Kind

VERSION = 1
MOST_NODES = 10_000
SPACING = (440, 340)
"""How far apart nodes without a place are laid, in canvas units."""
NodeId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Part(BaseModel):
    """A part of the file; what is not known is refused, so that nothing is dropped in silence."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class FileNode(Part):
    """One node."""

    id: NodeId
    kind: Kind
    x: float | None = Field(default=None, ge=-1e9, le=1e9, allow_inf_nan=False)
    y: float | None = Field(default=None, ge=-1e9, le=1e9, allow_inf_nan=False)
    w: float | None = Field(default=None, gt=0, le=1e6, allow_inf_nan=False)
    h: float | None = Field(default=None, gt=0, le=1e6, allow_inf_nan=False)
    """A size that somebody gave it, in canvas units; otherwise its kind's usual one."""
    title: str | None = Field(default=None, max_length=200)
    prompt: str = Field(default="", max_length=100_000)
    mode: str | None = Field(default=None, max_length=64)
    model: str | None = Field(default=None, max_length=200)
    settings: dict[str, JsonValue] = {}
    text: str | None = Field(default=None, max_length=1_000_000)
    file: str | None = None
    """A media file beside the canvas file; only where there is a folder to look in."""


class FileConnection(Part):
    """One connection."""

    from_: NodeId = Field(alias="from")
    to: NodeId


class CanvasFile(Part):
    """A whole canvas."""

    headwater: Literal[1] = 1
    title: str | None = Field(default=None, max_length=200)
    nodes: list[FileNode] = Field(default=[], max_length=MOST_NODES)
    connections: list[FileConnection] = Field(default=[], max_length=10 * MOST_NODES)

    @field_validator("headwater", mode="before")
    @classmethod
    def _known(cls, version: object) -> object:
        if isinstance(version, int) and version > VERSION:
            raise ValueError(f"this file is of version {version}, written by a newer Headwater; update to open it")
        return version


def nodes_of(file: CanvasFile) -> list[CanvasNode]:
    """The nodes of a file, for the document. Raises `InvalidInput` for what cannot be taken in here."""
    return [_node(node, place) for place, node in enumerate(file.nodes)]


def connections_of(file: CanvasFile) -> list[tuple[str, str]]:
    """The connections of a file, in their order."""
    return [(each.from_, each.to) for each in file.connections]


def written(title: str, document: Snapshot) -> CanvasFile:
    """A canvas as a file, nodes from left to right. Media is not in it, only what people arranged and typed."""
    ordered = sorted(document.nodes.values(), key=lambda node: (node.x, node.y, node.id))
    nodes = [_file_node(node) for node in ordered]
    links = [{"from": each.from_node, "to": each.to_node} for each in document.connections]
    return CanvasFile.model_validate({"title": title, "nodes": nodes, "connections": links})


def _node(node: FileNode, place: int) -> CanvasNode:
    if node.file is not None:
        raise InvalidInput(f"`file` of the node `{node.id}` cannot be read over HTTP. Upload it as an asset instead.")
    if node.text is not None and node.kind is not Kind.TEXT:
        raise InvalidInput(f"The node `{node.id}` is of kind {node.kind} and cannot hold `text`.")
    return CanvasNode(
        id=node.id,
        kind=node.kind,
        x=node.x if node.x is not None else place % 6 * SPACING[0],
        y=node.y if node.y is not None else place // 6 * SPACING[1],
        w=node.w,
        h=node.h,
        title=node.title or "",
        prompt=node.prompt,
        mode=node.mode,
        model=node.model,
        settings=node.settings,
        text=node.text or "",
    )


def _file_node(node: CanvasNode) -> dict[str, Any]:
    always = {"id": node.id, "kind": node.kind, "x": node.x, "y": node.y, "title": node.title, "prompt": node.prompt}
    chosen = {
        "w": node.w,
        "h": node.h,
        "mode": node.mode,
        "model": node.model,
        "settings": dict(node.settings),
        "text": node.text,
    }
    return always | {name: value for name, value in chosen.items() if value}
