"""Stored files by content hash, documents read, and citations: a file and a span, a cell or a page."""
