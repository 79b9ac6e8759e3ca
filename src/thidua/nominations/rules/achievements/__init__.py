"""Whether two citations tell one achievement (Law 06/2022/QH15, Art. 5)."""
