"""Which mode a node is in."""

from collections.abc import Mapping

from headwater.generation.fit import misfit
from headwater.generation.inputs import Inputs
from headwater.models.model import Model
from headwater.platform.kinds import Kind


def followed_mode(kind: Kind, connected: Mapping[Kind, int]) -> str:
    """The mode of a node for which none was picked: it follows what is connected."""
    images, videos, sounds = (connected.get(each, 0) for each in (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO))
    match kind:
        case Kind.TEXT:
            return "describe" if images or videos else "transcribe" if sounds else "write"
        case Kind.IMAGE:
            return "edit" if images or videos else "create"
        case Kind.AUDIO:
            return "speech"
        case Kind.VIDEO if videos or images > 2:
            return "references"
        case _:
            return "first-last" if images == 2 else "create"


def mode_for(model: Model | None, followed: str, inputs: Inputs) -> str:
    """The mode that `model` is used in while none is picked: the one that follows, else one of its own that fits."""
    if model is None or model.mode(followed):
        return followed
    fitting = (mode.id for mode in model.modes if misfit(model, mode.id, inputs) is None)
    return next(fitting, model.modes[0].id)
