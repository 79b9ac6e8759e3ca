"""Decisions on nominations, on plain values."""
