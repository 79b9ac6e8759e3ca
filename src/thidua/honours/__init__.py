"""Honours, and the persons and collectives who hold them."""
