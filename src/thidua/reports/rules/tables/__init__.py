"""Tables that are none of our forms: what their columns are, which period and number a cell says. Plain values."""
