"""Makes the first canvas of a new account: the built-in models make the piece, and it is packed small.

    python -m tools.first_film

writes `src/headwater/exchange/first/first-film.headwater.zip` from `first_film.headwater.json`. The pictures become
JPEG and the sounds AAC, since everybody's first start carries them; the film is as the Camera made it.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import av
from PIL import Image

SOURCE = Path(__file__).with_name("first_film.headwater.json")
ARCHIVE = Path(__file__).parents[1] / "src" / "headwater" / "exchange" / "first" / "first-film.headwater.zip"
MOMENT = (2026, 1, 1, 0, 0, 0)
"""When the entries of the archive say that they were made: the same each time."""
JPEG_QUALITY = 90
SOUND_RATE, SOUND_BITS = 48_000, 80_000
"""Samples a second, and bits a second for each channel."""


def main() -> None:
    """Make the piece and pack it."""
    with tempfile.TemporaryDirectory(prefix="headwater-first-") as folder:
        made = _made(Path(folder))
        small = {node: _smaller(file) for node, file in made.items()}
        ARCHIVE.parent.mkdir(exist_ok=True)
        _pack(small)
    print(f"{ARCHIVE.name}: {ARCHIVE.stat().st_size / 2**20:.1f} MB")


def _made(folder: Path) -> dict[str, Path]:
    """The file that each node generated, by node."""
    command = [sys.executable, "-m", "headwater", "run", str(SOURCE), "--out", str(folder / "out"), "--json"]
    env = {**os.environ, "HEADWATER_HOME": str(folder / "home"), "HEADWATER_FIRST_CANVAS": "0"}
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    lines = [json.loads(line) for line in told.splitlines()]
    return {line["node"]: Path(line["file"]) for line in lines}


def _smaller(file: Path) -> Path:
    match file.suffix:
        case ".png":
            with Image.open(file) as image:
                image.convert("RGB").save(file.with_suffix(".jpg"), quality=JPEG_QUALITY)
            return file.with_suffix(".jpg")
        case ".wav":
            _encode(file, file.with_suffix(".m4a"))
            return file.with_suffix(".m4a")
        case _:
            return file


def _encode(sound: Path, to: Path) -> None:
    with av.open(str(sound), "r") as media, av.open(str(to), "w", format="mp4") as out:
        source = media.streams.audio[0]
        layout = "mono" if source.channels == 1 else "stereo"
        track: Any = out.add_stream("aac", rate=SOUND_RATE, layout=layout)
        track.bit_rate = SOUND_BITS * source.channels
        resampler = av.AudioResampler(format="fltp", layout=layout, rate=SOUND_RATE)
        for frame in media.decode(source):
            for piece in resampler.resample(frame):
                out.mux(track.encode(piece))
        out.mux(track.encode())


def _pack(files: dict[str, Path]) -> None:
    canvas = json.loads(SOURCE.read_text("utf-8"))
    for node in canvas["nodes"]:
        if node["id"] in files:
            node["file"] = f"media/{files[node['id']].name}"
    with zipfile.ZipFile(ARCHIVE, "w") as archive:
        text = json.dumps(canvas, ensure_ascii=False, indent=1).encode()
        archive.writestr(zipfile.ZipInfo("canvas.headwater.json", MOMENT), text, zipfile.ZIP_DEFLATED)
        for file in files.values():
            archive.writestr(zipfile.ZipInfo(f"media/{file.name}", MOMENT), file.read_bytes(), zipfile.ZIP_STORED)


if __name__ == "__main__":
    main()
