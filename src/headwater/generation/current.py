"""Whether what a node shows is what would be made now, and what changed since: by content, in words. No I/O."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from headwater.assets.asset import Asset
from headwater.canvas.document import CanvasNode
from headwater.generation.behind import Behind, Made
from headwater.generation.inputs import Inputs, Reference
from headwater.generation.request import FrozenReference, Request
from headwater.generation.resolution import Resolution
from headwater.models.model import MODES, Mode
from headwater.models.registry import Registry
from headwater.models.settings import in_words, title
from headwater.platform.kinds import Kind

_SHOWS = {Kind.IMAGE: "picture", Kind.VIDEO: "video", Kind.AUDIO: "sound"}


def is_empty(node: CanvasNode, asset: Asset | None) -> bool:
    """Whether a node holds nothing that anything downstream could use."""
    return not node.text.strip() if node.kind is Kind.TEXT else asset is None


def is_a_persons(node: CanvasNode, behind: Behind | None) -> bool:
    """Whether what a node holds was typed, edited or uploaded: then it is never out of date."""
    if behind is None:
        return True
    return node.kind is Kind.TEXT and node.text.strip() != (behind.text or "").strip()


def is_current(behind: Behind, request: Request | None) -> bool:
    """Whether the same would be sent now. Where nothing can be sent, nothing can be out of date."""
    return behind.lacks is None and (request is None or behind.content == request.content)


def outdated(behind: Behind, before: Made, now: Resolution, node: CanvasNode, registry: Registry) -> list[str]:
    """Why what `node` shows is not what would be made now, in words; empty where it is, or where it is a person's."""
    if is_a_persons(node, behind) or is_current(behind, now.request):
        return []
    return [behind.lacks] if behind.lacks else changes(before, now, node, registry)


def changes(before: Made, now: Resolution, node: CanvasNode, registry: Registry) -> list[str]:
    """What is different since `before`, in words, for the content that `node` shows; empty where nothing is."""
    if now.request is None:
        return []
    found = [
        *_other_model(before.request, now.request, registry),
        *_other_mode(before.request, now),
        *_other_words(before, now, node),
        *_other_references(before.request.references, now),
        *_other_settings(before.request, now.request, now.choice.mode),
    ]
    return found or (["The request"] if before.request.content != now.request.content else [])


def _other_model(before: Request, now: Request, registry: Registry) -> Iterator[str]:
    if before.model != now.model:
        yield f"The model: {_name(registry, now.model)}, was {_name(registry, before.model)}"


def _name(registry: Registry, model: str) -> str:
    known = registry.models.get(model) or registry.retired.get(model)
    return known.name if known else model


def _other_mode(before: Request, now: Resolution) -> Iterator[str]:
    if now.request and before.mode != now.request.mode:
        names = MODES[before.kind]
        now_named = (now.choice.mode and now.choice.mode.name) or names.get(now.request.mode, now.request.mode)
        yield f"The mode: {now_named}, was {names.get(before.mode, before.mode)}"


def _other_words(before: Made, now: Resolution, node: CanvasNode) -> Iterator[str]:
    prompt = before.request.prompt
    if prompt == now.inputs.prompt:
        return
    texts = [block for block in now.inputs.texts if not block.aside]
    new = [f"The text of “{block.title}”" for block in texts if block.text.strip() not in prompt]
    own = before.arranged.prompt != node.prompt if before.arranged else not new
    yield from ["The prompt"] if own else []
    yield from new
    if not own and not new:
        same = sorted(prompt) == sorted(now.inputs.prompt)
        yield "The order of what is connected" if same else "Which texts are connected"


def _other_references(before: Sequence[FrozenReference], now: Resolution) -> Iterator[str]:
    sent = now.request.references if now.request else ()
    were, are = [_key(each) for each in before], [_key(each) for each in sent]
    if were == are:
        return
    if Counter(were) == Counter(are):
        yield "The order of the references"
        return
    earlier = {each.node: each for each in before}
    labels = _labels(now.inputs)
    for each in sent:
        yield from _other_reference(earlier.get(each.node), each, labels[each.node])
    gone = len(earlier.keys() - {each.node for each in sent})
    if gone:
        yield "A reference is gone" if gone == 1 else f"{gone} references are gone"


def _key(reference: FrozenReference) -> tuple[Any, ...]:
    return reference.media, reference.use, reference.sha, reference.frame


def _labels(inputs: Inputs) -> dict[str, Reference]:
    return {each.node: each for each in inputs.references}


def _other_reference(before: FrozenReference | None, now: FrozenReference, shown: Reference) -> Iterator[str]:
    called = f"{shown.label}, “{shown.title}”,"
    if before is None:
        yield f"{called} is new"
    elif before.sha != now.sha:
        yield f"{called} shows another {_SHOWS[now.kind]}"
    elif before.frame != now.frame:
        yield f"{called} is another frame"
    elif before.use != now.use:
        yield f"{called} is used otherwise"


def _other_settings(before: Request, now: Request, mode: Mode | None) -> Iterator[str]:
    if before.model != now.model or mode is None:
        return
    for name in dict.fromkeys([*now.settings, *before.settings]):
        if before.settings.get(name) != now.settings.get(name):
            schema = mode.settings.get(name, {})
            is_, was = (_setting(schema, each.settings, name) for each in (now, before))
            yield f"{title(name, schema)}: {is_}, was {was}"


def _setting(schema: dict[str, Any], settings: dict[str, Any], name: str) -> str:
    return in_words(schema, settings[name]) if name in settings else "not set"
