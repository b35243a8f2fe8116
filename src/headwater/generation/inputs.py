"""What reaches a node: its prompt joined with upstream text, and its references in connection order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from headwater.assets.asset import Asset
from headwater.canvas.connections import pair
from headwater.canvas.document import CanvasNode, Connection, FramePick, Snapshot
from headwater.canvas.prompt import chips
from headwater.generation.prompt_parts import PromptPart, prompt_parts
from headwater.platform.kinds import Kind

DERIVED = {"frame": Kind.IMAGE, "sound": Kind.AUDIO}
"""What is taken out of a video, by use."""
Arriving = list[tuple[Connection, CanvasNode]]
"""The connections that reach a node, each with where it comes from, number 1 first."""
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
    """Counted by what arrives, in connection order, from 1: the model gets no video where a frame of it is taken."""
    use: str
    """What it is for, as the connection table says."""
    media: Kind
    """What arrives: a frame of a video is an image, its sound is audio."""
    asset: Asset | None
    """None while the node is empty."""
    frame: FramePick = None
    """Which frame of a video, where a frame is what arrives."""

    @property
    def label(self) -> str:
        """How the prompt calls it: `Image 1`."""
        return f"{LABELS[self.media]} {self.number}"


@dataclass(frozen=True)
class Inputs:
    """Everything that a generation of one node starts from, but for model and settings."""

    parts: tuple[PromptPart, ...]
    """The full text that would be sent, by where it comes from."""
    texts: tuple[TextBlock, ...]
    references: tuple[Reference, ...]

    @cached_property
    def prompt(self) -> str:
        """The full text that would be sent."""
        return "".join(part.text for part in self.parts)

    def count(self, media: Kind) -> int:
        """How many references of `media` arrive."""
        return self._counted[media]

    @cached_property
    def _counted(self) -> Counter[Kind]:
        return Counter(reference.media for reference in self.references)


def use_of(source: Kind, target: Kind, mode: str, number: int) -> str:
    """What upstream content is for, when it is the `number`th of those that arrive as it does."""
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


def upstream(document: Snapshot, node: CanvasNode) -> Arriving:
    """What is connected to `node`, number 1 first. What the table refuses carries nothing, repaired yet or not."""
    found = [
        (link, document.nodes[link.from_node])
        for link in document.incoming(node.id)
        if link.from_node in document.nodes
    ]
    return [(link, source) for link, source in found if pair(source.kind, node.kind).allowed]


def connected(arriving: Arriving) -> Counter[Kind]:
    """How many upstream nodes of each kind a node has."""
    return Counter(source.kind for _, source in arriving)


def gather(arriving: Arriving, node: CanvasNode, mode: str, assets: Mapping[str, Asset]) -> Inputs:
    """What reaches `node` in `mode`. `assets` holds what each upstream media node shows, by node id."""
    references = _references(arriving, node, mode, assets)
    texts = _texts(arriving, node)
    return Inputs(_parts(node, texts, references), texts, references)


def _references(arriving: Arriving, node: CanvasNode, mode: str, assets: Mapping[str, Asset]) -> tuple[Reference, ...]:
    seen: Counter[Kind] = Counter()
    found: list[Reference] = []
    for link, source in arriving:
        if source.kind is Kind.TEXT:
            continue
        use = use_of(source.kind, node.kind, mode, seen[source.kind] + 1)
        media = DERIVED.get(use, source.kind)
        seen[media] += 1
        frame = link.frame if use == "frame" else None
        asset = assets.get(source.id)
        found.append(Reference(source.id, source.title, source.kind, seen[media], use, media, asset, frame))
    return tuple(found)


def _texts(arriving: Arriving, node: CanvasNode) -> tuple[TextBlock, ...]:
    placed = chips(node.prompt)
    return tuple(
        TextBlock(source.id, source.title, source.text, source.id in placed, link.aside)
        for link, source in arriving
        if source.kind is Kind.TEXT
    )


def _parts(node: CanvasNode, texts: tuple[TextBlock, ...], references: tuple[Reference, ...]) -> tuple[PromptPart, ...]:
    """Upstream texts first, in connection order, unless a chip says where; then the node's own words.

    What was put aside is nowhere, not even where a chip still stands.
    """
    words = {block.node: block.text.strip() for block in texts if not block.aside}
    words |= {each.node: each.label for each in references}
    first = [block.node for block in texts if not block.placed and not block.aside]
    return prompt_parts(node.prompt, words, first)
