"""Asking the public about nominations: notices opened, looked at, printed, closed; what the public writes comes in."""
