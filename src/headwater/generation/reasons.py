"""Why Generate is off, in words: every reason, the one to say first coming first. No I/O."""

from collections.abc import Iterator
from datetime import date

from headwater.credits.ledger import InsufficientCredits
from headwater.credits.limits import Left
from headwater.generation.fit import misfit
from headwater.generation.generation import Told
from headwater.generation.inputs import Inputs, Reference
from headwater.generation.situation import Choice, Situation
from headwater.models.model import Mode, Model
from headwater.models.registry import today
from headwater.models.script import foreign_word

CIRCLE = Told(code="circle", message="This node is part of a circle. Remove one of its connections")
UPSTREAM_IN_PROGRESS = Told(code="upstream_in_progress", message="Upstream task in progress")
GENERATING = Told(code="generating", message="This node is generating")
BUSY = frozenset({GENERATING.code, UPSTREAM_IN_PROGRESS.code})
"""The codes of what only has to be waited for."""


def reasons(now: Situation, choice: Choice, inputs: Inputs) -> Iterator[Told]:
    """Every reason why not, the one to say first coming first."""
    yield from _busy_reasons(now)
    yield from standing_reasons(now, choice, inputs)
    short = choice.price is not None and money_reason(now.available, now.limits, choice.price)
    if short:
        yield short


def standing_reasons(now: Situation, choice: Choice, inputs: Inputs) -> Iterator[Told]:
    """Every reason that lies in the node itself and what reaches it, whatever goes on and whatever may be spent."""
    model, mode, cost = choice.model, choice.mode, choice.cost
    if model is None:
        yield _no_model(now)
        return
    yield from _closed_reasons(now, model)
    if why := misfit(model, choice.mode_id, inputs):
        yield Told(code="does_not_fit", message=f"This model {why}")
    if mode is None:
        return
    yield from _input_reasons(now, mode, inputs)
    if word := mode.scripts and foreign_word(inputs.prompt, mode.scripts):
        yield Told(code="foreign_script", message=f"This model reads {_scripts(mode)} letters only, not “{word}”")
    if choice.wrong_setting:
        yield Told(code="invalid_setting", message=choice.wrong_setting)
    if model.prompt_limit and len(inputs.prompt) > model.prompt_limit:
        over = f"The prompt has {len(inputs.prompt):,} characters, this model takes {model.prompt_limit:,}"
        yield Told(code="prompt_too_long", message=over)
    if cost is None:
        yield Told(code="no_price", message="These settings have no price. Choose others, or another model")


def money_reason(available: int, limits: Left, price: int) -> Told | None:
    """Why `price` micro-credits cannot be held, with `available` free ones and what the limits leave of them."""
    if price > available:
        return Told(code="insufficient_credits", message=InsufficientCredits(price, available).message)
    short = limits.refusal(price)
    return Told(code="over_limit", message=short.message) if short else None


def _busy_reasons(now: Situation) -> Iterator[Told]:
    if now.node.id in now.generating:
        yield GENERATING
    before = now.document.upstream(now.node.id)
    if now.node.id in before:
        yield CIRCLE
    if before & now.generating:
        yield UPSTREAM_IN_PROGRESS


def _input_reasons(now: Situation, mode: Mode, inputs: Inputs) -> Iterator[Told]:
    for each in inputs.references:
        if each.asset is None and each.media not in mode.ignores:
            yield _nothing_there(now, each)
    used = any(each.media not in mode.ignores for each in inputs.references)
    needed = mode.prompt == "required" or (mode.prompt == "unless_references" and not used)
    if needed and not inputs.prompt:
        yield Told(code="no_prompt", message="Write a prompt or connect a text node")


def _nothing_there(now: Situation, reference: Reference) -> Told:
    """It never held anything, or what it shows was deleted for good."""
    if reference.node in now.gone:
        gone = f"The file of “{reference.title}” was deleted. Choose another take, or remove the connection"
        return Told(code="gone_reference", message=gone)
    empty = f"“{reference.title}” is empty. Fill it, or remove the connection"
    return Told(code="empty_reference", message=empty)


def _scripts(mode: Mode) -> str:
    return " and ".join(sorted(script.capitalize() for script in mode.scripts))


def _closed_reasons(now: Situation, model: Model) -> Iterator[Told]:
    """Why nobody serves the model to this account."""
    provider = now.registry.provider_name(model)
    if model.retires and model.retires < today():
        yield _retired(now, model.id, model.name, model.retires)
    elif now.registry.connection(model) is None:
        yield Told(code="no_key", message=f"{model.name} needs a key for {provider}. Add it in the settings")
    elif model.provider in now.registry.refused:
        yield Told(code="key_refused", message=f"{provider} did not accept the key. Change it in the settings")


def _no_model(now: Situation) -> Told:
    offered = now.registry.default(now.node.kind)
    if offered is None:
        return Told(code="no_model", message=f"There is no model for {now.node.kind} yet")
    if known := now.registry.retired.get(now.node.model or ""):
        return _retired(now, known.id, known.name, known.on)
    return Told(
        code="model_gone", message=f"`{now.node.model}` is no longer there. Pick another, such as {offered.name}"
    )


def _retired(now: Situation, id: str, name: str, on: date) -> Told:
    instead = now.registry.replacement(id) or now.registry.default(now.node.kind)
    pick = f"Pick {instead.name} instead" if instead else "Pick another model"
    return Told(code="model_retired", message=f"{name} was retired on {on.day} {on:%B %Y}. {pick}")
