"""Who has filed, in the browser and as a workbook."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER, make_form, make_report

from thidua.core import clock
from thidua.core.actors import Role
from thidua.office.filing import words
from thidua.office.filing.page import ONE_COLUMN, due_sentence, heading
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.reports.commands import accept_report, ensure_span, file_report, return_report
from thidua.reports.models import Form
from thidua.reports.queries.filing import MOST_ROWS
from thidua.reports.rules.calendar import calendar_span, due_on, number_of, period_before, period_on
from thidua.reports.rules.filing import Cell, CellState, Tally

pytestmark = pytest.mark.django_db

# The page reads the clock: what is tested lies two months back, where every last day is over.
PAST = period_before(period_before(period_on("month", clock.today())))
BEFORE = period_before(PAST)
DUE = due_on(PAST, 5)
THEN = {"nam": PAST.since.year, "ky": number_of(PAST)}
NAME = f"tháng {number_of(PAST)}"
HERE = number_of(PAST)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def form():
    return make_form("sessions", name="Báo cáo tháng phong trào")


@pytest.fixture
def officer(client, province):
    """A browser in which an officer of the province is signed in."""
    client.force_login(make_user(unit=province))
    return client


@pytest.fixture
def minister(client, country):
    """A browser in which an officer of the country is signed in."""
    client.force_login(make_user(unit=country))
    return client


def at_noon(day):
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def filed(form, unit, span=PAST, *, days_late=0):
    """A report of a unit that was sent up so many days after the last one."""
    report = make_report(form, unit, ensure_span(span=span), sessions="5")
    at = at_noon(due_on(span, 5) + timedelta(days=days_late))
    return file_report(report=report, by=process_actor(unit), at=at)


def accepted(form, unit, span=PAST, *, above, days_late=0):
    report = filed(form, unit, span, days_late=days_late)
    return accept_report(report=report, by=process_actor(above), at=LATER)


def returned(form, unit, *, above, reason="Thiếu một thôn"):
    return return_report(report=filed(form, unit), reason=reason, by=process_actor(above), at=LATER)


def ask(client, name="filing", status=200, headers=None, **query):
    response = client.get(reverse(f"office:{name}"), THEN | query, headers=headers)
    assert response.status_code == status
    return response


def text(response):
    """What a page says, without tags, in single spaces."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).replace("\xa0", " ").split())


def part(response, pattern):
    return re.search(pattern, response.content.decode(), re.DOTALL)[0]


def title(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", part(response, r"<h1.*?</h1>"))).replace("\xa0", " ").split())


def lede(response):
    return text_of(part(response, r'<p class="lede.*?</p>'))


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ").split())


def rows(response):
    """For each unit of the matrix the modifiers of its cells."""
    found = {}
    for body in re.findall(r"<tbody data-rows>.*?</tbody>", response.content.decode(), re.DOTALL):
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
            head = re.search(r"<th.*?</th>", row, re.DOTALL)
            if head:
                found[text_of(head[0])] = re.findall(r"matrix-cell--(\w+)", row)
    return found


def sheet_of(response):
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


class TestTheHead:
    """The page opens with its result."""

    def test_it_says_how_many_have_filed_and_how_many_have_not(self, officer, province, form):
        for number in range(1, 5):
            unit = make_commune(f"Xã {number}", under=province)
            if number > 1:
                accepted(form, unit, above=province)

        assert title(ask(officer)) == f"3/4 xã, phường đã gửi báo cáo {NAME}; 1 nơi chưa gửi"

    def test_where_all_have_filed_it_says_so(self, officer, province, commune, form):
        accepted(form, commune, above=province)
        filed(form, make_commune("Khác", under=province))

        assert title(ask(officer)) == f"Cả 2 xã, phường đã gửi báo cáo {NAME}"

    def test_under_it_stand_those_who_missed_two_in_a_row_and_the_last_day(self, officer, province, form):
        for name in ("An Thi", "Vũ Thư"):
            make_commune(name, under=province)
        filed(form, make_commune("Đông Hưng", under=province), BEFORE)

        assert lede(ask(officer)) == (
            f"Xã An Thi và xã Vũ Thư chưa gửi hai tháng liền. Hạn của {NAME} là {DUE:%d/%m/%Y}."
        )

    def test_where_nobody_missed_two_only_the_last_day_is_told(self, officer, province, commune, form):
        accepted(form, commune, BEFORE, above=province)

        assert lede(ask(officer)) == f"Hạn của {NAME} là {DUE:%d/%m/%Y}."

    @pytest.mark.usefixtures("form")
    def test_of_more_than_five_who_missed_two_only_the_number_is_told(self, officer, province):
        for number in range(6):
            make_commune(f"Xã {number}", under=province)

        assert lede(ask(officer)).startswith("6 nơi chưa gửi hai tháng liền.")

    def test_without_a_period_in_the_address_the_last_one_that_is_over_is_shown(self, officer, commune, form):
        last = period_before(period_on("month", clock.today()))
        filed(form, commune, last)

        response = officer.get(reverse("office:filing"))

        assert title(response) == f"Cả 1 xã, phường đã gửi báo cáo tháng {number_of(last)}"

    @pytest.mark.usefixtures("commune", "form")
    def test_a_period_to_come_has_nobody_missing(self, officer):
        assert title(ask(officer, nam=clock.today().year + 1, ky=3)) == "0/1 xã, phường đã gửi báo cáo tháng 3"

    def test_the_key_counts_the_states_of_the_period(self, officer, province, form):
        units = [make_commune(f"Xã {number}", under=province) for number in range(5)]
        accepted(form, units[0], above=province)
        accepted(form, units[1], above=province, days_late=2)
        filed(form, units[2])
        returned(form, units[3], above=province)

        key = text_of(part(ask(officer), r'<ul class="matrix-key.*?</ul>'))

        assert key == (
            "Đã nhận 2 Chờ duyệt 1 Trả lại, chờ gửi lại 1 Chưa gửi, quá hạn 1 Nhận muộn Đang nhập Chưa tới hạn"
        )


class TestTheMatrix:
    """A row per unit, a cell per period."""

    def test_each_state_has_its_cell(self, officer, province, form):
        names = ("Đúng", "Muộn", "Chờ", "Trả", "Nhập", "Thiếu")
        units = {name: make_commune(name, under=province) for name in names}
        accepted(form, units["Đúng"], above=province)
        accepted(form, units["Muộn"], above=province, days_late=3)
        filed(form, units["Chờ"])
        returned(form, units["Trả"], above=province)
        make_report(form, units["Nhập"], ensure_span(span=PAST), sessions="5")

        found = rows(ask(officer))

        assert {name: cells[HERE - 1] for name, cells in found.items()} == {
            "Xã Đúng": "received",
            "Xã Muộn": "late",
            "Xã Chờ": "waiting",
            "Xã Trả": "returned",
            "Xã Nhập": "missing",
            "Xã Thiếu": "missing",
        }
        assert {len(cells) for cells in found.values()} == {12}

    def test_the_words_of_a_cell_are_there_for_who_does_not_see_it(self, officer, province, commune, form):
        accepted(form, commune, above=province, days_late=3)

        assert "Nhận muộn 3 ngày" in text(ask(officer))

    def test_the_name_of_who_is_missing_stands_out(self, officer, province, commune, form):
        accepted(form, commune, above=province)
        make_commune("Thiếu", under=province)

        row = part(ask(officer), r'<tr class="is-missing">.*?</th>')

        assert text_of(row) == "Xã Thiếu"

    @pytest.mark.usefixtures("commune", "form")
    def test_a_cell_that_is_not_due_leads_nowhere(self, officer):
        response = ask(officer, nam=clock.today().year + 1, ky=12)

        assert rows(response)["Xã Vũ Thư"][11] == "not_reached"
        assert "data-cell" not in part(response, r"<tbody data-rows>.*?</tbody>")

    @pytest.mark.usefixtures("commune", "form")
    def test_the_head_of_a_column_leads_to_its_period(self, officer):
        head = part(ask(officer), r"<thead>.*?</thead>")

        assert f'href="?nam={PAST.since.year}&amp;ky=1"' in head
        assert re.findall(r'aria-current="true"><span aria-hidden="true">(\d+)', head) == [str(HERE)]

    @pytest.mark.usefixtures("form")
    def test_up_to_thirty_units_stand_in_one_table_and_more_in_two_of_half_each(self, officer, province):
        for number in range(ONE_COLUMN):
            make_commune(f"Xã {number:02}", under=province)
        one = ask(officer).content.decode()
        make_commune("Xã 99", under=province)

        halves = re.findall(r"<tbody data-rows>.*?</tbody>", ask(officer).content.decode(), re.DOTALL)

        assert one.count("<tbody data-rows>") == 1
        assert [half.count("<tr") for half in halves] == [16, 15]

    def test_the_lines_under_the_heads_count_the_missing_and_the_late(self, officer, province, form):
        accepted(form, make_commune("Muộn", under=province), above=province, days_late=1)
        for name in ("Một", "Hai"):
            make_commune(name, under=province)

        sums = part(ask(officer), r'<tbody class="filing-sums">.*?</tbody>')
        lines = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in re.findall(r"<tr>.*?</tr>", sums)]

        assert [(line[0], line[HERE]) for line in lines] == [("Cả tỉnh, còn thiếu", "2"), ("Cả tỉnh, nhận muộn", "1")]

    @pytest.mark.usefixtures("commune")
    def test_a_form_of_a_year_has_one_column(self, officer):
        make_form("sessions", kind="year", name="Báo cáo năm")

        response = officer.get(reverse("office:filing"))

        assert {len(cells) for cells in rows(response).values()} == {1}
        assert f"báo cáo năm {clock.today().year - 1}" in title(response)

    @pytest.mark.usefixtures("commune")
    def test_a_form_of_half_a_year_names_its_halves(self, officer):
        make_form("sessions", kind="half", name="Báo cáo 6 tháng")

        head = part(ask(officer, nam=2024, ky=1), r"<thead>.*?</thead>")

        assert [word for word in ("Đầu năm", "Cuối năm") if word in head] == ["Đầu năm", "Cuối năm"]

    @pytest.mark.usefixtures("commune")
    def test_where_a_level_below_reports_too_the_names_lead_down(self, minister, province):
        make_form("sessions", levels=(Level.PROVINCE, Level.COMMUNE))

        above = ask(minister)
        below = ask(minister, **{"don-vi": province.uid})

        assert f"don-vi={province.uid}" in part(above, r"<tbody data-rows>.*?</th>")
        assert list(rows(below)) == ["Xã Vũ Thư"]


class TestTheFilter:
    """Which units are shown."""

    @pytest.fixture
    def mixed(self, province, form):
        make_commune("Thiếu", under=province)
        filed(form, make_commune("Chờ", under=province))
        returned(form, make_commune("Trả", under=province), above=province)
        accepted(form, make_commune("Đủ", under=province), above=province)

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ("", ["Xã Chờ", "Xã Đủ", "Xã Thiếu", "Xã Trả"]),
            ("thieu", ["Xã Thiếu"]),
            ("cho", ["Xã Chờ"]),
            ("tra-lai", ["Xã Trả"]),
            ("không-có", ["Xã Chờ", "Xã Đủ", "Xã Thiếu", "Xã Trả"]),
        ],
    )
    @pytest.mark.usefixtures("mixed")
    def test_it_stands_in_the_address(self, officer, asked, names):
        assert list(rows(ask(officer, loc=asked))) == names

    @pytest.mark.usefixtures("mixed")
    def test_each_choice_says_how_many_it_shows(self, officer):
        choices = part(ask(officer, loc="cho"), r'<nav class="segments".*?</nav>')

        assert text_of(choices) == "Cả tỉnh 4 Còn thiếu 1 Chờ duyệt 1 Trả lại 1"
        assert re.findall(r'href="([^"]*)" aria-current="true"', choices) == [
            f"?nam={PAST.since.year}&amp;ky={HERE}&amp;loc=cho"
        ]

    @pytest.mark.usefixtures("mixed")
    def test_the_head_and_the_sums_stay_those_of_all(self, officer):
        assert title(ask(officer, loc="cho")) == title(ask(officer))

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ("thieu", f"Không có nơi nào quá hạn báo cáo {NAME}."),
            ("cho", f"Không có báo cáo nào của {NAME} chờ duyệt."),
            ("tra-lai", f"Không có báo cáo nào của {NAME} đang bị trả lại."),
        ],
    )
    def test_where_there_are_none_it_says_so(self, officer, province, commune, form, asked, sentence):
        accepted(form, commune, above=province)

        response = ask(officer, loc=asked)

        assert rows(response) == {}
        assert text_of(part(response, r"<tbody data-rows>.*?</tbody>")) == sentence


class TestTheListOfAPhone:
    """Who is missing, without the matrix."""

    def listed(self, response):
        return re.findall(r'filing-short__name">(.*?)<', response.content.decode())

    def test_it_holds_those_who_are_missing_with_the_days_and_how_often(self, officer, province, form):
        accepted(form, make_commune("Đủ", under=province), above=province)
        gone, new = make_commune("Thiếu", under=province), make_commune("Mới", under=province)
        filed(form, new, BEFORE)

        found = part(ask(officer), r'<section class="filing-short".*?</section>')

        late = (clock.today() - DUE).days
        assert re.findall(r'class="note">(.*?)<', found)[0] == f"Chưa gửi, quá hạn {late} ngày"
        assert re.search(rf"Chưa gửi, quá hạn {late} ngày · \d+ kỳ liền", text_of(found))
        assert self.listed(ask(officer)) == ["Xã Mới", "Xã Thiếu"]
        assert f"o={gone.uid}" in found

    def test_it_follows_the_filter(self, officer, province, commune, form):
        filed(form, commune)
        make_commune("Thiếu", under=province)

        assert self.listed(ask(officer, loc="cho")) == ["Xã Vũ Thư"]

    def test_where_nobody_is_missing_it_says_so_and_leads_to_the_matrix(self, officer, province, commune, form):
        accepted(form, commune, above=province)

        found = part(ask(officer), r'<section class="filing-short".*?</section>')

        assert text_of(found) == f"Không có nơi nào quá hạn báo cáo {NAME}. Xem cả bảng 1 nơi"
        assert 'href="#bang"' in found


class TestTheDetailOfACell:
    """A fragment beside the cell, a page without JavaScript."""

    def detail(self, client, unit, status=200, headers=None, **query):
        return ask(client, "filing_cell", status, headers=headers or {"HX-Request": "true"}, o=unit.uid, **query)

    def test_each_cell_leads_to_its_own(self, officer, commune, form):
        links = re.findall(r'href="([^"]*)" data-cell', ask(officer).content.decode())

        assert unescape(links[HERE - 1]) == (
            f"{reverse('office:filing_cell')}?bieu={form.code}&nam={PAST.since.year}&ky={HERE}&o={commune.uid}"
        )
        assert officer.get(unescape(links[HERE - 1])).status_code == 200

    @pytest.mark.usefixtures("form")
    def test_of_a_missing_report_it_tells_the_days_and_that_the_one_before_is_missing_too(self, officer, commune):
        found = text(self.detail(officer, commune))

        before = f"{number_of(BEFORE)}" if BEFORE.since.year == PAST.since.year else f"12/{BEFORE.since.year}"
        late = (clock.today() - DUE).days
        assert found == (
            f"Xã Vũ Thư · {NAME}/{PAST.since.year} Đóng Chưa gửi, quá hạn {late} ngày Hạn {DUE:%d/%m/%Y}. "
            f"Tháng {before} cũng chưa gửi. Nhắc gửi báo cáo Xem đơn vị"
        )

    @pytest.mark.usefixtures("form")
    def test_of_january_it_names_the_december_before_with_its_year(self, officer, commune):
        year = clock.today().year - 1

        assert f"Tháng 12/{year - 1} cũng chưa gửi." in text(self.detail(officer, commune, nam=year, ky=1))

    def test_of_a_draft_it_says_that_it_was_begun(self, officer, commune, form):
        filed(form, commune, BEFORE)
        make_report(form, commune, ensure_span(span=PAST), sessions="5")

        assert "Đã nhập dở, chưa gửi." in text(self.detail(officer, commune))

    def test_of_a_late_report_it_tells_both_days_and_leads_to_the_report(self, officer, province, commune, form):
        report = accepted(form, commune, above=province, days_late=2)

        response = self.detail(officer, commune)

        filed_on = DUE + timedelta(days=2)
        assert "Nhận muộn 2 ngày" in text(response)
        assert f"Gửi lần đầu ngày {filed_on:%d/%m/%Y}, hạn {DUE:%d/%m/%Y}." in text(response)
        assert reverse("office:report", args=[report.uid]) in response.content.decode()

    def test_of_one_that_was_sent_back_it_tells_why(self, officer, province, commune, form):
        returned(form, commune, above=province, reason="Thiếu <b>thôn Đoài</b>")

        response = self.detail(officer, commune)

        assert "Trả lại, chờ gửi lại" in text(response)
        assert "Lý do trả lại: Thiếu &lt;b&gt;thôn Đoài&lt;/b&gt;" in response.content.decode()

    def test_of_one_that_waits_it_says_so(self, officer, commune, form):
        filed(form, commune)

        assert "Chờ duyệt" in text(self.detail(officer, commune))

    @pytest.mark.usefixtures("form")
    def test_of_one_that_is_not_due_it_tells_how_long_there_is(self, officer, commune):
        year = clock.today().year + 1

        found = text(self.detail(officer, commune, nam=year, ky=12))

        assert re.search(rf"Chưa tới hạn Hạn 05/01/{year + 1}, còn [\d.]+ ngày\.", found)

    def test_without_htmx_it_is_a_page_that_leads_back_to_the_matrix(self, officer, commune, form):
        response = self.detail(officer, commune, headers={"Accept": "text/html"})

        crumbs = part(response, r'<nav class="crumbs".*?</nav>')
        assert title(response) == f"Xã Vũ Thư · {NAME}/{PAST.since.year}"
        assert f"bieu={form.code}&amp;nam={PAST.since.year}&amp;ky={HERE}" in crumbs

    @pytest.mark.usefixtures("form")
    def test_the_fragment_is_no_page(self, officer, commune):
        assert "<html" not in self.detail(officer, commune).content.decode()

    @pytest.mark.usefixtures("form")
    def test_a_foreign_unit_is_not_found(self, officer, country, commune):
        foreign = make_commune("Ngoại", under=make_unit("Hải Phòng", under=country))

        self.detail(officer, foreign, status=404)
        self.detail(officer, commune, status=404, **{"don-vi": foreign.uid})

    @pytest.mark.parametrize("number", ["0", "13", "x", ""])
    @pytest.mark.usefixtures("form")
    def test_a_period_that_is_none_is_not_found(self, officer, commune, number):
        self.detail(officer, commune, status=404, ky=number)

    @pytest.mark.usefixtures("commune", "form")
    def test_a_unit_that_is_not_asked_is_not_found(self, officer, province):
        self.detail(officer, province, status=404)

    @pytest.mark.usefixtures("form")
    def test_a_period_of_which_nothing_is_asked_is_not_found(self, officer, province):
        late = make_commune("Mới", under=province, since=PAST.until - timedelta(days=1))

        self.detail(officer, late)
        self.detail(officer, late, status=404, nam=BEFORE.since.year, ky=number_of(BEFORE))

    def test_without_a_form_there_is_none(self, officer, commune):
        self.detail(officer, commune, status=404)


class TestWhoMaySee:
    """Scope and roles."""

    @pytest.mark.usefixtures("commune", "form")
    def test_a_unit_under_the_own_one_is_shown_with_the_way_back(self, minister, province):
        response = ask(minister, **{"don-vi": province.uid})

        assert list(rows(response)) == ["Xã Vũ Thư"]
        assert "tỉnh Hưng Yên" in part(response, r'<nav class="crumbs".*?</nav>').lower().replace(
            "hưng yên", "Hưng Yên"
        )

    @pytest.mark.usefixtures("commune", "form")
    def test_its_cells_keep_the_unit_in_the_address(self, minister, province):
        link = re.search(r'href="([^"]*)" data-cell', ask(minister, **{"don-vi": province.uid}).content.decode())[1]

        assert f"don-vi={province.uid}" in link
        assert minister.get(unescape(link)).status_code == 200

    @pytest.mark.parametrize("name", ["filing", "filing_export"])
    @pytest.mark.usefixtures("commune", "form")
    def test_a_unit_out_of_scope_is_not_found(self, officer, country, name):
        foreign = make_unit("Hải Phòng", under=country)

        ask(officer, name, status=404, **{"don-vi": foreign.uid})
        ask(officer, name, status=404, **{"don-vi": country.uid})

    @pytest.mark.parametrize("typed", ["", "x", "00000000-0000-0000-0000-000000000000"])
    @pytest.mark.usefixtures("commune", "form")
    def test_a_unit_that_is_none_is_not_found(self, officer, typed):
        ask(officer, status=404, **{"don-vi": typed})

    @pytest.mark.usefixtures("commune", "form")
    def test_a_form_that_is_none_or_asks_nothing_here_is_not_found(self, officer):
        other = make_form("sessions", levels=(Level.PROVINCE,))

        ask(officer, status=404, bieu="khong_co")
        ask(officer, status=404, bieu=other.code)

    @pytest.mark.usefixtures("commune", "form")
    def test_the_communes_of_others_are_not_counted(self, officer, country):
        make_commune("Ngoại", under=make_unit("Hải Phòng", under=country))

        assert "Ngoại" not in text(ask(officer))
        assert title(ask(officer)).startswith("0/1 ")

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
    @pytest.mark.usefixtures("commune", "form")
    def test_everybody_who_holds_a_role_may_look(self, client, province, role):
        client.force_login(make_user(role, unit=province))

        assert list(rows(ask(client))) == ["Xã Vũ Thư"]

    @pytest.mark.parametrize("name", ["filing", "filing_cell", "filing_export"])
    @pytest.mark.usefixtures("commune", "form")
    def test_nothing_is_changed_by_a_post(self, officer, name):
        assert officer.post(reverse(f"office:{name}")).status_code == 405

    @pytest.mark.parametrize("year", ["0", "9999", "hai", "-1", "²⁰²⁶"])
    @pytest.mark.usefixtures("commune", "form")
    def test_a_year_that_is_none_is_the_usual_one(self, officer, year):
        response = officer.get(reverse("office:filing"), {"nam": year})

        assert title(response) == title(officer.get(reverse("office:filing")))

    @pytest.mark.usefixtures("commune", "form")
    def test_the_side_bar_leads_here(self, officer):
        side = part(ask(officer), r'<nav class="side".*?</nav>')

        assert re.search(rf'href="{reverse("office:filing")}" aria-current="page".*?Ai đã gửi', side, re.DOTALL)


class TestTheChoice:
    """Forms and years."""

    @pytest.mark.usefixtures("commune", "form")
    def test_forms_that_ask_below_are_offered_and_the_first_is_shown(self, officer):
        make_form("sessions", kind="year", name="Báo cáo năm phong trào")
        make_form("sessions", levels=(Level.PROVINCE,), name="Báo cáo của tỉnh")

        menu = text_of(part(ask(officer), r'<details class="menu" data-menu>\s*<summary class="btn.*?</details>'))

        assert menu.startswith(f"Báo cáo tháng phong trào · {PAST.since.year}")
        assert ("Báo cáo năm phong trào Năm" in menu, "Báo cáo của tỉnh" in menu) == (True, False)

    @pytest.mark.usefixtures("form")
    def test_another_form_is_shown_where_it_is_asked_for(self, officer, commune):
        other = make_form("sessions", name="Báo cáo tháng khác")
        filed(other, commune)

        assert title(ask(officer, bieu=other.code)) == f"Cả 1 xã, phường đã gửi báo cáo {NAME}"

    def test_the_years_go_back_to_the_first_report(self, officer, commune, form):
        year = clock.today().year - 2
        filed(form, commune, calendar_span("month", year, 3))

        offered = re.findall(r'href="\?nam=(\d+)', part(ask(officer), r'<div class="filing-years">.*?</div>'))

        assert offered == [str(each) for each in range(clock.today().year, year - 1, -1)]


class TestEmptyStates:
    """What the page says where there is nothing to show."""

    @pytest.mark.usefixtures("commune")
    def test_without_a_form_it_says_when_there_will_be_something(self, officer):
        response = officer.get(reverse("office:filing"))

        assert "Chưa có biểu báo cáo nào" in text(response)
        assert rows(response) == {}

    @pytest.mark.usefixtures("form")
    def test_a_commune_is_led_to_its_own_reports(self, client, commune):
        client.force_login(make_user(unit=commune))

        response = client.get(reverse("office:filing"))

        assert "Không có nơi nào dưới xã Vũ Thư phải gửi báo cáo" in text(response)
        assert f'href="{reverse("office:reports")}"' in part(response, r'<div class="empty">.*</main>')

    @pytest.mark.usefixtures("form")
    def test_a_province_without_communes_says_so(self, officer):
        assert "Không có nơi nào dưới tỉnh Hưng Yên phải gửi báo cáo" in text(ask(officer))

    @pytest.mark.usefixtures("form")
    def test_so_does_a_year_in_which_nobody_stood(self, officer, province):
        make_commune("Mới", under=province, since=date(2024, 3, 10))

        assert "Không có nơi nào dưới" in text(ask(officer, nam=2010, ky=1))
        assert "Không có nơi nào dưới" not in text(ask(officer, nam=2024, ky=3))

    @pytest.mark.usefixtures("form")
    def test_a_year_whose_units_stood_only_before_it_has_no_rows(self, officer, province):
        make_commune("Cũ", under=province, until=date(2025, 1, 1))

        assert "Không có nơi nào dưới" in text(ask(officer, nam=2025, ky=1))

    @pytest.mark.usefixtures("commune")
    def test_the_empty_page_reads_in_english(self, officer):
        officer.post(reverse("office:set_language"), {"language": "en", "next": "/"})

        assert "No report forms yet" in text(officer.get(reverse("office:filing")))


class TestTheWorkbook:
    """The export, read back."""

    def test_it_holds_a_word_for_each_cell_and_the_sums_as_numbers(self, officer, province, form):
        late, gone = make_commune("Muộn", under=province), make_commune("Thiếu", under=province)
        accepted(form, late, above=province, days_late=2)
        filed(form, gone, BEFORE)

        response = ask(officer, "filing_export")
        head, *body = sheet_of(response)

        place = HERE + 1
        days = (clock.today() - DUE).days
        assert (head[:2], head[place]) == (["STT", "Đơn vị"], f"Tháng {HERE}/{PAST.since.year}")
        assert [(row[0], row[1], row[place]) for row in body] == [
            (1, "Xã Muộn", "Nhận muộn 2 ngày"),
            (2, "Xã Thiếu", f"Chưa gửi, quá hạn {days} ngày"),
            (None, "Phải gửi", 2),
            (None, "Đã gửi", 1),
            (None, "Còn thiếu", 1),
            (None, "Nhận muộn", 1),
            (None, "Chờ duyệt", 0),
        ]
        assert response["Content-Disposition"] == f'attachment; filename="ai-da-gui-{PAST.since.year}.xlsx"'

    @pytest.mark.usefixtures("form")
    def test_a_cell_of_which_nothing_is_asked_is_empty(self, officer, province):
        make_commune("Mới", under=province, since=PAST.until - timedelta(days=1))

        row = sheet_of(ask(officer, "filing_export"))[1]

        before = row[2 : HERE + 1]
        assert before == [None] * (HERE - 1)
        assert row[HERE + 1] is not None

    def test_it_holds_what_the_filter_shows_with_the_sums_of_all(self, officer, province, commune, form):
        filed(form, commune)
        make_commune("Thiếu", under=province)

        body = sheet_of(ask(officer, "filing_export", loc="cho"))[1:]

        assert [row[1] for row in body] == ["Xã Vũ Thư", "Phải gửi", "Đã gửi", "Còn thiếu", "Nhận muộn", "Chờ duyệt"]
        assert body[1][HERE + 1] == 2

    @pytest.mark.usefixtures("commune", "form")
    def test_the_page_leads_to_it_with_the_same_question(self, officer):
        page = ask(officer, loc="thieu").content.decode()

        assert f"{reverse('office:filing_export')}?nam={PAST.since.year}&amp;ky={HERE}&amp;loc=thieu" in page

    @pytest.mark.usefixtures("form")
    def test_a_name_that_looks_like_a_formula_is_text(self, officer, province):
        unit = make_commune("Thử", under=province)
        unit.descriptions.update(full_name="=1+1")

        assert sheet_of(ask(officer, "filing_export"))[1][1] == "=1+1"

    @pytest.mark.usefixtures("commune")
    def test_without_a_form_there_is_none(self, officer):
        ask(officer, "filing_export", status=404)


@pytest.fixture
def crowd(country, province, form):
    """More units than a matrix shows: nearly all in one province, one in another, which has filed."""
    for number in range(MOST_ROWS):
        make_commune(f"Xã {number:03}", under=province)
    other = make_unit("Hải Phòng", kind=UnitKind.CITY, under=country)
    filed(form, make_commune("Xa", under=other))
    return other


@pytest.mark.usefixtures("crowd")
class TestTheCountry:
    """Too many units to show one by one: those directly below, counted."""

    def test_it_counts_each_unit_directly_below_and_leads_to_it(self, minister, province, crowd):
        response = ask(minister)
        table, code = part(response, r'<table class="filing-table">.*?</table>'), Form.objects.get().code

        assert title(response) == f"1/301 xã, phường đã gửi báo cáo {NAME}; 300 nơi chưa gửi"
        assert lede(response) == (f"Thiếu nhiều nhất: tỉnh Hưng Yên (300). Hạn của {NAME} là {DUE:%d/%m/%Y}.")
        assert re.findall(r'<tr class="is-missing"><th scope="row"><a class="quiet" href="([^"]*)"', table) == [
            f"{reverse('office:filing')}?bieu={code}&amp;nam={PAST.since.year}&amp;ky={HERE}&amp;don-vi={province.uid}"
        ]
        assert [word in text_of(table) for word in ("0 /300", "1/1", "Cả nước, còn thiếu 301")] == [True, True, True]
        assert crowd.name in table

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ("", ["Thành phố trực thuộc trung ương Hải Phòng", "Tỉnh Hưng Yên"]),
            ("thieu", ["Tỉnh Hưng Yên"]),
            ("cho", ["Thành phố trực thuộc trung ương Hải Phòng"]),
        ],
    )
    def test_the_filter_chooses_units_under_which_somebody_is_in_that_state(self, minister, asked, names):
        response = ask(minister, loc=asked)

        assert re.findall(r'<th scope="row"><a class="quiet"[^>]*>(.*?)</a>', response.content.decode()) == names
        assert text_of(part(response, r'<nav class="segments".*?</nav>')) == "Tất cả 2 Còn thiếu 1 Chờ duyệt 1"

    def test_a_phone_lists_those_under_whom_somebody_is_missing(self, minister):
        listed = part(ask(minister), r'<section class="filing-short".*?</section>')

        assert text_of(listed) == "Tỉnh Hưng Yên 0/300 đã gửi, thiếu 300 Xem cả bảng 2 nơi"

    def test_the_workbook_holds_both_numbers_of_each_period(self, minister):
        head, *body = sheet_of(ask(minister, "filing_export"))

        place = 2 * HERE
        period = f"Tháng {HERE}/{PAST.since.year}"
        assert head[place : place + 2] == [f"{period}, đã gửi", f"{period}, phải gửi"]
        assert [(row[1], *row[place : place + 2]) for row in body] == [
            ("Thành phố trực thuộc trung ương Hải Phòng", 1, 1),
            ("Tỉnh Hưng Yên", 0, 300),
            ("Cả nước", 1, 301),
        ]

    def test_the_province_itself_is_shown_unit_by_unit(self, minister, province):
        assert len(rows(ask(minister, **{"don-vi": province.uid}))) == MOST_ROWS


class TestTheQueries:
    """As many for three units as for one."""

    def test_the_page_takes_as_many_for_three_units_as_for_one(
        self, officer, province, form, django_assert_num_queries
    ):
        accepted(form, make_commune("Một", under=province), above=province)
        ask(officer)
        with CaptureQueriesContext(connection) as one:
            ask(officer)
        count = len(one)
        for name in ("Hai", "Ba"):
            accepted(form, make_commune(name, under=province), above=province, days_late=3)
        ask(officer)

        with django_assert_num_queries(count):
            response = ask(officer)

        assert len(rows(response)) == 3

    def test_so_does_the_workbook(self, officer, province, form, django_assert_num_queries):
        filed(form, make_commune("Một", under=province))
        ask(officer, "filing_export")
        with CaptureQueriesContext(connection) as one:
            ask(officer, "filing_export")
        count = len(one)
        for name in ("Hai", "Ba"):
            filed(form, make_commune(name, under=province))
        ask(officer, "filing_export")

        with django_assert_num_queries(count):
            ask(officer, "filing_export")


class TestTheWords:
    """Periods, units and states as they are said."""

    @pytest.mark.parametrize(
        ("kind", "number", "name", "whole", "head"),
        [
            ("month", 10, "tháng 10", "tháng 10/2026", "10"),
            ("quarter", 4, "quý IV", "quý IV/2026", "IV"),
            ("half", 1, "6 tháng đầu năm", "6 tháng đầu năm 2026", "Đầu năm"),
            ("half", 2, "6 tháng cuối năm", "6 tháng cuối năm 2026", "Cuối năm"),
            ("year", 1, "năm 2026", "năm 2026", "2026"),
        ],
    )
    def test_a_period_is_named_in_a_sentence_with_its_year_and_at_its_column(self, kind, number, name, whole, head):
        span = calendar_span(kind, 2026, number)

        assert (words.period_name(span), words.period_with_year(span), words.period_head(span)) == (name, whole, head)

    @pytest.mark.parametrize(
        ("names", "said"),
        [
            ([], ""),
            (["Xã A"], "Xã A"),
            (["Xã A", "Phường B"], "Xã A và phường B"),
            (["Xã A", "Xã B", "Phường C"], "Xã A, xã B và phường C"),
            ([f"Xã {letter}" for letter in "ABCDEF"], "6 nơi"),
        ],
    )
    def test_few_units_are_named_and_of_many_the_number_is_told(self, names, said):
        assert words.names_in_words(names) == said

    def test_units_are_called_by_their_level_in_the_tree_of_territories(self):
        levels = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.VILLAGE)

        assert [words.units_word(level, Tree.TERRITORY) for level in levels] == [
            "tỉnh, thành phố",
            "quận, huyện",
            "xã, phường",
            "thôn, tổ dân phố",
        ]
        assert (words.units_word(Level.PROVINCE, Tree.POLICE), words.units_word(None, "")) == ("đơn vị", "đơn vị")

    def test_all_under_a_unit_is_called_by_its_kind(self):
        kinds = (UnitKind.COUNTRY, UnitKind.PROVINCE, UnitKind.CITY, UnitKind.POLICE)

        assert [words.whole_word(kind) for kind in kinds] == ["Cả nước", "Cả tỉnh", "Cả thành phố", "Tất cả"]

    def test_two_in_a_row_are_counted_in_the_periods_of_the_form(self):
        assert [words.twice_word(kind) for kind in ("month", "quarter", "half", "year")] == [
            "chưa gửi hai tháng liền",
            "chưa gửi hai quý liền",
            "chưa gửi hai kỳ liền",
            "chưa gửi hai năm liền",
        ]

    def test_every_state_has_a_word_and_every_state_but_the_unasked_a_chip(self):
        assert set(words.STATES) == set(CellState)
        assert set(words.CHIPS) == set(CellState) - {CellState.NOT_ASKED}

    def test_a_late_or_missing_cell_tells_its_days(self):
        said = [words.word_of(Cell(state, days=1200)) for state in (CellState.MISSING, CellState.LATE)]

        assert said == ["Chưa gửi, quá hạn 1.200 ngày", "Nhận muộn 1.200 ngày"]

    def test_the_last_day_is_told_with_what_is_left_of_it(self):
        due = date(2026, 11, 5)

        assert [due_sentence(due, "tháng 10", day) for day in (date(2026, 11, 1), due, date(2026, 11, 6))] == [
            "Hạn của tháng 10 là 05/11/2026, còn 4 ngày.",
            "Hạn của tháng 10 là 05/11/2026, hôm nay.",
            "Hạn của tháng 10 là 05/11/2026.",
        ]
        assert due_sentence(None, "tháng 10", due) == ""

    def test_where_nobody_is_asked_the_head_says_so(self):
        assert heading(Tally({}), "xã, phường", "tháng 10").replace("\xa0", " ") == (
            "Chưa có nơi nào phải gửi báo cáo tháng 10"
        )

    def test_large_numbers_have_their_stops(self):
        counted = Tally({CellState.RECEIVED: 3227, CellState.MISSING: 94})

        assert heading(counted, "xã, phường", "tháng 10").replace("\xa0", " ") == (
            "3.227/3.321 xã, phường đã gửi báo cáo tháng 10; 94 nơi chưa gửi"
        )

    def test_in_english_one_and_many_are_told_apart(self):
        one, many = (Tally({CellState.RECEIVED: 2, CellState.MISSING: count}) for count in (1, 2))

        with override("en"):
            said = [heading(each, "communes", "month 10").replace("\xa0", " ") for each in (one, many)]

        assert said == [
            "2/3 communes have filed the report for month 10; 1 has not",
            "2/4 communes have filed the report for month 10; 2 have not",
        ]
