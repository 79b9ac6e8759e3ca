"""What waits between the preview of a file and its writing, and what its undoing needs; kept in the session."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext_noop

from thidua.core.errors import Refused
from thidua.reports.commands import Written
from thidua.reports.models import Report
from thidua.reports.rules.changes import Change, from_json, to_json

_WAITING, _WRITTEN = "report_file", "report_file_written"
_MOST_WAITING = 5
"""Files that may wait at once, each of another report."""

_NOTHING_WAITS = gettext_noop("Không còn tệp nào chờ ghi ở đây. Chọn lại tệp Excel.")
_NOTHING_TO_UNDO = gettext_noop("Không còn gì để hoàn tác ở báo cáo này.")


class Waiting(NamedTuple):
    """Changes, and the revision of the report that they were made for."""

    revision: int
    changes: list[Change]


def keep_waiting(session: SessionBase, report: Report, changes: Iterable[Change]) -> str:
    """Keep the changes until they are written; return the word that the form of the preview sends back."""
    token = secrets.token_urlsafe(12)
    waiting: dict[str, Any] = session.get(_WAITING, {})
    waiting.pop(str(report.uid), None)
    kept = {**waiting, str(report.uid): {"token": token, "revision": report.number, "changes": to_json(changes)}}
    session[_WAITING] = dict(list(kept.items())[-_MOST_WAITING:])
    return token


def waiting_for(session: SessionBase, report: Report, token: str) -> Waiting:
    """Return the changes that wait. They go on waiting, so that a second click writes the same and changes nothing.

    Raises:
        Refused: none do, or another file was chosen meanwhile.
    """
    found = session.get(_WAITING, {}).get(str(report.uid))
    if found is None or not secrets.compare_digest(found["token"].encode(), token.encode()):
        raise Refused(_NOTHING_WAITS)
    return _waiting(found)


def keep_written(session: SessionBase, report: Report, written: Written) -> None:
    """Keep what an undo needs: of the last report that was written."""
    session[_WRITTEN] = {"uid": str(report.uid), "revision": report.number, "changes": to_json(written.changes)}


def undoing(session: SessionBase, report: Report) -> Waiting:
    """Return the changes that undo what was written.

    Raises:
        Refused: nothing was written in this session.
    """
    found = session.get(_WRITTEN, {})
    if found.get("uid") != str(report.uid):
        raise Refused(_NOTHING_TO_UNDO)
    written = _waiting(found)
    return written._replace(changes=[each.undone for each in written.changes])


def _waiting(kept: Mapping[str, Any]) -> Waiting:
    return Waiting(kept["revision"], from_json(kept["changes"]))
