"""The fields of a request: where it goes, settings under the names and in the form that the provider wants, files."""

import asyncio
import base64
from collections.abc import Iterator
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode, Input
from headwater.models.model import Sending
from headwater.models.price import Measured

Fields = dict[str, Any]


def endpoint(call: Call) -> str:
    """Where the mode sends this request; the model's own name where it does not say. Raises `Failure`."""
    if not call.using.endpoints:
        return call.model.id.partition("/")[2]
    try:
        return call.using.endpoint(call.measured or Measured(call.mode, call.settings))
    except LookupError as error:
        words = f"{call.model.name} does not take these references together."
        raise Failure(FailureCode.INVALID_INPUT, words) from error


def settings(call: Call) -> Iterator[tuple[str, str, Any]]:
    """Each setting: its name here, the field that it goes to, its value as the provider wants it."""
    for name, value in call.settings.items():
        sending = Sending.of(call.using.settings.get(name, {}))
        yield name, sending.param or name, sending.value(value)


def put(fields: Fields, path: str, value: Any, *, many: bool = False) -> None:
    """Write a field: dots lead into nested objects, an object joins the one that is there, `many` adds to a list."""
    *outer, last = path.split(".")
    for name in outer:
        fields = fields.setdefault(name, {})
    if many:
        fields.setdefault(last, []).append(value)
    elif isinstance(value, dict) and isinstance(fields.get(last), dict):
        for name, each in value.items():
            put(fields[last], name, each)
    else:
        fields[last] = value


async def data_uri(each: Input) -> str:
    """A file as a link that holds it."""
    content = await asyncio.to_thread(each.path.read_bytes)
    return f"data:{each.mime};base64,{await asyncio.to_thread(lambda: base64.b64encode(content).decode())}"
