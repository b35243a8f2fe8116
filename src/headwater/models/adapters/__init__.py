"""The protocols by which Headwater speaks to providers, one file each."""
