"""Commands that ask the studio of this home, and say what came of it in a few lines or as JSON."""
