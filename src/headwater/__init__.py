"""Headwater: film, pictures and sound on an infinite canvas."""

# Nothing is imported here: every child process passes through this file on its way, and starting has to be quick.
