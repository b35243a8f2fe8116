"""Tells the history of an account's generations as they stand now, with the names that models have now."""

from dataclasses import dataclass

from headwater.accounts.account import Account
from headwater.generation import store
from headwater.generation.history import Chapter, Filters, HistoryCounts, Wanted, WholeStory
from headwater.generation.press import Generations


@dataclass(frozen=True)
class Historian:
    """Reads what was made, what is being made, and what came of it."""

    generations: Generations

    async def chapters(self, account: Account, wanted: Wanted) -> list[Chapter]:
        """A page of it, newest first. Raises `NotFound` for a `before` that there is not."""
        async with self.generations.database.read() as view:
            found = await store.chapters(view, account.id, wanted)
        return [self._now(chapter) for chapter in found]

    async def counts(self, account: Account, filters: Filters) -> HistoryCounts:
        """How many generations fit, and by what they can be told apart."""
        async with self.generations.database.read() as view:
            counts = await store.history_counts(view, account.id, filters)
        return counts.named(await self.generations.providers.registry(account.id))

    async def story(self, account: Account, id: str) -> WholeStory:
        """One generation, whole. Raises `NotFound`."""
        async with self.generations.database.read() as view:
            story = await store.whole_story(view, account.id, id)
        registry = await self.generations.providers.registry(account.id)
        now = {"chapter": self._now(story.chapter), "made": story.made.named(registry)}
        return story.model_copy(update=now)

    def _now(self, chapter: Chapter) -> Chapter:
        return chapter.model_copy(update={"generation": self.generations.now(chapter.generation)})
