"""What was accepted at and under a unit: the totals of a year."""
