"""Decisions on sessions and votes; plain values in, plain values out."""
