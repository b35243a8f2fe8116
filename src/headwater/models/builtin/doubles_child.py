"""Draws what the test doubles hand out. Runs in a child process; the only media code of the doubles.

It is as cheap as it can be, since each one is drawn in a process of its own: what only films and sounds need is loaded
by them.
"""

import colorsys
import hashlib
import math
import wave
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageOps

if TYPE_CHECKING:
    import av

RATE = 24
"""Frames a second."""
EACH = 4
"""Frames for which a picture stands."""
SOUND_RATE = 44_100
"""Samples a second."""
STEP = 8
"""Pixels between two points of a ridge."""
SIZES = {"16:9": (1280, 720), "1:1": (960, 960), "9:16": (720, 1280), "4:3": (1152, 864)}
"""Width and height in pixels by aspect."""


def render(kind: str, prompt: str, settings: dict[str, Any], inputs: list[dict[str, str]], to: str) -> None:
    """Write the result for a call to the file `to`: a PNG, an MP4 or a WAV."""
    match kind:
        case "image":
            _picture(prompt, SIZES[settings["aspect"]], inputs).save(to, "PNG", compress_level=1)
        case "video":
            _video(prompt, settings, inputs, to)
        case "audio":
            _tones(prompt, settings["duration"], to)


def _picture(prompt: str, size: tuple[int, int], inputs: list[dict[str, str]]) -> Image.Image:
    """Ridges of colour under a sky, all of it drawn from a hash of the words; given pictures stand in a row below."""
    picture = _ridges(hashlib.sha256(prompt.encode()).digest(), size)
    pictures = [Image.open(input["path"]).convert("RGB") for input in inputs if input["kind"] == "image"]
    for place, given in enumerate(pictures):
        box = (size[0] // 5, size[1] // 5)
        thumb = ImageOps.fit(given, box)
        picture.paste(thumb, (24 + place * (box[0] + 16), size[1] - box[1] - 24))
    return picture


def _ridges(seed: bytes, size: tuple[int, int]) -> Image.Image:
    width, height = size
    hue = seed[0] / 255
    picture = _sky(hue, size)
    draw = ImageDraw.Draw(picture)
    sun = (width * (0.2 + 0.6 * seed[6] / 255), height * 0.28)
    draw.circle(sun, height * 0.09, _colour(hue + 0.05, 0.08, 1.0))
    for layer in range(5):
        line = [(x, height * _ridge(x / width, layer, seed)) for x in range(0, width + STEP, STEP)]
        colour = _colour(hue + 0.1 + 0.03 * layer, 0.3 + 0.1 * layer, 0.85 - 0.16 * layer)
        draw.polygon([*line, (width + STEP, height), (0, height)], colour)
    return picture


def _sky(hue: float, size: tuple[int, int]) -> Image.Image:
    """One colour at the top and another below, blended in between."""
    top, below = (Image.new("RGB", size, _colour(*tone)) for tone in ((hue, 0.45, 0.98), (hue + 0.08, 0.25, 1.0)))
    return Image.composite(below, top, Image.linear_gradient("L").resize(size))


def _ridge(across: float, layer: int, seed: bytes) -> float:
    """How far below the top a ridge is, as a part of the height."""
    phase, swing = seed[layer + 1] / 40, 0.03 + 0.02 * layer
    waves = math.sin(across * (5 + layer) + phase) + 0.5 * math.sin(across * 13 + phase * 2)
    return 0.42 + 0.12 * layer + swing * waves


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, min(saturation, 1), value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _video(prompt: str, settings: dict[str, Any], inputs: list[dict[str, str]], to: str) -> None:
    import av

    width, height = SIZES[settings["aspect"]]
    size = (width // 2, height // 2)
    shots = [_shot(input, size) for input in inputs if input["kind"] in ("image", "video")]
    shots = shots or [[_picture(prompt, size, [])]]
    total = settings["duration"] * RATE
    sound = next((input["path"] for input in inputs if input["kind"] == "audio"), None)
    with av.open(to, "w", format="mp4", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "20"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        track = out.add_stream("aac", rate=SOUND_RATE) if sound else None
        for number in range(total):
            if number % EACH == 0:
                shot = shots[number * len(shots) // total]
                frame = _frame(_push_in(shot[number % len(shot)], number / total))
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        if track and sound:
            _lay_under(out, track, sound, settings["duration"])


def _shot(input: dict[str, str], size: tuple[int, int]) -> list[Image.Image]:
    """The frames of a video, or the one frame of a picture, filling `size`."""
    if input["kind"] == "image":
        return [ImageOps.fit(Image.open(input["path"]).convert("RGB"), size)]
    import av

    with av.open(input["path"]) as media:
        return [ImageOps.fit(_image(frame), size) for frame in islice(media.decode(video=0), 10 * RATE)]


def _frame(picture: Image.Image) -> "av.VideoFrame":
    import av

    frame: av.VideoFrame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
    return frame


def _image(frame: "av.VideoFrame") -> Image.Image:
    picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    return picture


def _push_in(picture: Image.Image, progress: float) -> Image.Image:
    """A slow move towards the middle, 6 % over the whole clip."""
    width, height = picture.size
    margin_x, margin_y = width * 0.03 * progress, height * 0.03 * progress
    box = (margin_x, margin_y, width - margin_x, height - margin_y)
    return picture.resize((width, height), Image.Resampling.BILINEAR, box)


def _lay_under(out: Any, track: Any, sound: str, seconds: float) -> None:
    import av

    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE)
    with av.open(sound) as media:
        for frame in media.decode(audio=0):
            if frame.time is not None and frame.time >= seconds:
                break
            for piece in resampler.resample(frame):
                out.mux(track.encode(piece))
    out.mux(track.encode())


def _tones(prompt: str, seconds: int, to: str) -> None:
    """One soft tone for each word, spread over the time."""
    import numpy as np

    words = prompt.split()[:64] or ["…"]
    each = seconds / len(words)
    time = np.arange(int(SOUND_RATE * each)) / SOUND_RATE
    envelope = np.minimum(1, time / 0.02) * np.exp(-2.5 * time / each)
    tones = [np.sin(2 * math.pi * _pitch(word) * time) * envelope * 0.3 for word in words]
    samples = (np.concatenate(tones) * 32767).astype("<i2")
    with wave.open(to, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SOUND_RATE)
        file.writeframes(samples.tobytes())


def _pitch(word: str) -> float:
    """A note of a pentatonic scale, in hertz."""
    steps = (0, 2, 4, 7, 9, 12, 14, 16)
    return float(220 * 2 ** (steps[hashlib.sha256(word.encode()).digest()[0] % len(steps)] / 12))
