"""Movements: list, one movement, its phases, documents and aims."""
