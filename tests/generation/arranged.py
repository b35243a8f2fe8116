"""A canvas arranged by hand, and the panel of one of its nodes: no database, no document."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from headwater.assets.asset import Asset, Uploaded
from headwater.canvas.document import CanvasNode, Connection, FramePick, Snapshot
from headwater.credits.ledger import micro
from headwater.generation.panel import Assessment, Panel, assess
from headwater.generation.situation import Situation
from headwater.models import catalogue
from headwater.models.model import Mode, Model
from headwater.models.price import PriceRule
from headwater.models.provider import Connection as Way
from headwater.models.provider import Provider
from headwater.models.registry import Registry
from headwater.platform.kinds import Kind

MIMES = {Kind.IMAGE: "image/png", Kind.VIDEO: "video/mp4", Kind.AUDIO: "audio/wav"}


@cache
def doubles() -> Registry:
    """The test doubles, which have every mode that Headwater knows."""
    shipped = catalogue.load(doubles=True)
    return only(*(model for model in shipped.models.values() if model.adapter == "doubles"))


def only(*models: Model) -> Registry:
    """A registry of these models."""
    providers = {model.provider: Provider(id=model.provider, name=model.provider) for model in models}
    connections = {id: Way(provider, "") for id, provider in providers.items()}
    return Registry({model.id: model for model in models}, {}, providers, connections)


def picture_model(**more: Any) -> Model:
    """A model for pictures with one mode that takes anything it is told to."""
    mode = Mode(id="create", **more.pop("mode", {}))
    prices = more.pop("prices", (PriceRule(credits=Decimal(4)),))
    return Model(
        id="test/painter",
        name="Painter",
        kind=Kind.IMAGE,
        provider="test",
        adapter="test",
        description="",
        neural=False,
        modes=(mode,),
        prices=prices,
        **more,
    )


def new(id: str, kind: Kind | str, prompt: str = "", **more: Any) -> CanvasNode:
    """A node; its title is its id unless another is given."""
    return CanvasNode(id, Kind(kind), x=0, y=0, prompt=prompt, **{"title": id, **more})


def asset(node: CanvasNode, content: str = "", seconds: float | None = None) -> Asset:
    """What a node shows: the same `content` has the same hash."""
    sha = hashlib.sha256((content or node.id).encode()).hexdigest()
    sizes = {"width": None, "height": None}
    return Asset(
        **sizes,
        seconds=seconds,
        id=f"asset-{content or node.id}",
        account="me",
        sha=sha,
        kind=node.kind,
        mime=MIMES[node.kind],
        size=1,
        name="x",
        origin=Uploaded(),
        created=0,
    )


def snapshot(
    nodes: Iterable[CanvasNode],
    links: Iterable[tuple[str, str]],
    aside: Iterable[str] = (),
    frames: Mapping[str, FramePick] | None = None,
) -> Snapshot:
    """Nodes connected in order; the text of those in `aside` is left out of prompts, `frames` are picked of videos."""
    picked = frames or {}
    lines = [
        Connection(start, end, order=f"a{number:03d}", aside=start in aside, frame=picked.get(start))
        for number, (start, end) in enumerate(links)
    ]
    return Snapshot({node.id: node for node in nodes}, tuple(lines))


def situation(
    node: CanvasNode,
    upstream: Sequence[CanvasNode] = (),
    *,
    empty: Iterable[str] = (),
    aside: Iterable[str] = (),
    generating: Iterable[str] = (),
    credits: str = "1000",
    registry: Registry | None = None,
    contents: dict[str, str] | None = None,
    links: Sequence[tuple[str, str]] = (),
    seconds: Mapping[str, float] | None = None,
    frames: Mapping[str, FramePick] | None = None,
) -> Situation:
    """`node` with `upstream` connected to it in that order, and further `links`; all but the `empty` show something."""
    contents = contents or {}
    direct = [] if links else [(each.id, node.id) for each in upstream]
    media = [each for each in upstream if each.kind is not Kind.TEXT and each.id not in empty]
    return Situation(
        document=snapshot([*upstream, node], [*direct, *links], aside, frames),
        node=node,
        assets={each.id: asset(each, contents.get(each.id, ""), (seconds or {}).get(each.id)) for each in media},
        generating=frozenset(generating),
        available=micro(credits),
        registry=registry or doubles(),
    )


def assessed(node: CanvasNode, upstream: Sequence[CanvasNode] = (), **more: Any) -> Assessment:
    """What the panel of `node` comes to; see `situation`."""
    return assess(situation(node, upstream, **more))


def panel(node: CanvasNode, upstream: Sequence[CanvasNode] = (), **more: Any) -> Panel:
    """The panel of `node`; see `situation`."""
    return assessed(node, upstream, **more).panel


def said(node: CanvasNode, upstream: Sequence[CanvasNode] = (), **more: Any) -> str | None:
    """Why `node` cannot generate, in the words of the panel."""
    reason = panel(node, upstream, **more).reason
    return reason.message if reason else None
