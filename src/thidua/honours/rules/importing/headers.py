"""What the columns of a list of past awards are: proposed as headers like these were read before, or from words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.reports.rules.sheet import Problem
from thidua.reports.rules.tables.headers import (
    LOOKED_AT,
    Proposal,
    Why,
    header_texts,
    keys_of,
    letters,
    signature,
)

__all__ = [
    "LOOKED_AT",
    "NO_PART",
    "Columns",
    "Header",
    "Part",
    "Proposal",
    "Why",
    "columns_of",
    "find_header",
    "header_at",
    "keys_of",
    "letters",
    "propose",
    "signature_of",
]


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


NO_PART = ""
_OURS = frozenset({"ly do chua nhan", "hang trong tep goc"})
"""Columns that we added to a list of faulty rows: it comes back as the list that it was."""
_NO_NAME = gettext_noop("Chưa có cột tên. Chọn cột ghi họ tên, tên tập thể hoặc hộ gia đình.")
_NO_FORM = gettext_noop("Chưa có cột danh hiệu, hình thức. Chọn cột ấy, hoặc ghi danh hiệu của cả danh sách.")
_NO_YEAR = gettext_noop("Chưa biết năm. Chọn cột năm hoặc ngày quyết định, hoặc ghi năm của cả danh sách.")
_TWICE = gettext_noop("Hai cột %(one)s và %(other)s cùng được chọn là một thứ. Giữ một cột, cột kia chọn “Bỏ qua”.")


class Part(StrEnum):
    """What a column tells of its rows."""

    NAME = "name"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    KIND = "kind"
    BIRTH = "birth"
    BIRTH_OF_MAN = "birth_of_man"
    BIRTH_OF_WOMAN = "birth_of_woman"
    GENDER = "gender"
    TITLE = "title"
    BODY = "body"
    POST = "post"
    FORM = "form"
    TYPE = "type"
    YEAR = "year"
    NUMBER = "number"
    DATE = "date"
    DECISION = "decision"
    AUTHORITY = "authority"
    REASON = "reason"
    NOTE = "note"


Columns = Mapping[Part, tuple[int, ...]]
"""Where in a row what stands (from 0); only the form may stand in several columns, of which one is filled."""
OF_ALL = (Part.FORM, Part.YEAR, Part.NUMBER, Part.DATE, Part.AUTHORITY)
"""What may be said once of a whole list: a list comes with one decision."""

_CALLED = (
    (Part.DECISION, r"\bso\b.*\bngay\b"),
    (Part.NUMBER, r"^(?:so (?:quyet dinh|qd|van ban)|quyet dinh so|so hieu|quyet dinh$|qd$)"),
    (Part.BIRTH_OF_WOMAN, r"\bsinh\b.*\bnu$"),
    (Part.BIRTH_OF_MAN, r"\bsinh\b.*\bnam$"),
    (Part.BIRTH, r"\bsinh\b|^ns$"),
    (Part.DATE, r"^ngay(?: thang nam)?$|^ngay.*(?:quyet dinh|qd|\bky|ban hanh|khen)|^quyet dinh ngay"),
    (Part.GENDER, r"^gioi(?: tinh)?\b|^nam nu$|^phai$"),
    (Part.KIND, r"^(?:loai |nhom )?doi tuong(?: khen thuong)?$|ca nhan hay tap the"),
    (Part.NAME, r"^ho (?:va )?(?:chu )?(?:dem )?(?:va )?ten|^ten ca nhan|^ten$|^ca nhan$|^(?:ten )?doi tuong duoc"),
    (Part.NAME, r"ca nhan.*tap the|tap the.*ca nhan|nguoi duoc khen"),
    (Part.HOUSEHOLD, r"^(?:ten )?(?:chu )?ho(?: gia dinh)?$|ho gia dinh"),
    (Part.COLLECTIVE, r"^(?:ten )?tap the"),
    (Part.POST, r"chuc (?:vu|danh).*(?:don vi|co quan|noi)"),
    (Part.TITLE, r"chuc (?:vu|danh)|nghe nghiep"),
    (Part.AUTHORITY, r"^(?:cap|co quan|tham quyen|don vi|noi)\b.*(?:quyet dinh|\bqd\b|khen|ban hanh|\bky\b)|^cap$"),
    (Part.AUTHORITY, r"tham quyen"),
    (Part.TYPE, r"loai hinh|^loai khen"),
    (Part.FORM, r"danh hieu|hinh thuc|^khen thuong$|^noi dung khen"),
    (Part.YEAR, r"^nam(?: (?:khen|dat|duoc|nhan|tang|cong nhan|quyet dinh|xet|thanh tich|hoc)\b.*)?$|^thoi gian"),
    (Part.BODY, r"don vi|co quan|noi (?:cong tac|lam viec)|cong tac tai"),
    (Part.REASON, r"thanh tich|ly do|noi dung"),
    (Part.NOTE, r"^ghi chu"),
)  # fmt: skip
_PATTERNS = tuple((part, re.compile(pattern)) for part, pattern in _CALLED)
_NUMBERING = re.compile(r"\W*(?:\d{1,2}|[a-zA-Z])\W*$")


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of a list: in which row they begin (from 1), the first row below them, their texts."""

    row: int
    below: int
    texts: tuple[str, ...]


def propose(texts: Sequence[str], remembered: Mapping[str, str]) -> list[Proposal]:
    """Return what each column may be: what was said of these headers before, else by their words."""
    keys = keys_of(texts)
    if remembered:
        parts = set(Part)
        said = [remembered.get(key, NO_PART) if key else NO_PART for key in keys]
        return [Proposal(each, Why.REMEMBERED) if each in parts else Proposal(NO_PART) for each in said]
    taken: set[Part] = set()
    found = []
    for key in keys:
        part = _called(key)
        if part is None or (part in taken and part != Part.FORM):
            found.append(Proposal(NO_PART))
            continue
        taken.add(part)
        found.append(Proposal(part, Why.NAME))
    return found


def find_header(rows: Sequence[Sequence[object]]) -> Header:
    """Return the headers of a list: where most columns are known; titles above and a second row of headers are seen."""
    most, best = 0, None
    for number in range(1, min(len(rows), LOOKED_AT) + 1):
        header = header_at(rows, number)
        known = sum(bool(each.part) for each in propose(header.texts, {}))
        if known > most:
            most, best = known, header
    if best is not None:
        return best
    filled = (number for number, row in enumerate(rows[:LOOKED_AT], start=1) if sum(map(bool, header_texts(row))) > 1)
    return header_at(rows, next(filled, 1))


def header_at(rows: Sequence[Sequence[object]], number: int) -> Header:
    """Return the headers that begin in a row, with the second row under cells that span several columns."""
    above = header_texts(rows[number - 1])
    below = header_texts(rows[number]) if number < len(rows) else []
    texts = _joined(above, below) if _is_second(above, below) else None
    after = number + (2 if texts else 1)
    while after <= len(rows) and _is_numbering(header_texts(rows[after - 1])):
        after += 1
    return Header(number, after, tuple(texts or above))


def columns_of(parts: Sequence[str], whole: Mapping[str, str]) -> Columns | Problem:
    """Return where what stands, or what is missing; ``whole``: what was said of the whole list."""
    found: dict[Part, tuple[int, ...]] = {}
    for place, part in enumerate(parts):
        if not part:
            continue
        known = found.get(Part(part), ())
        if known and part != Part.FORM:
            return Problem(_TWICE, {"one": letters(known[0]), "other": letters(place)})
        found[Part(part)] = (*known, place)
    said = set(found) | {Part(part) for part, text in whole.items() if text}
    if not said & {Part.NAME, Part.COLLECTIVE, Part.HOUSEHOLD}:
        return Problem(_NO_NAME)
    if Part.FORM not in said:
        return Problem(_NO_FORM)
    if not said & {Part.YEAR, Part.DATE, Part.DECISION}:
        return Problem(_NO_YEAR)
    return found


def signature_of(texts: Sequence[str]) -> str:
    """Return what is equal for two lists with the same headers; columns that we added do not count."""
    return signature(text for text, key in zip(texts, keys_of(texts), strict=True) if key not in _OURS)


def _called(key: str) -> Part | None:
    if not key or key in _OURS:
        return None
    bare = key.partition("#")[0]
    return next((part for part, pattern in _PATTERNS if pattern.search(bare)), None)


def _is_second(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row goes on with the headers: it is filled only where the row above spans several columns."""
    filled = [place for place, text in enumerate(below) if text]
    if not filled or sum(map(bool, above)) < 2 or _is_numbering(below):  # noqa: PLR2004 - one text is a title
        return False
    under = [place for place in filled if place < len(above) and above[place]]
    spanned = [place for place in filled if place >= len(above) or not above[place]]
    return bool(spanned) and all(place + 1 in filled for place in under) and not any(map(_has_number, below))


def _has_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    told, last = [], ""
    for place in range(max(len(above), len(below))):
        top = above[place] if place < len(above) else ""
        sub = below[place] if place < len(below) else ""
        last = top or (last if sub else "")
        told.append(f"{last} {sub}".strip())
    return told


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: «(1) (2) (3)», «A B 1 2»."""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(_NUMBERING.match(text) for text in filled)  # noqa: PLR2004 - a row of data may be short
