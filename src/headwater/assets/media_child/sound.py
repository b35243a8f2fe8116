"""Sound: its length, the shape of its wave, and taking it out of a video."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer

from headwater.assets.media_child.container import length, opened, picture_of, sound_of
from headwater.assets.media_child.refusal import broken, no_sound, reading

PEAKS = 400
"""How many peaks a wave is drawn from."""
BLOCK = 64
"""Samples of which only the loudest is remembered while decoding."""
STREAMED = 0x7FFF0000
"""Bytes; a WAV that claims as many or more was written without knowing its size."""
RATES = (48000, 44100, 32000, 24000, 22050, 16000)
"""Samples a second that the soundtrack may have; another rate becomes the first of these."""


def examine(source: str, reader: str, seconds: float) -> dict[str, int | float | str]:
    """Length of the sound; writes `peaks.json`: a list of `PEAKS` numbers from 0 to 255."""
    with reading():
        if reader == "wav":
            _demand_whole_wave(Path(source))
        with opened(source, reader) as container:
            sound = sound_of(container)
            if sound is None:
                raise broken("There is neither a picture nor a sound in this file.")
            index = sound.index
        lasts = length(source, reader, index, seconds)
        with opened(source, reader) as container:
            peaks = _peaks(container)
    Path("peaks.json").write_text(json.dumps(peaks))
    return {"kind": "audio", "seconds": lasts}


def soundtrack(source: str, reader: str) -> None:
    """Write the sound of a video to `soundtrack.m4a`: as it is when it is AAC, else as AAC."""
    with reading(), opened(source, reader) as container:
        sound = sound_of(container)
        if sound is None:
            raise no_sound()
        with av.open("soundtrack.m4a", "w", format="ipod", options={"movflags": "faststart"}) as output:
            copy = sound.codec_context.name == "aac" and picture_of(container) is not None
            (_copy if copy else _encode)(container, sound, output)


def _demand_whole_wave(file: Path) -> None:
    """A WAV says its size in its first bytes, and the demuxer takes less as it comes.

    Programs that write to a pipe cannot know the size, and say one from 2 GB up.
    """
    with file.open("rb") as start:
        claimed = int.from_bytes(start.read(8)[4:], "little")
    if file.stat().st_size < claimed < STREAMED:
        raise broken("This file was cut off: it ends earlier than it says.")


def _peaks(container: InputContainer) -> list[int]:
    """The loudest sample of each of `PEAKS` equal parts, over all channels; full scale is 255."""
    sound = sound_of(container)
    assert sound is not None
    blocks = np.concatenate([*_blocks(container, sound)] or [np.zeros(0, np.int32)])
    if not len(blocks):
        raise broken()
    edges = np.linspace(0, len(blocks), PEAKS, endpoint=False).astype(int)
    return [int(peak) for peak in np.maximum.reduceat(blocks, edges) * 255 // 32768]


def _blocks(container: InputContainer, sound: AudioStream) -> Iterator[np.ndarray]:
    resampler = AudioResampler(format="s16")
    for frame in (whole for part in _frames(container, sound) for whole in resampler.resample(part)):
        loud = np.abs(frame.to_ndarray().reshape(-1).astype(np.int32))
        yield np.maximum.reduceat(loud, np.arange(0, len(loud), BLOCK)) if len(loud) else loud


def _frames(container: InputContainer, sound: AudioStream) -> Iterator[av.AudioFrame]:
    """Frames in order; a packet that cannot be decoded is passed over, as players do."""
    for packet in container.demux(sound):
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            continue


def _copy(container: InputContainer, sound: AudioStream, output: OutputContainer) -> None:
    copied = output.add_stream_from_template(sound)
    for packet in container.demux(sound):
        if packet.dts is not None:
            packet.stream = copied
            output.mux(packet)


def _encode(container: InputContainer, sound: AudioStream, output: OutputContainer) -> None:
    rate = sound.rate if sound.rate in RATES else RATES[0]
    encoded = output.add_stream("aac", rate=rate, layout="mono" if sound.channels == 1 else "stereo")
    resampler = AudioResampler(format="fltp", layout=encoded.layout.name, rate=rate)
    for frame in chain(_frames(container, sound), [None]):
        for part in resampler.resample(frame):
            part.pts = None
            output.mux(encoded.encode(part))
    output.mux(encoded.encode(None))
