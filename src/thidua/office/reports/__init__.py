"""Typing reports, sending them up, deciding on those that came."""
