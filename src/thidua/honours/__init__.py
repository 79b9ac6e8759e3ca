"""People, collectives and households, their posts through time, and every award that they ever received."""
