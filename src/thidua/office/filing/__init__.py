"""Who has filed."""
