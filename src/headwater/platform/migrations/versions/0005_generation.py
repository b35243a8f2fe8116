"""The tables of the room generation."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass
