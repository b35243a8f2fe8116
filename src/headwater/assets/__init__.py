"""Stored media files with their origin: checked, kept once, previewed, served."""
