"""The achievement report: saved while it is written, finished, taken up again."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused, Stale
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.held import held_dossier
from thidua.nominations.commands.outdating import end_conclusions
from thidua.nominations.models import AchievementReport, Nomination
from thidua.nominations.rules.own_rows import PAPERS

LONGEST_REPORT = 200_000
"""Letters; a report of some fifty pages."""
_STALE = _("Có người vừa lưu báo cáo này trước anh, chị. Xem lại hai bản rồi lưu bản đúng.")
_FINISHED = _("Báo cáo đã ghi là viết xong. Bấm “Viết tiếp” rồi sửa.")
_TOO_LONG = _("Báo cáo dài %(letters)s chữ, quá %(most)s. Rút gọn, hoặc đưa phần dài vào tệp kèm theo.")


@transaction.atomic
def save_report(*, nomination: Nomination, text: str, version: int, by: Actor, at: datetime) -> AchievementReport:
    """Save the report while it is written; ``version`` is the one that the writer saw, nought where there was none.

    The same text again, as a browser sends it that got no answer, is no second save. The audit trail has a line where
    another person begins to write; the text itself stands here.

    Raises:
        Refused: the dossier is not the actor's to change, the report is finished, or it is too long.
        Stale: somebody saved in between; it carries both texts.
    """
    kept = held_dossier(nomination, by, at)
    told = _clean(text)
    if len(told) > LONGEST_REPORT:
        raise Refused(_TOO_LONG, field="text", letters=len(told), most=LONGEST_REPORT)
    report = AchievementReport.objects.select_for_update().filter(nomination=kept).first()
    if report is None:
        return _begin(kept, told, by, at)
    if report.text == told:
        return report
    if report.finished_at is not None:
        raise Refused(_FINISHED)
    if report.version != version:
        raise Stale(_STALE, theirs={"text": report.text}, ours={"text": told}, version=report.version)
    before, report.text, report.saved_by = report.saved_by, told, by.label
    report.version, report.saved_at = report.version + 1, at
    report.save(update_fields=["text", "saved_by", "version", "saved_at"])
    if before != by.label:
        _note("write_report", kept, report, by, at)
    return report


@transaction.atomic
def finish_report(*, nomination: Nomination, version: int, by: Actor, at: datetime) -> AchievementReport:
    """Say that the report is finished: from now on it counts as an item of the dossier.

    Raises:
        Refused: the dossier is not the actor's to change, or nothing was written.
        Stale: somebody saved since the actor looked.
    """
    kept = held_dossier(nomination, by, at)
    report = AchievementReport.objects.select_for_update().filter(nomination=kept).first()
    if report is None or not report.text.strip():
        raise Refused(_("Báo cáo chưa có chữ nào. Viết báo cáo rồi ghi là viết xong."), field="text")
    if report.finished_at is not None:
        return report
    if report.version != version:
        raise Stale(_STALE, theirs={"text": report.text}, ours={"text": ""}, version=report.version)
    return _set_finished(kept, report, at, "finish_report", by=by, at=at)


@transaction.atomic
def unfinish_report(*, nomination: Nomination, by: Actor, at: datetime) -> AchievementReport:
    """Take a finished report up again (undo).

    Raises:
        Refused: the dossier is not the actor's to change, or there is no report.
    """
    kept = held_dossier(nomination, by, at)
    report = AchievementReport.objects.select_for_update().filter(nomination=kept).first()
    if report is None:
        raise Refused(_("Hồ sơ này chưa có báo cáo. Viết báo cáo trước."))
    return report if report.finished_at is None else _set_finished(kept, report, None, "unfinish_report", by=by, at=at)


def _begin(kept: Nomination, told: str, by: Actor, at: datetime) -> AchievementReport:
    report = AchievementReport.objects.create(nomination=kept, text=told, saved_at=at, saved_by=by.label)
    _note("write_report", kept, report, by, at)
    return report


def _set_finished(
    kept: Nomination, report: AchievementReport, finished_at: datetime | None, act: str, *, by: Actor, at: datetime
) -> AchievementReport:
    report.finished_at = finished_at
    report.version += 1
    report.save(update_fields=["finished_at", "version"])
    _note(act, kept, report, by, at)
    if finished_at is None:
        end_conclusions(kept, conditions=[PAPERS], by=by, at=at)
    check_nominations(nominations=[kept], by=by, at=at)
    return report


def _note(act: str, kept: Nomination, report: AchievementReport, by: Actor, at: datetime) -> None:
    after = {"letters": len(report.text), "version": report.version}
    audit.record(act, kept, by=by, at=at, unit_id=kept.unit_id, after=after)


def _clean(text: str) -> str:
    """Return a text as it is kept: composed letters, one kind of line end, no null characters."""
    return unicodedata.normalize("NFC", text).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
