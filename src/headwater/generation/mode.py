"""Which mode a node is in, and what upstream content is for in it."""

from collections.abc import Mapping

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


def use_of(source: Kind, target: Kind, mode: str, number: int) -> str:
    """What upstream content is for, when it is the `number`th of its kind."""
    match source, target:
        case Kind.IMAGE, Kind.VIDEO if mode in ("create", "first-last"):
            return "first_frame" if number == 1 else "last_frame"
        case Kind.VIDEO, Kind.IMAGE:
            return "frame"
        case Kind.VIDEO, Kind.AUDIO:
            return "sound"
        case Kind.AUDIO, Kind.VIDEO:
            return "soundtrack"
        case _:
            return "reference"
