"""Lists of past awards as offices keep them: what their columns are, what a row says, whom it speaks of."""
