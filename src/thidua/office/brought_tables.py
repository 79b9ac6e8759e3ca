"""What pages share that take in a table of somebody's own making: its file, its sheets, its columns with samples."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.office.reports.tables.opened import LIMIT, Row, Source
from thidua.office.reports.tables.opening import ENDINGS, look_at, sheet_of
from thidua.reports.rules.sheet import as_text
from thidua.reports.rules.tables.headers import LOOKED_AT, Proposal, Why, header_texts, letters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 40
_WHY_WORDS: Final = {
    Why.REMEMBERED: gettext_lazy("đã chọn lần trước"),
    Why.CODE: gettext_lazy("theo mã"),
    Why.NAME: gettext_lazy("theo tên"),
}


@dataclass(frozen=True)
class Brought:
    """A table file as it was sent."""

    content: bytes
    file_name: str
    media_type: str


@dataclass(frozen=True)
class ShownColumn:
    """One column: its letters and header, a few of its cells, what it may be."""

    place: int
    header: str
    samples: tuple[str, ...]
    part: str
    why: str

    @property
    def letters(self) -> str:
        """«B»."""
        return letters(self.place)

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"column-{self.place}"


def table_field(label: _StrPromise, help_text: _StrPromise) -> forms.FileField:
    """Return the field that asks for a table file; ``help_text`` has a place for the size allowed."""
    return forms.FileField(
        label=label,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=help_text % {"size": LIMIT // 2**20},
        error_messages={
            "required": gettext_lazy("Chưa chọn tệp. Chọn một tệp bảng tính rồi bấm lại."),
            "empty": gettext_lazy("Tệp trống. Chọn một tệp bảng tính rồi bấm lại."),
        },
    )


def brought(upload: UploadedFile[Any]) -> Brought:
    """Read a table file that was sent.

    Raises:
        Refused: it is no table, damaged, or beyond a limit.
    """
    content: bytes = upload.read(LIMIT + 1)  # one more than is allowed: it is then said to be too large
    look_at(content)
    name = upload.name or ""
    return Brought(content, name, ENDINGS.get(PurePath(name).suffix.lower(), "application/octet-stream"))


def first_filled(source: Source) -> str:
    """Return the first sheet with two filled rows, else the first."""
    names = source.sheets()
    for name in names:
        top = sheet_of(source, name).top(LOOKED_AT)
        if sum(bool(header_texts(row)) for row in top) > 1:
            return name
    return names[0]


def shown_rows(top: Sequence[Row]) -> list[tuple[int, str]]:
    """Return the rows among which the headers are, each with its number and its beginning in one line."""
    told = (" · ".join(text for text in header_texts(row) if text) for row in top[:LOOKED_AT])
    return [(number, text[:80] or _("(trống)")) for number, text in enumerate(told, start=1)]


def shown_columns(headers: Sequence[str], below: Sequence[Row], found: Sequence[Proposal]) -> list[ShownColumn]:
    """Return the columns with what is proposed for each, and its cells in the first rows ``below`` the headers."""
    return [
        ShownColumn(
            place,
            headers[place],
            tuple(as_text(row[place])[:_LONGEST_SAMPLE] if place < len(row) else "" for row in below[:SAMPLES]),
            each.part,
            str(_WHY_WORDS.get(each.why, "")),
        )
        for place, each in enumerate(found)
    ]


def in_parts(rows: Iterator[Row], size: int) -> Iterator[Sequence[Row]]:
    """Yield rows ``size`` at a time."""
    while some := list(itertools.islice(rows, size)):
        yield some
