"""Conclusions that no longer hold: what they were said of has changed since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.nominations.models import Conclusion, Nomination

_CHANGED = "Hồ sơ đã thay đổi sau khi kết luận"


def end_conclusions(kept: Nomination, *, conditions: Collection[str] = (), by: Actor, at: datetime) -> None:
    """Take back what persons concluded of a dossier that says something else now; of some ``conditions`` alone.

    Who let one repeated achievement pass, or one missing paper, did not let the next one pass.
    """
    rows = Conclusion.objects.in_force().filter(nomination=kept)
    rows = rows.filter(condition__in=conditions) if conditions else rows
    withdraw_rows(rows, act="withdraw_conclusion", reason=_CHANGED, by=by, at=at)
