"""Values out of a shared document, where anybody may have put anything."""


def read_number(value: object) -> float | None:
    """A number; None for anything else."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_string(value: object) -> str | None:
    """A text; None for anything else."""
    return value if isinstance(value, str) else None
