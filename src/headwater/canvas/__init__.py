"""The canvas: its live document, what may be connected to what, and the room where people edit together."""
