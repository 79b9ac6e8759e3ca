"""Pages of rounds: opened with their calendar, changed, closed."""
