"""The ledger: facts that are only ever added, and the triggers that enter each of them in the journal.

The triggers are written once per database. What they say is the same on both: a hold must be covered, every
fact moves the balance by exactly one entry, nothing recorded is ever changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_tables()
    for statement in _ON_SQLITE if op.get_bind().dialect.name == "sqlite" else _ON_POSTGRESQL:
        op.execute(statement)


def _create_tables() -> None:
    op.create_table(
        "credit_grants",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.CheckConstraint("amount > 0", "ck_credit_grants_positive"),
        sa.CheckConstraint("amount = CAST(amount AS BIGINT)", "ck_credit_grants_whole"),
        sa.PrimaryKeyConstraint("id", name="pk_credit_grants"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_credit_grants_account"),
    )
    op.create_table(
        "credit_holds",
        sa.Column("generation", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.CheckConstraint("amount >= 0", "ck_credit_holds_not_negative"),
        sa.CheckConstraint("amount = CAST(amount AS BIGINT)", "ck_credit_holds_whole"),
        sa.PrimaryKeyConstraint("generation", name="pk_credit_holds"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_credit_holds_account"),
    )
    op.create_table(
        "credit_settlements",
        sa.Column("generation", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.CheckConstraint(
            "reason IN ('succeeded', 'failed', 'cancelled', 'unknown', 'swept')", "ck_credit_settlements_reason"
        ),
        sa.PrimaryKeyConstraint("generation", name="pk_credit_settlements"),
        sa.ForeignKeyConstraint(["generation"], ["credit_holds.generation"], name="fk_credit_settlements_generation"),
    )
    op.create_table(
        "credit_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("from_grant", sa.String),
        sa.Column("from_hold", sa.String),
        sa.Column("from_settlement", sa.String),
        sa.Column("debit", sa.String, nullable=False),
        sa.Column("credit", sa.String, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("available", sa.BigInteger, nullable=False),
        sa.Column("held", sa.BigInteger, nullable=False),
        sa.CheckConstraint("available >= 0", "ck_credit_entries_no_overdraft"),
        sa.CheckConstraint(
            "coalesce(from_grant, from_hold, from_settlement) IS NOT NULL", "ck_credit_entries_from_a_fact"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credit_entries"),
        sa.UniqueConstraint("from_grant", name="uq_credit_entries_from_grant"),
        sa.ForeignKeyConstraint(["from_grant"], ["credit_grants.id"], name="fk_credit_entries_from_grant"),
        sa.UniqueConstraint("from_hold", name="uq_credit_entries_from_hold"),
        sa.ForeignKeyConstraint(["from_hold"], ["credit_holds.generation"], name="fk_credit_entries_from_hold"),
        sa.UniqueConstraint("from_settlement", name="uq_credit_entries_from_settlement"),
        sa.ForeignKeyConstraint(
            ["from_settlement"], ["credit_settlements.generation"], name="fk_credit_entries_from_settlement"
        ),
    )
    op.create_index("ix_credit_entries_account", "credit_entries", ["account", "id"])


_FACTS = ("credit_grants", "credit_holds", "credit_settlements")


def _last(column: str, account: str) -> str:
    """What the newest entry of an account left in `column`; 0 before the first."""
    newest = f"SELECT e.{column} FROM credit_entries e WHERE e.account = {account} ORDER BY e.id DESC LIMIT 1"
    return f"coalesce(({newest}), 0)"


_MOVES = {
    "credit_grants": f"""
        INSERT INTO credit_entries (account, from_grant, debit, credit, amount, available, held)
        VALUES (NEW.account, NEW.id, 'outside', 'available', NEW.amount,
                {_last("available", "NEW.account")} + NEW.amount,
                {_last("held", "NEW.account")});""",
    "credit_holds": f"""
        INSERT INTO credit_entries (account, from_hold, debit, credit, amount, available, held)
        VALUES (NEW.account, NEW.generation, 'available', 'held', NEW.amount,
                {_last("available", "NEW.account")} - NEW.amount,
                {_last("held", "NEW.account")} + NEW.amount);""",
    "credit_settlements": f"""
        INSERT INTO credit_entries (account, from_settlement, debit, credit, amount, available, held)
        SELECT h.account, NEW.generation,
               'held', CASE NEW.reason WHEN 'succeeded' THEN 'spent' ELSE 'available' END, h.amount,
               {_last("available", "h.account")} + CASE NEW.reason WHEN 'succeeded' THEN 0 ELSE h.amount END,
               {_last("held", "h.account")} - h.amount
        FROM credit_holds h WHERE h.generation = NEW.generation;""",
}
_ADDED_ONLY = "the ledger is only ever added to"
_NOT_COVERED = "a hold takes no more than is available"

# A fact needs no trigger against DELETE: its entry refers to it, and an entry cannot be deleted.
_ON_SQLITE = [
    *(f"CREATE TRIGGER {fact}_move AFTER INSERT ON {fact} BEGIN {move} END" for fact, move in _MOVES.items()),
    # Before the row is written, and by RAISE: under INSERT OR IGNORE a CHECK on the entry would skip the
    # entry and keep the hold.
    f"""CREATE TRIGGER credit_holds_covered BEFORE INSERT ON credit_holds
        WHEN NEW.amount > {_last("available", "NEW.account")}
        BEGIN SELECT RAISE(ABORT, '{_NOT_COVERED}'); END""",
    *(
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_ADDED_ONLY}'); END"
        for table, change in [*((fact, "UPDATE") for fact in _FACTS), ("credit_entries", "UPDATE")]
    ),
    f"""CREATE TRIGGER credit_entries_no_delete BEFORE DELETE ON credit_entries
        BEGIN SELECT RAISE(ABORT, '{_ADDED_ONLY}'); END""",
]


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"


def _lock(account: str) -> str:
    """Moves of one account wait for each other, so that each continues from the newest entry."""
    return f"PERFORM 1 FROM accounts WHERE id = {account} FOR NO KEY UPDATE;"


_ACCOUNT = {
    "credit_grants": "NEW.account",
    "credit_holds": "NEW.account",
    "credit_settlements": "(SELECT account FROM credit_holds WHERE generation = NEW.generation)",
}

_ON_POSTGRESQL = [
    *(_function(f"{fact}_move", _lock(_ACCOUNT[fact]) + move) for fact, move in _MOVES.items()),
    *(
        f"CREATE TRIGGER {fact}_move AFTER INSERT ON {fact} FOR EACH ROW EXECUTE FUNCTION {fact}_move()"
        for fact in _FACTS
    ),
    _function(
        "credit_holds_covered",
        f"""{_lock("NEW.account")}
        IF NEW.amount > {_last("available", "NEW.account")} THEN
            RAISE EXCEPTION '{_NOT_COVERED}' USING ERRCODE = 'check_violation';
        END IF;""",
    ),
    """CREATE TRIGGER credit_holds_covered BEFORE INSERT ON credit_holds
        FOR EACH ROW EXECUTE FUNCTION credit_holds_covered()""",
    _function(
        "credit_added_only", f"RAISE EXCEPTION '{_ADDED_ONLY}' USING ERRCODE = 'integrity_constraint_violation';"
    ),
    *(
        f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION credit_added_only()"""
        for table in (*_FACTS, "credit_entries")
    ),
    """CREATE TRIGGER credit_entries_no_delete BEFORE DELETE ON credit_entries
        FOR EACH ROW EXECUTE FUNCTION credit_added_only()""",
    """CREATE TRIGGER credit_entries_no_truncate BEFORE TRUNCATE ON credit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION credit_added_only()""",
]
