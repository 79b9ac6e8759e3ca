"""Which decisions are so long that their papers are made beside the request."""

from __future__ import annotations

MOST_AT_ONCE = 300
"""Lines whose paper is made while the reader waits.

Measured on two cores (Linux x86_64, Python 3.11), both formats: 10 lines take 0.4 s, 100 lines 0.6 s, 300 lines 0.9 s,
500 lines 1.7 s, 2,000 lines 5.2 s. Up to here an answer comes within about a second.
"""


def is_long(lines: int) -> bool:
    """Tell whether the papers of a decision with so many lines are made by the worker.

    >>> is_long(300), is_long(301)
    (False, True)
    """
    return lines > MOST_AT_ONCE
