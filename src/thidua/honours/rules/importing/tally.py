"""What a list would bring, counted row by row while it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from thidua.honours.rules.importing.known import Ledger, Outcome
from thidua.honours.rules.importing.reading import Fault, Row

MOST_FAULTS = 1_000
"""Cells whose sentences are kept beside the list; all of them go into a file."""


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


MOST_ALIKE = 100
"""Rows told beside the list of which an article may have brought the award."""
TWICE = gettext_noop("Đã có trong sổ hoặc ở hàng trên; không ghi lần nữa.")
ERASED = gettext_noop(
    "Dữ liệu người này đã xóa theo yêu cầu; không ghi lại. Nếu là người khác thì thêm vào sổ bằng tay."
)


@dataclass
class Tally:
    """What was found so far: ``rows`` of the file, of which some are ``good``, faulty or told already.

    ``alike`` are the good ones whose award an article may have brought, the first of them in ``alike_rows``.
    """

    ledger: Ledger = field(default_factory=Ledger)
    rows: int = 0
    good: int = 0
    wrong: int = 0
    twice: int = 0
    erased: int = 0
    new: int = 0
    known: set[int] = field(default_factory=set)
    faults: list[dict[str, Any]] = field(default_factory=list)
    alike: int = 0
    alike_rows: list[dict[str, Any]] = field(default_factory=list)

    def count(self, said: Row | list[Fault] | None) -> Outcome | None:
        """Count a row; return what becomes of it, nothing where it has no award or faults."""
        self.rows += 1
        if said is None:
            return None
        if isinstance(said, list):
            self.wrong += 1
            for each in said[: max(MOST_FAULTS - len(self.faults), 0)]:
                told = {"row": each.row, "place": each.place, "message": each.message, "values": dict(each.values)}
                self.faults.append(told)
            return None
        outcome, holder = self.ledger.place(said)
        self.twice += outcome == Outcome.TWICE
        self.erased += outcome == Outcome.ERASED
        self.new += outcome == Outcome.NEW
        if holder is not None and outcome in {Outcome.NEW, Outcome.KNOWN}:
            self.good += 1
            if holder.key > 0:
                self.known.add(holder.key)
            if self.ledger.may_be_from_article(said):
                self._note_alike(said)
        return outcome

    def _note_alike(self, row: Row) -> None:
        """Note a row by its number and award; whose it is stays in the file, so that erasing has nothing to find."""
        self.alike += 1
        if self.alike <= MOST_ALIKE:
            self.alike_rows.append({"row": row.number, "form": row.form_name, "year": row.year})
