"""Why two descriptions are taken for one person or not, in sentences that an officer can check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from thidua.honours.rules.matching.naming import NameEvidence
from thidua.honours.rules.matching.posts import PostKinship
from thidua.honours.rules.matching.words import Kinship
from thidua.honours.rules.matching.years import YearKinship


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with what fills its places.

    Attributes:
        sentence: a Vietnamese msgid with places such as ``%(year)s``.
        values: (place, what fills it).
    """

    sentence: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.sentence % dict(self.values)


ALL_ALIKE = (Reason(gettext_noop("Năm sinh, giới tính, chức vụ ghi như nhau")),)
_SAME_NAME = Reason(gettext_noop("Trùng họ tên"))
_SPELT = Reason(gettext_noop("Trùng họ tên, khác cách đặt dấu thanh hoặc i, y"))
_PARTED = Reason(gettext_noop("Trùng họ tên, khác dấu cách"))
_BARE = Reason(gettext_noop("Trùng họ tên, có nơi ghi không dấu"))
_SHORT = Reason(gettext_noop("Họ tên viết tắt, khớp các chữ đầu"))
_DROPPED = Reason(gettext_noop("Một bên thiếu họ hoặc chữ đệm"))
_TURNED = Reason(gettext_noop("Một bên ghi họ sau tên"))
NOT_ENOUGH = (Reason(gettext_noop("Dù trùng họ tên cũng chưa đủ căn cứ")),)
_OTHER_NAME = Reason(gettext_noop("Khác họ tên"))
_LEFT_OUT = gettext_noop("Khác dấu, có thể thiếu dấu: %(one)s và %(other)s")
_SLIP = gettext_noop("Khác một, hai chữ cái, có thể gõ nhầm: %(one)s và %(other)s")
_MARKS = gettext_noop("Khác dấu: %(one)s và %(other)s")
_DIFFERENT = gettext_noop("Khác chữ trong tên: %(one)s và %(other)s")
_SAME_MARK = gettext_noop("Cùng chữ phân biệt người trùng tên: %(one)s")
_OTHER_MARK = gettext_noop("Khác chữ phân biệt người trùng tên: %(one)s và %(other)s")
_OTHER_GENDER = Reason(gettext_noop("Khác giới tính"))
_YEARS = {
    YearKinship.EQUAL: gettext_noop("Cùng năm sinh %(one)s"),
    YearKinship.NEXT: gettext_noop("Năm sinh lệch một năm: %(one)s và %(other)s"),
    YearKinship.SWAPPED: gettext_noop("Năm sinh đảo chữ số: %(one)s và %(other)s"),
    YearKinship.ONE_DIGIT: gettext_noop("Năm sinh khác một chữ số: %(one)s và %(other)s"),
    YearKinship.DIFFERENT: gettext_noop("Khác năm sinh: %(one)s và %(other)s"),
}
_POSTS = {
    PostKinship.SAME_POST: gettext_noop("Cùng chức vụ ở %(one)s"),
    PostKinship.SAME_UNIT: gettext_noop("Từng cùng ở %(one)s"),
    PostKinship.OTHER_POST_AT_ONCE: gettext_noop("Cùng lúc ở %(one)s, khác chức vụ"),
    PostKinship.ABOVE: gettext_noop("%(one)s và %(other)s là đơn vị trên, dưới của nhau"),
    PostKinship.NEAR: gettext_noop("%(one)s và %(other)s chung đơn vị cấp trên"),
    PostKinship.ELSEWHERE: gettext_noop("Khác nơi công tác: %(one)s và %(other)s"),
    PostKinship.NEAR_AT_ONCE: gettext_noop("Cùng lúc giữ chức ở hai nơi: %(one)s và %(other)s"),
    PostKinship.ELSEWHERE_AT_ONCE: gettext_noop("Cùng lúc giữ chức ở hai nơi: %(one)s và %(other)s"),
}
_MERGED = {
    PostKinship.SAME_POST: gettext_noop("Cùng chức vụ ở %(one)s và %(other)s, hai đơn vị kế tiếp nhau"),
    PostKinship.OTHER_POST_AT_ONCE: gettext_noop("Ở %(one)s và %(other)s, hai đơn vị kế tiếp nhau, khác chức vụ"),
    PostKinship.SAME_UNIT: gettext_noop("Từng ở %(one)s và %(other)s, hai đơn vị kế tiếp nhau"),
}
_OF_WORDS = {Kinship.LEFT_OUT: _LEFT_OUT, Kinship.SLIP: _SLIP, Kinship.MARKS: _MARKS, Kinship.DIFFERENT: _DIFFERENT}


@lru_cache(maxsize=1 << 14)
def name_reasons(found: NameEvidence) -> tuple[Reason, ...]:
    """Return what the names say, the words that are alike first."""
    return tuple(_of_name(found))


@lru_cache(maxsize=1 << 12)
def year_reasons(kinship: YearKinship, one: int | None, other: int | None) -> tuple[Reason, ...]:
    """Return what the years of birth say; nothing where one is not known."""
    return (_pair(_YEARS[kinship], *sorted((str(one), str(other)))),) if kinship in _YEARS else ()


def gender_reasons(*, is_other: bool) -> tuple[Reason, ...]:
    """Return what gender says: something only where it speaks against."""
    return (_OTHER_GENDER,) if is_other else ()


@lru_cache(maxsize=1 << 14)
def post_reasons(kinship: PostKinship, units: tuple[str, ...]) -> tuple[Reason, ...]:
    """Return what the posts say; ``units`` are the names of the nearest two, or one where it is the same."""
    if kinship is PostKinship.UNKNOWN:
        return ()
    if len(units) > 1 and kinship in _MERGED:
        return (_pair(_MERGED[kinship], *units),)
    return (_pair(_POSTS[kinship], units[0], units[-1]),)


def _of_name(found: NameEvidence) -> Iterator[Reason]:
    if not found.differing and Kinship.DIFFERENT in found.kinships:
        yield _OTHER_NAME
    if found.is_parted:
        yield _PARTED
    elif Kinship.DIFFERENT not in found.kinships:
        yield from _alike(found.kinships)
    for kinship, one, other in found.differing:
        yield _pair(_OF_WORDS[kinship], one.capitalize(), other.capitalize())
    if found.is_dropped:
        yield _DROPPED
    if found.is_turned:
        yield _TURNED
    if found.marks:
        first, second = found.marks
        yield _pair(_SAME_MARK if first == second else _OTHER_MARK, first.upper(), second.upper())


def _alike(kinships: frozenset[Kinship]) -> Iterator[Reason]:
    if Kinship.BARE in kinships:
        yield _BARE
    elif Kinship.SPELT in kinships:
        yield _SPELT
    elif kinships == {Kinship.SAME}:
        yield _SAME_NAME
    if Kinship.SHORT in kinships:
        yield _SHORT


def _pair(sentence: str, one: str, other: str) -> Reason:
    values = (("one", one), ("other", other))
    return Reason(sentence, tuple(value for value in values if f"%({value[0]})s" in sentence))
