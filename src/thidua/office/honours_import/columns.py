"""The page on which somebody says what the columns of a list are: what is proposed, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext_lazy

from thidua.core.errors import Refused
from thidua.honours.commands.importing import StatedColumns
from thidua.honours.models import ImportBatch
from thidua.honours.queries.importing import remembered_mapping
from thidua.honours.rules.importing.headers import (
    LOOKED_AT,
    NO_PART,
    OF_ALL,
    Header,
    Part,
    find_header,
    header_at,
    propose,
)
from thidua.honours.rules.importing.titles import said_above
from thidua.office.brought_tables import SAMPLES, ShownColumn, first_filled, shown_columns, shown_rows
from thidua.office.reports.tables.opened import EMPTY
from thidua.office.reports.tables.opening import opened, sheet_of
from thidua.reports.rules.tables.headers import header_texts
from thidua.sources.queries import path_of
from thidua.web.requests import whole_number

_LONGEST_WHOLE: Final = 300
_LONGEST_NUMBER: Final = 100
PART_WORDS: Final = {
    NO_PART: gettext_lazy("Bỏ qua"),
    Part.NAME: gettext_lazy("Họ tên, hoặc tên nói chung"),
    Part.COLLECTIVE: gettext_lazy("Tên tập thể"),
    Part.HOUSEHOLD: gettext_lazy("Hộ gia đình"),
    Part.KIND: gettext_lazy("Đối tượng (cá nhân, tập thể, hộ)"),
    Part.BIRTH: gettext_lazy("Năm sinh"),
    Part.BIRTH_OF_MAN: gettext_lazy("Năm sinh, cột của nam"),
    Part.BIRTH_OF_WOMAN: gettext_lazy("Năm sinh, cột của nữ"),
    Part.GENDER: gettext_lazy("Giới tính"),
    Part.TITLE: gettext_lazy("Chức vụ"),
    Part.BODY: gettext_lazy("Đơn vị công tác"),
    Part.POST: gettext_lazy("Chức vụ và đơn vị trong một ô"),
    Part.FORM: gettext_lazy("Danh hiệu, hình thức khen thưởng"),
    Part.TYPE: gettext_lazy("Loại hình khen thưởng"),
    Part.YEAR: gettext_lazy("Năm khen thưởng"),
    Part.NUMBER: gettext_lazy("Số quyết định"),
    Part.DATE: gettext_lazy("Ngày quyết định"),
    Part.DECISION: gettext_lazy("Số và ngày quyết định trong một ô"),
    Part.AUTHORITY: gettext_lazy("Cấp, cơ quan quyết định"),
    Part.REASON: gettext_lazy("Thành tích, lý do"),
    Part.NOTE: gettext_lazy("Ghi chú"),
}


@dataclass(frozen=True)
class Whole:
    """Something that may be said once of the whole list."""

    part: str
    words: str
    text: str

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"all-{self.part}"


@dataclass(frozen=True)
class ColumnsPage:
    """Everything that the page of the columns shows.

    Attributes:
        rows: the first rows of the sheet as (number, text), of which one begins the headers.
        is_remembered: whether these headers were read before.
    """

    sheets: Sequence[str]
    sheet: str
    rows: Sequence[tuple[int, str]]
    header: Header
    columns: Sequence[ShownColumn]
    whole: Sequence[Whole]
    is_remembered: bool

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What a column may be, with the words."""
        return [(str(part), str(words)) for part, words in PART_WORDS.items()]


def columns_page(batch: ImportBatch, *, sheet_name: str = "", row: str = "") -> ColumnsPage:
    """Return the page of the columns with what is proposed.

    Raises:
        Refused: the file cannot be opened, or is empty.
    """
    with opened(path_of(batch.file.sha256)) as source:
        sheet = sheet_of(source, sheet_name or first_filled(source))
        top = sheet.top(LOOKED_AT + SAMPLES + 2)
        names = source.sheets()
    if not any(header_texts(each) for each in top):
        raise Refused(EMPTY)
    named = whole_number(row) or 0
    header = header_at(top, named) if 0 < named <= min(LOOKED_AT, len(top)) else find_header(top)
    remembered = remembered_mapping(batch.unit_id, header.texts)
    above = said_above([header_texts(each) for each in top[: header.row - 1]])
    return ColumnsPage(
        sheets=names,
        sheet=sheet.name,
        rows=shown_rows(top),
        header=header,
        columns=shown_columns(header.texts, top[header.below - 1 :], propose(header.texts, remembered)),
        whole=[Whole(part, str(PART_WORDS[part]), above.get(part, "")) for part in OF_ALL],
        is_remembered=bool(remembered),
    )


def as_sent(page: ColumnsPage, answers: Mapping[str, str]) -> ColumnsPage:
    """Return the page with what somebody had chosen when something was missing."""
    columns = [replace(each, part=answers.get(each.name, each.part), why="") for each in page.columns]
    return replace(page, columns=columns, whole=[replace(each, text=answers.get(each.name, "")) for each in page.whole])


def _said_of_all(text: str, part: str) -> str:
    return " ".join(text.replace("\0", "").split())[: _LONGEST_NUMBER if part == Part.NUMBER else _LONGEST_WHOLE]


def stated_columns(page: ColumnsPage, answers: Mapping[str, str]) -> StatedColumns:
    """Return what the form says: of each column what it is, and what holds for the whole list."""
    known = {value for value, _words in page.parts}
    parts = [answers.get(column.name, "") for column in page.columns]
    whole = {each.part: _said_of_all(answers.get(each.name, ""), each.part) for each in page.whole}
    return StatedColumns(
        sheet=page.sheet,
        header=page.header,
        parts=[part if part in known else NO_PART for part in parts],
        whole=whole,
    )
