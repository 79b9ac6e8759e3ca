"""Do the days and years of a text agree: the day of a conference and the years it looks back on, awards, results?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.intake.choices import FindingKind
from thidua.intake.rules.facts import CheckedFact, Found, gettext_noop
from thidua.intake.rules.proposals import years_of
from thidua.intake.rules.single import one_fact

_LOOKING_BACK = frozenset({"tong_ket", "so_ket"})
_LOOKING_AHEAD = frozenset({"phat_dong", "trien_khai", "ky_ket"})
_LONGEST_WAIT = 2
"""Years after which a review of a period is too late to be one."""
_TERM = 5

_REVERSED = gettext_noop("Kỳ %(first)s–%(last)s kết thúc trước khi bắt đầu. Xem lại hai năm.")
_NOT_OVER = gettext_noop("Hội nghị tổng kết kỳ %(period)s họp %(day)s, khi kỳ chưa kết thúc. Xem lại ngày và kỳ.")
_LONG_OVER = gettext_noop("Kỳ %(period)s đã hết %(years)s năm khi họp (%(day)s). Xem lại ngày và kỳ.")
_NOT_BEGUN = gettext_noop("Kỳ %(period)s chưa bắt đầu khi họp (%(day)s). Xem lại ngày và kỳ.")
_ALREADY_OVER = gettext_noop("Phát động cho kỳ %(period)s, nhưng kỳ đã hết khi họp (%(day)s). Xem lại ngày và kỳ.")
_AFTER_PUBLICATION = gettext_noop("Bài kể việc đã diễn ra %(day)s, nhưng bài đăng %(published)s, trước ngày đó.")
_TO_COME = gettext_noop("Bài kể việc đã diễn ra %(day)s, nhưng ngày đó chưa đến. Xem lại ngày.")
_AWARD_NOT_BEGUN = gettext_noop("Khen cho kỳ %(period)s, kỳ này bắt đầu sau ngày họp (%(day)s). Xem lại ngày và kỳ.")
_AWARD_NOT_OVER = gettext_noop("Khen cho kỳ %(period)s khi kỳ chưa hết (họp %(day)s). Xem lại ngày và kỳ.")
_RESULT_TO_COME = gettext_noop(
    "Bài ghi %(what)s là kết quả của kỳ %(period)s, kỳ này bắt đầu sau %(day)s. Có thể là chỉ tiêu."
)
_DOCUMENT_LATER = gettext_noop("Văn bản đề ngày %(issued)s, sau %(day)s là ngày của bài. Xem lại ngày văn bản.")


@dataclass(frozen=True)
class _Around:
    """The day that a text is of, as ISO text: of its conference, else of its publication."""

    day: str
    published: str
    today: str
    is_interim: bool


def check_dates(
    facts: Sequence[CheckedFact], *, event: Mapping[str, Any] | None, published: str, today: date
) -> Iterator[Found]:
    """Yield each fact whose days or years cannot be so.

    ``event`` is the text's own conference; days are ISO, perhaps only year and month, perhaps blank. Years are compared
    as years: a period that ends in the year of the conference is over.
    """
    held = event or {}
    day = "" if held.get("status") == "planned" else str(held.get("date") or "")
    around = _Around(
        day=day if _year(day) else published,
        published=published,
        today=today.isoformat(),
        is_interim="so_ket" in (held.get("kind") or []),
    )
    for fact in facts:
        reversed_period = _reversed(fact)
        if reversed_period is not None:
            yield reversed_period
            continue
        if check := _CHECKS.get(fact.kind):
            yield from check(fact, around)


def _reversed(fact: CheckedFact) -> Found | None:
    first, last = _years(fact)
    if first is None or last is None or first <= last:
        return None
    return _found(fact, "reversed", _REVERSED, {"first": str(first), "last": str(last)})


def _event(fact: CheckedFact, around: _Around) -> Iterator[Found]:
    value, held = fact.value, str(fact.value.get("date") or "")
    year = _year(held)
    if value.get("status") == "planned" or year is None:
        return
    values = {"period": years_of(value.get("period")), "day": in_words(held)}
    if _is_after(held, around.published):
        values["published"] = in_words(around.published)
        yield _found(fact, "published", _AFTER_PUBLICATION, values)
    elif not around.published and _is_after(held, around.today):
        yield _found(fact, "to_come", _TO_COME, values)
    yield from _event_in_period(fact, year, values)


def _event_in_period(fact: CheckedFact, year: int, values: Mapping[str, str]) -> Iterator[Found]:
    """A review comes at the end of its years, a launch before it; where a text tells of both they may be either's."""
    first, last = _years(fact)
    kinds = set(fact.value.get("kind") or [])
    back, ahead = bool(kinds & _LOOKING_BACK), bool(kinds & _LOOKING_AHEAD)
    if back and ahead:
        return
    if first is not None and first > year and not ahead:
        yield _found(fact, "not_begun", _NOT_BEGUN, values)
    elif "tong_ket" in kinds and last is not None and last > year:
        yield _found(fact, "not_over", _NOT_OVER, values)
    elif back and last is not None and year - last > _LONGEST_WAIT:
        yield _found(fact, "long_over", _LONG_OVER, {**values, "years": str(year - last)})
    elif ahead and not back and last is not None and last < year:
        yield _found(fact, "already_over", _ALREADY_OVER, values)


def _award(fact: CheckedFact, around: _Around) -> Iterator[Found]:
    year, (first, last) = _year(around.day), _years(fact)
    if year is None or fact.value.get("status") == "planned":
        return
    values = {"period": years_of(fact.value.get("period")), "day": in_words(around.day)}
    if first is not None and first > year:
        yield _found(fact, "award_not_begun", _AWARD_NOT_BEGUN, values)
    elif last is not None and last > year and not around.is_interim and _is_one_term(first, last):
        yield _found(fact, "award_not_over", _AWARD_NOT_OVER, values)


def _figure(fact: CheckedFact, around: _Around) -> Iterator[Found]:
    year, (first, _last) = _year(around.day), _years(fact)
    if year is None or first is None or first <= year or fact.value.get("status") == "target":
        return
    values = {
        "what": " ".join(fact.quote.split()),
        "period": years_of(fact.value.get("period")),
        "day": in_words(around.day),
    }
    yield _found(fact, "result_to_come", _RESULT_TO_COME, values)


def _document(fact: CheckedFact, around: _Around) -> Iterator[Found]:
    issued = str(fact.value.get("date") or "")
    if _is_after(issued, around.day):
        values = {"issued": in_words(issued), "day": in_words(around.day)}
        yield _found(fact, "document_later", _DOCUMENT_LATER, values)


_CHECKS: dict[str, Callable[[CheckedFact, _Around], Iterator[Found]]] = {
    "event": _event,
    "award": _award,
    "figure": _figure,
    "document": _document,
}


def in_words(day: str) -> str:
    """Return an ISO day, month or year as it is written: «12/11/2019», «11/2019», «2019».

    >>> in_words("2019-11-12"), in_words("2019-11"), in_words("")
    ('12/11/2019', '11/2019', '')
    """
    return "/".join(reversed(day.split("-")))


def _is_after(day: str, other: str) -> bool:
    """Whether one day is after another, as exactly as both are known."""
    if _year(day) is None or _year(other) is None:
        return False
    known = min(len(day), len(other))
    return day[:known] > other[:known]


def _year(day: str) -> int | None:
    return int(day[:4]) if day[:4].isdigit() else None


def _years(fact: CheckedFact) -> tuple[int | None, int | None]:
    period = fact.value.get("period") or {}
    return period.get("from"), period.get("to")


def _is_one_term(first: int | None, last: int) -> bool:
    """Whether awards for these years wait for their end; within longer programmes they are given on the way."""
    return first is not None and last - first <= _TERM


def _found(fact: CheckedFact, name: str, message: str, values: Mapping[str, Any]) -> Found:
    return one_fact(FindingKind.DATE, f"date:{name}:{fact.place}", fact, message, values)
