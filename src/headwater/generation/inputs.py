"""What reaches a node: its prompt joined with upstream text, and its references in connection order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from headwater.assets.asset import Asset
from headwater.canvas.connections import pair
from headwater.canvas.document import CanvasNode, Connection, Snapshot
from headwater.canvas.prompt import Chip, chips, parse_prompt
from headwater.platform.kinds import Kind

LABELS = {Kind.IMAGE: "Image", Kind.VIDEO: "Video", Kind.AUDIO: "Audio"}
"""How references are called in a prompt; a number follows."""


@dataclass(frozen=True)
class TextBlock:
    """The text of one upstream text node."""

    node: str
    title: str
    text: str
    placed: bool
    """Whether a chip in the prompt says where it goes."""
    aside: bool
    """Whether it was taken out of the prompt."""


@dataclass(frozen=True)
class Reference:
    """Upstream content that the prompt can point to."""

    node: str
    title: str
    kind: Kind
    """Of the upstream node."""
    number: int
    """Counted by kind, in connection order, from 1."""
    use: str
    """What it is for, as the connection table says."""
    media: Kind
    """What arrives: a frame of a video is an image, its sound is audio."""
    asset: Asset | None
    """None while the node is empty."""

    @property
    def label(self) -> str:
        """How the prompt calls it: `Image 1`."""
        return f"{LABELS[self.kind]} {self.number}"


@dataclass(frozen=True)
class Inputs:
    """Everything that a generation of one node starts from, but for model and settings."""

    prompt: str
    """The full text that would be sent."""
    texts: tuple[TextBlock, ...]
    references: tuple[Reference, ...]

    def count(self, media: Kind) -> int:
        """How many references of `media` arrive."""
        return sum(reference.media is media for reference in self.references)


def use_of(source: Kind, target: Kind, mode: str, number: int) -> str:
    """What upstream content is for, when it is the `number`th of its kind."""
    match source, target:
        case Kind.IMAGE, Kind.VIDEO if mode in ("create", "first-last"):
            return "first_frame" if number == 1 else "last_frame"
        case Kind.VIDEO, Kind.IMAGE:
            return "frame"
        case Kind.VIDEO, Kind.AUDIO:
            return "sound"
        case Kind.AUDIO, Kind.VIDEO:
            return "soundtrack"
        case _:
            return "reference"


def upstream(document: Snapshot, node: CanvasNode) -> list[tuple[Connection, CanvasNode]]:
    """What is connected to `node`, number 1 first. What the table refuses carries nothing, repaired yet or not."""
    found = [
        (link, document.nodes[link.from_node])
        for link in document.incoming(node.id)
        if link.from_node in document.nodes
    ]
    return [(link, source) for link, source in found if pair(source.kind, node.kind).allowed]


def connected(document: Snapshot, node: CanvasNode) -> Counter[Kind]:
    """How many upstream nodes of each kind a node has."""
    return Counter(source.kind for _, source in upstream(document, node))


def gather(document: Snapshot, node: CanvasNode, mode: str, assets: Mapping[str, Asset]) -> Inputs:
    """What reaches `node` in `mode`. `assets` holds what each upstream media node shows, by node id."""
    references = _references(document, node, mode, assets)
    texts = _texts(document, node)
    return Inputs(_joined(node, texts, references), texts, references)


def _references(document: Snapshot, node: CanvasNode, mode: str, assets: Mapping[str, Asset]) -> tuple[Reference, ...]:
    seen: Counter[Kind] = Counter()
    found: list[Reference] = []
    for _, source in upstream(document, node):
        if source.kind is Kind.TEXT:
            continue
        seen[source.kind] += 1
        use = use_of(source.kind, node.kind, mode, seen[source.kind])
        media = {"frame": Kind.IMAGE, "sound": Kind.AUDIO}.get(use, source.kind)
        found.append(
            Reference(source.id, source.title, source.kind, seen[source.kind], use, media, assets.get(source.id))
        )
    return tuple(found)


def _texts(document: Snapshot, node: CanvasNode) -> tuple[TextBlock, ...]:
    placed = chips(node.prompt)
    return tuple(
        TextBlock(source.id, source.title, source.text, source.id in placed, link.aside)
        for link, source in upstream(document, node)
        if source.kind is Kind.TEXT
    )


def _joined(node: CanvasNode, texts: tuple[TextBlock, ...], references: tuple[Reference, ...]) -> str:
    """Upstream texts first, in connection order, unless a chip says where; then the node's own words.

    What was put aside is nowhere, not even where a chip still stands.
    """
    words = {block.node: block.text.strip() for block in texts if not block.aside}
    words |= {each.node: each.label for each in references}
    own = "".join(words.get(part.node, "") if isinstance(part, Chip) else part for part in parse_prompt(node.prompt))
    before = [block.text.strip() for block in texts if not block.placed and not block.aside]
    return "\n\n".join(part for part in (*before, own.strip()) if part)
