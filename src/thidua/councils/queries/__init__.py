"""Reading councils, sessions, and what each may see of them."""
