"""The page on which somebody says what the columns of a list are: what is proposed, what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy, gettext_noop

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.honours.choices import CommendationKind
from thidua.nominations.choices import ListPurpose
from thidua.nominations.commands.listing import StatedListColumns
from thidua.nominations.models import NomineeList
from thidua.nominations.queries.listing import codes_of, remembered_columns
from thidua.nominations.rules.listing.cells import award_name, read_end
from thidua.nominations.rules.listing.headers import NO_PART, OF_ALL, ListPart, find_header, propose
from thidua.office.brought_lists import ColumnsPage, Whole, Words, page_of, stated_parts, top_of
from thidua.office.honours_import.columns import PART_WORDS as WORDS_OF_LEDGER
from thidua.reports.rules.sheet import Problem

_LONGEST_WHOLE: Final = 300
_NO_DAY: Final = gettext_noop(
    "“%(text)s” ghi cho cả danh sách không phải là ngày. Ghi như 05/06/2026, 06/2026 hoặc 2026."
)
_OWN_WORDS: Final = {
    ListPart.SINCE: gettext_lazy("Thành tích từ ngày"),
    ListPart.UNTIL: gettext_lazy("Thành tích đến ngày"),
    ListPart.SPAN: gettext_lazy("Khoảng thời gian của thành tích"),
    ListPart.RATING: gettext_lazy("Xếp loại của một năm"),
    ListPart.RATINGS: gettext_lazy("Xếp loại các năm trong một ô"),
    ListPart.INNOVATIONS: gettext_lazy("Sáng kiến, đề tài"),
    ListPart.ACHIEVEMENT: gettext_lazy("Thành tích"),
}
PART_WORDS: Final = {
    part: _OWN_WORDS.get(part) or words
    for part in (NO_PART, *ListPart)
    if (words := _OWN_WORDS.get(part, WORDS_OF_LEDGER.get(part)))
}
_WHO: Final = frozenset({
    NO_PART, ListPart.NAME, ListPart.COLLECTIVE, ListPart.HOUSEHOLD, ListPart.KIND, ListPart.BIRTH,
    ListPart.BIRTH_OF_MAN, ListPart.BIRTH_OF_WOMAN, ListPart.GENDER, ListPart.TITLE, ListPart.BODY, ListPart.POST,
    ListPart.AWARD,
})  # fmt: skip
"""What a registration asks: who, and which title."""


def columns_page(listing: NomineeList, *, sheet_name: str = "", row: str = "") -> ColumnsPage:
    """Return the page of the columns with what is proposed.

    Raises:
        Refused: the file cannot be opened, or is empty.
    """
    top = top_of(listing.file.sha256, sheet_name=sheet_name, row=row, find_header=find_header)
    remembered = remembered_columns(listing.unit_id, top.header.texts)
    parts = [(str(part), str(words)) for part, words in PART_WORDS.items() if _fits(listing, part)]
    whole = [_whole(listing, part, clock.today()) for part in OF_ALL if _fits(listing, part)]
    found = propose(top.header.texts, remembered)
    return page_of(top, found, parts=parts, whole=whole, is_remembered=bool(remembered))


def stated_columns(page: ColumnsPage, answers: Mapping[str, str]) -> StatedListColumns:
    """Return what the form says: of each column what it is, and what holds for the whole list.

    Raises:
        Refused: a day of the whole list is none.
    """
    whole = {each.part: _said(each, answers.get(each.name, "")) for each in page.whole}
    return StatedListColumns(page.sheet, page.header, stated_parts(page, answers), whole)


def _fits(listing: NomineeList, part: str) -> bool:
    return listing.purpose == ListPurpose.NOMINATE or part in _WHO


def _whole(listing: NomineeList, part: ListPart, today: date) -> Whole:
    choices: Words = ()
    if part is ListPart.AWARD:
        choices = [("", "–"), *((code, award_name(code, today) or code) for code in codes_of(listing, on=today))]
    elif part is ListPart.TYPE:
        choices = [("", "–"), *((str(each.label), str(each.label)) for each in CommendationKind)]
    return Whole(part, str(PART_WORDS[part]), listing.whole.get(part, ""), choices)


def _said(each: Whole, text: str) -> str:
    said = " ".join(text.replace("\0", "").split())[:_LONGEST_WHOLE]
    if each.choices:
        return said if said in {value for value, _words in each.choices} else ""
    if isinstance(read_end(said, is_last=each.part == ListPart.UNTIL), Problem):
        raise Refused(_NO_DAY, text=said)
    return said
