"""Do the parts add up to what the text calls their total?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
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
_PART_OVER_TOTAL = gettext_noop("Phần “trong đó” là %(part)s, lớn hơn tổng %(total)s %(noun)s. Xem lại hai số.")


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
    yield from _parts_of_figures([fact for fact in facts if fact.kind == "figure"])


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
        other for other in awards if is_divided(other.value) and (is_general(award.value) or _same_form(award, other))
    ]
    summed = sum(count_of(part.value) or 0 for part in parts)
    if not parts or summed == total or any(count_of(part.value) == total for part in parts):
        return
    wider = is_general(award.value) or any(_period(part) != _period(award) for part in parts)
    values = {"parts": _terms(parts), "sum": number(summed), "total": number(total), "noun": noun}
    key = f"sum:total:{award.place}"
    yield _found(key, [award, *parts], [award], _DIFFERENT_SCOPE if wider and summed < total else _DIFFERENT, values)


def _parts_of_figures(figures: Sequence[CheckedFact]) -> Iterator[Found]:
    """A figure after «trong đó» counts among the figure before it in the sentence, so it cannot be larger."""
    for whole, part in pairwise(figures):
        if whole.sentence != part.sentence or not _same_unit(whole, part):
            continue
        between = whole.sentence.partition(whole.quote)[2].partition(part.quote)[0]
        larger = float(part.value.get("value") or 0) > float(whole.value.get("value") or 0)
        if "trong đó" in between.casefold() and larger and whole.value.get("qualifier", "exact") == "exact":
            values = {
                "part": number(part.value["value"]),
                "total": number(whole.value["value"]),
                "noun": whole.value.get("unit", ""),
            }
            yield _found(f"sum:part:{part.place}", [whole, part], [whole, part], _PART_OVER_TOTAL, values)


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


def _same_unit(one: CheckedFact, other: CheckedFact) -> bool:
    return same_form(str(one.value.get("unit", "one"))) == same_form(str(other.value.get("unit", "other")))


def _period(fact: CheckedFact) -> tuple[Any, Any]:
    period = fact.value.get("period") or {}
    return period.get("from"), period.get("to")
