"""How often many that wait ask after their work: seldom enough for a process and its providers, by their number."""

POLLS = 50.0
"""A second, of all that wait together. Each takes over a millisecond of our own CPU, and providers count them."""
SHARE = 0.5
"""Of the time that one has waited: a result is seen at most so much later for the others' sake."""


def apart(again_in: float, waited: float, crowd: int) -> float:
    """Seconds until one of `crowd` asks again that has waited so many, where its provider would be asked sooner."""
    return max(again_in, min(crowd / POLLS, waited * SHARE))
