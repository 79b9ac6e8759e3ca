"""What the ledger tells the apps above it, inside the transaction."""

from __future__ import annotations

from django.dispatch import Signal

person_erased = Signal()
"""Somebody's data are being erased: ``holders`` are the keys of that person's records, locked.

A receiver removes what it keeps of them and returns, in sentences, what has to stay; it may refuse the whole erasure.
"""
