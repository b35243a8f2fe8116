"""The panel of one node: what would be sent, what it costs, and the one reason why not. No I/O."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from headwater.assets.asset import Asset
from headwater.canvas.document import CanvasNode, Snapshot
from headwater.credits.ledger import InsufficientCredits, micro, shown
from headwater.generation.choices import ModeChoice, ModelChoice, Shown, mode_choices, model_choices, priced
from headwater.generation.fit import misfit
from headwater.generation.generation import Told
from headwater.generation.inputs import Inputs, Reference, connected, gather
from headwater.generation.mode import followed_mode, mode_for
from headwater.generation.request import Request, freeze, settings_for
from headwater.models.model import Mode, Model
from headwater.models.registry import Registry
from headwater.models.script import foreign_word
from headwater.platform.kinds import Kind


class RequestReference(Shown):
    """One reference as it would be sent."""

    node: str
    kind: Kind
    use: str


class RequestShown(Shown):
    """What would be sent."""

    prompt: str
    references: list[RequestReference]
    mode: str
    model: str | None
    settings: dict[str, Any]


class ReferenceShown(Shown):
    """One reference in the strip."""

    node: str
    number: int
    label: str
    title: str
    kind: Kind
    use: str
    asset: str | None
    ready: bool


class TextShown(Shown):
    """One upstream text that joins the prompt."""

    node: str
    title: str
    text: str
    placed: bool
    aside: bool


class Panel(Shown):
    """Everything that the panel of one node shows."""

    request: RequestShown
    hash: str | None
    """Of the frozen request; None while there is nothing that could be sent."""
    price: str | None
    can_generate: bool
    reason: Told | None
    """Why not, in words."""
    models: list[ModelChoice]
    modes: list[ModeChoice]
    mode_follows: bool
    """Whether the mode follows what is connected, since none was picked."""
    references: list[ReferenceShown]
    texts: list[TextShown]
    prompt_limit: int | None
    prompt_length: int
    settings_schema: dict[str, Any]
    note: str | None
    """What the model said of the content that the node shows, such as what it left out."""


@dataclass(frozen=True)
class Situation:
    """All that a panel depends on."""

    document: Snapshot
    node: CanvasNode
    assets: Mapping[str, Asset]
    """What the upstream media nodes show, by node id."""
    generating: frozenset[str]
    """The nodes of this canvas that are generating."""
    available: int
    """The account's free micro-credits."""
    registry: Registry
    note: str | None = None
    """What the model said of the content that the node shows."""


@dataclass(frozen=True)
class Choice:
    """What is picked in the panel, and what it comes to."""

    model: Model | None
    mode: Mode | None
    mode_id: str
    settings: dict[str, Any]
    cost: Decimal | None
    """Credits."""


@dataclass(frozen=True)
class Assessment:
    """A panel, and the request that it would start."""

    title: str
    """Of the node."""
    panel: Panel
    request: Request | None
    price: Decimal | None


def assess(now: Situation) -> Assessment:
    """What the panel of `now.node` shows, and what Generate would start."""
    node = now.node
    followed = followed_mode(node.kind, connected(now.document, node))
    model = _model(now, node.mode or followed)
    mode_id = node.mode or mode_for(model, followed, gather(now.document, node, followed, now.assets))
    inputs = gather(now.document, node, mode_id, now.assets)
    mode = model.mode(mode_id) if model else None
    settings = settings_for(mode, dict(node.settings), inputs) if mode else {}
    request = freeze(model, mode, inputs, settings) if model and mode else None
    cost = priced(model, request) if model and request else None
    found = next(_reasons(now, Choice(model, mode, mode_id, settings, cost), inputs), None)
    panel = Panel(
        request=RequestShown(
            prompt=inputs.prompt,
            references=_sent(request),
            mode=mode_id,
            model=model.id if model else node.model,
            settings=settings,
        ),
        hash=request.hash if request else None,
        price=shown(micro(cost)) if cost is not None else None,
        can_generate=found is None,
        reason=found,
        models=model_choices(now.registry.of(node.kind), node.mode, followed, inputs, settings),
        modes=mode_choices(now.registry, node.kind, model, inputs),
        mode_follows=node.mode is None,
        references=[_reference(each) for each in inputs.references],
        texts=[TextShown(**vars(block)) for block in inputs.texts],
        prompt_limit=model.prompt_limit if model else None,
        prompt_length=len(inputs.prompt),
        settings_schema=(mode or Mode(id=mode_id)).settings_schema(),
        note=now.note,
    )
    return Assessment(node.title, panel, request, cost)


def _model(now: Situation, mode: str) -> Model | None:
    """The model that was picked, or the one to begin with; None where it is gone or makes something else."""
    node = now.node
    model = now.registry.get(node.model) if node.model else now.registry.default(node.kind, mode)
    return model if model and model.kind is node.kind else None


def _reasons(now: Situation, choice: Choice, inputs: Inputs) -> Iterator[Told]:
    """Every reason why not, the one to say first coming first."""
    yield from _busy_reasons(now)
    model, mode, cost = choice.model, choice.mode, choice.cost
    if model is None:
        yield _no_model(now)
        return
    if why := misfit(model, choice.mode_id, inputs):
        yield Told(code="does_not_fit", message=f"This model {why}")
    if mode is None:
        return
    yield from _input_reasons(mode, inputs)
    if word := mode.scripts and foreign_word(inputs.prompt, mode.scripts):
        yield Told(code="foreign_script", message=f"This model reads {_scripts(mode)} letters only, not “{word}”")
    if wrong := mode.wrong_setting(choice.settings):
        yield Told(code="invalid_setting", message=wrong)
    if model.prompt_limit and len(inputs.prompt) > model.prompt_limit:
        over = f"The prompt has {len(inputs.prompt):,} characters, this model takes {model.prompt_limit:,}"
        yield Told(code="prompt_too_long", message=over)
    if cost is None:
        yield Told(code="no_price", message="These settings have no price. Choose others, or another model")
    elif micro(cost) > now.available:
        yield Told(code="insufficient_credits", message=InsufficientCredits(micro(cost), now.available).message)


def _busy_reasons(now: Situation) -> Iterator[Told]:
    if now.node.id in now.generating:
        yield Told(code="generating", message="This node is generating")
    before = now.document.upstream(now.node.id)
    if now.node.id in before:
        yield Told(code="circle", message="This node is part of a circle. Remove one of its connections")
    if before & now.generating:
        yield Told(code="upstream_in_progress", message="Upstream task in progress")


def _input_reasons(mode: Mode, inputs: Inputs) -> Iterator[Told]:
    for each in inputs.references:
        if each.asset is None and each.media not in mode.ignores:
            empty = f"“{each.title}” is empty. Fill it, or remove the connection"
            yield Told(code="empty_reference", message=empty)
    used = any(each.media not in mode.ignores for each in inputs.references)
    needed = mode.prompt == "required" or (mode.prompt == "unless_references" and not used)
    if needed and not inputs.prompt:
        yield Told(code="no_prompt", message="Write a prompt or connect a text node")


def _scripts(mode: Mode) -> str:
    return " and ".join(sorted(script.capitalize() for script in mode.scripts))


def _no_model(now: Situation) -> Told:
    offered = now.registry.default(now.node.kind)
    if offered is None:
        return Told(code="no_model", message=f"There is no model for {now.node.kind} yet")
    return Told(
        code="model_gone", message=f"`{now.node.model}` is no longer there. Pick another, such as {offered.name}"
    )


def _sent(request: Request | None) -> list[RequestReference]:
    return (
        [RequestReference(node=each.node, kind=each.kind, use=each.use) for each in request.references]
        if request
        else []
    )


def _reference(each: Reference) -> ReferenceShown:
    return ReferenceShown(
        node=each.node,
        number=each.number,
        label=each.label,
        title=each.title,
        kind=each.kind,
        use=each.use,
        asset=each.asset.id if each.asset else None,
        ready=each.asset is not None,
    )
