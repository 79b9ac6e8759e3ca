"""Councils: members, sessions, recusals, ballots, and what a session came to."""
