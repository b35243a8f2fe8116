"""What a node showed before a result was shown in it, so that a rehearsal can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("generations", sa.Column("before", sa.String))
