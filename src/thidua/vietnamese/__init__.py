"""Vietnamese letters, numbers and dates. Pure Python; nothing here knows the subject."""
