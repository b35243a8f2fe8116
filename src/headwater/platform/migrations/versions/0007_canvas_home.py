"""Canvases can be deleted and restored, have a picture, and can be duplicated; accounts get a first canvas once."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("canvases", sa.Column("deleted", sa.BigInteger))
    op.create_table(
        "sketches",
        sa.Column("canvas", sa.String, sa.ForeignKey("canvases.id"), primary_key=True),
        sa.Column("drawn", sa.BigInteger, nullable=False),
        sa.Column("nodes", sa.Integer, nullable=False),
        sa.Column("sketch", sa.JSON, nullable=False),
    )
    op.add_column("takes", sa.Column("copied_from", sa.String))
    op.add_column("accounts", sa.Column("first_canvas", sa.BigInteger))
    accounts = sa.table("accounts", sa.column("first_canvas"), sa.column("created"))
    op.execute(sa.update(accounts).values(first_canvas=accounts.c.created))
