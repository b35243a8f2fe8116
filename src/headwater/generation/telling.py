"""What the open tabs are told while a generation runs, and what only the process that runs it knows."""

import asyncio
import base64

from headwater.credits import store as credits
from headwater.credits.ledger import CreditsChanged
from headwater.generation import store
from headwater.generation.generation import Generation, GenerationChanged, GenerationPreview, GenerationText
from headwater.generation.store import Record
from headwater.models.adapter import Phase, Progress
from headwater.platform.bus import Bus
from headwater.platform.database import Database


class Running:
    """What is known only while it runs: who waits to hear of a cancel, and how the stream stands."""

    def __init__(self) -> None:
        self.cancelled = asyncio.Event()
        self.progress: Progress | None = None


class Telling:
    """Tells the tabs of an account how its generations stand."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus
        self.running: dict[str, Running] = {}
        """By id, those that run in this process."""

    def streamed(self, id: str) -> Progress | None:
        """The newest progress of a generation that runs in this process."""
        return self.running[id].progress if id in self.running else None

    def preview(self, generation: Generation) -> GenerationPreview | None:
        """How a generation that runs in this process looks so far; None where nothing is known."""
        progress = self.streamed(generation.id)
        return _preview(generation, progress.preview) if progress and progress.preview else None

    async def tell(self, id: str, settled: bool = False) -> None:
        """Publish how the generation stands, the text that has streamed, and the balance when it moved."""
        async with self._database.read() as view:
            record = await store.record(view, id)
            balance = await credits.balance(view, record.account) if settled else None
        told = with_progress(record.generation, self.streamed(id))
        self._bus.publish(record.account, GenerationChanged(generation=told.model_copy(update={"text": None})))
        if told.text is not None:
            streamed = GenerationText(id=id, canvas=told.canvas, node=told.node, text=told.text)
            self._bus.publish(record.account, streamed)
        if balance:
            self._bus.publish(record.account, CreditsChanged.of(balance))

    async def waits_here(self, id: str, before: int) -> None:
        """Tell that it waits for its turn, and for how many others."""
        self.running[id].progress = Progress(Phase.QUEUED, queue_position=before)
        await self.tell(id)

    def show_preview(self, record: Record, picture: bytes | None) -> None:
        """Tell how it looks so far, where that changed."""
        before = self.streamed(record.generation.id)
        if picture and picture != (before and before.preview):
            self._bus.publish(record.account, _preview(record.generation, picture))


def with_progress(generation: Generation, progress: Progress | None) -> Generation:
    """A generation with what only the running process knows of it."""
    if progress is None:
        return generation
    known = {"progress": progress.fraction, "queue_position": progress.queue_position, "text": progress.text}
    return generation.model_copy(update=known)


def _preview(made: Generation, picture: bytes) -> GenerationPreview:
    return GenerationPreview(id=made.id, canvas=made.canvas, node=made.node, image=_data_url(picture))


def _data_url(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
