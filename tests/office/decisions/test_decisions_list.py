"""What waits for a decision and the list of decisions, in the browser."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import decisions as of_commune
from tests.factories.decision_pages import draft, issued_today, waiting, words
from tests.factories.decisions import FLAG, make_round
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import TODAY, make_actor, make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.insights.work import work_items
from thidua.office.home.rows import work_row
from thidua.web.formats import day

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    return words(client.get(reverse("office:decisions"), asked))


def test_an_empty_list_says_where_what_waits_comes_from(officer):
    page = listed(officer)

    assert "Chưa có quyết định nào</h1>" in page
    assert "Hồ sơ thẩm định, xét xong sẽ chờ ở đây để ra quyết định." in page


def test_what_waits_stands_first_by_round_award_and_kind_and_is_counted_in_the_side_bar(officer, province, round_):
    waiting(round_, make_collective(province, "Công an xã Vũ Thư"))
    waiting(round_, make_person(province, "Lê Thị Hòa"))
    draft(round_, waiting(round_))

    page = listed(officer)

    assert "3 hồ sơ chờ quyết định</h1>" in page
    assert "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên</span>" in page
    assert '<span class="num">1 tập thể, 1 cá nhân</span>' in page
    assert "1 hồ sơ đã vào dự thảo" in page
    assert 'Quyết định, bằng</span><span class="count">3<' in page
    assert reverse("office:new_decision", args=[round_.uid]) in page


def test_the_home_page_of_who_drafts_leads_to_what_waits(province, round_):
    waiting(round_)
    draft(round_)

    items = {
        role: work_items(make_actor(role, unit=province), on=TODAY) for role in (Role.OFFICER, Role.COUNCIL_MEMBER)
    }

    row = work_row(items[Role.OFFICER][0])
    assert (row.title, row.why) == ("Ra quyết định cho 2 hồ sơ", "Tổng kết phong trào 2026; 1 hồ sơ đã vào dự thảo")
    assert row.url == reverse("office:new_decision", args=[round_.uid])
    assert items[Role.COUNCIL_MEMBER] == []


def test_a_draft_says_that_it_has_no_number_and_an_issued_one_shows_it_with_money(officer, province, round_):
    issued_today(round_, waiting(round_, make_person(province, "Lê Thị Hòa")), title="Tặng Bằng khen")
    draft(round_, title="Tặng thêm")

    page = listed(officer)

    assert "1 dự thảo chưa có số." in page
    assert page.index("chưa có số</span>") < page.index("01/QĐ-UBND")
    assert "3.800.000" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"ten": "le thi hoa"}, ["Một"]),
        ({"ten": "không ai"}, []),
        ({"hinh-thuc": FLAG}, ["Hai"]),
        ({"so": "02"}, ["Hai"]),
        ({"so": "mot"}, ["Một"]),
        ({"nam": str(clock.today().year)}, ["Một", "Hai", "Ba"]),
        ({"nam": "2024"}, []),
        ({"tinh-trang": "draft"}, ["Ba"]),
        ({"loai": "annul"}, []),
        ({"nam": "năm nay", "loai": "?", "tinh-trang": "?", "page": "x"}, ["Một", "Hai", "Ba"]),
    ],
)
def test_the_list_answers_what_the_address_asks(officer, province, round_, asked, shown):
    issued_today(round_, waiting(round_, make_person(province, "Lê Thị Hòa")), title="Tặng Một")
    issued_today(round_, waiting(round_, make_collective(province, "Công an xã"), FLAG), title="Tặng Hai")
    draft(round_, title="Tặng Ba")

    page = listed(officer, **asked)

    assert [word for word in ("Một", "Hai", "Ba") if f">Tặng {word}</a>" in page] == shown


def test_a_province_sees_the_decisions_of_its_communes_and_nobody_elses(officer, province):
    commune, foreign = make_commune("Vũ Thư", under=province), make_unit("Thái Bình")
    of_commune.issued(make_round(commune), title="Tặng ở xã")
    issued_today(make_round(foreign), title="Tặng nơi khác")

    page = listed(officer)

    assert ("Tặng ở xã" in page, "Tặng nơi khác" in page) == (True, False)
    assert "Xã Vũ Thư" in page


def test_the_rows_go_out_as_csv_and_as_a_workbook(officer, round_):
    issued_today(round_, waiting(round_), title="=Tặng Bằng khen")

    table = b"".join(officer.get(reverse("office:decisions_csv"))).decode().splitlines()
    book = openpyxl.load_workbook(io.BytesIO(officer.get(reverse("office:decisions_workbook")).content))

    assert table[0].startswith("\ufeffSố,Ngày,Trích yếu")
    assert table[1].startswith(f"01/QĐ-UBND,{day(clock.today())},'=Tặng Bằng khen,")
    row = [cell.value for cell in book.active[2]]
    assert (row[0], row[2], row[8], row[9]) == ("01/QĐ-UBND", "=Tặng Bằng khen", "1 cá nhân", 3_800_000)
    assert book.active["C2"].data_type == "s"


def test_three_decisions_take_as_many_queries_as_one(officer, round_):
    address = reverse("office:decisions")
    issued_today(round_, waiting(round_), waiting(round_))
    waiting(round_)
    officer.get(address)
    with CaptureQueriesContext(connection) as few:
        officer.get(address)
    issued_today(round_, title="Hai")
    draft(round_, title="Ba")
    waiting(make_round(round_.unit, title="Đợt khác"))
    with CaptureQueriesContext(connection) as many:
        officer.get(address)

    assert len(many) == len(few)


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_who_does_not_draft_reads_the_list_without_its_acts(province, round_, role):
    waiting(round_)
    reader = Client()
    reader.force_login(make_user(role, unit=province))

    page = listed(reader)

    assert "1 hồ sơ chờ quyết định</h1>" in page
    assert reverse("office:new_decision", args=[round_.uid]) not in page
    assert ("Quỹ khen thưởng" in page) is (role is Role.ADMINISTRATOR)
