"""A picture of every screen and state, light and dark, to be looked at: `python -m tests.shots FOLDER`."""
