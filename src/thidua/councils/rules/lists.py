"""A list of items that are decided together: what it holds, and a digest by which it is known again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One item on such a list. ``version`` is of the nomination: what the dossier says must not change in between."""

    item: str
    nomination: str
    version: int
    name: str
    award_code: str
    award_name: str
    kind: str


def digest(listed: Sequence[Listed], *, entitled: int) -> str:
    """Return the digest of a list and of how many vote on it; another order is another list."""
    told = json.dumps([[asdict(each) for each in listed], entitled], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def by_award(listed: Sequence[Listed]) -> tuple[tuple[str, str, int], ...]:
    """Return how many there are of each award and kind of recipient, as (award, kind, count), in order of the list."""
    counts = Counter((each.award_name, each.kind) for each in listed)
    return tuple((award, kind, count) for (award, kind), count in counts.items())
