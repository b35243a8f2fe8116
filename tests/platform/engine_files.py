"""What an engine leaves behind."""

STEPS = ["prepare", "submit", "wait", "fetch", "succeed", "place"]
"""The steps of a generation that succeeds."""
