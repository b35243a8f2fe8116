"""Every adapter against a loopback server that answers as the real service does."""
