"""Services in miniature, each answering as the real one does; the official clients say whether that is so."""
