"""Reading media files that nobody vouches for. Runs only in child processes, and only here are media libraries known.

Each function gets the one reader that may open the file, and writes what it makes into the current folder.
"""
