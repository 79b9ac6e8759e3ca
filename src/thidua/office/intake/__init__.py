"""Pages on which texts are brought in, read and decided on."""
