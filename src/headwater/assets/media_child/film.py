"""Videos: size, length, poster, and single frames."""

from collections.abc import Callable, Iterator

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image, ImageStat

from headwater.assets.media_child.container import length, opened, picture_of
from headwater.assets.media_child.picture import write_previews
from headwater.assets.media_child.refusal import broken, reading, too_large
from headwater.assets.media_child.sound import examine as examine_sound

BLACK = 16
"""A frame whose mean brightness (0 to 255) is below this is no poster."""
POSTER_FRAMES = 90
"""How far to look for a frame that is not black."""
TAIL = 3
"""Seconds before the end at which to begin decoding for the last frame."""
_UNSPECIFIED = 2


def examine(source: str, reader: str, pixels: int, seconds: float) -> dict[str, int | float | str]:
    """What a file of this reader holds: a video if there are moving pictures, else sound.

    Writes `tiny.webp` and `card.webp` for a video, `peaks.json` for sound.
    """
    with reading(), opened(source, reader) as container:
        film = picture_of(container)
        index = film.index if film else None
        if film:
            _check_size(film, pixels)
            poster = _poster(container, film)
    if index is None:
        return examine_sound(source, reader, seconds)
    with reading():
        lasts = length(source, reader, index, seconds)
    write_previews(poster)
    return {"kind": "video", "width": poster.width, "height": poster.height, "seconds": lasts}


def last_frame(source: str, reader: str) -> None:
    """Write the last frame of a video, upright and whole, to `frame.png`."""
    _write(source, reader, _last_of)


def frame_at(source: str, reader: str, seconds: float) -> None:
    """Write the frame that a player shows `seconds` after the beginning, upright and whole, to `frame.png`.

    The first where the pictures begin later, the last where they end before.
    """
    _write(source, reader, lambda container, film: _shown_at(container, film, seconds))


def _write(source: str, reader: str, pick: Callable[[InputContainer, VideoStream], VideoFrame | None]) -> None:
    with reading(), opened(source, reader) as container:
        film = picture_of(container)
        if film is None:
            raise broken("This video has no pictures.")
        frame = pick(container, film)
        if frame is None:
            raise broken()
        image = _upright(frame, film)
    image.save("frame.png")


def _last_of(container: InputContainer, film: VideoStream) -> VideoFrame | None:
    start = film.start_time or 0
    return _last(container, film, _tail_start(container, film)) or _last(container, film, start)


def _shown_at(container: InputContainer, film: VideoStream, seconds: float) -> VideoFrame | None:
    """Some files cannot be sought, or only to behind the moment: then from the beginning, else the first there is."""
    start = film.start_time or 0
    moment = start + round(seconds * _ticks(film))
    found = _until(container, film, min(moment, _tail_start(container, film)), moment)
    return found or _until(container, film, start, moment) or _first(container, film)


def _until(container: InputContainer, film: VideoStream, start: int, moment: int) -> VideoFrame | None:
    """The newest frame that is shown at `moment`; None where decoding from `start` begins behind it."""
    container.seek(start, stream=film)
    found: VideoFrame | None = None
    for frame in _frames(container, film):
        if (frame.pts or 0) > moment:
            break
        found = frame
    return found


def _first(container: InputContainer, film: VideoStream) -> VideoFrame | None:
    container.seek(film.start_time or 0, stream=film)
    return next(_frames(container, film), None)


def _check_size(film: VideoStream, pixels: int) -> None:
    if film.codec_context.width * film.codec_context.height > pixels:
        raise too_large(f"Videos may have up to {pixels / 1e6:g} megapixels a frame.")
    # The size in the header is only a claim: the decoder is told the limit too.
    film.codec_context.options = {"max_pixels": str(pixels)}


def _poster(container: InputContainer, film: VideoStream) -> Image.Image:
    """The first frame that is not black, or the first."""
    first: Image.Image | None = None
    for count, frame in enumerate(_frames(container, film)):
        image = _upright(frame, film)
        first = first or image
        if ImageStat.Stat(image.convert("L")).mean[0] >= BLACK:
            return image
        if count == POSTER_FRAMES:
            break
    if first is None:
        raise broken()
    return first


def _frames(container: InputContainer, film: VideoStream) -> Iterator[VideoFrame]:
    """Frames in order; a packet that cannot be decoded is passed over, as players do."""
    for packet in container.demux(film):
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            continue


def _tail_start(container: InputContainer, film: VideoStream) -> int:
    """Where the last `TAIL` seconds begin, in the stream's own time."""
    ticks = _ticks(film)
    whole = film.duration or (container.duration or 0) / av.time_base * ticks
    start = film.start_time or 0
    return max(start, start + int(whole - TAIL * ticks))


def _ticks(film: VideoStream) -> float:
    """How many units of the stream's own time a second has."""
    return float(1 / film.time_base) if film.time_base else 0.0


def _last(container: InputContainer, film: VideoStream, start: int) -> VideoFrame | None:
    container.seek(start, stream=film)
    last: VideoFrame | None = None
    for frame in _frames(container, film):
        if last is None or (frame.pts or 0) >= (last.pts or 0):
            last = frame
    return last


def _upright(frame: VideoFrame, film: VideoStream) -> Image.Image:
    """The frame as a player shows it: turned, with square pixels, in the colours that browsers assume."""
    guess = "ITU709" if frame.colorspace == _UNSPECIFIED and frame.height >= 720 else None
    shape = float(film.sample_aspect_ratio or 1)
    size = {"width": round(frame.width * shape), "height": frame.height}
    image: Image.Image = frame.to_image(**size, src_colorspace=guess)  # type: ignore[no-untyped-call]
    return image.rotate(frame.rotation, expand=True) if frame.rotation else image
