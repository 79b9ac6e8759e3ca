"""The number of a decision: typed from the office's registry, or from our own book, never twice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.honours import give, make_person
from tests.factories.organisations import AT, make_commune

from thidua.core.errors import Refused
from thidua.decisions.commands import issue_decision, open_book
from thidua.decisions.models import AwardDecision, NumberBook
from thidua.decisions.queries.numbers import book_page
from thidua.honours.models import Honour

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_a_typed_number_is_taken_as_the_registry_gave_it(round_):
    assert issued(round_, number="Số: 015/QĐ-UBND").code == "15/QĐ-UBND"
    assert NumberBook.objects.get().last == 0


def test_a_typed_number_that_another_decision_has_is_refused_with_which_one(round_):
    issued(round_, number="15", title="Về việc tặng Giấy khen đợt 1")

    with pytest.raises(Refused) as refused:
        issued(round_, number="15")

    assert refused.value.field == "number"
    assert str(refused.value) == (
        "Số 15/QĐ-UBND năm 2026 đã có: “Về việc tặng Giấy khen đợt 1” ngày 20/11/2026. Kiểm tra sổ văn thư rồi nhập số "
        "khác."
    )


@pytest.mark.parametrize("text", ["15a", "mười lăm", "15/QĐ-BNV", "", "0"])
def test_what_is_no_arabic_ordinal_is_refused_with_what_to_do(round_, text):
    with pytest.raises(Refused, match="xin văn thư số khác"):
        issued(round_, number=text)

    assert AwardDecision.objects.get().state == "draft"


def test_the_book_passes_over_typed_numbers_and_says_so(round_, by):
    for number in ("2", "3", "7"):
        issued(round_, number=number)

    given = [issue_decision(decision=draft(round_), dated_on=TODAY, by=by, at=AT) for _time in range(3)]

    assert [(each.decision.number, each.passed) for each in given] == [(1, ()), (4, (2, 3)), (5, ())]
    page = book_page(round_.unit, 2026, "QĐ-UBND")
    assert ([row.number for row in page.rows], page.missing, page.next.number) == ([7, 5, 4, 3, 2, 1], (6,), 6)


def test_a_typed_number_below_the_books_last_is_taken_where_it_is_free(round_, by):
    open_book(unit=round_.unit, year=2026, symbol="QĐ-UBND", last=40, by=by, at=AT)

    assert issued(round_).number == 41
    assert issued(round_, number="12").number == 12
    with pytest.raises(Refused, match="Số 41/QĐ-UBND năm 2026 đã có"):
        issued(round_, number="41")
    assert book_page(round_.unit, 2026, "QĐ-UBND").missing == ()


def test_each_symbol_year_and_unit_has_numbers_of_its_own(round_, province):
    other = make_round(make_commune("Tiền Hải", under=province))

    codes = [
        issued(round_).code,
        issued(round_, symbol="QĐ-CT").code,
        issued(other).code,
        issued(round_, waiting(round_, year=2025), dated_on=date(2025, 12, 30)).code,
        issued(round_).code,
    ]

    assert codes == ["01/QĐ-UBND", "01/QĐ-CT", "01/QĐ-UBND", "01/QĐ-UBND", "02/QĐ-UBND"]


def test_the_book_gives_no_later_number_to_an_earlier_day(round_):
    issued(round_, dated_on=date(2026, 11, 18))

    with pytest.raises(Refused, match="Sổ đã cấp số 01/QĐ-UBND cho ngày 18/11/2026"):
        issued(round_, dated_on=date(2026, 11, 17))

    assert issued(round_, number="9", dated_on=date(2026, 11, 17)).number == 9


def test_what_the_ledger_refuses_after_the_number_was_given_leaves_no_gap(round_, commune):
    person = make_person(commune, "Lê Thị Hòa")
    give(person, 2026, "giay_khen", decision_number="01/QĐ-UBND")

    with pytest.raises(Refused, match="Lê Thị Hòa: Khen thưởng này đã có trong hồ sơ"):
        issued(round_, waiting(round_, person))

    assert (NumberBook.objects.count(), Honour.objects.count()) == (0, 1)
    assert issued(round_).number == 1


def test_a_book_begins_where_the_registry_is_and_not_again_once_it_gave_a_number(round_, by):
    open_book(unit=round_.unit, year=2026, symbol=" qđ-ubnd ", last=40, by=by, at=AT)
    open_book(unit=round_.unit, year=2026, symbol="QĐ-UBND", last=37, by=by, at=AT)

    assert issued(round_).number == 38
    with pytest.raises(Refused, match="đã cấp đến số 38"):
        open_book(unit=round_.unit, year=2026, symbol="QĐ-UBND", last=50, by=by, at=AT)
    with pytest.raises(Refused):
        open_book(
            unit=round_.unit,
            year=2026,
            symbol="QĐ-UBND",
            last=50,
            by=officer(make_commune("Tiền Hải", under=None)),
            at=AT,
        )


def test_the_database_itself_keeps_no_number_twice_and_no_draft_with_one(round_):
    first, second = issued(round_), draft(round_)

    with pytest.raises(IntegrityError), transaction.atomic():
        AwardDecision.objects.filter(pk=second.pk).update(number=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardDecision.objects.filter(pk=second.pk).update(
            state="issued", number=first.number, year=2026, dated_on=TODAY
        )


@pytest.mark.parametrize("symbol", ["qđ-ubnd", "QÐ-UBND", "QĐ–UBND", "QD-UBND", "QĐ\u2011UBND\u200b", "ＱĐ-UBND"])
def test_one_number_is_not_given_twice_under_symbols_that_look_alike(round_, symbol):
    issued(round_, number="5")

    with pytest.raises(Refused, match=r"Số 05/QĐ-UBND năm 2026 đã có"):
        issued(round_, number="05", symbol=symbol)


def test_a_symbol_that_grows_beyond_its_column_is_refused(commune, by):
    with pytest.raises(Refused, match="Ghi ký hiệu"):
        open_book(unit=commune, year=2026, symbol="ß" * 60, last=1, by=by, at=AT)
