"""Is a share larger than its whole? Growth and a plan fulfilled may be over a hundred, a share may not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from thidua.intake.choices import FindingKind
from thidua.intake.rules.facts import CheckedFact, Found, gettext_noop, words_between
from thidua.intake.rules.single import one_fact
from thidua.intake.rules.values import is_percent
from thidua.vietnamese.letters import matching_form
from thidua.vietnamese.writing import number

_HUNDRED = 100
_OVER_WHOLE = gettext_noop("Bài ghi %(value)s/%(of)s %(unit)s: phần lớn hơn toàn bộ. Xem lại hai số.")
_OVER_HUNDRED = gettext_noop("Bài ghi %(value)s%% cho “%(what)s”. Một phần của toàn bộ không quá 100%%.")
_FALLEN = gettext_noop("Bài ghi giảm %(value)s%%. Một số không thể giảm quá 100%%.")
_NOT_THE_SHARE = gettext_noop("Bài ghi %(value)s/%(of)s %(unit)s là %(said)s%%, tính ra %(right)s%%. Xem lại ba số.")

_CLAUSE_END = re.compile(r"[;.!?](?:\s|$)|[;,()]|(?<!\w)(?:trong đó|còn|đồng thời)(?!\w)")
_PLAN = re.compile(
    r"(?<!\w)(?:kế hoạch|chỉ tiêu|so với|cùng kỳ|dự toán|mục tiêu|định mức|nghị quyết|được giao|vượt|gấp)(?!\w)"
)
_GREW = re.compile(r"(?<!\w)(?:tăng|cao hơn|nhiều hơn|lãi|tăng trưởng)(?!\w)")
_FELL = re.compile(r"(?<!\w)(?:giảm|hạ)(?:\s+(?:được|tới|đến|xuống|còn|gần|hơn|trên|khoảng))*\s*$")
_FULFILLED = re.compile(r"(?<!\w)(?:đạt|bằng|hoàn thành|thực hiện)(?:\s+(?:được|trên|hơn|gần|khoảng|tới))*\s*$")
_IS_SHARE = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|chiếm|tổng số)(?!\w)")
_BETWEEN = re.compile(r"[\s,(:–-]*(?:(?:đạt|chiếm|bằng|tức|tương ứng|với)\s*)*(?:tỷ lệ|tỉ lệ)?\s*(?:đạt|là)?\s*")


def check_ratios(facts: Sequence[CheckedFact]) -> Iterator[Found]:
    """Yield each share larger than its whole, each fall of more than everything, each «60/63 (98%)» that is not so.

    Growth («tăng 120%») and fulfilment («đạt 120% kế hoạch») may be over a hundred; the words of the number's own
    clause decide.
    """
    figures = [fact for fact in facts if fact.kind == "figure"]
    for fact in figures:
        value, of = fact.value.get("value"), fact.value.get("of")
        if value is None:
            continue
        if of is not None and value > of and not _is_of_a_plan(fact):
            yield _found(fact, _OVER_WHOLE, {"value": number(value), "of": number(of), "unit": _unit(fact)})
        elif is_percent(fact.value):
            yield from _over_hundred(fact)
    for fraction, share in pairwise(figures):
        yield from _share_of(fraction, share)


def _over_hundred(fact: CheckedFact) -> Iterator[Found]:
    largest = max(fact.value["value"], fact.value.get("value_max") or 0)
    if largest <= _HUNDRED:
        return
    before, after = _clause(fact)
    if _FELL.search(before):
        yield _found(fact, _FALLEN, {"value": number(largest, 1)})
    elif not _may_exceed(before, after):
        what = fact.value.get("measure") or " ".join(fact.quote.split())
        yield _found(fact, _OVER_HUNDRED, {"value": number(largest, 1), "what": what})


def _may_exceed(before: str, after: str) -> bool:
    if _PLAN.search(before) or _PLAN.search(after) or _GREW.search(before):
        return True
    # «Thu ngân sách đạt 120%» is a plan fulfilled; «đạt 120% hộ dân» and «tỷ lệ … đạt 120%» are shares.
    return bool(_FULFILLED.search(before)) and not after.strip() and not _IS_SHARE.search(before)


def _is_of_a_plan(fact: CheckedFact) -> bool:
    before, after = _clause(fact)
    return bool(_PLAN.search(f"{before} {after}"))


def _share_of(fraction: CheckedFact, share: CheckedFact) -> Iterator[Found]:
    """A percentage right behind «60/63 tỉnh» is that share, to the places that it is written with."""
    value, of = fraction.value.get("value"), fraction.value.get("of")
    if not of or value is None or value > of or not is_percent(share.value) or share.value.get("value_max") is not None:
        return
    between = words_between(fraction, share)
    if between is None or not _BETWEEN.fullmatch(between.casefold()):
        return
    said, right = share.value["value"], _HUNDRED * value / of
    if share.value.get("qualifier", "exact") == "exact" and abs(said - right) >= _coarseness(said):
        values = {
            "value": number(value),
            "of": number(of),
            "unit": _unit(fraction),
            "said": number(said, 2),
            "right": number(right, 1),
        }
        yield Found(
            kind=FindingKind.RATIO,
            key=f"ratio:share:{fraction.place}",
            facts=(fraction.id, share.id),
            in_question=(fraction.id, share.id),
            message=_NOT_THE_SHARE,
            values=values,
        )


def _coarseness(said: float) -> float:
    """One in the last place: a percentage may be rounded or cut off."""
    digits = str(said).partition(".")[2].rstrip("0")
    return 10.0 ** -len(digits)


def _clause(fact: CheckedFact) -> tuple[str, str]:
    """Return the words of the number's clause before it and behind it."""
    around = fact.around
    if around is None:
        return _low(fact.sentence), _low(str(fact.value.get("measure") or ""))
    before, after = around
    # What a qualifier or a measure takes into the quote belongs to the clause too.
    inside = _low(fact.quote)
    digits = re.search(r"\d", inside)
    head = inside[: digits.start()] if digits else ""
    tail = re.sub(r"^[^%]*?(?:%|phần trăm)", "", inside[digits.start() :], count=1) if digits else ""
    return _CLAUSE_END.split(_low(before))[-1] + head, tail + _CLAUSE_END.split(_low(after), maxsplit=1)[0]


def _low(words: str) -> str:
    return matching_form(unicodedata.normalize("NFC", words))


def _unit(fact: CheckedFact) -> str:
    return str(fact.value.get("unit") or "")


def _found(fact: CheckedFact, message: str, values: dict[str, str]) -> Found:
    return one_fact(FindingKind.RATIO, f"ratio:{fact.place}", fact, message, values)
