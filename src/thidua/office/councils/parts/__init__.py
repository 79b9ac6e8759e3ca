"""The parts of a session's page. Each is put together from plain values, by which the page knows whether it changed."""
