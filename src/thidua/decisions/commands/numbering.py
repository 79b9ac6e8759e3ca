"""The number of a decision: typed from the office's registry, or the next one of our own book."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.decisions.commands.locking import refuse_others
from thidua.decisions.models import AwardDecision, NumberBook
from thidua.decisions.rules.numbers import Given, clean_symbol, next_number, read_number, shown
from thidua.organisations.models import Unit

_LONGEST = 60
"""Characters of a symbol; capitals may be more than what was typed."""


@transaction.atomic
def open_book(*, unit: Unit, year: int, symbol: str, last: int, by: Actor, at: datetime) -> NumberBook:
    """Let our own book of a year go on after a number that the office's registry came to.

    Raises:
        Refused: another unit's, no symbol, or the book gave a number already or is past that one.
    """
    refuse_others(unit, by)
    book = lock_book(unit, year, symbol_of(symbol))
    if book.dated_on is not None:
        raise Refused(
            _("Sổ %(book)s đã cấp đến số %(last)s, không đặt lại được. Số cần nhảy thì nhập tay khi ban hành."),
            book=str(book),
            last=book.last,
        )
    before = book.last
    book.first, book.last = last + 1, last
    book.save(update_fields=["first", "last"])
    audit.record(
        "open_number_book", unit, by=by, at=at, unit_id=unit.pk, before={"last": before},
        after={"symbol": book.symbol, "year": year, "last": last},
    )  # fmt: skip
    return book


def lock_book(unit: Unit, year: int, symbol: str) -> NumberBook:
    """Return the book of a unit, year and symbol, locked until the transaction ends; it begins where there is none.

    Whoever takes or types a number holds it, so no number is looked for while another is being written.
    """
    NumberBook.objects.get_or_create(unit=unit, year=year, symbol=symbol)
    return NumberBook.objects.select_for_update().get(unit=unit, year=year, symbol=symbol)


def take_number(decision: AwardDecision, *, typed: str | None, dated_on: date) -> Given:
    """Give a locked draft its number, as typed or else from our own book; within the caller's transaction.

    Raises:
        Refused: what was typed is no number, or another decision has it; or the book gave its last number to a
            decision of a later day.
    """
    book = lock_book(decision.unit, dated_on.year, decision.symbol)
    given = _from_book(book, dated_on) if typed is None else _typed(book, typed)
    decision.number, decision.year, decision.dated_on = given.number, dated_on.year, dated_on
    decision.is_from_book = typed is None
    return given


def _from_book(book: NumberBook, dated_on: date) -> Given:
    if book.dated_on is not None and dated_on < book.dated_on:
        raise Refused(
            _(
                "Sổ đã cấp số %(code)s cho ngày %(last)s, không cấp số sau cho ngày sớm hơn. Sửa ngày quyết định, hoặc "
                "nhập số đã có trong sổ văn thư."
            ),
            field="dated_on",
            code=shown(book.last, book.symbol),
            last=f"{book.dated_on:%d/%m/%Y}",
        )
    taken = set(_numbered(book).filter(number__gt=book.last).values_list("number", flat=True))
    given = next_number(book.last, {number for number in taken if number})
    book.last, book.dated_on = given.number, dated_on
    book.save(update_fields=["last", "dated_on"])
    return given


def _typed(book: NumberBook, text: str) -> Given:
    number = read_number(text, book.symbol)
    if number is None:
        raise Refused(
            _(
                "“%(text)s” không phải số của quyết định %(symbol)s. Số văn bản là số thứ tự bằng chữ số, như 15 "
                "(Nghị định 30/2020/NĐ-CP, Phụ lục I); số có chữ như 15a thì xin văn thư số khác."
            ),
            field="number",
            text=text.strip(),
            symbol=book.symbol,
        )
    other = _numbered(book).filter(number=number).first()
    if other is not None:
        raise Refused(
            _("Số %(code)s năm %(year)s đã có: “%(title)s” ngày %(day)s. Kiểm tra sổ văn thư rồi nhập số khác."),
            field="number",
            code=other.code,
            year=book.year,
            title=other.title,
            day=f"{other.dated_on:%d/%m/%Y}",
        )
    return Given(number)


def _numbered(book: NumberBook) -> QuerySet[AwardDecision]:
    return AwardDecision.objects.filter(unit=book.unit_id, year=book.year, symbol=book.symbol).order_by()


def symbol_of(text: str) -> str:
    """Return a symbol as it is kept; refuse an empty one, or one longer than its column."""
    symbol = clean_symbol(text)
    if not 0 < len(symbol) <= _LONGEST:
        raise Refused(_("Ghi ký hiệu của quyết định, như QĐ-UBND."), field="symbol")
    return symbol
