"""The office profile, and the documents made here."""
