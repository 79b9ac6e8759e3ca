"""Do the parts add up to what the text calls their total?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thidua.intake.choices import FindingKind
from thidua.intake.rules.facts import CheckedFact, Found, gettext_noop
from thidua.vietnamese.fold import fold, same_form
from thidua.vietnamese.writing import number

_GENERAL_FORMS = tuple(
    same_form(word) for word in ("khen thưởng", "biểu dương", "tuyên dương", "vinh danh", "tôn vinh", "khen")
)
_ALL_LEVELS = same_form("các cấp")
_COUNT_OF_BOTH = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})+|\d+)\s+(?:lượt\s+)?tập thể(?:,|\s+và|\s*-)\s*cá nhân", re.IGNORECASE
)

_DIFFERENT_SCOPE = gettext_noop(
    "%(parts)s = %(sum)s, trong khi bài ghi %(total)s %(noun)s. "
    "Có thể %(total)s là cả kỳ hoặc mọi cấp, %(sum)s là trao tại hội nghị."
)
_DIFFERENT = gettext_noop(
    "%(parts)s = %(sum)s, trong khi bài ghi %(total)s %(noun)s. Một trong các số có thể ghi nhầm."
)
_HEADLINE = gettext_noop("%(parts)s = %(sum)s, trong khi chỗ khác trong bài ghi “%(quote)s”. Xem lại hai chỗ.")
_OWN_PARTS = gettext_noop("%(parts)s = %(sum)s, khác tổng %(total)s ghi cùng chỗ. Xem lại ba số.")
_HEADLINE_OF_ONE_KIND = gettext_noop("Đầu đề ghi %(total)s %(noun)s, trong bài ghi %(parts)s. Xem lại hai chỗ.")
_KINDS = {"collectives": "tập thể", "individuals": "cá nhân"}


def check_sums(facts: Sequence[CheckedFact]) -> Iterator[Found]:
    """Yield every sum that does not come out.

    A total for collectives and individuals together is held against the divided awards of the same form; one that only
    says «khen thưởng» against all of them. A headline such as «197 tập thể, cá nhân» is held against its own award.
    """
    awards = [fact for fact in facts if fact.kind == "award"]
    for award in awards:
        yield from _own_parts(award)
        yield from _headline(award)
        yield from _total(award, awards)
        yield from _own_headline(award, awards)


def count_of(value: Mapping[str, Any]) -> int | None:
    """Return how many an award went to, divided or not; ``None`` where the text does not say.

    >>> count_of({"collectives": 103, "individuals": 94}), count_of({"total": 75}), count_of({})
    (197, 75, None)
    """
    parts = [value[name] for name in ("collectives", "individuals") if value.get(name) is not None]
    return sum(parts) if parts else value.get("total")


def is_divided(value: Mapping[str, Any]) -> bool:
    """Whether the text tells collectives and individuals apart."""
    return value.get("collectives") is not None or value.get("individuals") is not None


def is_general(value: Mapping[str, Any]) -> bool:
    """Whether an award names no instrument («khen thưởng») or no one giver («các cấp»)."""
    form, authority = same_form(str(value.get("form", ""))), same_form(str(value.get("authority", "")))
    return form in _GENERAL_FORMS or not form or _ALL_LEVELS in authority


def _own_parts(award: CheckedFact) -> Iterator[Found]:
    total = award.value.get("total")
    if total is not None and is_divided(award.value) and (parts := count_of(award.value)) != total:
        values = {"parts": _terms([award]), "sum": number(parts or 0), "total": number(total)}
        yield _found(f"sum:own:{award.place}", [award], [award], _OWN_PARTS, values)


def _headline(award: CheckedFact) -> Iterator[Found]:
    count = count_of(award.value)
    if count is None or not is_divided(award.value):
        return
    for words in award.restated:
        stated = _COUNT_OF_BOTH.search(words)
        if stated and int(stated[1].replace(".", "")) != count:
            values = {"parts": _terms([award]), "sum": number(count), "quote": " ".join(stated[0].split())}
            yield _found(f"sum:headline:{award.place}", [award], [award], _HEADLINE, values)
            return


def _total(award: CheckedFact, awards: Sequence[CheckedFact]) -> Iterator[Found]:
    total = award.value.get("total")
    noun = str(award.value.get("recipient_noun") or "")
    if total is None or is_divided(award.value) or "tap the" not in fold(noun):
        return
    parts = [
        other
        for other in awards
        if is_divided(other.value) and not other.in_headline and (is_general(award.value) or _same_form(award, other))
    ]
    summed = sum(count_of(part.value) or 0 for part in parts)
    if not parts or summed == total or any(count_of(part.value) == total for part in parts):
        return
    wider = is_general(award.value) or any(_period(part) != _period(award) for part in parts)
    values = {"parts": _terms(parts), "sum": number(summed), "total": number(total), "noun": noun}
    key = f"sum:total:{award.place}"
    yield _found(key, [award, *parts], [award], _DIFFERENT_SCOPE if wider and summed < total else _DIFFERENT, values)


def _own_headline(award: CheckedFact, awards: Sequence[CheckedFact]) -> Iterator[Found]:
    """A headline that counts («biểu dương 150 cá nhân») counts one award of the body, or all of them together."""
    if not award.in_headline or award.is_repeated or not is_divided(award.value):
        return
    body = [
        other
        for other in awards
        if not other.in_headline and other.value.get("status") != "planned"
        if is_general(award.value) or _same_form(award, other)
    ]
    for name, noun in _KINDS.items():
        count = award.value.get(name)
        parts = [other for other in body if other.value.get(name) is not None]
        counts = [other.value[name] for other in parts]
        if count is None or not parts or count in counts or count == sum(counts):
            continue
        values = {"total": number(count), "noun": noun, "parts": _summed(counts)}
        yield _found(f"sum:headline:{name}:{award.place}", [award, *parts], [award], _HEADLINE_OF_ONE_KIND, values)


def _summed(counts: Sequence[int]) -> str:
    terms = " + ".join(number(count) for count in counts)
    return f"{terms} = {number(sum(counts))}" if len(counts) > 1 else terms


def _found(
    key: str, facts: Sequence[CheckedFact], doubtful: Sequence[CheckedFact], message: str, values: Mapping[str, Any]
) -> Found:
    return Found(
        kind=FindingKind.SUM,
        key=key,
        facts=tuple(fact.id for fact in facts),
        in_question=tuple(fact.id for fact in doubtful),
        message=message,
        values=values,
    )


def _terms(parts: Sequence[CheckedFact]) -> str:
    counts = [part.value.get(name) for part in parts for name in ("collectives", "individuals")]
    return " + ".join(number(count) for count in counts if count is not None)


def _same_form(one: CheckedFact, other: CheckedFact) -> bool:
    return same_form(str(one.value.get("form", ""))) == same_form(str(other.value.get("form", "")))


def _period(fact: CheckedFact) -> tuple[Any, Any]:
    period = fact.value.get("period") or {}
    return period.get("from"), period.get("to")
