"""Reorganisations of units: drafted, previewed, applied, taken back."""
