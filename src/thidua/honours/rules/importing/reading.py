"""Rows of a list of past awards, from the first on: what each says, or every cell of it that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from thidua.honours.rules.importing import cells
from thidua.honours.rules.importing.headers import Columns, Part
from thidua.honours.rules.importing.one_row import About, Fault, Row, RowParts, Section, text_at
from thidua.reports.rules.sheet import Mark
from thidua.vietnamese.fold import fold

__all__ = ["Fault", "Row", "RowReader"]

_SUM = re.compile(r"(?:tong(?: (?:cong|so))?|cong)\W*\d*\W*$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[IVXivx]{1,5}|[A-Za-z])\s*[.)/:-]\s*")
_SECTION_KIND = re.compile(r"(?:danh sach )?(?:tap the|ca nhan|ho gia dinh)\b")
_SECTION_FORM = re.compile(
    r"(?:danh hieu|bang khen|giay khen|co thi dua|huan chuong|huy chuong|ky niem chuong|chien si)"
)


class RowReader:
    """Reads the rows of one list, from the first on: a line between them may say whose or which awards follow.

    Args:
        columns: where what stands.
        whole: what was said of the whole list, taken where a cell is empty.
        today: no award is of a later day.
    """

    def __init__(self, columns: Columns, whole: Mapping[str, str], *, today: date) -> None:
        self._about = About(columns, {Part(part): text for part, text in whole.items() if text}, today)
        self._section = Section()

    def read(
        self, row: Sequence[object], number: int, marks: Mapping[tuple[int, int], Mark]
    ) -> Row | list[Fault] | None:
        """Return what a row says, its faults, or ``None`` where it has no award: empty, a sum, a heading."""
        if self.pass_over(row):
            return None
        parts = RowParts(self._about, self._section, row, number)
        if marks:
            parts.refuse_marked(marks)
        return parts.result()

    def pass_over(self, row: Sequence[object]) -> bool:
        """Take what a line between the rows says of those below it; whether the row is one, a sum, or empty."""
        return self._is_between(row, self._about.texts_of(row))

    def _is_between(self, row: Sequence[object], texts: Mapping[int, str]) -> bool:
        filled = [text for text in texts.values() if text]
        if not filled:
            return not self._is_heading([text for place in range(len(row)) if (text := text_at(row, place))])
        if any(_SUM.match(fold(text)) for text in filled[:2]) and len(filled) < len(texts):
            return True
        others = [text for place in range(len(row)) if place not in texts and (text := text_at(row, place))]
        return len(filled) == 1 and len(others) <= 1 and self._is_heading([*others, *filled])

    def _is_heading(self, told: Sequence[str]) -> bool:
        """Take a line between the rows: «II. Cá nhân», «A. Bằng khen của UBND tỉnh»; whether it is one."""
        if not told:
            return False
        text = _NUMBERED.sub("", max(told, key=len))
        flat = fold(text)
        kind = cells.read_kind(flat) if _SECTION_KIND.match(flat) else ""
        is_form = bool(_SECTION_FORM.match(flat))
        if isinstance(kind, str) and kind:
            self._section.kind = kind
        if is_form:
            self._section.form = text
        return bool(kind) or is_form
