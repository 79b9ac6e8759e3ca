"""The REST interface for other machines: reports, forms, units, totals."""
