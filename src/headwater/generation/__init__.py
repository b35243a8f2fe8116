"""One run of one node: what it would send, what it costs, how it goes, what came of it."""
