"""Assets: one row for each arrival of a file in an account."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "assets",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("sha", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("mime", sa.String, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("seconds", sa.Float),
        sa.Column("origin", sa.JSON, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assets"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_assets_account"),
        sa.CheckConstraint("kind IN ('image', 'video', 'audio')", name="ck_assets_kind_of_file"),
        sa.CheckConstraint("length(sha) = 64", name="ck_assets_whole_hash"),
        sa.CheckConstraint("size > 0", name="ck_assets_not_empty"),
    )
    op.create_index("ix_assets_account_created", "assets", ["account", "created", "id"])
    op.create_index("ix_assets_sha", "assets", ["sha"])
