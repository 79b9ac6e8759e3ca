"""What waits between the preview of a file and its writing, and what its undoing needs; kept in the session."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.translation import gettext_noop

from thidua.core.actors import Actor
from thidua.core.errors import Refused, Stale
from thidua.reports.commands import CellEntry, save_cells, save_note, save_passage
from thidua.reports.models import Cell, FormLine, Report
from thidua.reports.rules.sheet import Field, Outcome, ReadCell

_WAITING, _WRITTEN = "report_file", "report_file_written"
_MOST_WAITING = 5
"""Files that may wait at once, each of another report."""

_NOTHING_WAITS = gettext_noop("Không còn tệp nào chờ ghi ở đây. Chọn lại tệp Excel.")
_NOTHING_TO_UNDO = gettext_noop("Không còn gì để hoàn tác ở báo cáo này.")


@dataclass(frozen=True)
class Change:
    """One cell that a file changes.

    Attributes:
        of: the id of the line or of the narrative section.
        was: what the report had when the preview was shown; where somebody wrote it since, it is left as it is.
        text: what is to be kept; empty with ``choices`` while the officer has not chosen.
        choices: the ways in which the cell can be read.
        is_optional: whether it is written only if it is ticked.
    """

    field: str
    of: int
    was: str
    text: str
    choices: tuple[str, ...] = ()
    is_optional: bool = False

    @property
    def name(self) -> str:
        """What its input on the page is called."""
        return f"{self.field}-{self.of}"

    def chosen(self, answers: Mapping[str, str]) -> Change | None:
        """Return the change as the officer answered; ``None`` where it is to be left."""
        answer = answers.get(self.name, "")
        if self.choices:
            return Change(self.field, self.of, self.was, answer) if answer in self.choices else None
        return self if answer or not self.is_optional else None


class Written(NamedTuple):
    """What became of the changes: how many are in the report now, how many were left as somebody wrote them since."""

    changes: tuple[Change, ...]
    left: int


def change_of(cell: ReadCell) -> Change | None:
    """Return what the cell changes or may change; ``None`` where it is unchanged or refused."""
    slot = cell.slot
    if cell.outcome == Outcome.CHANGED:
        is_optional = cell.is_computed or cell.is_newer
        return Change(slot.field.value, slot.id, slot.now, cell.text, is_optional=is_optional)
    if cell.outcome == Outcome.ASKED and cell.asked:
        return Change(slot.field.value, slot.id, slot.now, "", cell.asked.choices)
    return None


def keep_waiting(session: SessionBase, report: Report, changes: Iterable[Change]) -> str:
    """Keep the changes until they are written; return the word that the form of the preview sends back."""
    token = secrets.token_urlsafe(12)
    waiting: dict[str, Any] = session.get(_WAITING, {})
    waiting.pop(str(report.uid), None)
    kept = {**waiting, str(report.uid): {"token": token, "changes": [asdict(each) for each in changes]}}
    session[_WAITING] = dict(list(kept.items())[-_MOST_WAITING:])
    return token


def waiting_for(session: SessionBase, report: Report, token: str) -> list[Change]:
    """Return the changes that wait.

    Raises:
        Refused: none do, or another file was chosen meanwhile.
    """
    found = session.get(_WAITING, {}).get(str(report.uid))
    if found is None or not secrets.compare_digest(found["token"].encode(), token.encode()):
        raise Refused(_NOTHING_WAITS)
    return _changes(found["changes"])


def keep_written(session: SessionBase, report: Report, written: Written) -> None:
    """Keep what an undo needs: of the last report that was written."""
    session[_WRITTEN] = {"uid": str(report.uid), "changes": [asdict(each) for each in written.changes]}


def undoing(session: SessionBase, report: Report) -> list[Change]:
    """Return the changes that undo what was written.

    Raises:
        Refused: nothing was written in this session.
    """
    found = session.get(_WRITTEN, {})
    if found.get("uid") != str(report.uid):
        raise Refused(_NOTHING_TO_UNDO)
    return [Change(each.field, each.of, was=each.text, text=each.was) for each in _changes(found["changes"])]


@transaction.atomic
def write(*, report: Report, changes: Sequence[Change], by: Actor, at: datetime) -> Written:
    """Write the changes, all in one transaction; what somebody wrote since the preview stays as it is.

    Raises:
        Refused: the report is not being typed, or the actor works for another unit.
    """
    numbers = {each.of: each for each in changes if each.field == Field.NUMBER}
    entries = {line: CellEntry(each.text, each.was) for line, each in numbers.items()}
    saved = save_cells(report=report, entries=entries, by=by, at=at)  # holds the report locked, also without a number
    kept = [numbers[line] for line, outcome in saved.items() if outcome.theirs is None and outcome.asked is None]
    kept += _write_notes(report, [each for each in changes if each.field == Field.NOTE], by, at)
    for each in changes:
        if each.field == Field.PASSAGE and _write_passage(report, each, by, at):
            kept.append(each)
    return Written(tuple(kept), len(changes) - len(kept))


def _write_notes(report: Report, changes: Sequence[Change], by: Actor, at: datetime) -> list[Change]:
    ids = [each.of for each in changes]
    lines = FormLine.objects.filter(pk__in=ids, section__edition=report.edition_id).select_related("indicator")
    cells = Cell.objects.filter(revision__report=report, revision__number=report.number, line__in=ids)
    known, by_id = dict(cells.values_list("line_id", "note")), {line.pk: line for line in lines}
    kept = []
    for each in changes:
        now = known.get(each.of, "")
        if each.of not in by_id or now not in {each.was, each.text}:
            continue
        if now != each.text:
            save_note(report=report, line=by_id[each.of], note=each.text, by=by, at=at)
        kept.append(each)
    return kept


def _write_passage(report: Report, change: Change, by: Actor, at: datetime) -> bool:
    try:
        save_passage(report=report, section_id=change.of, text=change.text, was=change.was, by=by, at=at)
    except Stale:
        return False
    return True


def _changes(kept: Iterable[Mapping[str, Any]]) -> list[Change]:
    return [Change(**{**each, "choices": tuple(each["choices"])}) for each in kept]
