"""Awards made or planned, with their recipients, and the register of them."""
