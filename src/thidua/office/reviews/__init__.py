"""The review of a movement: its page, its directions, its data cut, its pack."""
