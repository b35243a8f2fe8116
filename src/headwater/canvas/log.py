"""The log of one canvas: every update as it came, which is the truth. A Yjs document is only read from it."""

import asyncio
from collections.abc import Sequence

from pycrdt import get_update, merge_updates

from headwater.canvas import store
from headwater.canvas.document import Document
from headwater.canvas.protocol import EMPTY, Malformed, reading
from headwater.canvas.store import Checkpoint, Update
from headwater.platform.database import Database
from headwater.platform.errors import HeadwaterError, NotFound

CHECKPOINT_EVERY = 500
"""Updates between two checkpoints."""
_AT_ONCE = 500
"""Updates merged in one go: merging is slower than linear in their number."""


class DocumentUnreadable(HeadwaterError):
    """The log of a canvas cannot be read; nothing of it is changed."""

    code = "document_unreadable"
    status = 500


class Log:
    """What was added is part of `merged` at once, and in the database after the next `commit`."""

    def __init__(self, database: Database, canvas: str) -> None:
        self._database = database
        self._canvas = canvas
        self._merged = EMPTY
        self._tail: list[bytes] = []
        self._pending: list[Update] = []
        self._size = 0
        self.unsaved = 0
        """Bytes that wait for a commit."""
        self._since_checkpoint = 0
        self._committing = asyncio.Lock()

    async def load(self) -> Document:
        """Read everything that was committed. Raises NotFound or DocumentUnreadable."""
        async with self._database.read() as view:
            if not await store.exists(view, self._canvas):
                raise NotFound(f"There is no canvas `{self._canvas}`.", canvas=self._canvas)
            checkpoint = await store.checkpoint(view, self._canvas)
            updates = await store.updates_after(view, self._canvas, checkpoint.seq if checkpoint else 0)
            if checkpoint:
                try:
                    return self._start([checkpoint.state, *updates], len(updates))
                except Malformed:
                    updates = await store.updates_after(view, self._canvas, 0)
        try:
            return self._start(updates, len(updates))
        except Malformed as error:
            raise DocumentUnreadable(
                f"The canvas `{self._canvas}` cannot be read. Nothing was changed; restore the studio's folder from a "
                "backup, or report this with a copy of it.",
                canvas=self._canvas,
            ) from error

    def document(self) -> Document:
        """The document as everything added so far makes it, read anew."""
        with reading():
            document = Document()
            document.doc.apply_update(self.merged())
            return document

    def merged(self) -> bytes:
        """Everything added so far as one update: merged bytes, which were never a document's own.

        An edit may split a surrogate pair. yrs keeps the character where Yjs does not, and what a yrs document then
        gives out cannot be read by a browser; the bytes that came in can.
        """
        with reading():
            while self._tail:
                self._merged = merge_updates(self._merged, *self._tail[:_AT_ONCE])
                del self._tail[:_AT_ONCE]
        return self._merged

    def missing(self, state: bytes) -> bytes:
        """What a document with this state vector lacks. Raises Malformed."""
        with reading():
            return get_update(self.merged(), state)

    def size_with(self, update: bytes) -> int:
        """The bytes of the document if `update` were added; counted generously, since merged updates share."""
        return self._size + len(update)

    def compact(self) -> None:
        """Make the size exact."""
        self._size = len(self.merged())

    def add(self, update: bytes, account: str | None) -> None:
        """Take in an update that a document could read; None: the studio's own."""
        self._tail.append(update)
        self._pending.append(Update(update, account))
        self._size += len(update)
        self.unsaved += len(update)

    async def commit(self) -> bool:
        """Write what was added so far, in one transaction; with a checkpoint when one is due.

        False: there was nothing to write.
        """
        async with self._committing:
            batch, self._pending, self.unsaved = self._pending, [], 0
            if batch:
                due = self._since_checkpoint + len(batch) >= CHECKPOINT_EVERY
                # Merged before anything else can be added: the checkpoint must be the log up to this batch.
                await self.write(batch, self.merged() if due else None)
                self._since_checkpoint = 0 if due else self._since_checkpoint + len(batch)
            return bool(batch)

    async def write(self, batch: Sequence[Update], state: bytes | None) -> None:
        """Write a batch to the database, and `state` as the checkpoint after it; committed when this returns."""
        async with self._database.write() as transaction:
            seq = await store.append(transaction, self._canvas, batch)
            if state is not None:
                await store.keep_checkpoint(transaction, self._canvas, Checkpoint(seq, state))

    def _start(self, updates: list[bytes], since_checkpoint: int) -> Document:
        self._merged, self._tail, self._since_checkpoint = EMPTY, updates, since_checkpoint
        document = self.document()
        self.compact()
        return document
