"""Headwater: film, pictures and sound on an infinite canvas."""
