"""What is known of an unknown outcome, and what was charged where only a part came."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("generations", sa.Column("checkable", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("generations", sa.Column("charged", sa.BigInteger))
