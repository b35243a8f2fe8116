"""All providers of the studio: what each account is connected to, and so the models that it can pick."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from headwater.models.adapter import Adapter, Failure
from headwater.models.catalogue import Catalogue
from headwater.models.model import Model
from headwater.models.provider import Connection, Provider
from headwater.models.registry import Registry
from headwater.platform.bus import Bus
from headwater.platform.database import Database
from headwater.platform.errors import InvalidInput, NotFound
from headwater.platform.identifiers import now
from headwater.providers import store
from headwater.providers.checking import Checked, Finding, check, found
from headwater.providers.connection import (
    Edit,
    Kept,
    NameTaken,
    OwnModel,
    ProvidersChanged,
    ServerType,
    State,
    Wish,
    server,
)
from headwater.providers.keys import Keys
from headwater.providers.listing import addresses, edited, find_address, model_of, own_model
from headwater.providers.vault import VaultLocked

STALE = 10 * 60 * 1000
"""Milliseconds after which a connection is tried again when somebody looks at it."""


@dataclass(frozen=True)
class SetUp:
    """What one account has set up, ready for use."""

    kept: Mapping[str, Kept]
    own: tuple[OwnModel, ...]
    providers: Mapping[str, Provider]
    """Those of the catalogue, and the account's own servers."""
    connections: Mapping[str, Connection]
    variables: Mapping[str, str]
    """The environment variable that a key comes from, by provider."""
    locked: Mapping[str, str] = field(default_factory=dict)
    """Why a kept key cannot be read, by provider."""


class Providers:
    """The ways to everyone who serves models, by account."""

    def __init__(
        self,
        database: Database,
        bus: Bus,
        keys: Keys,
        catalogue: Catalogue,
        adapters: dict[str, Adapter],
    ) -> None:
        self.catalogue = catalogue
        self._database = database
        self._bus = bus
        self._keys = keys
        self._adapters = adapters
        self._set_ups: dict[str, SetUp] = {}
        self._registries: dict[str, Registry] = {}
        self._findings: dict[tuple[str, str], Finding] = {}
        self._checks: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def registry(self, account: str) -> Registry:
        """The models that an account can pick."""
        if account not in self._registries:
            self._registries[account] = self._registry(account, await self.set_up(account))
        return self._registries[account]

    async def set_up(self, account: str) -> SetUp:
        """What an account has set up."""
        if account not in self._set_ups:
            async with self._database.read() as view:
                kept, own = await store.kept(view, account), await store.models(view, account)
            self._set_ups[account] = self._opened(account, kept, tuple(own))
        return self._set_ups[account]

    def finding(self, account: str, provider: str) -> Finding:
        """How it stood with a provider when it was last tried."""
        return self._findings.get((account, provider), Finding(State.CONNECTED))

    async def connect(self, account: str, id: str, wish: Wish) -> None:
        """Connect to a known provider, or to a server of one's own of that name; then try it.

        Raises `InvalidInput`, `NameTaken`.
        """
        before = (await self.set_up(account)).kept.get(id)
        connection = await self._wished(id, wish, before)
        sealed = self._keys.seal(account, id, wish.key) if wish.key else before.sealed if before else None
        async with self._database.write() as tx:
            await store.keep(tx, account, connection.model_copy(update={"sealed": sealed}))
        self._forget(account, id)  # told once it was tried: nobody should see it connected for a moment
        await self.check(account, id)

    async def disconnect(self, account: str, id: str) -> None:
        """Forget a connection, its key and the models on it. Raises `NotFound`."""
        async with self._database.write() as tx:
            if not await store.forget(tx, account, id):
                raise NotFound(f"There is no connection to `{id}`.")
        self._changed(account, id)

    async def check(self, account: str, id: str) -> None:
        """Try a connection, and list what a server of one's own serves. Raises `NotFound`."""
        set_up = await self.set_up(account)
        connection = set_up.connections.get(id)
        if connection is None:
            raise NotFound(f"There is no connection to `{id}` to try.")
        kept = set_up.kept.get(id)
        checked = await check(connection, kept.type if kept else None)
        if checked.models is not None:
            await self._list(account, id, checked)
        self._changed(account, id, checked.finding)

    async def look_again(self, account: str) -> None:
        """Try what was not tried for a while, in the background; whoever looks hears of it."""
        old = now() - STALE
        for id, connection in (await self.set_up(account)).connections.items():
            tried = self._findings.get((account, id), Finding(State.CONNECTED)).at or 0
            if connection.provider.check and tried < old and (account, id) not in self._checks:
                self._checks[account, id] = asyncio.create_task(self._check_quietly(account, id))

    async def edit_model(self, account: str, id: str, edit: Edit) -> None:
        """Say what a model on a server of one's own makes, or costs. Raises `NotFound`."""
        own = next((each for each in (await self.set_up(account)).own if each.id == id), None)
        if own is None:
            raise NotFound(f"There is no model `{id}` on a server of yours.")
        if edit.kind and own.entry["adapter"] == "comfyui" and edit.kind != own.entry["kind"]:
            raise InvalidInput("What a workflow makes is part of it. Change the workflow instead.")
        edit = own.edit.model_copy(update=edit.model_dump(exclude_unset=True))
        await self.put_model(account, edited(own, edit))

    async def put_model(self, account: str, own: OwnModel) -> None:
        """Keep a model of an account's own. Raises `InvalidInput` where its entry is none."""
        try:
            model_of(own)
        except ValidationError as error:
            raise InvalidInput(f"`{own.id}` is no model: {error.errors()[0]['msg']}.") from error
        async with self._database.write() as tx:
            await store.put_model(tx, account, own)
        self._changed(account, own.provider, self._findings.get((account, own.provider)))

    async def remove_model(self, account: str, id: str) -> None:
        """Forget a model of an account's own. Raises `NotFound`."""
        async with self._database.write() as tx:
            if not await store.remove_model(tx, account, id):
                raise NotFound(f"There is no model `{id}` of yours.")
        provider = id.partition("/")[0]
        self._changed(account, provider, self._findings.get((account, provider)))

    def note(self, account: str, connection: Connection, failure: Failure) -> None:
        """A generation met this failure: what it says of the connection counts until it is tried again."""
        finding = found(connection, failure)
        if finding.state is State.REFUSED:
            self._changed(account, connection.provider.id, finding)

    async def close(self) -> None:
        """Stop what is being tried in the background."""
        for task in list(self._checks.values()):
            task.cancel()
        await asyncio.gather(*self._checks.values(), return_exceptions=True)

    async def _check_quietly(self, account: str, id: str) -> None:
        try:
            await self.check(account, id)
        except NotFound:  # it was removed meanwhile
            return
        finally:
            del self._checks[account, id]

    async def _list(self, account: str, id: str, checked: Checked) -> None:
        edits = {each.id: each.edit for each in (await self.set_up(account)).own if each.provider == id}
        listed = [own_model(id, each, edits.get(f"{id}/{each.name}", Edit())) for each in checked.models or ()]
        async with self._database.write() as tx:
            await store.replace_models(tx, account, id, listed)

    async def _wished(self, id: str, wish: Wish, before: Kept | None) -> Kept:
        """What is to be kept; the key comes apart."""
        known = id in self.catalogue.providers
        if known and wish.url and not self.catalogue.providers[id].url:
            raise NameTaken(f"`{id}` is the name of a provider that ships with Headwater. Choose another name.")
        if known:
            if wish.key is None and wish.url is None:
                raise InvalidInput("Enter a key.")
            return Kept(provider=id, type=None, url=wish.url or (before.url if before else None), sealed=None)
        url = wish.url or (before.url if before else None)
        if url is None:
            raise InvalidInput(f"`{id}` is no provider that Headwater knows. For a server of yours, give its address.")
        type = before.type if before and before.type and wish.url is None else wish.type
        if type is ServerType.OPENAI and wish.url:
            url = await self._address(server(id, type, url), wish)
        server(id, type, url)
        return Kept(provider=id, type=type, url=url, sealed=None)

    async def _address(self, provider: Provider, wish: Wish) -> str:
        """Where the API of a server begins; the likeliest place where it does not answer yet."""
        possible = addresses(provider.url)
        try:
            return await find_address(Connection(provider, provider.url, wish.key, own=True), possible)
        except Failure:
            return possible[0]

    def _opened(self, account: str, kept: Mapping[str, Kept], own: tuple[OwnModel, ...]) -> SetUp:
        servers = {id: server(id, each.type, each.url) for id, each in kept.items() if each.type and each.url}
        set_up = SetUp(kept, own, {**servers, **self.catalogue.providers}, {}, {}, {})
        connections, variables, locked = {}, {}, {}
        for id, provider in set_up.providers.items():
            try:
                key, variable = self._keys.of(account, provider, kept.get(id))
            except VaultLocked as error:
                locked[id] = error.message
                continue
            if key is None and provider.needs_key:
                continue
            url = (kept[id].url if id in kept else None) or provider.url
            connections[id] = Connection(provider, url, key, own=provider.own or url != provider.url)
            if variable:
                variables[id] = variable
        return SetUp(kept, own, set_up.providers, connections, variables, locked)

    def _registry(self, account: str, set_up: SetUp) -> Registry:
        refused = {
            provider: finding.message or ""
            for (whose, provider), finding in self._findings.items()
            if whose == account and finding.state is State.REFUSED
        }
        own = {each.id: model for each in set_up.own if (model := _readable(each))}
        return Registry(
            {id: model for id, model in (self.catalogue.models | own).items() if model.adapter in self._adapters},
            self._adapters,
            set_up.providers,
            set_up.connections,
            self.catalogue.retired,
            refused,
        )

    def _forget(self, account: str, provider: str) -> None:
        self._findings.pop((account, provider), None)
        self._set_ups.pop(account, None)
        self._registries.pop(account, None)

    def _changed(self, account: str, provider: str, finding: Finding | None = None) -> None:
        self._forget(account, provider)
        if finding:
            self._findings[account, provider] = finding
        self._bus.publish(account, ProvidersChanged())


def _readable(own: OwnModel) -> Model | None:
    """The model of a stored entry; None for one of another version of Headwater, until the server is listed again."""
    try:
        return model_of(own)
    except ValidationError:
        return None
