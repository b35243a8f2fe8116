"""The panel of one node: what would be sent, what it costs, and the one reason why not. No I/O."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from headwater.credits.ledger import micro, shown
from headwater.generation.arranged import Arranged, arranged
from headwater.generation.choices import ModeChoice, ModelChoice, Shown, Wishes, mode_choices, model_choices
from headwater.generation.current import outdated
from headwater.generation.generation import Told
from headwater.generation.mode import mode_for
from headwater.generation.prompt_parts import PromptPart
from headwater.generation.reasons import reasons
from headwater.generation.request import Request
from headwater.generation.resolution import Resolution, resolve
from headwater.generation.situation import Situation
from headwater.generation.strip import ReferenceShown, strip
from headwater.models.model import Mode, Model
from headwater.models.registry import today
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
    model_name: str | None
    """Of the model that is picked, also where it is gone; None where nothing is known of it."""
    replacement: str | None
    """The id of the model to use instead of one that is gone."""
    models: list[ModelChoice]
    modes: list[ModeChoice]
    mode_follows: bool
    """Whether the mode follows what is connected, since none was picked."""
    references: list[ReferenceShown]
    texts: list[TextShown]
    parts: list[PromptPart]
    """Their texts, joined, are the prompt of the request."""
    prompt_limit: int | None
    prompt_length: int
    settings_schema: dict[str, Any]
    """JSON Schema of the settings as they are now, each with its title: no rule between them is left in it."""
    settings_wrong: dict[str, str]
    """Why a setting as it stands cannot be sent, in words, by name; it stays as it was chosen."""
    note: str | None
    """What the model said of the content that the node shows, such as what it left out."""
    caution: str | None = None
    """What to know before this very request is sent once more, since it was never answered; None otherwise."""
    outdated: list[str]
    """Why the content that the node shows is not what would be made now, in words; empty where it is."""
    typical_seconds: float | None = None
    """How long the account's latest generations with this model and mode took; None where there were none."""


@dataclass(frozen=True)
class Assessment:
    """A panel, and the request that it would start."""

    title: str
    """Of the node."""
    arranged: Arranged
    """What is set in the panel."""
    panel: Panel
    request: Request | None
    price: Decimal | None


def assess(now: Situation) -> Assessment:
    """What the panel of `now.node` shows, and what Generate would start."""
    node, resolved = now.node, resolve(now)
    inputs, choice, request = resolved.inputs, resolved.choice, resolved.request
    model, mode, mode_id, settings, cost = choice.model, choice.mode, choice.mode_id, choice.settings, choice.cost
    declared = (mode or Mode(id=mode_id)).declared

    def mode_of(each: Model) -> str:
        return node.mode or mode_for(each, resolved.followed, inputs)

    found = next(reasons(now, choice, inputs), None)
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
        model_name=_name_of(now, model),
        replacement=_replacement(now, model),
        models=model_choices(now.registry, node.kind, mode_of, Wishes(inputs, dict(node.settings), now.used)),
        modes=mode_choices(now.registry, node.kind, model, inputs),
        mode_follows=node.mode is None,
        references=strip(inputs.references, model, mode, now.gone),
        texts=[TextShown(**vars(block)) for block in inputs.texts],
        parts=list(inputs.parts),
        prompt_limit=model.prompt_limit if model else None,
        prompt_length=len(inputs.prompt),
        settings_schema=declared.drawn(settings),
        settings_wrong=declared.wrong(settings),
        note=now.note,
        outdated=_outdated(now, resolved),
    )
    return Assessment(node.title, arranged(node), panel, request, cost)


def _outdated(now: Situation, resolved: Resolution) -> list[str]:
    if now.behind is None or now.made is None:
        return []
    return outdated(now.behind, now.made, resolved, now.node, now.registry)


def _name_of(now: Situation, model: Model | None) -> str | None:
    known = model or now.registry.retired.get(now.node.model or "")
    return known.name if known else None


def _replacement(now: Situation, model: Model | None) -> str | None:
    """Only where the picked one is gone."""
    gone = now.node.model if model is None or (model.retires and model.retires < today()) else None
    instead = now.registry.replacement(gone) if gone else None
    return instead.id if instead else None


def _sent(request: Request | None) -> list[RequestReference]:
    return (
        [RequestReference(node=each.node, kind=each.kind, use=each.use) for each in request.references]
        if request
        else []
    )
