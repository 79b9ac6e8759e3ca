"""Periods and figures. A figure without a source cannot be stored."""
