"""Indicators: what is counted, in which unit of measure, and how it combines."""
