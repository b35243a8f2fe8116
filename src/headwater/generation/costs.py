"""What generations cost: the credits that were charged here, beside what the provider was expected to ask and asked."""

from pydantic import BaseModel, ConfigDict

from headwater.generation.store import Costed


class CostShown(BaseModel):
    """One generation that a provider asks dollars for."""

    model_config = ConfigDict(frozen=True)

    id: str
    canvas: str
    node: str
    ended: int | None
    """Milliseconds since 1970."""
    state: str
    model: str
    provider: str
    """The id of who serves the model."""
    credits: str
    """What was charged here: nothing unless it succeeded."""
    expected_usd: str | None
    """What the provider was expected to ask."""
    charged_usd: str | None
    """What it says that it charged; absent where it does not say."""
    kept_money: str | None
    """Of one that failed: whether the provider kept its money (`yes`, `no`, `unknown`)."""


class Costs(BaseModel):
    """What providers were paid, newest first."""

    credits_per_dollar: str
    markup: str
    generations: list[CostShown]


def shown_cost(row: Costed) -> CostShown:
    """One line, as it is shown."""
    return CostShown(
        **row.model_dump(include={"id", "canvas", "node", "ended", "state", "model", "credits", "kept_money"}),
        provider=row.model.partition("/")[0],
        expected_usd=dollars(row.expected),
        charged_usd=dollars(row.charged),
    )


def dollars(millionths: int | None) -> str | None:
    """Millionths of a US dollar as a decimal string; None stays None."""
    return None if millionths is None else f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"
