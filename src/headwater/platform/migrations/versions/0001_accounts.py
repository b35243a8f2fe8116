"""Accounts and their credentials."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "credentials",
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
