"""Connections to providers, models of one's own, what providers charged, and when a refused request is sent again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "connections",
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("provider", sa.String, primary_key=True),
        sa.Column("type", sa.String),
        sa.Column("url", sa.String),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "own_models",
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("entry", sa.JSON, nullable=False),
        sa.Column("edit", sa.JSON, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.add_column("generations", sa.Column("cost_expected", sa.BigInteger))
    op.add_column("generations", sa.Column("cost_charged", sa.BigInteger))
