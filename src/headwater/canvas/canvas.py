"""A canvas as the database knows it: whose it is, its name, and where each person left off."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Canvas:
    """One infinite workspace. What is on it is in its document, not here."""

    id: str
    """Opaque id."""
    account: str
    """The account that owns it."""
    title: str
    """What people call it; never empty."""
    epoch: str
    """Names this history of the document: a browser's copy of another epoch must never be merged into it."""
    created: int
    """Milliseconds since 1970."""
    updated: int
    """Milliseconds since 1970: the newest edit that is committed."""


@dataclass(frozen=True)
class Place:
    """Where a person looks at a canvas, as the browser keeps it."""

    x: float
    """Canvas units."""
    y: float
    """Canvas units."""
    zoom: float
    """Screen pixels per canvas unit; above 0."""
