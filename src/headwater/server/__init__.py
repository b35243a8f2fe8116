"""The studio over HTTP: the application, its guards, its live events."""
