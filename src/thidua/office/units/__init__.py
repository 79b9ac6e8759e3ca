"""Units through time."""
