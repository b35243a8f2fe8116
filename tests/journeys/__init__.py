"""What people do, done in a real browser against a real server."""
