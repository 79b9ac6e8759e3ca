"""Councils: who sits in them, their sessions, and the page of a session while it is held."""
