"""The sentences of the home page: each piece of work, target and change as it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.conferences.models import Review
from thidua.core.actors import Actor
from thidua.insights.changes import Change
from thidua.insights.targets import TargetProgress
from thidua.insights.work import ReadingState, WorkItem, WorkKind
from thidua.office.home.acts import ACTS, SECTION_LINKS
from thidua.office.home.award_rows import (
    attend_session,
    cast_ballot,
    chase_opinions,
    decide_awards,
    take_nominations_on,
)
from thidua.office.home.row import WorkRow
from thidua.vietnamese import writing
from thidua.web.addresses import address, first_address
from thidua.web.formats import day


@dataclass(frozen=True)
class TargetRow:
    """A target as its bar shows it."""

    name: str
    value: str
    qualifier: str
    unit: str
    filled: float
    tick: float
    goal: str
    met: bool
    gap: str
    source_url: str


@dataclass(frozen=True)
class ReviewRow:
    """A row of «Bản tổng kết»: ``state`` is a chip of ``web.states`` with its own ``word``."""

    title: str
    unit: str
    url: str
    state: str
    word: str


@dataclass(frozen=True)
class ChangeRow:
    """A row of «Thay đổi»."""

    icon: str
    sentence: str
    at: datetime
    url: str
    label: str


def work_row(item: WorkItem) -> WorkRow:
    """Put a piece of work into words. Who has the work may open its page."""
    return _WORK[item.kind](item)


def _check_document(item: WorkItem) -> WorkRow:
    places = ngettext(
        "%(count)s chỗ cần xem trước khi khóa bài", "%(count)s chỗ cần xem trước khi khóa bài", item.second
    )
    why = places % {"count": writing.number(item.second)}
    if item.count:
        why += "; " + _("%(count)s dữ kiện chờ xem") % {"count": writing.number(item.count)}
    return WorkRow(
        _("Xem lại bài “%(title)s”") % {"title": item.subject}, why, _("Xem chỗ cần xét"), _document(item), _("Cần xét")
    )


def _read_document(item: WorkItem) -> WorkRow:
    why = ngettext("%(count)s dữ kiện chờ nhận hoặc bỏ", "%(count)s dữ kiện chờ nhận hoặc bỏ", item.count)
    return WorkRow(
        _("Đọc tiếp bài “%(title)s”") % {"title": item.subject},
        why % {"count": writing.number(item.count)},
        _("Xem dữ kiện"),
        _document(item),
        _("Chờ xem"),
    )


def _return_to_document(item: WorkItem) -> WorkRow:
    why = ngettext("%(count)s chỗ đã để lại xem sau", "%(count)s chỗ đã để lại xem sau", item.count)
    return WorkRow(
        _("Quay lại bài “%(title)s”") % {"title": item.subject},
        why % {"count": writing.number(item.count)},
        _("Mở bài"),
        _document(item),
        _("Để lại"),
    )


def _follow_direction(item: WorkItem) -> WorkRow:
    owner = _("Chủ trì: %(owner)s") % {"owner": item.owner} if item.owner else _("Chỉ đạo tại hội nghị")
    return WorkRow(item.subject, owner, _("Mở chỉ đạo"), _review(item), due_on=item.due_on)


def _assign_directions(item: WorkItem) -> WorkRow:
    title = ngettext("Giao %(count)s chỉ đạo cho nơi chủ trì", "Giao %(count)s chỉ đạo cho nơi chủ trì", item.count)
    return WorkRow(
        title % {"count": writing.number(item.count)}, item.subject, _("Giao việc"), _review(item), _("Chưa giao")
    )


def _do_task(item: WorkItem) -> WorkRow:
    owner = _("Chủ trì: %(owner)s") % {"owner": item.owner} if item.owner else _("Nhiệm vụ của phong trào")
    url = first_address(("office:movement", item.uid), "office:movements")
    return WorkRow(item.subject, owner, _("Mở nhiệm vụ"), url, due_on=item.due_on)


def _fill_profile(item: WorkItem) -> WorkRow:
    why = ngettext(
        "%(count)s văn bản còn là dự thảo vì thiếu nơi ban hành, người ký",
        "%(count)s văn bản còn là dự thảo vì thiếu nơi ban hành, người ký",
        item.count,
    )
    url = first_address("office:office_profile", "office:people")
    return WorkRow(
        _("Khai hồ sơ cơ quan"), why % {"count": writing.number(item.count)}, _("Khai hồ sơ"), url, _("Cần khai")
    )


def _make_report(item: WorkItem) -> WorkRow:
    begun = _("Đang nhập dở") if item.uid else _("Chưa nhập")
    url = first_address(("office:report", item.uid), "office:reports")
    return WorkRow(_("Gửi %(report)s") % {"report": item.subject}, begun, _("Nhập báo cáo"), url, due_on=item.due_on)


def _answer_reminder(item: WorkItem) -> WorkRow:
    times = ngettext("nhắc %(count)s lần", "nhắc %(count)s lần", item.count) % {"count": writing.number(item.count)}
    values = {"who": capfirst(item.owner), "times": times, "day": day(item.told_on), "text": item.told}
    why = _("%(who)s %(times)s, gần nhất ngày %(day)s: “%(text)s”") % values
    return replace(_make_report(item), why=why)


def _decide_reports(item: WorkItem) -> WorkRow:
    title = ngettext("Duyệt %(count)s báo cáo của cấp dưới", "Duyệt %(count)s báo cáo của cấp dưới", item.count)
    return WorkRow(
        title % {"count": writing.number(item.count)},
        _("Nhận hoặc trả lại; nhận rồi tổng các cấp trên cộng lại ngay"),
        _("Xem và duyệt"),
        first_address("office:reports"),
        _("Chờ duyệt"),
    )


_WORK = {
    WorkKind.CAST_BALLOT: cast_ballot,
    WorkKind.ATTEND_SESSION: attend_session,
    WorkKind.CHECK_DOCUMENT: _check_document,
    WorkKind.READ_DOCUMENT: _read_document,
    WorkKind.RETURN_TO_DOCUMENT: _return_to_document,
    WorkKind.FOLLOW_DIRECTION: _follow_direction,
    WorkKind.ASSIGN_DIRECTIONS: _assign_directions,
    WorkKind.DO_TASK: _do_task,
    WorkKind.FILL_PROFILE: _fill_profile,
    WorkKind.ANSWER_REMINDER: _answer_reminder,
    WorkKind.MAKE_REPORT: _make_report,
    WorkKind.DECIDE_REPORTS: _decide_reports,
    WorkKind.DECIDE_AWARDS: decide_awards,
    WorkKind.TAKE_NOMINATIONS_ON: take_nominations_on,
    WorkKind.CHASE_OPINIONS: chase_opinions,
}


def _document(item: WorkItem) -> str:
    return first_address(("office:document", item.uid), "office:documents")


def _review(item: WorkItem) -> str:
    return first_address(("office:review", item.uid), "office:movements")


def target_row(progress: TargetProgress, *, number: int) -> TargetRow:
    """Put a target into words: the number with the mark of its source, the goal, and the gap in units."""
    aim, line = progress.aim, progress.line
    decimals = aim.indicator.decimals if aim.indicator else 0
    unit = aim.indicator.unit_of_measure if aim.indicator else ""
    share = "%" if unit == "%" else ""
    citation = line.figures[0].citation if line else None
    return TargetRow(
        name=aim.text,
        value=line.number if line else "",
        qualifier=line.qualifier if line else "",
        unit="" if share or not line else unit,
        filled=progress.filled,
        tick=progress.tick,
        goal=f"{writing.scaled(aim.value or 0, decimals)}{share}",
        met=bool(progress.gap and progress.gap.is_reached),
        gap=_gap(progress, decimals, unit),
        source_url=address("office:source", uid=citation.uid, number=number) if citation else "",
    )


def _gap(progress: TargetProgress, decimals: int, unit: str) -> str:
    if progress.line is None or progress.gap is None:
        return _("Chưa nhận số nào cho chỉ tiêu này.")
    if progress.gap.is_reached:
        return _("Đạt, số của %(period)s.") % {"period": progress.line.period.label}
    if progress.gap.is_reached is None:
        return _("Chưa kết luận được: nguồn chỉ nêu “%(text)s”.") % {"text": progress.line.text}
    missing = writing.scaled(progress.gap.missing, decimals)
    if unit == "%":
        return _("Thiếu %(missing)s điểm phần trăm.") % {"missing": missing}
    return _("Thiếu %(missing)s %(unit)s.") % {"missing": missing, "unit": unit}


@dataclass(frozen=True)
class ReadingPanel:
    """The texts in scope at a glance: one mark each, and those with the most left to do."""

    words: list[str]
    done: int
    waiting: int
    question: int
    next_ones: list[tuple[str, str, str, bool]]
    """Title, address, what is left, whether it is a question to answer."""


def reading_panel(states: list[ReadingState], *, for_actor: Actor, at_most: int) -> ReadingPanel | None:
    """Put the state of the reading into words; ``None`` where nothing was read yet."""
    if not states:
        return None
    words = sorted((state.word for state in states), key=("done", "waiting", "question").index)
    left = [state for state in states if state.word != "done"][:at_most]
    return ReadingPanel(
        words=words,
        done=words.count("done"),
        waiting=words.count("waiting"),
        question=words.count("question"),
        next_ones=[
            (
                state.title,
                first_address(("office:document", state.uid), for_actor=for_actor, default=""),
                _left(state),
                bool(state.unanswered),
            )
            for state in left
        ],
    )


def _left(state: ReadingState) -> str:
    if state.unanswered:
        return ngettext("%(count)s chỗ cần xét", "%(count)s chỗ cần xét", state.unanswered) % {
            "count": writing.number(state.unanswered)
        }
    return ngettext("%(count)s dữ kiện", "%(count)s dữ kiện", state.waiting) % {"count": writing.number(state.waiting)}


def review_row(review: Review) -> ReviewRow:
    """Say how far a review has come: data open, fixed, documents made."""
    if any(pack.made_at for pack in review.packs.all()):
        state, word = "done", _("Đã lập gói")
    elif review.frozen_at:
        state, word = "frozen", _("Đã chốt số")
    else:
        state, word = "not_reached", _("Chưa chốt số")
    return ReviewRow(review.title, review.unit.full_name, first_address(("office:review", review.uid)), state, word)


def change_row(change: Change, *, for_actor: Actor) -> ChangeRow:
    """Put a change into words."""
    entry = change.newest
    act = ACTS[entry.act]
    words = {"who": entry.actor_label, "what": entry.object_label.rstrip("."), "count": writing.number(change.count)}
    sentence = str(act.one if change.count == 1 else act.many) % words
    url = address(f"office:{act.address}", for_actor=for_actor)
    return ChangeRow(act.icon, sentence, entry.at, url, str(SECTION_LINKS[act.address]))


def greeting(items: list[WorkItem], *, today: date) -> str:
    """Say in half a sentence how the day stands: «có một việc đến hạn hôm nay và hai việc quá hạn»."""
    late = sum(1 for item in items if item.due_on and item.due_on < today)
    due = sum(1 for item in items if item.due_on == today)
    parts = []
    if due:
        parts.append(ngettext("%(count)s việc phải xong", "%(count)s việc phải xong", due) % {"count": in_words(due)})
    if late:
        parts.append(
            ngettext("%(count)s việc đã quá hạn", "%(count)s việc đã quá hạn", late) % {"count": in_words(late)}
        )
    if parts:
        return _("hôm nay có %(work)s") % {"work": _(" và ").join(parts)}
    if items:
        return ngettext("có %(count)s việc đang chờ", "có %(count)s việc đang chờ", len(items)) % {
            "count": in_words(len(items))
        }
    return _("hôm nay không có việc nào chờ")


def in_words(count: int) -> str:
    """Return a small count as a word of the reader's language, a larger one in figures."""
    words = (
        "", _("một"), _("hai"), _("ba"), _("bốn"), _("năm"), _("sáu"), _("bảy"), _("tám"), _("chín"), _("mười"),
    )  # fmt: skip
    return words[count] if 0 < count < len(words) else writing.number(count)
