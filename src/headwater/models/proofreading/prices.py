"""Whether the conditions of prices and endpoints can hold, and whether each choice has a price."""

from collections.abc import Iterable, Iterator
from typing import Any

from headwater.models.lines import Place
from headwater.models.model import Mode, Model
from headwater.models.price import Measured, NoPrice, Tariff, price
from headwater.models.proofreading.mistake import Mistake, one_of
from headwater.platform.kinds import Kind


def mistakes(model: Model, at: Place) -> Iterator[Mistake]:
    """What is wrong with the prices and endpoints of the model at `at`."""
    for number, rule in enumerate(model.prices):
        yield from _conditions(rule.when, model.modes, (*at, "prices", number, "when"))
    for number, mode in enumerate(model.modes):
        yield from _endpoints(mode, (*at, "modes", number, "endpoints"))
    yield from _unpriced(model, at)


def _endpoints(mode: Mode, at: Place) -> Iterator[Mistake]:
    for number, endpoint in enumerate(mode.endpoints):
        yield from _conditions(endpoint.when, [mode], (*at, number, "when"))
    if mode.endpoints and not _leads_somewhere(mode):
        yield Mistake(at, f"Mode `{mode.id}` has no endpoint for its default settings.", "Add one without `when`.")


def _unpriced(model: Model, at: Place) -> Iterator[Mistake]:
    """A choice without a price can never be generated with."""
    prices = model.at(Tariff()).prices
    for mode, name, value in _choices(model.modes):
        settings = {**mode.defaults(), name: value}
        if mode.wrong_setting(settings):
            continue
        try:
            price(prices, _least(mode, settings))
        except (NoPrice, KeyError, ArithmeticError):
            what = f"There is no price for {name} = {value!r} in mode `{mode.id}`."
            yield Mistake((*at, "prices"), what, "Add a rule that holds for it, or take the choice away.")


def _leads_somewhere(mode: Mode) -> bool:
    try:
        return bool(mode.endpoint(_least(mode, mode.defaults())))
    except LookupError:
        return False


def _choices(modes: Iterable[Mode]) -> Iterator[tuple[Mode, str, Any]]:
    for mode in modes:
        for name, schema in mode.settings.items():
            for value in schema.get("enum", [False, True] if schema.get("type") == "boolean" else []):
                yield mode, name, value


def _least(mode: Mode, settings: dict[str, Any]) -> Measured:
    """The request with the fewest references that the mode takes."""
    images, videos, sounds = (mode.count(kind).least for kind in (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO))
    return Measured(mode.id, settings, "A prompt", images, videos, sounds, float(videos), float(sounds))


def _conditions(when: dict[str, Any], modes: Iterable[Mode], at: Place) -> Iterator[Mistake]:
    modes = list(modes)
    facts = set(Measured("", {}).facts).union(*(mode.settings for mode in modes))
    for name, value in when.items():
        if name not in facts:
            yield Mistake((*at, name), f"No setting is called `{name}`, so this never holds.", one_of(name, facts))
        for wrong in _never(name, value if isinstance(value, list) else [value], modes):
            yield Mistake((*at, name), f"`{name}` is never {wrong!r}.", "Write a value that it can have.")


def _never(name: str, values: list[Any], modes: list[Mode]) -> list[Any]:
    """The values that a choice cannot have."""
    if name == "mode":
        return [value for value in values if value not in {mode.id for mode in modes}]
    schemas = [mode.settings[name] for mode in modes if name in mode.settings]
    if not schemas or not all("enum" in schema for schema in schemas):
        return []
    return [value for value in values if not any(value in schema["enum"] for schema in schemas)]
