"""Asking the public: a page opened for the days that the law gives, comments without a name, closed, deleted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import ANYONE, Actor
from thidua.core.errors import Refused
from thidua.honours.rules.lines import line as one_line
from thidua.nominations.choices import State
from thidua.nominations.commands.held import held_round, refuse_other_unit
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Comment, Nomination, Notice, NoticeLine, Round
from thidua.nominations.queries.notices import comment_terms
from thidua.nominations.rules.commenting import LONGEST_COMMENT, CommentTerm, longest
from thidua.nominations.rules.days import days_over, last_day

KEPT_FOR: Final = timedelta(days=30)
"""For how long after the last day comments stay for the appraiser, where a nomination on the page waits still."""
MOST_COMMENTS: Final = 500
"""On one line: what is more says nothing new, and fills the disk of an office."""
_LONGEST_TITLE, _MOST_DAYS = 300, 365
_NO_TERM = _(
    "Chưa biết số ngày lấy ý kiến cho %(award)s theo quy định ngày này. Ghi số ngày và căn cứ của cơ quan rồi mở lại."
)
_MIXED = _("Có hồ sơ tính theo ngày làm việc, có hồ sơ tính theo ngày thường. Mở riêng hai đợt lấy ý kiến.")
_TOO_SHORT = _("Quy định cần ít nhất %(days)s ngày (%(provision)s). Ghi số ngày từ đó trở lên.")
_EARLY = _(
    "Chưa hết hạn lấy ý kiến (đến hết ngày %(day)s). Đóng sớm thì số ngày công khai có thể không đủ theo quy định."
)
_FULL = _("Đã có rất nhiều ý kiến về hồ sơ này, không nhận thêm ở đây. Gửi ý kiến trực tiếp đến cơ quan.")
_OVER = _("Đợt lấy ý kiến này đã kết thúc, không nhận ý kiến nữa.")


@dataclass(frozen=True, slots=True)
class StatedNotice:
    """A page as somebody opens it.

    Attributes:
        days: as long as the law says where blank, and never shorter; needed where the law says nothing.
        is_working_days: only where the law says nothing.
        off: days off in between, on which no working day is counted; the program keeps no list of holidays.
    """

    title: str
    opened_on: date
    days: int | None = None
    is_working_days: bool = False
    provision: str = ""
    off: Collection[date] = ()


@transaction.atomic
def open_notice(
    *,
    round: Round,  # noqa: A002 - the field's term
    nominations: Sequence[Nomination],
    stated: StatedNotice,
    by: Actor,
    at: datetime,
) -> Notice:
    """Open a page that asks the public about nominations of a round.

    Raises:
        Refused: the round is another unit's or closed; a nomination is not at this step or stands on an open page; the
            law gives some of them working days and others not; the days are fewer than the law's, or not known.
    """
    kept = held_round(round, by)
    title = one_line(stated.title, _LONGEST_TITLE)
    if not title:
        raise Refused(_("Đặt tiêu đề cho đợt lấy ý kiến."), field="title")
    if stated.opened_on < clock.legal_day(at):
        raise Refused(_("Ngày bắt đầu phải từ hôm nay trở đi."), field="opened_on")
    rows = lock_nominations(nominations)
    _refuse_rows(kept, rows)
    term = _term(rows, stated, clock.legal_day(at))
    notice = Notice.objects.create(
        round=kept,
        title=title,
        opened_on=stated.opened_on,
        closes_on=last_day(stated.opened_on, term.days, working=term.is_working, off=stated.off),
        days=term.days,
        is_working_days=term.is_working,
        provision=term.provision[:300],
        created_at=at,
    )
    NoticeLine.objects.bulk_create(NoticeLine(notice=notice, nomination=each) for each in rows)
    after = {"title": title, "days": term.days, "closes_on": notice.closes_on.isoformat(), "nominations": len(rows)}
    audit.record("open_notice", notice, by=by, at=at, unit_id=kept.unit_id, after=after)
    return notice


@transaction.atomic
def write_comment(*, line: NoticeLine, text: str, at: datetime) -> Comment:
    """Keep what somebody of the public wrote about a nomination: no name, the day alone.

    The audit trail says that something was written on that day, neither what nor at which hour.

    Raises:
        Refused: there are no words, too many, the page is not open on that day, or it has all it can take.
    """
    told, today = " ".join(text.replace("\0", "").split()), clock.legal_day(at)
    if not told:
        raise Refused(_("Chưa có chữ nào. Viết ý kiến rồi gửi lại."), field="text")
    if len(told) > LONGEST_COMMENT:
        raise Refused(_("Ý kiến dài quá %(most)s chữ. Rút gọn lại."), field="text", most=LONGEST_COMMENT)
    notice = Notice.objects.select_for_update(of=("self",)).select_related("round").get(pk=line.notice_id)
    nomination = Nomination.objects.get(pk=line.nomination_id)
    if notice.closed_at or not notice.opened_on <= today <= notice.closes_on:
        raise Refused(_OVER)
    if nomination.state != State.PUBLIC_COMMENT:
        raise Refused(_OVER)
    if Comment.objects.filter(line=line).count() >= MOST_COMMENTS:
        raise Refused(_FULL)
    made = Comment.objects.create(line=line, text=told, written_on=today)
    begun = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    audit.record("write_comment", notice, by=ANYONE, at=begun, unit_id=notice.round.unit_id)
    return made


@transaction.atomic
def close_notice(*, notice: Notice, early: bool = False, by: Actor, at: datetime) -> Notice:
    """Close a page. Of one that is closed early, the days on which it was really shown are kept, fewer than were meant.

    Raises:
        Refused: its term is not over and ``early`` is not said, or the round is another unit's.
    """
    kept = Notice.objects.select_for_update(of=("self",)).select_related("round__unit").get(pk=notice.pk)
    refuse_other_unit(by, kept.round.unit)
    if kept.closed_at is not None:
        return kept
    today = clock.legal_day(at)
    before = {"days": kept.days, "closes_on": kept.closes_on.isoformat()}
    if today <= kept.closes_on:
        if not early:
            raise Refused(_EARLY, day=f"{kept.closes_on:%d/%m/%Y}")
        shown = days_over(kept.opened_on, today, working=kept.is_working_days)
        kept.days = min(shown, kept.days - 1)  # days off are not known here: never the whole term
        kept.closes_on = max(kept.opened_on, today - timedelta(days=1))
    kept.closed_at = at
    kept.version += 1
    kept.save()
    after = {"days": kept.days, "closes_on": kept.closes_on.isoformat()}
    audit.record("close_notice", kept, by=by, at=at, unit_id=kept.round.unit_id, before=before, after=after)
    return kept


@transaction.atomic
def delete_comments(*, at: datetime) -> int:
    """Delete what the public wrote where it served its purpose; return how many comments.

    That is where a page is closed and no nomination on it waits for it any more, or ``KEPT_FOR`` after its last day.
    """
    waiting = NoticeLine.objects.filter(notice=OuterRef("pk"), nomination__state=State.PUBLIC_COMMENT)
    served = Q(closed_at__isnull=False) & ~Q(Exists(waiting))
    old = Q(closes_on__lt=clock.legal_day(at) - KEPT_FOR)
    count = 0
    for notice in Notice.objects.select_for_update(of=("self",)).filter(served | old, comments_deleted_at=None):
        deleted, _by_model = Comment.objects.filter(line__notice=notice).delete()
        notice.comments_deleted_at = at
        notice.save(update_fields=["comments_deleted_at"])
        unit_id = Round.objects.values_list("unit_id", flat=True).get(pk=notice.round_id)
        after = {"comments": deleted}
        audit.record("delete_comments", notice, by=_PROCESS, at=at, unit_id=unit_id, after=after)
        count += deleted
    return count


_PROCESS = Actor(uid=None, label="Việc nền")


def _refuse_rows(kept: Round, rows: Sequence[Nomination]) -> None:
    if not rows:
        raise Refused(_("Chọn ít nhất một hồ sơ để lấy ý kiến."), field="nominations")
    for row in rows:
        if row.round_id != kept.pk or row.state != State.PUBLIC_COMMENT:
            raise Refused(
                _("Hồ sơ %(code)s không ở bước lấy ý kiến của đợt này. Bỏ chọn hồ sơ ấy."),
                field="nominations",
                code=row.code,
            )
    there = NoticeLine.objects.filter(nomination__in=rows, notice__closed_at=None).select_related("nomination").first()
    if there is not None:
        raise Refused(
            _("Hồ sơ %(code)s đang được lấy ý kiến. Đóng đợt ấy trước, hoặc bỏ chọn hồ sơ."),
            field="nominations",
            code=there.nomination.code,
        )


def _term(rows: Sequence[Nomination], stated: StatedNotice, today: date) -> CommentTerm:
    """Return the term of a page: the longest of the law's, or what the office says where that is longer."""
    by_law = comment_terms(rows, on=today)
    known = [term for term in by_law.values() if term is not None]
    unknown = next((row for row in rows if by_law[row.pk] is None), None)
    if unknown is not None and not (stated.days and one_line(stated.provision, 300)):
        raise Refused(_NO_TERM, field="days", award=unknown.award_name)
    if len({term.is_working for term in known}) > 1:
        raise Refused(_MIXED, field="nominations")
    if stated.days is not None and not 0 < stated.days <= _MOST_DAYS:
        raise Refused(_("Ghi số ngày từ 1 đến %(most)s."), field="days", most=_MOST_DAYS)
    own = one_line(stated.provision, 300)
    if not known:
        return CommentTerm(stated.days or 0, stated.is_working_days, own, verified=False)
    least = longest(known, stated.opened_on)
    if stated.days is not None and stated.days < least.days:
        raise Refused(_TOO_SHORT, field="days", days=least.days, provision=least.provision)
    words = "; ".join(dict.fromkeys(filter(None, (least.provision, own))))
    return CommentTerm(stated.days or least.days, least.is_working, words, least.verified)
