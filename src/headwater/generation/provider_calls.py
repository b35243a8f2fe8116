"""The way to the provider of a generation: model, connection, adapter, and the call with all that goes into it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass

from headwater.assets.files import Files
from headwater.assets.media import Derived, Media
from headwater.generation import store
from headwater.generation.endings import Ending
from headwater.generation.inputs import DERIVED
from headwater.generation.request import FrozenReference
from headwater.generation.store import Record
from headwater.models.adapter import Adapter, Call, Failure, FailureCode, Input
from headwater.models.model import Model
from headwater.models.provider import Connection
from headwater.platform.database import Database
from headwater.providers.providers import Providers


@dataclass(frozen=True)
class ProviderCalls:
    """Makes calls of what is recorded."""

    database: Database
    providers: Providers
    files: Files
    media: Media

    async def served(self, record: Record) -> tuple[Model, Connection]:
        """The model, and the way to its provider. Raises `Failure` where there is none."""
        registry = await self.providers.registry(record.account)
        model = registry.get(record.request.model)
        if model is None:
            raise Failure(FailureCode.INVALID_INPUT, f"The model `{record.request.model}` is no longer there.")
        connection = registry.connection(model)
        if connection is None:
            raise Failure(FailureCode.AUTH, f"{registry.provider_name(model)} has no key.")
        return model, connection

    async def check_not_refused(self, record: Record) -> None:
        """Raises `Failure` where the provider refuses the key: nobody else tries it."""
        registry = await self.providers.registry(record.account)
        model, _ = await self.served(record)
        if model.provider in registry.refused:
            raise Failure(FailureCode.AUTH, registry.refused[model.provider])

    async def note_refusal(self, record: Record, message: str) -> None:
        """Say it once, where keys are entered, rather than with every generation that waits."""
        registry = await self.providers.registry(record.account)
        model = registry.get(record.request.model)
        connection = registry.connection(model) if model else None
        if connection and connection.url and connection.provider.id not in registry.refused:
            self.providers.note(record.account, connection, Failure(FailureCode.AUTH, message))

    async def derived(self, record: Record) -> Ending:
        """What references need to be made first: a frame of a video, its sound.

        Gives `{"sha": …, "mime": …}` by the `source` of the reference. Raises `NotFound`, `InvalidMedia`, `NoSound`.
        """
        references = record.request.references
        return {each.source: asdict(await self._derived(each)) for each in references if each.use in DERIVED}

    async def _derived(self, reference: FrozenReference) -> Derived:
        media, video, frame = self.media, reference.sha, reference.frame
        if reference.use == "sound":
            return await media.soundtrack(video)
        if frame is None:
            return await media.last_frame(video)
        return await media.frame_at(video, 0 if frame == "first" else frame)

    @asynccontextmanager
    async def open(self, record: Record, derived: Ending) -> AsyncIterator[tuple[Adapter, Call]]:
        """The adapter and the call, with every reference as a file that may be read meanwhile. Raises `Failure`."""
        request = record.request
        registry = await self.providers.registry(record.account)
        model, connection = await self.served(record)
        reference = await self._reference(record)
        async with AsyncExitStack() as open_files:
            inputs = [await self._input(each, derived, open_files) for each in request.references]
            call = Call(
                id=reference,
                model=model,
                mode=request.mode,
                prompt=request.prompt,
                settings=request.settings,
                connection=connection,
                measured=request.measured,
                submitted=record.submitting,
                inputs=tuple(inputs),
            )
            yield registry.adapter(model), call

    async def _reference(self, record: Record) -> str:
        """The id under which it was sent: what continues another was never sent itself."""
        if record.generation.continues is None:
            return record.generation.id
        async with self.database.read() as view:
            return await store.reference(view, record.generation.id)

    async def _input(self, reference: FrozenReference, derived: Ending, open_files: AsyncExitStack) -> Input:
        made = derived.get(reference.source, {"sha": reference.sha, "mime": reference.mime})
        path = await open_files.enter_async_context(self.files.local_path(made["sha"]))
        return Input(reference.media, reference.use, path, made["mime"])
