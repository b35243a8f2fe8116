"""Assets can be deleted and restored, and are found by the canvas and the model they came from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for column in (
        sa.Column("canvas", sa.String),
        sa.Column("model", sa.String),
        sa.Column("deleted", sa.BigInteger),
        sa.Column("purged", sa.BigInteger),
    ):
        op.add_column("assets", column)
    _fill_from_origins()
    op.create_index("ix_assets_account_canvas", "assets", ["account", "canvas", "created"])
    op.create_index("ix_assets_account_model", "assets", ["account", "model", "created"])
    op.create_index(
        "ix_assets_deleted",
        "assets",
        ["deleted"],
        sqlite_where=sa.text("deleted IS NOT NULL"),
        postgresql_where=sa.text("deleted IS NOT NULL"),
    )
    op.create_index("ix_takes_asset", "takes", ["asset"])


def _fill_from_origins() -> None:
    assets = sa.table("assets", *(sa.column(name) for name in ("canvas", "model")), sa.column("origin", sa.JSON))
    origin = assets.c.origin
    op.execute(sa.update(assets).values(canvas=origin["canvas"].as_string(), model=origin["model"].as_string()))
