"""Spending limits per day and per canvas, and settlements that charge a part of what was held.

Each hold says on which canvas it is spent and on which day it counts, so that a trigger can keep it within the limits.
The triggers are written once per database, as those of the ledger are, and say the same on both.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    _create_limits()
    for statement in _WIDEN:
        op.execute(statement)
    for statement in (_UNLOCK_ON_SQLITE, _UNLOCK_ON_POSTGRESQL)[not sqlite]:
        op.execute(statement)
    _fill_old_holds()
    for statement in (_ON_SQLITE, _ON_POSTGRESQL)[not sqlite]:
        op.execute(statement)
    op.create_index("ix_credit_holds_day", "credit_holds", ["account", "day"])
    op.create_index("ix_credit_holds_canvas", "credit_holds", ["account", "canvas"])


def _create_limits() -> None:
    op.create_table(
        "credit_limits",
        sa.Column("account", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.CheckConstraint("amount >= 0", "ck_credit_limits_not_negative"),
        sa.CheckConstraint("amount = CAST(amount AS BIGINT)", "ck_credit_limits_whole"),
        sa.PrimaryKeyConstraint("account", "scope", name="pk_credit_limits"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_credit_limits_account"),
    )


# In SQL and not by Alembic: SQLite adds a CHECK only together with its column, and these tables cannot be remade, since
# others refer to them. Each constraint stands on a line of its own, so that the test of misuse can take it away.
_WIDEN = (
    "ALTER TABLE credit_holds ADD COLUMN canvas VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE credit_holds ADD COLUMN day VARCHAR DEFAULT '' NOT NULL",
    """ALTER TABLE credit_settlements ADD COLUMN amount BIGINT
        CONSTRAINT ck_credit_settlements_whole CHECK (amount = CAST(amount AS BIGINT))
        CONSTRAINT ck_credit_settlements_not_negative CHECK (amount >= 0)
        CONSTRAINT ck_credit_settlements_part CHECK (amount IS NULL OR reason = 'succeeded')""",
    "ALTER TABLE credit_entries ADD COLUMN returned BIGINT DEFAULT '0' NOT NULL",
)

_UNLOCK_ON_SQLITE = ["DROP TRIGGER credit_holds_no_update", "DROP TRIGGER credit_settlements_move"]
_UNLOCK_ON_POSTGRESQL = ["ALTER TABLE credit_holds DISABLE TRIGGER credit_holds_no_update"]


def _fill_old_holds() -> None:
    """On which canvas each old hold was spent, as its generation says, and on which day, in the local time zone."""
    holds = sa.table("credit_holds", *map(sa.column, ("generation", "canvas", "day", "created")))
    made = sa.table("generations", sa.column("id"), sa.column("canvas"))
    canvas = sa.select(made.c.canvas).where(made.c.id == holds.c.generation).scalar_subquery()
    op.execute(sa.update(holds).values(canvas=sa.func.coalesce(canvas, "")))
    old = op.get_bind().execute(sa.select(holds.c.generation, holds.c.created)).all()
    days = [{"of": row.generation, "on": datetime.fromtimestamp(row.created / 1000).date().isoformat()} for row in old]
    if days:
        each = sa.update(holds).where(holds.c.generation == sa.bindparam("of")).values(day=sa.bindparam("on"))
        op.get_bind().execute(each, days)


def _last(column: str, account: str) -> str:
    """What the newest entry of an account left in `column`; 0 before the first."""
    newest = f"SELECT e.{column} FROM credit_entries e WHERE e.account = {account} ORDER BY e.id DESC LIMIT 1"
    return f"coalesce(({newest}), 0)"


_CHARGED = "coalesce(NEW.amount, h.amount)"
_BACK = f"(CASE NEW.reason WHEN 'succeeded' THEN h.amount - {_CHARGED} ELSE h.amount END)"
_SETTLE = f"""
    INSERT INTO credit_entries (account, from_settlement, debit, credit, amount, returned, available, held)
    SELECT h.account, NEW.generation, 'held', CASE NEW.reason WHEN 'succeeded' THEN 'spent' ELSE 'available' END,
           {_CHARGED}, h.amount - {_CHARGED},
           {_last("available", "h.account")} + {_BACK}, {_last("held", "h.account")} - h.amount
    FROM credit_holds h WHERE h.generation = NEW.generation;"""
"""One settlement, one entry: what is charged goes to `spent`, and `returned` is the rest, available again."""


def _beyond(scope: str, column: str) -> str:
    """Whether a hold is more than a limit leaves. Without a limit nothing is summed. What is free is within any."""
    spent = f"""SELECT coalesce(sum(CASE WHEN s.reason IS NULL THEN h.amount
                                WHEN s.reason = 'succeeded' THEN coalesce(s.amount, h.amount) ELSE 0 END), 0)
                FROM credit_holds h LEFT JOIN credit_settlements s ON s.generation = h.generation
                WHERE h.account = NEW.account AND h.{column} = NEW.{column}"""
    return f"""NEW.amount > 0 AND NEW.amount > (SELECT l.amount - ({spent}) FROM credit_limits l
                WHERE l.account = NEW.account AND l.scope = {scope})"""


_RULES = {
    "credit_holds_within_day": (
        "credit_holds",
        _beyond("'day'", "day"),
        "a hold keeps within what is left of the limit of its day",
    ),
    "credit_holds_within_canvas": (
        "credit_holds",
        _beyond("NEW.canvas", "canvas"),
        "a hold keeps within what is left of the limit of its canvas",
    ),
    "credit_settlements_covered": (
        "credit_settlements",
        "NEW.amount > (SELECT h.amount FROM credit_holds h WHERE h.generation = NEW.generation)",
        "a settlement charges no more than was held",
    ),
}
"""What is checked before a fact is written, and by raising: under INSERT OR IGNORE a CHECK would skip the entry and
keep the fact."""

_ON_SQLITE = [
    """CREATE TRIGGER credit_holds_no_update BEFORE UPDATE ON credit_holds
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
    f"CREATE TRIGGER credit_settlements_move AFTER INSERT ON credit_settlements BEGIN {_SETTLE} END",
    *(
        f"CREATE TRIGGER {rule} BEFORE INSERT ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        for rule, (table, wrong, why) in _RULES.items()
    ),
]


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"


def _lock(account: str) -> str:
    """Moves of one account wait for each other, so that each sees what the one before it left."""
    return f"PERFORM 1 FROM accounts WHERE id = {account} FOR NO KEY UPDATE;"


_OF_HOLD = "(SELECT account FROM credit_holds WHERE generation = NEW.generation)"
_ACCOUNT = {"credit_holds": "NEW.account", "credit_settlements": _OF_HOLD}

_ON_POSTGRESQL = [
    "ALTER TABLE credit_holds ENABLE TRIGGER credit_holds_no_update",
    _function("credit_settlements_move", _lock(_OF_HOLD) + _SETTLE),
    *(
        _function(
            rule,
            f"{_lock(_ACCOUNT[table])} IF {wrong} THEN "
            f"RAISE EXCEPTION '{why}' USING ERRCODE = 'check_violation'; END IF;",
        )
        for rule, (table, wrong, why) in _RULES.items()
    ),
    *(
        f"CREATE TRIGGER {rule} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {rule}()"
        for rule, (table, _, _) in _RULES.items()
    ),
]
