"""Conferences: when, where, who came, what was awarded, what was directed; reviews and their packs."""
