"""Providers: the ways to whoever serves models, with their keys, for each account."""
