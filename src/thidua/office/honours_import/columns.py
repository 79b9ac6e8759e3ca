"""The page on which somebody says what the columns of a list are: what is proposed, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy

from thidua.honours.commands.importing import StatedColumns
from thidua.honours.models import ImportBatch
from thidua.honours.queries.importing import remembered_mapping
from thidua.honours.rules.importing.headers import NO_PART, OF_ALL, Part, find_header, propose
from thidua.honours.rules.importing.titles import said_above
from thidua.office.brought_lists import ColumnsPage, Whole, page_of, stated_parts, top_of

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


def columns_page(batch: ImportBatch, *, sheet_name: str = "", row: str = "") -> ColumnsPage:
    """Return the page of the columns with what is proposed.

    Raises:
        Refused: the file cannot be opened, or is empty.
    """
    top = top_of(batch.file.sha256, sheet_name=sheet_name, row=row, find_header=find_header)
    remembered = remembered_mapping(batch.unit_id, top.header.texts)
    above = said_above(top.above)
    return page_of(
        top,
        propose(top.header.texts, remembered),
        parts=[(str(part), str(words)) for part, words in PART_WORDS.items()],
        whole=[Whole(part, str(PART_WORDS[part]), above.get(part, "")) for part in OF_ALL],
        is_remembered=bool(remembered),
    )


def stated_columns(page: ColumnsPage, answers: Mapping[str, str]) -> StatedColumns:
    """Return what the form says: of each column what it is, and what holds for the whole list."""
    whole = {each.part: _said_of_all(answers.get(each.name, ""), each.part) for each in page.whole}
    return StatedColumns(sheet=page.sheet, header=page.header, parts=stated_parts(page, answers), whole=whole)


def _said_of_all(text: str, part: str) -> str:
    return " ".join(text.replace("\0", "").split())[: _LONGEST_NUMBER if part == Part.NUMBER else _LONGEST_WHOLE]
