"""A generation knows how long others like it took when it began."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("generations", sa.Column("typical", sa.BigInteger))
