"""Facts read from a document, waiting for a person; accepted ones go to the registry."""
