"""What other bodies were asked about a nomination, on its page: the question, the answer, its letter."""
