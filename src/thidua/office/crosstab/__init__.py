"""Figures through time: indicator × unit × period, as a table, a chart and files."""
