"""Where a nomination stands, as its page says it: the timeline, the sentence above the conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from thidua.nominations.choices import Act, State
from thidua.nominations.models import Nomination, Step
from thidua.nominations.rules.gates import Standing, is_held
from thidua.nominations.rules.own_rows import PAPERS
from thidua.nominations.rules.path import Asks, leads_to, path
from thidua.nominations.rules.verdict_rows import VerdictRow
from thidua.office.nominations.words import STOPS
from thidua.web.formats import day


@dataclass(frozen=True)
class TimelineStep:
    """A step as the timeline shows it; ``state`` is done, now or later, ``date`` as it is written."""

    word: str | Promise
    state: str
    date: str = ""


_WITHIN = {
    State.RETURNED: State.DRAFT,
    State.DECIDED: State.TO_DECIDE,
    State.PAID: State.ANNOUNCED,
    State.ARCHIVED: State.ANNOUNCED,
}
"""States that belong to the step of another."""
_ENDED = frozenset({State.NOT_AGREED, State.PASSED_UP, State.WITHDRAWN, State.ANNULLED})
_NO_STEP = frozenset({Act.HOLD, Act.RELEASE})


def timeline(state: State, asks: Asks, steps: Iterable[Step], *, today: date) -> list[TimelineStep]:
    """Return the steps of this award from the draft to the hand-over, with the day on which each was reached."""
    stops = [each for each in path(asks) if each in STOPS]
    reached = _reached(steps, stops)
    now = None if state in _ENDED else _stop_of(state)
    if state in {State.PAID, State.ARCHIVED}:
        now = None
    found = []
    for stop in stops:
        at = reached.get(stop)
        if stop is now:
            since = _("từ %(day)s") % {"day": _short(at, today)} if at else ""
            found.append(TimelineStep(STOPS[stop], "now", since))
        elif at is not None:
            found.append(TimelineStep(STOPS[stop], "done", _short(at, today)))
        else:
            found.append(TimelineStep(STOPS[stop], "later"))
    return found


def next_step(steps: Sequence[TimelineStep]) -> TimelineStep | None:
    """Return the step after the one that it is at."""
    at = next((place for place, step in enumerate(steps) if step.state == "now"), None)
    return steps[at + 1] if at is not None and at + 1 < len(steps) else None


def _reached(steps: Iterable[Step], stops: Sequence[State]) -> dict[State, datetime]:
    """Return when each step was reached; going back forgets those that come after."""
    found: dict[State, datetime] = {}
    for step in steps:
        if Act(step.act) in _NO_STEP:
            continue
        stop = _stop_of(State(step.after))
        if stop not in stops:
            continue
        after = stops[stops.index(stop) + 1 :]
        found = {each: at for each, at in found.items() if each not in after}
        if stop is not State.DRAFT or stop not in found:
            found.setdefault(stop, step.at)
    return found


def _stop_of(state: State) -> State:
    return _WITHIN.get(state, state)


def _short(at: datetime, today: date) -> str:
    on = timezone.localtime(at).date()
    return f"{on:%d/%m}" if on.year == today.year else day(on)


_GOES_ON: dict[State, tuple[str, str]] = {
    State.DRAFT: (gettext_noop("Hồ sơ còn phải hoàn thiện: %(why)s."), gettext_noop("Hồ sơ đủ điều kiện để trình.")),
    State.UNIT_REVIEW: (
        gettext_noop("Hồ sơ còn phải hoàn thiện trước khi trình: %(why)s."),
        gettext_noop("Bình xét xong thì trình được: mọi điều kiện đã đạt."),
    ),
    State.SUBMITTED: (
        gettext_noop("Đã trình, chờ nơi xét nhận; hồ sơ còn %(why)s."),
        gettext_noop("Đã trình, chờ nơi xét nhận; mọi điều kiện đã đạt."),
    ),
    State.COUNCIL: (
        gettext_noop("Hội đồng chưa đồng ý được: %(why)s."),
        gettext_noop("Chờ Hội đồng bỏ phiếu; các điều kiện khác đã đạt."),
    ),
    State.PUBLIC_COMMENT: (
        gettext_noop("Đang lấy ý kiến; hồ sơ còn %(why)s."),
        gettext_noop("Đang lấy ý kiến; các điều kiện khác đã đạt."),
    ),
    State.TO_DECIDE: (
        gettext_noop("Chưa ra quyết định được: %(why)s."),
        gettext_noop("Ra quyết định được: mọi điều kiện đã đạt."),
    ),
}
_APPRAISED: dict[State, tuple[str, str]] = {
    State.COUNCIL: (
        gettext_noop("Chưa trình Hội đồng được: %(why)s."),
        gettext_noop("Trình Hội đồng được: mọi điều kiện đã đạt."),
    ),
    State.PUBLIC_COMMENT: (
        gettext_noop("Chưa lấy ý kiến được: %(why)s."),
        gettext_noop("Lấy ý kiến được: mọi điều kiện đã đạt."),
    ),
    State.TO_DECIDE: (
        gettext_noop("Chưa trình quyết định được: %(why)s."),
        gettext_noop("Trình quyết định được: mọi điều kiện đã đạt."),
    ),
}
_OVER = {
    State.DECIDED: gettext_noop("Đã có quyết định khen thưởng."),
    State.ANNOUNCED: gettext_noop("Đã công bố, trao thưởng."),
    State.PAID: gettext_noop("Đã chi tiền thưởng."),
    State.ARCHIVED: gettext_noop("Đã xong, hồ sơ đã lưu."),
    State.NOT_AGREED: gettext_noop("Hội đồng không đồng ý."),
    State.PASSED_UP: gettext_noop("Đã chuyển lên cấp có thẩm quyền."),
    State.WITHDRAWN: gettext_noop("Đơn vị đã rút đề nghị."),
    State.ANNULLED: gettext_noop("Quyết định khen thưởng đã hủy."),
}


def sentence(
    one: Nomination, standing: Standing, rows: Sequence[VerdictRow], asks: Asks, *, why_returned: str, today: date
) -> str:
    """Say in one sentence whether a nomination can go on, and what stands in the way."""
    state = State(one.state)
    if state in _OVER:
        return _(_OVER[state])
    if is_held(one.held_until, today):
        return _("Tạm dừng xét đến ngày %(day)s.") % {"day": day(one.held_until)}
    if state is State.RETURNED:
        return _("Nơi xét trả lại: %(why)s") % {"why": f"{why_returned.rstrip('.')}."}
    said = _APPRAISED[leads_to(Act.FINISH_APPRAISAL, asks)] if state is State.APPRAISAL else _GOES_ON[state]
    if not standing.is_clear:
        return _(said[0]) % {"why": obstacles(standing, rows)}
    clear = _(said[1])
    return f"{clear.rstrip('.')}, {_let_pass(len(standing.overridden))}." if standing.overridden else clear


def obstacles(standing: Standing, rows: Sequence[VerdictRow]) -> str:
    """Say what stands in the way, counted: papers that are missing, conditions not met, conditions to judge."""
    found = []
    if PAPERS in standing.not_met:
        row = next(each for each in rows if each.code == PAPERS)
        n = row.missing.count(";") + 1
        found.append(ngettext("thiếu %(n)s giấy tờ", "thiếu %(n)s giấy tờ", n) % {"n": n})
    if n := sum(code != PAPERS for code in standing.not_met):
        found.append(ngettext("%(n)s điều kiện chưa đạt", "%(n)s điều kiện chưa đạt", n) % {"n": n})
    if n := len(standing.to_judge):
        found.append(ngettext("%(n)s điều kiện cần người xét", "%(n)s điều kiện cần người xét", n) % {"n": n})
    return ", ".join(found)


def _let_pass(n: int) -> str:
    return ngettext("%(n)s điều kiện được cho qua có lý do", "%(n)s điều kiện được cho qua có lý do", n) % {"n": n}
