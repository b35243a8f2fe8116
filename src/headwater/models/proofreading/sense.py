"""What may still be wrong with entries that can be read: names that nobody knows, choices without a price."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from headwater.models.catalogue import Retired
from headwater.models.lines import Place
from headwater.models.model import Mode, Model
from headwater.models.proofreading import jobs, prices
from headwater.models.proofreading.mistake import Mistake, one_of
from headwater.models.provider import Provider
from headwater.models.settings import names
from headwater.platform.kinds import Kind

USES = frozenset({"reference", "first_frame", "last_frame", "frame", "sound", "soundtrack"})
"""What references are for; see `generation/inputs.py`."""
PLACES = USES | set(Kind) | {"prompt"}
"""What may have a place in a request."""
HERE = frozenset({"builtin", "doubles"})
"""Adapters that need no address."""
WITH_PROTOCOL = "http_job"
"""The adapter whose providers say themselves how they are spoken to."""


@dataclass(frozen=True)
class Known:
    """What there is beside the file."""

    providers: Mapping[str, Provider | None]
    """By id; None for a server of one's own."""
    models: frozenset[str]
    """Ids, also of retired ones."""
    adapters: frozenset[str]
    """Names of those that are installed."""


@dataclass(frozen=True)
class Entries:
    """What a file says as far as it can be read, by the place of each entry."""

    providers: Mapping[Place, Provider]
    models: Mapping[Place, Model]
    retired: Mapping[Place, Retired]


def mistakes(said: Entries, known: Known) -> Iterator[Mistake]:
    """Everything that makes no sense."""
    named = {at: each.id for at, each in said.models.items()} | {at: each.id for at, each in said.retired.items()}
    yield from _twice({at: each.id for at, each in said.providers.items()})
    yield from _twice(named)
    providers = {**known.providers, **{each.id: each for each in said.providers.values()}}
    models = known.models.union(named.values())
    for at, provider in said.providers.items():
        yield from _provider(provider, _settings_at(provider, said), at)
    for at, model in said.models.items():
        yield from _names(model, at, Known(providers, models, known.adapters))
        yield from prices.mistakes(model, at)
        for number, mode in enumerate(model.modes):
            yield from _mode(mode, (*at, "modes", number))
            if model.adapter == WITH_PROTOCOL:
                yield from jobs.places(mode, (*at, "modes", number))
    for at, gone in said.retired.items():
        yield from _replacement(gone, at, models)


def _twice(ids: Mapping[Place, str]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for at, id in ids.items():
        if id in seen:
            yield Mistake((*at, "id"), f"`{id}` is the id of an earlier entry.", "Give one of them another.")
        seen.add(id)


def _provider(provider: Provider, settings: frozenset[str], at: Place) -> Iterator[Mistake]:
    if provider.id not in HERE:
        yield from _address(provider, at)
    if provider.needs_key and not any("{key}" in value for value in provider.headers.values()):
        what = f"`{provider.id}` needs a key, and no header carries it."
        yield Mistake(
            (*at, "headers"), what, 'Write headers = { Authorization = "Bearer {key}" }, or needs_key = false.'
        )
    yield from jobs.mistakes(provider.protocol, settings, (*at, "protocol"))


def _settings_at(provider: Provider, said: Entries) -> frozenset[str]:
    modes = (mode for model in said.models.values() if model.provider == provider.id for mode in model.modes)
    return frozenset(name for mode in modes for name in mode.settings)


def _address(provider: Provider, at: Place) -> Iterator[Mistake]:
    parts = urlsplit(provider.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        what = f"`url` is {provider.url!r}, and begins with no address." if provider.url else "`url` is missing."
        yield Mistake((*at, "url"), what, 'Write where the API begins, such as "https://api.example.com/v1".')
    elif provider.url.endswith("/") or parts.query or parts.fragment or parts.username:
        yield Mistake(
            (*at, "url"), f"`url` is {provider.url!r}.", "Leave out the slash at its end, `?`, `#` and users."
        )


def _names(model: Model, at: Place, known: Known) -> Iterator[Mistake]:
    if model.provider not in known.providers:
        instead = f"Add a [[provider]] with that id. {one_of(model.provider, known.providers)}"
        yield Mistake((*at, "provider"), f"Nobody knows the provider `{model.provider}`.", instead)
    elif model.id.partition("/")[0] != model.provider and model.adapter not in HERE:
        what = f"The id begins with `{model.id.partition('/')[0]}`, and its provider is `{model.provider}`."
        yield Mistake((*at, "id"), what, f"Write `{model.provider}/…`.")
    if model.adapter not in known.adapters:
        what = f"The adapter `{model.adapter}` is not installed."
        yield Mistake((*at, "adapter"), what, one_of(model.adapter, known.adapters - HERE))
    provider = known.providers.get(model.provider)
    if model.adapter == WITH_PROTOCOL and provider and provider.protocol.submit is None:
        what = f"The provider `{provider.id}` does not say how it is spoken to."
        yield Mistake((*at, "adapter"), what, "Add [provider.protocol.submit]; see docs/adding-a-provider.md.")
    yield from _replacement(model, at, known.models)


def _replacement(entry: Model | Retired, at: Place, models: frozenset[str]) -> Iterator[Mistake]:
    if entry.replaced_by and entry.replaced_by not in models:
        what = f"`replaced_by` names `{entry.replaced_by}`, which is no model."
        yield Mistake((*at, "replaced_by"), what, one_of(entry.replaced_by, models))


def _mode(mode: Mode, at: Place) -> Iterator[Mistake]:
    for number, rule in enumerate(mode.rules):
        for name in sorted({*names(rule)} - mode.settings.keys()):
            what = f"No setting is called `{name}`, so this rule means nothing."
            yield Mistake((*at, "rules", number), what, one_of(name, mode.settings))
    for use in mode.places:
        if use not in PLACES:
            yield Mistake((*at, "places", use), f"References are never a `{use}`.", one_of(use, PLACES))
    for kind, count in mode.takes.items():
        if count.least > count.most:
            what = f"At least {count.least} and at most {count.most} cannot both hold."
            yield Mistake((*at, "takes", kind), what, "Let `least` be at most `most`.")
    if mode.at_least > sum(count.most for kind, count in mode.takes.items() if kind not in mode.ignores):
        what = f"`at_least` is {mode.at_least}, more than `takes` allows."
        yield Mistake((*at, "at_least"), what, "Take more, or ask for fewer.")
