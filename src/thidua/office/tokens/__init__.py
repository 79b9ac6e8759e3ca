"""Connecting other machines: the keys that a user makes and revokes."""
