"""Why two citations are taken for one achievement or not, in sentences that an officer can check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.honours.rules.matching.reasons import Reason, gettext_noop
from thidua.nominations.rules.achievements.periods import Kinship, Span
from thidua.nominations.rules.achievements.pictures import Number

_MOST_TOLD = 3
_FORMULA = Reason(gettext_noop("Cả hai chỉ ghi hoàn thành nhiệm vụ, không nêu việc cụ thể"))
_WORDS = gettext_noop("Trùng %(same)s trên %(all)s từ mang nội dung")
_NUMBERS = gettext_noop("Cùng số liệu %(numbers)s")
_OTHER_NUMBERS = gettext_noop("Khác số liệu: %(one)s và %(other)s")
_NAMES = gettext_noop("Cùng tên %(name)s")
_OTHER_NAMES = gettext_noop("Khác tên: %(one)s và %(other)s")
_RANKS = gettext_noop("Khác giải, hạng")
_PLACES = Reason(gettext_noop("Khác địa danh, tên riêng"))
_EDITION = gettext_noop("Khác lần tổ chức, khóa")
_SPANS = {
    Kinship.SAME: gettext_noop("Cùng thời gian %(one)s"),
    Kinship.INSIDE: gettext_noop("Thời gian trong nhau: %(one)s và %(other)s"),
    Kinship.NEAR: gettext_noop("Hai năm liền nhau: %(one)s và %(other)s"),
    Kinship.LONGER: gettext_noop("Một bên tính nhiều năm: %(one)s và %(other)s"),
    Kinship.APART: gettext_noop("Khác thời gian: %(one)s và %(other)s"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What two achievements were seen to have in common, and what speaks against.

    Attributes:
        words: that both have; ``of_words``: how many the one with fewer has.
        numbers: that both give; ``against``: pairs, as written, that count one thing differently.
        names: that both have; ``other_names``, ``ranks``: pairs of one kind that are not the same.
        spans: of the one and of the other.
    """

    words: frozenset[str]
    of_words: int
    numbers: tuple[Number, ...]
    against: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    other_names: tuple[tuple[str, str], ...]
    ranks: tuple[tuple[str, str], ...]
    is_other_edition: bool
    other_places: bool
    kinship: Kinship
    spans: tuple[Span, Span]
    is_formula: bool


def reasons_of(seen: Seen) -> tuple[Reason, ...]:
    """Return what was seen, in words: what is shared first."""
    return (*_shared(seen), *_unlike(seen))


def _shared(seen: Seen) -> Iterator[Reason]:
    if seen.is_formula:
        yield _FORMULA
    elif seen.of_words:
        yield Reason(_WORDS, (("same", str(len(seen.words))), ("all", str(seen.of_words))))
    for name in dict.fromkeys(seen.names[:1]):
        yield Reason(_NAMES, (("name", f"“{name}”"),))
    if seen.numbers:
        told = sorted(seen.numbers, key=lambda number: -number.weight)[:_MOST_TOLD]
        yield Reason(_NUMBERS, (("numbers", "; ".join(number.said.strip() for number in told)),))
    if seen.kinship < Kinship.LONGER:
        yield _span(seen)


def _unlike(seen: Seen) -> Iterator[Reason]:
    if seen.kinship >= Kinship.LONGER:
        yield _span(seen)
    for sentence, pairs in ((_OTHER_NAMES, seen.other_names), (_OTHER_NUMBERS, seen.against)):
        for one, other in pairs[:1]:
            yield Reason(sentence, (("one", one), ("other", other)))
    if seen.ranks:
        yield Reason(_RANKS)
    if seen.other_places:
        yield _PLACES
    if seen.is_other_edition:
        yield Reason(_EDITION)


def _span(seen: Seen) -> Reason:
    sentence = _SPANS[seen.kinship]
    one, other = map(str, seen.spans)
    return Reason(sentence, tuple(each for each in (("one", one), ("other", other)) if f"%({each[0]})s" in sentence))
