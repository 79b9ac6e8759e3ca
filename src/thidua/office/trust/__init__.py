"""How the PCs of an office come to trust its own certificate."""
