"""Long work that the worker does for the unit."""
