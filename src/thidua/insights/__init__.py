"""Reads over everything below, for pages that show several apps at once. Writes nothing, keeps nothing."""
