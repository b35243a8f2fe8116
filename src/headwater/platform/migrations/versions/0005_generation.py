"""Generations and takes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "generations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("canvas", sa.String, nullable=False),
        sa.Column("node", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("request", sa.JSON, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("progress", sa.Float),
        sa.Column("queue_position", sa.Integer),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("submitting", sa.BigInteger),
        sa.Column("ticket", sa.JSON),
        sa.Column("error_code", sa.String),
        sa.Column("error_message", sa.String),
        sa.Column("provider_charged", sa.String),
        sa.Column("placed", sa.Boolean),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("started", sa.BigInteger),
        sa.Column("ended", sa.BigInteger),
        sa.UniqueConstraint("account", "key"),
    )
    op.create_index("ix_generations_canvas_node", "generations", ["canvas", "node", "created"])
    op.create_index("ix_generations_account_created", "generations", ["account", "created"])
    op.create_index(
        "one_active_generation_a_node",
        "generations",
        ["canvas", "node"],
        unique=True,
        sqlite_where=sa.text("state IN ('queued', 'running')"),
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )
    op.create_table(
        "takes",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("account", sa.String, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("canvas", sa.String, nullable=False),
        sa.Column("node", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("asset", sa.String, sa.ForeignKey("assets.id")),
        sa.Column("generation", sa.String, sa.ForeignKey("generations.id"), unique=True),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.CheckConstraint("(text IS NULL) <> (asset IS NULL)", name="one_content"),
    )
    op.create_index("ix_takes_canvas_node", "takes", ["canvas", "node", "created"])
