"""The day on which a text appeared, where its head says so on a line of its own."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_LINES = 8  # with something on them, from the top
_LONGEST = 90  # characters of such a line
_HEAD = 4000  # characters in which they are looked for

_LABELLED = re.compile(
    r"^\W*(?:date|published|ngày đăng|xuất bản)\b\W{0,3}(\d{4})-(\d{2})(?:-(\d{2}))?\b", re.IGNORECASE
)
_DAY = re.compile(
    r"(?<!\d)(?:ngày\s+)?(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*(\d{4})(?!\d)"
    r"|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(r"^[^\W\d][^\d,;:]{1,40},\s*ngày\s+\d", re.IGNORECASE)  # «Hà Nội, ngày 05 tháng 6 năm 2020»
_AROUND = re.compile(
    r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|cập\s+nhật|đăng|xuất\s+bản|lần\s+cuối|lúc|ngày|hồi|tin|"
    r"giờ\s+việt\s+nam|\(?gmt\s*\+?\s*0?7\)?|\d{1,2}\s*[:hg]\s*\d{2}(?:\s*:\s*\d{2})?(?:\s*phút)?|\b[ap]m\b|\bsa\b|\bch\b",
    re.IGNORECASE,
)


def published_in(text: str) -> str | None:
    r"""Return ``2020-06-05`` (or ``2020-06``) from a line at the head of ``text`` that holds nothing but the date.

    A date within a sentence is the story's, not the paper's, and is left to the rules.

    >>> published_in("Hội nghị điển hình tiên tiến\\n\\nThứ 6, 05/06/2020 | 00:00:00\\nSáng 1/2/2019 …")
    '2020-06-05'
    >>> published_in("Ngày 07/3/2017, tỉnh tổ chức hội nghị.") is None
    True
    """
    head = unicodedata.normalize("NFC", text[:_HEAD]).lstrip("\ufeff")
    lines = [line.strip() for line in head.splitlines() if line.strip()][:_LINES]
    if lines and (labelled := _LABELLED.match(lines[0])):
        year, month, day = labelled.groups()
        return _iso(year, month, day) if day else _iso(year, month, "1", whole_month=True)
    for line in lines:
        if len(line) <= _LONGEST and (found := _DAY.search(line)) and _is_alone(line, found):
            day, month, year = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
            return _iso(year, month, day)
    return None


def _is_alone(line: str, found: re.Match[str]) -> bool:
    """Tell whether ``line`` says nothing beside the date: a weekday, an hour, or the place of a letterhead."""
    if _WRITTEN_OUT.match(line) and found.end() >= len(line.rstrip(". ")):
        return True
    rest = _AROUND.sub(" ", f"{line[: found.start()]} {line[found.end() :]}")
    return not re.search(r"\w", rest)


def _iso(year: str, month: str, day: str, *, whole_month: bool = False) -> str | None:
    """Return the ISO form of a day that exists, else nothing."""
    try:
        iso = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return iso[:7] if whole_month else iso
