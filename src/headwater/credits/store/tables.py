"""The tables of credits: three kinds of facts, the journal that triggers write from them, and the limits."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from headwater.platform.database import metadata

grants = Table(
    "credit_grants",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    CheckConstraint("amount > 0", "positive"),
    CheckConstraint("amount = CAST(amount AS BIGINT)", "whole"),
)

holds = Table(
    "credit_holds",
    metadata,
    Column("generation", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("canvas", String, nullable=False, server_default=""),
    Column("day", String, nullable=False, server_default=""),
    CheckConstraint("amount >= 0", "not_negative"),
    CheckConstraint("amount = CAST(amount AS BIGINT)", "whole"),
    Index("ix_credit_holds_day", "account", "day"),
    Index("ix_credit_holds_canvas", "account", "canvas"),
)
"""One for each generation, a free one too: then nothing that follows has to ask whether there is one.

`canvas` is where it is spent, and `day` the day on which it counts, such as 2026-11-23, in the computer's own time
zone; both are empty for what was held before there were limits and of which no generation is left.
"""

settlements = Table(
    "credit_settlements",
    metadata,
    Column("generation", String, ForeignKey("credit_holds.generation"), primary_key=True),
    Column("reason", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("amount", BigInteger),
    CheckConstraint("reason IN ('succeeded', 'failed', 'cancelled', 'unknown', 'swept')", "reason"),
    CheckConstraint("amount = CAST(amount AS BIGINT)", "whole"),
    CheckConstraint("amount >= 0", "not_negative"),
    CheckConstraint("amount IS NULL OR reason = 'succeeded'", "part"),
)
"""It names no account, since that is the hold's, and an amount only where a part of the hold is charged: never more."""

journal = Table(
    "credit_entries",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("account", String, nullable=False),
    Column("from_grant", String, ForeignKey("credit_grants.id"), unique=True),
    Column("from_hold", String, ForeignKey("credit_holds.generation"), unique=True),
    Column("from_settlement", String, ForeignKey("credit_settlements.generation"), unique=True),
    Column("debit", String, nullable=False),
    Column("credit", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("available", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("returned", BigInteger, nullable=False, server_default="0"),
    CheckConstraint("available >= 0", "no_overdraft"),
    CheckConstraint("coalesce(from_grant, from_hold, from_settlement) IS NOT NULL", "from_a_fact"),
    Index("ix_credit_entries_account", "account", "id"),
)
"""Double entry: `amount` goes from `debit` to `credit` (outside, available, held, spent). Only triggers write here.

`available` and `held` are the account's balance after the entry. `returned` is the rest of a hold of which a part was
charged: it went from held to available in the same act.
"""

limits = Table(
    "credit_limits",
    metadata,
    Column("account", String, ForeignKey("accounts.id"), primary_key=True),
    Column("scope", String, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint("amount >= 0", "not_negative"),
    CheckConstraint("amount = CAST(amount AS BIGINT)", "whole"),
)
"""The most that an account spends: `scope` is `day`, or the id of a canvas. Triggers keep every hold within them."""
