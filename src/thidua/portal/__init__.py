"""The public pages; they see only what was published."""
