"""Workflows on ComfyUI servers of one's own: looked at, kept as models, changed, removed."""

from headwater.models.provider import Connection
from headwater.platform.errors import InvalidInput, NotFound
from headwater.providers.bindable import Analysis, analyse
from headwater.providers.binding import WorkflowWish, own_workflow, wish_of
from headwater.providers.connection import OwnModel, ServerType, Shown
from headwater.providers.object_info import object_info
from headwater.providers.providers import Providers
from headwater.providers.workflow import Json, Workflow, parse


class KeptWorkflow(Shown):
    """A workflow that is a model, and what else could be made of it."""

    wish: WorkflowWish
    analysis: Analysis


async def look_at(providers: Providers, account: str, server: str, said: Json) -> Analysis:
    """What can be made of a workflow on this server. Raises `BrokenWorkflow`, `NotFound`, `InvalidInput`."""
    return await _analysis(await _connection(providers, account, server), parse(said))


async def keep(providers: Providers, account: str, server: str, name: str, wish: WorkflowWish) -> None:
    """Make a workflow a model, or change the one of that name.

    Raises `BrokenWorkflow`, `NotFound`, `InvalidInput`.
    """
    connection, workflow = await _connection(providers, account, server), parse(wish.workflow)
    analysis = await _analysis(connection, workflow)
    await providers.put_model(account, own_workflow(server, name, wish, workflow, analysis))


async def kept(providers: Providers, account: str, server: str, name: str) -> KeptWorkflow:
    """A workflow that was made a model. Raises `NotFound`."""
    wish = wish_of(await _own(providers, account, server, name))
    connection = await _connection(providers, account, server)
    return KeptWorkflow(wish=wish, analysis=await _analysis(connection, parse(wish.workflow)))


async def remove(providers: Providers, account: str, server: str, name: str) -> None:
    """Forget a workflow. What was made with it stays. Raises `NotFound`."""
    await providers.remove_model(account, (await _own(providers, account, server, name)).id)


async def _analysis(connection: Connection, workflow: Workflow) -> Analysis:
    return analyse(workflow, await object_info(connection, workflow))


async def _connection(providers: Providers, account: str, server: str) -> Connection:
    set_up = await providers.set_up(account)
    kept, connection = set_up.kept.get(server), set_up.connections.get(server)
    if kept is None or connection is None:
        raise NotFound(f"There is no connection to `{server}`. Add it first.")
    if kept.type is not ServerType.COMFYUI:
        raise InvalidInput(f"`{server}` is no ComfyUI server, and runs no workflows.")
    return connection


async def _own(providers: Providers, account: str, server: str, name: str) -> OwnModel:
    own = (await providers.set_up(account)).own
    found = next((each for each in own if each.id == f"{server}/{name}" and each.entry["adapter"] == "comfyui"), None)
    if found is None:
        raise NotFound(f"There is no workflow `{name}` on `{server}`.")
    return found
