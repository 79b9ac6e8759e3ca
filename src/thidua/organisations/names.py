"""Names of units as people write them: forms to look up, and what the press means by «UBND TP. Hồ Chí Minh»."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from thidua.vietnamese.fold import fold
from thidua.vietnamese.letters import matching_form

TITLES = (
    "tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu",
)  # fmt: skip
_PROVINCE_TITLES = ("tỉnh", "thành phố")
# Written for a unit in the press -> as the registry has it. Matched against the matching form (small letters).
_SPELLED_OUT = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"\b(?:tp\.? ?hcm|tphcm|thành phố hcm|tp\.? hồ chí minh|sài gòn)\b", "thành phố hồ chí minh"),
        (r"\bcatp\b\.?", "công an thành phố"),
        (r"\b(?:tp|t\.p|t/p)\b\.? ?", "thành phố "),
        (r"\btx\b\.? ?", "thị xã "),
        (r"\btt\. ?", "thị trấn "),
        (r"\bp\. ?", "phường "),
        (r"\bq\. ?", "quận "),
        (r"\bh\. ?", "huyện "),
        (r"\bx\. ?", "xã "),
        (r"\bthủ đô hà nội\b", "thành phố hà nội"),
        (r"^ca (?=tỉnh|thành phố)", "công an "),
        (r"\bbộ ca\b", "bộ công an"),
        (r"\bccb\b", "cựu chiến binh"),
        (r"\bbcđ\b", "ban chỉ đạo"),
        (r"\bmttq\b", "mặt trận tổ quốc"),
        (r"\b(?:t\.ư|tư|tw)\b(?=$|,)", "trung ương"),
        (r"\bđ[ắăa][kc] ?l[ắăa][kc]\b", "đắk lắk"),
        (r"\bđ[ắăa][kc] nông\b", "đắk nông"),
        (r"\bbắc cạn\b", "bắc kạn"),
        (r"\bthừa thiên ?- ?huế\b", "thừa thiên huế"),
    )
)
# The committee and the council speak for the unit itself; they are no units of their own.
_SPEAKS_FOR = re.compile(r"^(?:(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|chính quyền|lãnh đạo)(?:,? và|,)? )+")
_COUNTRY = re.compile(r"^(?:cả nước|toàn quốc|nước ta)$")
_BODY = re.compile(r"^(công an|hội cựu chiến binh|ban chỉ đạo 138) (?!tỉnh |thành phố )(.+)$")
_DASH = re.compile(r"(?<=\w) ?[-–—] ?(?=[^\W\d])")
_PLACED = re.compile(r"(?: ?, ?| thuộc | \()")
_ACRONYM = re.compile(r"\s*\([A-ZĐƯ0-9&./-]+\)")
_QUOTES = " “”\"«»‘’'().,;:"


@dataclass(frozen=True)
class PressName:
    """A name taken apart.

    Attributes:
        forms: matching forms of the full names that it may mean.
        head: the name as it stands, in its matching form.
        is_bare: the kind of unit is not said («Hải Dương»).
        inside: what comes after a comma: the unit in which it lies.
    """

    forms: frozenset[str]
    head: str
    is_bare: bool
    inside: str = ""

    @property
    def is_unmarked(self) -> bool:
        """Whether it was typed without any marks, but for the kind of unit."""
        own = next((self.head[len(title) :] for title in TITLES if self.head.startswith(f"{title} ")), self.head)
        return fold(own) == own.strip()


def plain(text: str) -> str:
    """Return ``text`` in one form of letters, apostrophes, dashes and blanks.

    >>> plain("Bà Rịa–Vũng  Tàu"), plain("Ea H’Leo")
    ('Bà Rịa - Vũng Tàu', "Ea H'Leo")
    """
    composed = " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
    return _DASH.sub(" - ", composed)


def search_forms(name: str) -> list[str]:
    """Return the folded full names that ``name`` may stand for: itself, and with each kind of unit before it.

    >>> search_forms("Thái Bình")[:3]
    ['thai binh', 'tinh thai binh', 'thanh pho thai binh']
    """
    bare = fold(plain(name))
    return [bare, *(f"{fold(title)} {bare}" for title in TITLES)]


def press_name(text: str) -> PressName:
    """Take a printed name apart.

    >>> sorted(press_name("Uỷ ban nhân dân TP. Hồ Chí Minh").forms)
    ['thành phố hồ chí minh']
    >>> press_name("xã Vũ Thư, tỉnh Hưng Yên").inside
    'tỉnh hưng yên'
    """
    spelled = matching_form(plain(_ACRONYM.sub("", text))).strip(_QUOTES)
    for pattern, full in _SPELLED_OUT:
        spelled = pattern.sub(full, spelled)
    spelled = _SPEAKS_FOR.sub("", " ".join(spelled.split()))
    spelled = _COUNTRY.sub("việt nam", spelled)
    head, _, inside = spelled.partition(split[0]) if (split := _PLACED.search(spelled)) else (spelled, "", "")
    if head.startswith(tuple(f"{title} " for title in TITLES)):
        return PressName(frozenset({head}), head, is_bare=False, inside=inside.strip(_QUOTES))
    body = _BODY.match(head)
    of_body = {f"{body[1]} {title} {body[2]}" for title in _PROVINCE_TITLES} if body else set()
    forms = {
        head,
        f"trung ương {head}",
        f"ủy ban trung ương {head}",
        *of_body,
        *(f"{title} {head}" for title in TITLES),
    }
    return PressName(frozenset(forms), head, is_bare=True, inside=inside.strip(_QUOTES))


def is_same_name(one: str, other: str) -> bool:
    """Whether two names differ at most in case, blanks, dashes, apostrophes and the place of a tone mark."""
    return matching_form(plain(one)) == matching_form(plain(other))
