"""Conferences as their sources tell of them."""
