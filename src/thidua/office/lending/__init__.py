"""Lending a role while away."""
