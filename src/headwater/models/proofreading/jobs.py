"""Whether a provider's job protocol has what its paths name, and whether what a mode takes has a place to go."""

import re
from collections.abc import Iterator

from headwater.models.job_protocol import JobProtocol
from headwater.models.lines import Place
from headwater.models.model import Mode
from headwater.models.proofreading.mistake import Mistake, one_of
from headwater.platform.kinds import Kind

_NAMES = re.compile(r"\{(\w+)\}")
_USES = {
    Kind.IMAGE: ("image", "reference", "first_frame", "last_frame", "frame"),
    Kind.VIDEO: ("video", "reference"),
    Kind.AUDIO: ("audio", "reference", "sound", "soundtrack"),
}
"""What each kind may be used for."""


def mistakes(protocol: JobProtocol, settings: frozenset[str], at: Place) -> Iterator[Mistake]:
    """Names in braces that nothing stands for. `settings`: those of the provider's models."""
    if protocol.submit is None:
        return
    kept = {"id", "endpoint", *protocol.submit.keep}
    for step in ("poll", "fetch", "cancel"):
        path = getattr(getattr(protocol, step), "path", None) or ""
        for name in _NAMES.findall(path):
            if name not in kept | settings:
                what = f"`{{{name}}}` in the path of `{step}` is not kept from the answer to the submit."
                instead = f"Add `{name}` to `keep` of `submit`. {one_of(name, kept)}"
                yield Mistake((*at, step, "path"), what, instead)
    for name in _NAMES.findall(protocol.sample.path if protocol.sample else ""):
        if name not in settings:
            what = f"`{{{name}}}` in the path of `sample` is no setting of a model."
            yield Mistake((*at, "sample", "path"), what, one_of(name, settings))


def places(mode: Mode, at: Place) -> Iterator[Mistake]:
    """Kinds that a mode takes and that have no field to go to."""
    for kind, count in mode.takes.items():
        if count.most and kind not in mode.ignores and not any(use in mode.places for use in _USES.get(kind, ())):
            what = f"Mode `{mode.id}` takes {kind}, and says no place for it in the request."
            yield Mistake((*at, "takes", kind), what, f'Add places = {{ {kind} = {{ param = "{kind}_url" }} }}.')
