"""Documents that browsers wrote with earlier versions; `tests/golden/make.mjs` makes them."""

from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "golden"


def updates_in(file: Path) -> list[bytes]:
    """The updates of a saved log: each after its length as an unsigned little-endian 32-bit number."""
    data, updates = file.read_bytes(), []
    while data:
        end = 4 + int.from_bytes(data[:4], "little")
        updates.append(data[4:end])
        data = data[end:]
    return updates
