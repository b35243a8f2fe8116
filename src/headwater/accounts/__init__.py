"""Who is here: accounts and their sessions."""
