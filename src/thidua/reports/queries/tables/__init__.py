"""Reading for tables that are none of our forms."""
