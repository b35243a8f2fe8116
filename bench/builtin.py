"""How long each built-in model takes, process and all, as a generation runs it: `python -m bench.builtin`."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bench._measuring import Row, report, row
from headwater.models import catalogue
from headwater.models.adapter import Call, Input, Output
from headwater.models.builtin.workshop import Workshop
from headwater.models.provider import Connection, Provider
from headwater.platform.kinds import Kind

RUNS = 5
SPEECH = (
    "Every evening, when the last boats had gone, the keeper climbed the two hundred steps to the lamp. "
    "She lit it by hand, as her mother had done. Far out, between the rain and the dark, "
    "somebody saw it and turned for home."
)
"""About thirteen seconds."""
PICTURE = "A lighthouse on a rocky coast at dusk, a sailboat on the sea, mist"
HERE = Connection(Provider(id="builtin", name="Built in"), "")
MODELS = catalogue.load().models


async def measured(folder: Path) -> AsyncIterator[Row]:
    """One row for each promise."""
    workshop = Workshop(folder / "workshop")
    picture = await _kept(workshop, folder / "picture.png", _call("painter", "create", PICTURE))
    voice = await _kept(workshop, folder / "voice.wav", _call("voice", "speech", SPEECH))
    seen, heard = (
        Input(Kind.IMAGE, "first_frame", picture, "image/png"),
        Input(Kind.AUDIO, "soundtrack", voice, "audio/wav"),
    )
    film = _call("camera", "create", "A slow push in", seen, heard, duration=5)
    for what, call in (
        ("speech, about 13 s", _call("voice", "speech", SPEECH)),
        ("a picture, 720p", _call("painter", "create", PICTURE)),
        ("5 s of 720p24 video with a voice", film),
        ("20 s of music", _call("composer", "music", "Hopeful cinematic strings and piano", duration=20)),
        ("6 s of a sound effect", _call("foley", "sound", "Heavy rain and distant thunder", duration=6)),
    ):
        yield row(what, "s", [(await _timed(workshop, call, number))[0] for number in range(RUNS)])
    async for each in _text(workshop):
        yield each


async def _text(workshop: Workshop) -> AsyncIterator[Row]:
    call = _call("writer", "write", "Write a short story about a lighthouse keeper and a storm.", length="long")
    runs = [await _timed(workshop, call, number) for number in range(RUNS)]
    yield row("a long text, whole", "s", [seconds for seconds, _ in runs])
    yield row(
        "text, start and rejected sentences included",
        "tokens/s",
        [output.facts["tokens"] / seconds for seconds, output in runs],
    )


def _call(name: str, mode: str, prompt: str, *inputs: Input, **settings: Any) -> Call:
    model = MODELS[f"builtin/{name}"]
    chosen = next(each for each in model.modes if each.id == mode)
    return Call(f"{name}-{mode}", model, mode, prompt, chosen.defaults() | settings, HERE, inputs)


async def _timed(workshop: Workshop, call: Call, number: int) -> tuple[float, Output]:
    again = Call(f"{call.id}-{number}", call.model, call.mode, call.prompt, call.settings, HERE, call.inputs)
    began = time.perf_counter()
    output = await _made(workshop, again)
    return time.perf_counter() - began, output


async def _made(workshop: Workshop, call: Call) -> Output:
    return await workshop.fetch(call, await workshop.submit(call))


async def _kept(workshop: Workshop, file: Path, call: Call) -> Path:
    output = await _made(workshop, call)
    assert output.media is not None
    await asyncio.to_thread(file.write_bytes, b"".join([piece async for piece in output.media]))
    return file


async def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory(prefix="headwater-bench-") as folder:
        report("builtin", [each async for each in measured(Path(folder))])


if __name__ == "__main__":
    asyncio.run(main())
