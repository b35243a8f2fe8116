"""A take keeps what its model left out or did otherwise than asked."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("takes", sa.Column("note", sa.String))
