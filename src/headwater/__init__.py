"""Headwater: film, pictures and sound on an infinite canvas."""

from importlib.metadata import version

__version__ = version("headwater")
