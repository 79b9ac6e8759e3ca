"""The book of numbers and how decisions are made here, in the browser."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.decision_pages import draft, issued_today, words
from tests.factories.decisions import officer as officer_of
from tests.factories.documents import FULL
from tests.factories.organisations import LONG_AGO
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.documents.commands import add_profile
from thidua.local_rules.models import LocalValue
from thidua.web.formats import day

pytestmark = pytest.mark.django_db
YEAR = clock.today().year


def book(client, **asked):
    return words(client.get(reverse("office:number_book"), asked))


def test_an_empty_book_says_when_it_fills(officer):
    page = book(officer)

    assert f"Năm {YEAR} chưa cấp số nào</h1>" in page
    assert "Quyết định đầu tiên ban hành trong năm sẽ nhận số đầu." in page


def test_numbers_stand_from_the_highest_with_who_gave_them_and_a_draft_has_none(officer, round_):
    issued_today(round_, title="Tặng Một")
    issued_today(round_, title="Tặng Hai")
    draft(round_, title="Tặng Ba")

    page = book(officer)

    assert f"2 số QĐ-UBND năm {YEAR}, không thiếu số nào</h1>" in page
    assert "Số tiếp theo trong sổ của đơn vị: 03/QĐ-UBND." in page
    assert page.index("Tặng Hai") < page.index("Tặng Một")
    assert ("sổ của đơn vị" in page, "Tặng Ba" in page) == (True, False)


def test_numbers_that_stand_elsewhere_are_named(officer, round_):
    issued_today(round_)
    issued_today(round_, number="5")

    assert "Không thấy số 2–4 ở đây" in book(officer)


def test_the_book_goes_on_after_a_number_of_the_registry(officer, round_):
    typed = {"year": YEAR, "symbol": "qđ-ubnd", "last": "37"}

    told = words(officer.post(reverse("office:number_book"), typed, follow=True))
    issued_today(round_)
    refused = words(officer.post(reverse("office:number_book"), typed), 422)

    assert "Sổ cấp tiếp từ số 38/QĐ-UBND." in told
    assert f"1 số QĐ-UBND năm {YEAR}, không thiếu số nào</h1>" in book(officer)
    assert "đã cấp đến số 38, không đặt lại được" in refused


def test_the_book_goes_out_as_csv(officer, round_):
    issued_today(round_, title="Tặng Bằng khen")

    lines = b"".join(officer.get(reverse("office:number_book_csv"))).decode().splitlines()

    assert lines[1].startswith(f"01/QĐ-UBND,{day(clock.today())},Tặng Bằng khen,sổ của đơn vị,")


def test_the_settings_say_symbol_signer_and_rounding(officer, province):
    add_profile(unit=province, since=LONG_AGO, text=FULL, by=officer_of(province), at=clock.now())

    page = words(officer.get(reverse("office:decision_settings")))

    assert f"Ký hiệu QĐ-{FULL.symbol}, tiền thưởng làm tròn lên</h1>" in page
    assert "Làm tròn lên hàng 10.000 đồng." in page
    assert "Đổi cách làm tròn</button>" not in page


def test_an_administrator_switches_rounding_off_and_a_decision_of_that_day_is_not_rounded(province, round_):
    administrator = Client()
    administrator.force_login(make_user(Role.ADMINISTRATOR, unit=province))
    typed = {"value": "1", "since": day(clock.today()), "document_number": "12/QĐ-UBND", "source": "Bản giấy"}

    page = words(administrator.post(reverse("office:decision_settings"), typed, follow=True))

    assert "Đã đổi cách làm tròn" in page
    assert "Không làm tròn." in page
    assert issued_today(round_).lines.get().bonus == 3_795_000


def test_an_officer_may_not_switch_rounding(officer):
    typed = {"value": "1", "since": day(clock.today()), "document_number": "12/QĐ-UBND", "source": "Bản giấy"}

    page = words(officer.post(reverse("office:decision_settings"), typed), 409)

    assert "Người quản trị của đơn vị mới đổi được cách làm tròn." in page
    assert not LocalValue.objects.exists()
