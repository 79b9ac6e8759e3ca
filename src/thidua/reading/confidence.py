"""How sure the reader is of a fact, and what that lets a person do with it."""

from __future__ import annotations

SURE = 0.9
"""From this confidence on a fact is marked sure: it may be confirmed together with its whole paragraph."""


def is_sure(confidence: float) -> bool:
    """Return whether a fact of that confidence (0 to 1) is marked sure.

    >>> is_sure(0.93), is_sure(0.71)
    (True, False)
    """
    return confidence >= SURE
