"""Search over everything in scope."""
