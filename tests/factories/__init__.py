"""Rows for tests, made by the product's own commands where there is one. Every argument can be given."""
