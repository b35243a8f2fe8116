"""Generations are found by their model and keep what was set when they began; takes can be deleted and restored."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    # SQLite adds no column that must be filled without a default, and a table that others refer to is not remade.
    op.add_column("generations", sa.Column("model", sa.String, nullable=False, server_default=""))
    op.add_column("generations", sa.Column("arranged", sa.JSON))
    op.add_column("takes", sa.Column("deleted", sa.BigInteger))
    _fill_from_requests()
    op.create_index("ix_generations_account_model", "generations", ["account", "model", "created"])


def _fill_from_requests() -> None:
    generations = sa.table("generations", sa.column("model"), sa.column("request", sa.JSON))
    op.execute(sa.update(generations).values(model=generations.c.request["model"].as_string()))
