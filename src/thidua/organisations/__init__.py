"""Dated trees of units and what became of them (merge, split, rename, end)."""
