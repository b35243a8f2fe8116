"""The examination: everything that is looked at, in order."""

from collections.abc import AsyncIterator

from headwater.doctor import machine, storage, work
from headwater.doctor.finding import Finding
from headwater.settings import Settings


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Each finding as soon as there is one. Some take seconds: the models really make something."""
    yield machine.python()
    yield machine.home(settings)
    yield machine.space(settings)
    yield machine.bundle()
    yield machine.address(settings)
    yield await storage.database(settings)
    yield await storage.engine(settings)
    yield await storage.files(settings)
    if credits := await storage.balance(settings):
        yield credits
    yield await work.children()
    yield work.listed(settings)
    yield await work.weights()
    for model in work.built_in():
        yield await work.model(model)
