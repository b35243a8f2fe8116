"""Canvases, every edit of their documents, checkpoints, and where each person left off."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "canvases",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("epoch", sa.String, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_canvases_account", "canvases", ["account"])
    op.create_table(
        "document_updates",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("canvas", sa.String, sa.ForeignKey("canvases.id"), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id")),
        sa.Column("at", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_updates_canvas", "document_updates", ["canvas", "seq"])
    op.create_table(
        "document_checkpoints",
        sa.Column("canvas", sa.String, sa.ForeignKey("canvases.id"), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("sha", sa.String, nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("canvas", sa.String, sa.ForeignKey("canvases.id"), primary_key=True),
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("x", sa.Float, nullable=False),
        sa.Column("y", sa.Float, nullable=False),
        sa.Column("zoom", sa.Float, nullable=False),
    )
