"""One figure on two maps: as its units were, and as they are today."""
