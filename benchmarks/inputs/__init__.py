"""Inputs that more than one benchmark or test reads."""
