"""A job as a request: where it goes, and its body."""

import re
from urllib.parse import quote

from headwater.models.adapter import Call, Failure, FailureCode, Input, Ticket
from headwater.models.adapters.fields import Fields, endpoint, put, settings
from headwater.models.adapters.http_job.reading import wrong
from headwater.models.adapters.http_job.upload import link
from headwater.models.job_protocol import Submit

_NAMES = re.compile(r"\{(\w+)\}")


async def body(call: Call, submit: Submit) -> Fields:
    """The words, the settings that are no part of the path, what is fixed, the references."""
    mode, fields = call.using, Fields()
    if call.prompt:
        put(fields, mode.places["prompt"].param if "prompt" in mode.places else submit.prompt, call.prompt)
    if submit.model:
        put(fields, submit.model, endpoint(call))
    in_path = set(_NAMES.findall(f"{submit.path} {endpoint(call)} {' '.join(submit.query.values())}"))
    for name, field, value in settings(call):
        if name not in in_path:
            put(fields, field, value)
    for name, value in mode.fixed.items():
        put(fields, name, value)
    for use, inputs in _by_place(call).items():
        links = [await link(call, each) for each in inputs]
        put(fields, mode.places[use].param, links if mode.places[use].many else links[0])
    return fields


def path(call: Call, path: str, ticket: Ticket) -> str:
    """A path with its names filled in, each as one word of a path unless it is an address of the provider's own."""
    whole = _NAMES.fullmatch(path)
    if whole and whole[1] in ticket:
        return str(ticket[whole[1]])
    return filled(call, path, ticket)


def filled(call: Call, template: str, ticket: Ticket) -> str:
    """A template with its names filled in from the settings and the ticket."""
    if "{endpoint}" in template:
        template = template.replace("{endpoint}", endpoint(call))
    known = {**_sent(call), **ticket}

    def value(name: re.Match[str]) -> str:
        if name[1] not in known:
            raise wrong(call, f"is said to want `{name[0]}`, which there is not")
        return quote(str(known[name[1]]), safe="")

    return _NAMES.sub(value, template)


def wanted(call: Call, value: str) -> str:
    """A condition's value: a setting, a fixed field, or itself."""
    name = _NAMES.fullmatch(value)
    known = {**call.using.fixed, **_sent(call), "prompt": call.prompt}
    return str(known.get(name[1], "")) if name else value


def _sent(call: Call) -> Fields:
    """The settings as the provider wants them, by their names here."""
    return {name: value for name, _, value in settings(call)}


def _by_place(call: Call) -> dict[str, list[Input]]:
    """The references by where they go. Raises `Failure` for one that has no place."""
    found: dict[str, list[Input]] = {}
    for each in call.inputs:
        use = next((name for name in (each.use, str(each.kind)) if name in call.using.places), None)
        if use is None:
            raise Failure(FailureCode.INVALID_INPUT, f"{call.model.name} has no place for a {each.kind} here.")
        found.setdefault(use, []).append(each)
    return found
