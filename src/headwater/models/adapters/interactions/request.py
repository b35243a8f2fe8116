"""A call as the body of `POST /interactions`."""

import copy
from typing import Any

from headwater.models.adapter import Call
from headwater.models.adapters.interactions import upload
from headwater.platform.kinds import Kind

Body = dict[str, Any]


async def body(call: Call) -> Body:
    """The words first, then every reference in connection order, every setting, and what the entry always sends."""
    words = [{"type": "text", "text": text}] if (text := call.prompt or _unsaid(call)) else []
    content = [*words, *await upload.contents(call)]
    made: Body = {"model": call.model.id.partition("/")[2], "input": [{"type": "user_input", "content": content}]}
    for name, value in call.settings.items():
        _put_setting(made, call, name, value)
    made = _merged(made, call.using.fixed)
    if made.get("background") and call.model.kind is Kind.VIDEO:
        made = _merged({"generation_config": {"video_config": {"task": _task(call)}}}, made)
    return {"store": bool(made.get("background")), **made}


def in_one_go(body: Body) -> Body:
    """The same, answered at once and not kept at Google."""
    return {name: value for name, value in body.items() if name != "background"} | {"store": False}


def _unsaid(call: Call) -> str:
    """What is asked where nothing was written and something is connected to a text."""
    if call.model.kind is not Kind.TEXT or not call.inputs:
        return ""
    return "Write down what is said, word for word." if call.inputs[0].kind is Kind.AUDIO else "Describe this."


def _task(call: Call) -> str:
    """What a video is made from, where the mode does not say."""
    return "image_to_video" if any(each.use == "first_frame" for each in call.inputs) else "text_to_video"


def _put_setting(made: Body, call: Call, name: str, value: Any) -> None:
    schema = call.using.settings.get(name, {})
    *way, last = str(schema.get("param", name)).split(".")
    inside: Any = made
    for part in way:
        inside = _into(inside, part)
    inside[last] = f"{value}s" if name == "duration" else value  # seconds as Google's `Duration` writes them
    inside.update(schema.get("beside", {}))


def _into(inside: Any, part: str) -> Any:
    """What is in the field `part`, made where it is not there; `name[]` is the first in a list."""
    if not part.endswith("[]"):
        return inside.setdefault(part, {})
    listed = inside.setdefault(part.removesuffix("[]"), [])
    if not listed:
        listed.append({})
    return listed[0]


def _merged(under: Body, over: Body) -> Body:
    """Both, at every depth; `over` wins."""
    made = copy.copy(under)
    for name, value in over.items():
        inside = made.get(name)
        made[name] = _merged(inside, value) if isinstance(inside, dict) and isinstance(value, dict) else value
    return made
