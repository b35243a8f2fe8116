"""The files that a run makes: each is whole or not there, and none but its own is touched."""

import asyncio
from pathlib import Path
from typing import Any

from headwater.assets.files import sync_to_disk
from headwater.assets.name import ENDINGS
from headwater.exchange.client import Refused, StudioClient
from headwater.exchange.file_name import unique_stems
from headwater.exchange.plan import name_of
from headwater.exchange.run_file import RunFile

Json = Any


class Results:
    """The results of one canvas file in one folder."""

    def __init__(self, folder: Path, file: RunFile) -> None:
        self._folder = folder
        names = {node.id: name_of(node) for node in file.canvas.nodes}
        self._stems = unique_stems(names, _sources_in(folder, file))

    async def keep(self, client: StudioClient, canvas: str, generation: Json) -> Path:
        """Write what a generation made; gives the file. Raises what the client raises, and `OSError`."""
        stem = self._stems[generation["node"]]
        part = self._folder / f".{stem}.part"
        try:
            ending = await self._write(client, canvas, generation, part)
            return await asyncio.to_thread(_finish, part, self._folder / f"{stem}{ending}")
        finally:
            part.unlink(missing_ok=True)

    async def _write(self, client: StudioClient, canvas: str, generation: Json, part: Path) -> str:
        """The bytes into `part`; gives the ending that fits them."""
        if generation["asset"] is None:
            await asyncio.to_thread(part.write_text, await _text(client, canvas, generation), "utf-8", newline="")
            return ".md"
        asset = await client.get(f"/api/assets/{generation['asset']}")
        await client.download(asset["id"], asset["size"], part)
        return f".{ENDINGS[asset['mime']][0]}"


def _finish(part: Path, path: Path) -> Path:
    sync_to_disk(part)
    part.replace(path)
    sync_to_disk(path.parent)
    return path


async def _text(client: StudioClient, canvas: str, generation: Json) -> str:
    takes = await client.get(f"/api/canvases/{canvas}/nodes/{generation['node']}/takes")
    text = next((str(take["text"]) for take in takes if take["id"] == generation["take"]), None)
    if text is None:
        raise Refused("not_found", "This text was deleted from its node. Generate it again.", {})
    return text


def _sources_in(folder: Path, file: RunFile) -> list[str]:
    """The names, without endings, of what is run, as far as it lies where the results go: none is overwritten."""
    sources = [path for path in (file.path, *file.media.values()) if path.resolve().parent == folder.resolve()]
    return [stem for path in sources for stem in (path.stem, path.name.partition(".")[0])]
