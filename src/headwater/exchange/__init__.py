"""Canvases as files: what comes in, what goes out."""
