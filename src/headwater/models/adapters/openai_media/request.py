"""A call as the fields of a request: settings by their parameters, references as data or as files."""

import asyncio
from copy import deepcopy
from typing import Any

from headwater.models.adapter import Call, Input
from headwater.models.adapters.fields import Fields, data_uri, put, settings
from headwater.models.model import Place

Body = Fields
File = tuple[str, tuple[str, bytes, str]]
"""A field of a form, and the name, the bytes and the type of what is in it."""
FRAMES, REFERENCES = "frame_images", "input_references"
"""OpenRouter's fields for pictures that open or close a video, and for all that guides it."""
_USUAL = {use: Place(param=FRAMES, many=True) for use in ("first_frame", "last_frame")}
_OTHERWISE = Place(param=REFERENCES, many=True)


def fields(call: Call, words: str) -> Body:
    """The model, what the entry always sends, the prompt in the field `words`, and every setting."""
    body: Body = {"model": call.model.id.partition("/")[2], **deepcopy(call.using.fixed)}
    if call.prompt:
        body[words] = call.prompt
    for _, field, value in settings(call):
        put(body, field, value)
    return body


async def with_references(call: Call, body: Body) -> Body:
    """The same with every reference as data in its field."""
    for each in _sent(call):
        place = call.using.places.get(each.use) or call.using.places.get(each.kind) or _USUAL.get(each.use, _OTHERWISE)
        put(body, place.param, _part(place, each, await data_uri(each)), many=place.many)
    return body


async def files(call: Call) -> list[File]:
    """Every reference as a file of a form; a field that holds several is named `image[]`, as OpenAI's client does."""
    found = []
    for number, each in enumerate(_sent(call), 1):
        place = call.using.places.get(each.use) or call.using.places.get(each.kind) or Place(param="image", many=True)
        several = place.many and len(_sent(call)) > 1
        name = f"{each.kind}-{number}.{each.mime.rpartition('/')[2]}"
        field = f"{place.param}[]" if several else place.param
        found.append((field, (name, await asyncio.to_thread(each.path.read_bytes), each.mime)))
    return found


def form(body: Body) -> dict[str, str]:
    """The fields as a form has them."""
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in body.items()}


def _sent(call: Call) -> list[Input]:
    return [each for each in call.inputs if each.kind not in call.using.ignores]


def _part(place: Place, each: Input, url: str) -> Any:
    """A reference in the words of its field; a field that we know nothing of takes the data itself."""
    part = {"type": f"{each.kind}_url", f"{each.kind}_url": {"url": url}}
    match place.param.rpartition(".")[2]:
        case "frame_images":
            return part | {"frame_type": each.use}
        case "input_references":
            return part
        case _:
            return url
