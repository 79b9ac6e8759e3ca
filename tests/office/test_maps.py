"""The page of one figure on two maps: what it says, draws and offers."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import file_and_accept, make_form, make_indicator, make_report

from thidua.organisations.choices import Level, SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, record_succession
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db

JULY = date(2025, 7, 1)
MAY = calendar_span("month", 2025, 5)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def old(country):
    """Two provinces that were put together."""
    return [
        make_unit(name, under=country, until=JULY, code=code)
        for name, code in (("Hải Dương", "30"), ("Hải Phòng", "31"))
    ]


@pytest.fixture
def new(country, old):
    made = make_unit("Hải Phòng", kind=UnitKind.CITY, under=country, since=JULY, code="31")
    for each in old:
        succeed(each, Heir(made))
    return made


@pytest.fixture
def form():
    make_indicator("turns", "Ca tuần tra", phrase="ca tuần tra", unit_of_measure="ca")
    return make_form("turns", name="Báo cáo tháng")


@pytest.fixture
def officer(client, country):
    client.force_login(make_user(unit=country))
    return client


def succeed(unit, *heirs):
    record_succession(predecessor=unit, heirs=heirs, on=JULY, legal_basis="Nghị quyết thử", by=process_actor(), at=AT)


def commune_of(name, old, *heirs):
    made = make_commune(name, under=old, until=JULY)
    succeed(made, *heirs)
    return made


def accept(form, unit, above, turns):
    file_and_accept(make_report(form, unit, ensure_span(span=MAY), turns=turns), above=above)
    settle_totals(at=AT)


def ask(client, unit, status=200, **query):
    asked = {"nam": 2025, "ky": 5, "don-vi": str(unit.uid)} | {k.replace("_", "-"): v for k, v in query.items()}
    response = client.get(reverse("office:two_maps"), asked)
    assert response.status_code == status
    return response


def text_of(html):
    bare = re.sub(r"<[^>]+>", " ", html)
    return " ".join(unescape(bare).replace("\xa0", " ").split())


def title(response):
    return text_of(re.search(r"<h1.*?</h1>", response.content.decode(), re.DOTALL)[0])


def sides(response):
    """What each of the two maps says."""
    found = re.findall(r'<section class="card maps-side">.*?</section>', response.content.decode(), re.DOTALL)
    return [text_of(re.sub(r"<svg.*?</svg>", "", each, flags=re.DOTALL)) for each in found]


def rows(response):
    table = re.search(r'<section class="card maps-changes".*?</section>', response.content.decode(), re.DOTALL)[0]
    return [text_of(row) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)[1:]]


class TestAnOldProvince:
    @pytest.fixture(autouse=True)
    def reported(self, form, old, new):
        heirs = [make_commune(name, under=new, since=JULY) for name in ("Gia Lộc", "Gia Phúc")]
        commune_of("Đồng Bài", old[1], Heir(heirs[1]))
        for name in ("Thanh Tân", "Thanh Sơn"):
            accept(form, commune_of(name, old[0], Heir(heirs[0])), old[0], "70")
        part = SuccessionKind.PART
        accept(form, commune_of("Gia Lộc", old[0], *(Heir(each, part) for each in heirs)), old[0], "7")
        self.heirs = heirs

    def test_it_opens_with_the_result_and_says_that_the_new_province_is_more(self, officer, old):
        assert title(ask(officer, old[0])) == (
            "147 ca tuần tra của Hải Dương nay thuộc Hải Phòng, nhưng chưa phải là số của cả Hải Phòng"
        )

    def test_both_maps_stand_side_by_side_with_their_days(self, officer, old):
        then, now = sides(ask(officer, old[0]))

        assert then.startswith("Như thời điểm đó Tỉnh Hải Dương Bản đồ ngày 31/05/2025 147 ca Đủ số liệu")
        assert "Theo bản đồ hiện nay Thành phố Hải Phòng" in now
        assert "ít nhất 147 ca Phần tỉnh Hải Phòng cũ chưa có số tháng 5/2025 nên chưa cộng thành tổng." in now
        assert "Mới có 1/2 nguồn" in now

    @pytest.mark.parametrize(("seen", "shown"), [("khi-do", "Như thời điểm đó"), ("hom-nay", "Theo bản đồ hiện nay")])
    def test_one_of_the_two_can_be_seen_alone(self, officer, old, seen, shown):
        [side] = sides(ask(officer, old[0], xem=seen))

        assert side.startswith(shown)

    def test_what_became_of_the_communes_and_of_their_numbers(self, officer, old):
        assert rows(ask(officer, old[0])) == [
            "Chia Xã Gia Lộc Xã Gia Lộc, xã Gia Phúc Chưa rõ tỷ lệ Số 7 giữ ở cấp trên chung; mỗi nơi từ 0 đến 7.",
            "Nhập Xã Thanh Tân, xã Thanh Sơn Xã Gia Lộc Cộng trọn Số của 2 nơi cộng lại: 140.",
            "Đổi Xã Đồng Bài Xã Gia Phúc Giữ nguyên Số đi trọn sang đơn vị mới.",
        ]

    def test_the_stream_says_how_many_went_wholly_and_how_many_were_divided(self, officer, old):
        page = text_of(ask(officer, old[0]).content.decode())

        assert (
            "2/3 xã cũ của tỉnh Hải Dương nhập trọn vẹn nên số liệu cộng được; "
            "1 xã bị chia nên phần mềm không tự chia. Nghị quyết thử, từ 01/07/2025" in page
        )

    def test_provinces_are_drawn_with_the_one_that_has_no_number_hatched(self, officer, old):
        then, now = re.findall(r'<svg class="mini-map".*?</svg>', ask(officer, old[0]).content.decode(), re.DOTALL)

        assert [drawn.count('class="is-on"') for drawn in (then, now)] == [2, 2]  # the province and its name
        assert ('class="is-sibling"' in then, 'class="is-missing" fill="url(#hatch-now)"' in now) == (True, True)

    def test_a_part_of_a_divided_commune_has_the_range_of_what_is_certain(self, officer):
        response = ask(officer, self.heirs[0])

        assert title(response) == "Xã Gia Lộc có từ 140 đến 147 ca tuần tra của 3 đơn vị cũ"
        assert "từ 140 đến 147 ca 1 nơi báo cáo nay bị chia, không rõ tỷ lệ" in sides(response)[1]


def test_a_unit_that_nothing_happened_to_has_the_same_number_twice(officer, form, country):
    province = make_unit("Thanh Hóa", under=country, code="38")
    accept(form, make_commune("Mường Lát", under=province), province, "5")

    response = ask(officer, province)

    assert title(response) == "5 ca tuần tra của Thanh Hóa trên cả hai bản đồ"
    assert "đơn vị này không nhập, không chia: hai bản đồ là một" in text_of(response.content.decode())


def test_without_a_number_it_says_so(officer, form, old, new):
    assert title(ask(officer, new)) == "Tháng 5/2025: chưa có số ca tuần tra"


def test_without_a_form_it_says_what_will_be_here(officer, country):
    page = text_of(ask(officer, country).content.decode())

    assert "Chưa có biểu báo cáo nào" in page


def test_a_unit_out_of_scope_is_not_found(client, form, country, old):
    client.force_login(make_user(unit=make_unit("Thanh Hóa", under=country)))

    ask(client, old[0], status=404)


def test_the_number_of_a_total_leads_here(officer, form, old, new):
    accept(form, commune_of("Thanh Tân", old[0], Heir(make_commune("Thanh Hà", under=new, since=JULY))), old[0], "5")
    asked = {"bieu": form.code, "nam": 2025, "ky": 5, "don-vi": str(old[0].uid), "chi-tieu": "turns"}

    page = officer.get(reverse("office:totals"), asked).content.decode()
    address = unescape(re.search(r'class="totals-parts__maps" href="([^"]+)"', page)[1])

    assert title(officer.get(address)).startswith("5 ca tuần tra của Hải Dương nay thuộc Hải Phòng")


def test_it_asks_as_often_for_twenty_communes_as_for_two(officer, form, old, new):
    counted = []
    for some in (range(2), range(2, 20)):
        for number in some:
            heir = make_commune(f"Mới {number}", under=new, since=JULY)
            accept(form, commune_of(f"Cũ {number}", old[0], Heir(heir)), old[0], "1")
        ask(officer, new)
        with CaptureQueriesContext(connection) as queries:
            ask(officer, new)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 75
