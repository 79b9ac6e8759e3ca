"""A workbook among many: what of it may be written with the others, and what somebody must look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.reports.rules.changes import Change, change_of
from thidua.reports.rules.sheet import Outcome, ReadCell

MOST_FAULTS = 40
"""Cells of a file that are told one by one; the others are counted."""
ONE_READING, MANY_READINGS = "one_reading", "many_readings"


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


NEWER = gettext_noop("Ô %(place)s: có người ghi “%(now)s” sau khi tải biểu; tệp ghi “%(text)s”. Mở báo cáo để chọn.")


@dataclass(frozen=True)
class Summary:
    """What a workbook comes to.

    Attributes:
        changes: what may be written: sound cells, and those that a formula gave.
        computed: how many of them a formula gave.
        asked: how many cells wait for a person: two readings, or somebody typed there since the download.
        refused: how many cells cannot be taken.
        faults: the asked and refused cells in order: ``place``, ``title``, ``message``, ``values``, all JSON.
    """

    changes: tuple[Change, ...] = ()
    computed: int = 0
    asked: int = 0
    refused: int = 0
    faults: Sequence[Mapping[str, Any]] = field(default=())

    @property
    def sound(self) -> int:
        """How many cells may be written without a further word."""
        return len(self.changes) - self.computed


def summary_of(cells: Iterable[ReadCell]) -> Summary:
    """Return what the cells of a workbook come to when they are not looked at one by one."""
    told = [each for each in cells if each.outcome != Outcome.UNCHANGED]
    open_cells = [each for each in told if each.outcome != Outcome.CHANGED or each.is_newer]
    refused = sum(each.outcome == Outcome.REFUSED for each in open_cells)
    kept = [each for each in told if each.outcome == Outcome.CHANGED and not each.is_newer]
    changes = tuple(change for each in kept if (change := change_of(each)) is not None)
    return Summary(
        changes,
        computed=sum(each.is_computed for each in changes),
        asked=len(open_cells) - refused,
        refused=refused,
        faults=[_fault(each) for each in open_cells[:MOST_FAULTS]],
    )


def to_write(changes: Iterable[Change], *, with_computed: bool) -> list[Change]:
    """Return the changes that are written: what formulas gave only where a person said so."""
    return [each for each in changes if with_computed or not each.is_computed]


def _fault(cell: ReadCell) -> dict[str, Any]:
    slot = cell.slot
    title = f"{slot.number}. {slot.name}" if slot.number else slot.name
    message, values = _sentence(cell)
    return {"place": cell.place, "title": title, "message": message, "values": values}


def _sentence(cell: ReadCell) -> tuple[str, dict[str, Any]]:
    """Return the msgid of why a cell is not written, or the kind of question, and what fills it."""
    if cell.problem is not None:
        return cell.problem.message, dict(cell.problem.values)
    if cell.asked is None:
        now, text = cell.slot.now[:80], cell.text[:80]
        return NEWER, {"place": cell.place, "now": now, "text": text}
    kind = cell.asked.problem
    if cell.asked.choices:
        kind = ONE_READING if len(cell.asked.choices) == 1 else MANY_READINGS
    return kind, {"text": cell.text.strip(), "choice": "".join(cell.asked.choices[:1])}
