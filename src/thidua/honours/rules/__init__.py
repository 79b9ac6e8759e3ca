"""Pure decisions of the app, on plain values."""
