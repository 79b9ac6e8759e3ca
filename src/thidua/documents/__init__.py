"""The office profile, and documents issued: numbering, rendering, storing."""
