"""What it costs: each measurement is one command that prints a table and keeps its numbers as JSON."""
