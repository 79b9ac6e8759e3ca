"""Titles registered early in a year: the list, writing one, taking one back."""
