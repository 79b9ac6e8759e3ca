"""Reads of decisions, number books and funds."""
