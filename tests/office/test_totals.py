"""The totals of a year, in the browser, as a workbook and as CSV."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report, type_in

from thidua.core import clock
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.office.totals import words
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.models import Lineage, Placement
from thidua.reports.commands import amend_report, ensure_span, settle_totals
from thidua.reports.models import Form, FormEdition, Report
from thidua.reports.rules.calendar import calendar_span, number_of, period_before, period_on

pytestmark = pytest.mark.django_db

# The page reads the clock: what is tested lies two months back, where every period is over.
PAST = period_before(period_before(period_on("month", clock.today())))
YEAR, HERE = PAST.since.year, number_of(PAST)
NAME = f"Tháng {HERE}"


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


@pytest.fixture
def form():
    make_indicator("sessions", "Buổi tuyên truyền", phrase="buổi tuyên truyền")
    return make_form("sessions", name="Báo cáo tháng phong trào")


@pytest.fixture
def officer(client, province):
    """A browser in which an officer of the province is signed in."""
    client.force_login(make_user(unit=province))
    return client


def make_communes(province, *names):
    return [make_commune(name, under=province) for name in names]


def accept(form, unit, above, number=HERE, **texts):
    """A report of a month, accepted by the unit above; the totals are added."""
    span = calendar_span("month", YEAR, number)
    report = file_and_accept(make_report(form, unit, ensure_span(span=span), **texts), above=above)
    settle_totals(at=LATER)
    return report


def ask(client, name="totals", status=200, headers=None, **query):
    asked = {key.replace("_", "-"): value for key, value in ({"nam": YEAR, "ky": HERE} | query).items()}
    response = client.get(reverse(f"office:{name}"), asked, headers=headers)
    assert response.status_code == status
    return response


def text_of(html):
    """What a piece of a page says, without tags, in single spaces; where a word may break is none."""
    bare = re.sub(r"<[^>]+>", " ", html.replace("<wbr>", ""))
    return " ".join(unescape(bare).replace("\xa0", " ").split())


def part(response, pattern):
    return re.search(pattern, response.content.decode(), re.DOTALL)[0]


def title(response):
    return text_of(part(response, r"<h1.*?</h1>"))


def lede(response):
    return text_of(part(response, r'<p class="lede.*?</p>'))


def rows(response):
    """For each line what its cells say, the periods and then the year."""
    found = {}
    for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", response.content.decode(), re.DOTALL):
        head, *cells = re.split(r"<td", row)
        if "data-cell" in row or 'class="note"' in head:
            name = re.search(r"\d+\. (.*?)<span", head, re.DOTALL)[1]
            found[name] = [text_of(f"<td{each}") for each in cells]
    return found


def line(response, name="Buổi tuyên truyền"):
    return rows(response)[name]


def here(response, name="Buổi tuyên truyền"):
    """What the cell of the month that is looked at says."""
    return line(response, name)[HERE - 1]


def parts_of(response):
    """What the panel lists: (name, number) of each part."""
    one = r'<li><span class="totals-parts__name">(.*?)</span><span class="num">(.*?)</span>(?=<a|</li>)'
    listed = re.findall(one, response.content.decode(), re.DOTALL)
    return [(text_of(name), text_of(number)) for name, number in listed]


class TestTheHead:
    """The page opens with its result."""

    def test_it_says_the_number_of_the_first_line_and_that_it_is_whole(self, officer, province, form):
        for commune in make_communes(province, "Vũ Thư", "An Thi"):
            accept(form, commune, province, sessions="617")

        assert title(ask(officer)) == f"{NAME}: 1.234 buổi tuyên truyền, đủ 2 xã, phường"

    def test_where_some_are_missing_it_says_at_least_and_how_many_and_names_them(self, officer, province, form):
        first, *_others = make_communes(province, "Vũ Thư", "An Thi", "Đông Hưng")
        accept(form, first, province, sessions="1.234")

        response = ask(officer)

        assert title(response) == f"{NAME}: ít nhất 1.234 buổi tuyên truyền, còn thiếu 2 xã, phường"
        assert lede(response) == (
            "Còn thiếu xã An Thi và xã Đông Hưng. Chỉ gồm số đã được nhận, cộng lần cuối 21/11/2026 09:00."
        )

    def test_of_many_that_are_missing_five_are_named(self, officer, province, form):
        accept(form, make_commune("Vũ Thư", under=province), province, sessions="1")
        make_communes(province, *(f"Xã {number}" for number in range(7)))

        assert lede(ask(officer)).startswith("Còn thiếu xã Xã 0, xã Xã 1, xã Xã 2, xã Xã 3, xã Xã 4 và 2 nơi khác.")

    def test_the_year_counts_reports(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")

        response = ask(officer, ky="nam")

        due = sum(1 for number in range(1, 13) if calendar_span("month", YEAR, number).until <= clock.today())
        is_over = calendar_span("year", YEAR).until <= clock.today()
        begins = f"Năm {YEAR}" if is_over else f"Năm {YEAR} đến nay"
        assert title(response) == f"{begins}: ít nhất 12 buổi tuyên truyền, còn thiếu {due - 1} báo cáo"

    @pytest.mark.usefixtures("form")
    def test_it_follows_the_line_that_is_asked_for(self, officer, province):
        other = make_form("sessions", "attendances")
        Indicator.objects.filter(code="attendances").update(phrase="lượt người")
        accept(other, make_commune(under=province), province, sessions="12", attendances="40")

        assert title(ask(officer, bieu=other.code, chi_tieu="attendances")) == f"{NAME}: 40 lượt người, đủ 1 xã, phường"

    def test_where_nobody_has_a_number_it_says_so(self, officer, province, form):
        accept(form, make_commune(under=province), province, HERE, sessions="12")
        other = HERE - 1 if HERE > 1 else HERE + 1

        response = ask(officer, ky=other)

        assert title(response) == f"Tháng {other}: chưa nơi nào có số, còn thiếu cả 1 xã, phường"

    @pytest.mark.usefixtures("form")
    def test_a_period_to_come_is_not_missing_anything(self, officer, province):
        make_commune(under=province)

        response = ask(officer, nam=clock.today().year + 1, ky=12)

        assert title(response) == "Tháng 12: chưa tới kỳ báo cáo"

    def test_a_unit_that_reports_itself_has_its_own_number(self, client, province, form):
        commune = make_commune(under=province)
        accept(form, commune, province, sessions="trên 12")
        client.force_login(make_user(unit=commune))

        assert title(ask(client)) == f"{NAME}: trên 12 buổi tuyên truyền"

    def test_without_a_period_in_the_address_the_newest_with_numbers_is_looked_at(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")

        response = officer.get(reverse("office:totals"), {"nam": YEAR})

        assert title(response).startswith(f"{NAME}: 12 buổi")


class TestTheTable:
    """Lines of the form × periods and the year."""

    def test_a_whole_number_stands_alone_and_a_partial_one_says_what_is_missing(self, officer, province, form):
        first, second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="1.200")
        partial = here(ask(officer))
        accept(form, second, province, sessions="34")

        assert (partial, here(ask(officer))) == ("ít nhất 1.200 thiếu 1", "1.234")

    @pytest.mark.parametrize(
        ("typed", "shown"), [("trên 12", "trên 12"), ("gần 12", "gần 12"), ("0", "0"), ("không quá 12", "không quá 12")]
    )
    def test_the_word_of_the_officer_stands_before_the_number(self, officer, province, form, typed, shown):
        accept(form, make_commune(under=province), province, sessions=typed)

        assert here(ask(officer)) == shown

    def test_where_nothing_was_accepted_it_says_so_and_not_zero(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")
        other = HERE - 1 if HERE > 1 else HERE + 1

        assert line(ask(officer))[other - 1] == "chưa có số"

    def test_a_period_that_has_not_begun_is_empty(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")
        cells = line(ask(officer))

        begun = [calendar_span("month", YEAR, number).until <= clock.today() for number in range(1, 13)]
        assert [cell == "" for cell in cells[:12]] == [not each for each in begun]

    def test_a_number_that_is_added_anew_says_so(self, officer, province, form):
        first, second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="12")
        file_and_accept(make_report(form, second, ensure_span(span=PAST), sessions="5"), above=province)

        response = ask(officer)

        assert here(response) == "ít nhất 12 thiếu 1 đang cộng lại"
        assert "Số có dấu này đang cộng lại; tải lại trang để thấy số mới." in text_of(response.content.decode())

    def test_what_is_not_added_over_units_is_empty_and_says_why(self, officer, province):
        make_indicator("share", "Tỷ lệ", over_units=Combination.NONE, over_time=Combination.LATEST)
        form = make_form("sessions", "share")
        accept(form, make_commune(under=province), province, sessions="12", share="98")

        response = ask(officer)

        assert here(response, "Tỷ lệ") == ""
        assert "Không cộng giữa các đơn vị" in text_of(response.content.decode())

    def test_what_is_not_added_over_time_has_no_year_and_misses_none(self, officer, province):
        make_indicator("once", "Một lần", over_time=Combination.NONE)
        form = make_form("once")
        accept(form, make_commune(under=province), province, once="12")

        cells = line(ask(officer), "Một lần")

        assert (cells[HERE - 1], cells[-1]) == ("12", "")

    def test_a_ratio_stands_with_its_whole_and_decimals_with_a_comma(self, officer, province):
        make_indicator("reach", "Độ phủ", over_units=Combination.AVERAGE, over_time=Combination.AVERAGE)
        make_indicator("length", "Chiều dài", decimals=1)
        form = make_form("reach", "length")
        accept(form, make_commune(under=province), province, reach="12/15", length="98,2")

        response = ask(officer)

        assert (here(response, "Độ phủ"), here(response, "Chiều dài")) == ("12/15", "98,2")

    def test_under_the_heads_stands_of_how_many_there_are_numbers(self, officer, province, form):
        first, _second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="12")

        shares = re.findall(r"<td.*?</td>", part(ask(officer), r'<tbody class="totals-shares">.*?</tbody>'))

        assert text_of(shares[HERE - 1]) == "1/2"
        assert "is-short" in shares[HERE - 1]

    def test_the_head_of_a_column_leads_to_its_period(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")

        head = part(ask(officer), r"<thead>.*?</thead>")

        assert f'href="?bieu={form.code}&amp;nam={YEAR}&amp;ky=nam"' in head
        assert re.findall(r'aria-current="true"><span aria-hidden="true">(\w+)', head) == [str(HERE)]

    def test_numbers_of_millions_let_the_table_scroll_by_itself(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="999.999")
        small = ask(officer).content.decode()
        accept(form, make_commune("Khác", under=province), province, sessions="1")

        assert ("totals--large" in small, "totals--large" in ask(officer).content.decode()) == (False, True)


class TestTheParts:
    """What a number consists of."""

    def test_it_lists_the_units_directly_below_with_their_numbers(self, officer, province, form):
        first, second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="12")
        accept(form, second, province, sessions="trên 5")

        response = ask(officer, chi_tieu="sessions")

        assert parts_of(response) == [("Xã An Thi", "trên 5"), ("Xã Vũ Thư", "12")]
        assert "ít nhất 17 buổi, số của 2/2 xã, phường" in text_of(
            part(response, r"<section class=\"totals-parts.*?</section>")
        )

    def test_each_leads_down_to_the_same_number_of_that_unit_and_to_its_report(self, officer, province, form):
        commune = make_commune(under=province)
        report = accept(form, commune, province, sessions="12")

        panel = part(ask(officer, chi_tieu="sessions"), r"<section class=\"totals-parts.*?</section>")

        down = f"?bieu={form.code}&amp;nam={YEAR}&amp;don-vi={commune.uid}&amp;ky={HERE}&amp;chi-tieu=sessions"
        assert f'href="{down}"' in panel
        assert f'href="{reverse("office:report", args=[report.uid])}"' in panel
        assert "Người thử nhận ngày 21/11/2026" in panel
        assert parts_of(officer.get(reverse("office:totals") + unescape(down))) == [("Số của chính đơn vị", "12")]

    def test_after_an_amendment_it_names_the_revision(self, officer, province, form):
        commune = make_commune(under=province)
        report = accept(form, commune, province, sessions="12")
        amend_report(report=report, reason="Đính chính", by=process_actor(commune), at=AT)
        file_and_accept(type_in(Report.objects.get(pk=report.pk), sessions="14"), above=province)
        settle_totals(at=LATER)

        response = ask(officer, chi_tieu="sessions")

        assert parts_of(response) == [("Xã Vũ Thư", "14")]
        assert "Bản 2, Người thử nhận ngày 21/11/2026" in response.content.decode()

    def test_who_is_missing_is_named(self, officer, province, form):
        first, *_others = make_communes(province, "Vũ Thư", "An Thi", "Đông Hưng")
        accept(form, first, province, sessions="12")

        panel = part(ask(officer, chi_tieu="sessions"), r'<p class="totals-parts__missing">.*?</p>')

        assert text_of(panel) == "Chưa có số (2): Xã An Thi , Xã Đông Hưng ."

    def test_a_number_that_is_missing_opens_too(self, officer, province, form):
        make_commune(under=province)
        accept(form, make_commune("Khác", under=province), province, sessions="1")
        other = HERE - 1 if HERE > 1 else HERE + 1

        panel = text_of(
            part(ask(officer, ky=other, chi_tieu="sessions"), r"<section class=\"totals-parts.*?</section>")
        )

        assert "Chưa có số nào được nhận." in panel
        assert "Chưa có số (2): Xã Khác , Xã Vũ Thư ." in panel

    def test_a_unit_that_is_anothers_today_is_not_named(self, officer, country, province, form):
        stays, goes = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, stays, province, sessions="12")
        accept(form, goes, province, sessions="5")
        day = clock.today() - timedelta(days=1)
        Placement.objects.filter(unit=goes).update(until=day)
        Lineage.objects.filter(descendant=goes, depth__gt=0).update(until=day)
        make_unit("Lào Cai", under=country)

        response = ask(officer, chi_tieu="sessions")

        assert parts_of(response) == [("Xã Vũ Thư", "12"), ("Đơn vị nay thuộc nơi khác", "5")]
        assert "An Thi" not in response.content.decode()

    def test_a_flow_of_the_year_opens_to_its_months(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")

        response = ask(officer, ky="nam", chi_tieu="sessions")

        assert parts_of(response) == [(NAME, "12")]
        down = f"?bieu={form.code}&amp;nam={YEAR}&amp;ky={HERE}&amp;chi-tieu=sessions"
        assert f'href="{down}" data-part>{NAME}</a>' in response.content.decode()

    def test_a_stock_of_the_year_opens_to_the_units_with_the_month_of_each(self, officer, province):
        make_indicator("models", "Mô hình", over_time=Combination.LATEST)
        form = make_form("models")
        accept(form, make_commune(under=province), province, models="20")

        response = ask(officer, ky="nam", chi_tieu="models")

        assert parts_of(response) == [(f"Xã Vũ Thư tháng {HERE}", "20")]

    def test_a_unit_with_units_below_says_how_many_it_misses(self, client, country, province, form):
        first, _second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="12")
        client.force_login(make_user(unit=country))

        assert parts_of(ask(client, chi_tieu="sessions")) == [("Tỉnh Hưng Yên thiếu 1", "ít nhất 12")]

    def test_htmx_gets_the_panel_alone_and_the_answers_are_kept_apart(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="12")

        response = ask(officer, chi_tieu="sessions", headers={"HX-Request": "true"})

        assert response.content.decode().lstrip().startswith("<section")
        assert "HX-Request" in response["Vary"]
        assert text_of(part(response, r"<h2 class=\"h3\">.*?</h2>")) == f"Buổi tuyên truyền, tháng {HERE}/{YEAR}"

    def test_a_number_that_is_added_anew_says_so_over_its_parts(self, officer, province, form):
        first, second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="12")
        file_and_accept(make_report(form, second, ensure_span(span=PAST), sessions="5"), above=province)

        response = ask(officer, chi_tieu="sessions", headers={"HX-Request": "true"})

        assert "Tổng này đang cộng lại, các số dưới đây có thể mới hơn." in response.content.decode()
        assert parts_of(response) == [("Xã An Thi", "5"), ("Xã Vũ Thư", "12")]

    @pytest.mark.usefixtures("form")
    def test_a_line_that_the_form_does_not_have_is_not_found(self, officer):
        ask(officer, chi_tieu="murders", status=404)


class TestTheUnits:
    """Down to the units below and back up, and not beyond one's own."""

    def test_the_units_below_are_linked_with_the_same_form_and_period(self, officer, province, form):
        commune = make_commune(under=province)
        accept(form, commune, province, sessions="12")

        below = part(ask(officer), r'<section class="card totals-below.*?</section>')

        assert f'href="?bieu={form.code}&amp;nam={YEAR}&amp;don-vi={commune.uid}&amp;ky={HERE}"' in below
        assert text_of(below) == "Xem từng đơn vị Xã Vũ Thư"

    def test_a_commune_shows_its_own_numbers_and_the_way_back_to_the_same_number(self, client, country, province, form):
        commune = make_commune(under=province)
        accept(form, commune, province, sessions="12")
        client.force_login(make_user(unit=country))

        response = ask(client, don_vi=commune.uid, chi_tieu="sessions")
        crumbs = part(response, r'<nav class="crumbs".*?</nav>')

        assert text_of(crumbs) == "Cả nước Việt Nam Tỉnh Hưng Yên Xã Vũ Thư"
        assert f"don-vi={province.uid}&amp;ky={HERE}&amp;chi-tieu=sessions" in crumbs
        assert "totals-below" not in response.content.decode()

    def test_the_way_up_ends_at_the_own_unit(self, officer, province, form):
        commune = make_commune(under=province)
        accept(form, commune, province, sessions="12")

        crumbs = part(ask(officer, don_vi=commune.uid), r'<nav class="crumbs".*?</nav>')

        assert text_of(crumbs) == "Tỉnh Hưng Yên Xã Vũ Thư"
        assert 'class="crumbs"' not in ask(officer).content.decode()

    @pytest.mark.parametrize("name", ["totals", "totals_workbook", "totals_csv"])
    def test_a_unit_out_of_scope_is_not_found(self, officer, country, form, name):
        foreign = make_unit("Lào Cai", under=country)

        for unit in (foreign.uid, country.uid, "khong-co"):
            ask(officer, name, don_vi=unit, bieu=form.code, status=404)

    @pytest.mark.parametrize("name", ["totals", "totals_workbook", "totals_csv"])
    def test_a_form_that_asks_nothing_there_is_not_found(self, client, province, form, name):
        commune = make_commune(under=province)
        yearly = make_form("models", levels=(Level.PROVINCE,))
        client.force_login(make_user(unit=commune))

        ask(client, name, bieu=yearly.code, status=404)
        ask(client, name, bieu=form.code)


class TestWhatIsEmpty:
    """What is missing, and when it will be there."""

    def test_without_any_form_it_says_when_there_will_be_numbers(self, officer):
        assert "Chưa có biểu báo cáo nào" in text_of(ask(officer).content.decode())

    def test_a_unit_that_no_form_asks_is_told_so(self, client, province):
        make_form("models", levels=(Level.PROVINCE,))
        client.force_login(make_user(unit=make_commune(under=province)))

        assert "Không có biểu nào dành cho xã Vũ Thư và cấp dưới" in text_of(ask(client).content.decode())

    def test_a_year_without_the_form_leads_to_another(self, officer, form):
        FormEdition.objects.filter(form=form).update(since=PAST.since)

        said = text_of(ask(officer, nam=YEAR - 1).content.decode())

        assert f"Năm {YEAR - 1} chưa có biểu này" in said

    @pytest.mark.usefixtures("form")
    def test_a_year_without_numbers_leads_to_who_has_filed(self, officer, province):
        make_commune(under=province)

        response = ask(officer)

        assert f"Chưa có số nào của năm {YEAR}" in text_of(response.content.decode())
        assert f'href="{reverse("office:filing")}"' in part(response, r'<div class="empty".*?</div>\s*</div>')
        assert "data-totals" not in response.content.decode()

    @pytest.mark.usefixtures("form")
    def test_a_commune_without_numbers_is_led_to_its_reports(self, client, province):
        client.force_login(make_user(unit=make_commune(under=province)))

        response = ask(client)

        assert title(response) == f"{NAME}: chưa có số được nhận"
        assert f'href="{reverse("office:reports")}"' in part(response, r'<div class="empty".*?</div>\s*</div>')


def sheet_of(response):
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows()]


def values(row):
    return [cell.value for cell in row]


class TestTheWorkbook:
    """The export, read back."""

    def test_it_holds_numbers_with_their_words_as_formats_and_what_is_missing(self, officer, province, form):
        first, _second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="1.234")

        response = ask(officer, "totals_workbook")
        head, section, row, expected, there, *rest = sheet_of(response)

        at = 1 + 2 * HERE
        assert values(head)[:3] + values(head)[at : at + 2] == [
            "STT", "Chỉ tiêu", "Đơn vị tính", f"Tháng {HERE}/{YEAR}", f"Tháng {HERE}/{YEAR}, còn thiếu",
        ]  # fmt: skip
        assert values(section)[0] == "Tuyên truyền"
        assert values(row)[:3] + values(row)[at : at + 2] == ["1", "Buổi tuyên truyền", "buổi", 1234, 1]
        assert row[at].number_format == '"ít nhất "#,##0'
        assert (values(expected)[1], values(expected)[at]) == ("Phải có số", 2)
        assert (values(there)[1], values(there)[at]) == ("Đã có số", 1)
        assert values(rest[-1])[1] == f"Tỉnh Hưng Yên. Báo cáo tháng phong trào, {YEAR}. Chỉ gồm số đã được nhận."
        assert response["Content-Disposition"] == f'attachment; filename="so-lieu-{YEAR}.xlsx"'

    def test_decimals_and_ratios_are_numbers_and_what_is_not_there_is_empty(self, officer, province):
        make_indicator("reach", "Độ phủ", over_units=Combination.AVERAGE, over_time=Combination.AVERAGE)
        make_indicator("length", "Chiều dài", decimals=1)
        form = make_form("reach", "length")
        accept(form, make_commune(under=province), province, reach="12/15", length="98,2")
        other = HERE - 1 if HERE > 1 else HERE + 1

        reach, length = sheet_of(ask(officer, "totals_workbook"))[2:4]

        at = 1 + 2 * HERE
        assert [(row[at].value, row[at].number_format) for row in (reach, length)] == [(0.8, "0.0%"), (98.2, "#,##0.0")]
        assert [row[1 + 2 * other].value for row in (reach, length)] == [None, None]

    def test_a_text_that_looks_like_a_formula_stays_text(self, officer, province, form):
        accept(form, make_commune(under=province), province, sessions="1")
        Indicator.objects.update(name="=1+1")

        assert sheet_of(ask(officer, "totals_workbook"))[2][1].value == "=1+1"
        assert "'=1+1" in ask(officer, "totals_csv").content.decode()

    @pytest.mark.parametrize("name", ["totals_workbook", "totals_csv"])
    def test_without_a_form_there_is_none(self, officer, name):
        ask(officer, name, status=404)


class TestTheLines:
    """The numbers as CSV, read back."""

    def test_a_line_for_each_number_that_there_is(self, officer, province, form):
        first, _second = make_communes(province, "Vũ Thư", "An Thi")
        accept(form, first, province, sessions="1.234")

        response = ask(officer, "totals_csv")
        head, month, year = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))

        assert response.content[:3] == b"\xef\xbb\xbf"
        assert head == [
            "Phần", "STT", "Chỉ tiêu", "Đơn vị tính", "Kỳ", "Từ ngày", "Trước ngày", "Chữ trước số", "Số", "Trên tổng",
            "Gồm bao nhiêu số", "Còn thiếu", "Số đã công bố", "Ngày công bố", "Bản công bố", "Vì sao khác",
        ]  # fmt: skip
        assert month == [
            "Tuyên truyền", "1", "Buổi tuyên truyền", "buổi", f"Tháng {HERE}/{YEAR}", PAST.since.isoformat(),
            PAST.until.isoformat(), "ít nhất", "1234", "", "1", "1", "", "", "", "",
        ]  # fmt: skip
        assert (year[4], year[8]) == (f"Năm {YEAR}", "1234")

    def test_the_page_leads_to_both_exports_with_the_same_question(self, officer, province, form):
        commune = make_commune(under=province)
        accept(form, commune, province, sessions="1")

        page = ask(officer, don_vi=commune.uid, chi_tieu="sessions").content.decode()

        question = f"?bieu={form.code}&amp;nam={YEAR}&amp;don-vi={commune.uid}&amp;ky={HERE}"
        for name in ("office:totals_workbook", "office:totals_csv"):
            assert f'href="{reverse(name)}{question}"' in page


class TestTheQueries:
    """As many for fifty units as for five."""

    @pytest.mark.parametrize(("name", "query", "most"), [
        ("totals", {}, 44), ("totals", {"chi_tieu": "sessions"}, 59), ("totals_workbook", {}, 30),
    ])  # fmt: skip
    def test_the_page_its_parts_and_the_workbook(self, officer, province, form, name, query, most):
        counted = []
        for names in (range(5), range(5, 50)):
            for number in names:
                commune = make_commune(f"Xã {number:02}", under=province)
                report = make_report(form, commune, ensure_span(span=PAST), sessions="3")
                file_and_accept(report, above=province)
            settle_totals(at=LATER)
            ask(officer, name, **query)
            with CaptureQueriesContext(connection) as queries:
                ask(officer, name, **query)
            counted.append(len(queries))

        assert counted[0] == counted[1] <= most


class TestTheWords:
    """What is missing, in a sentence."""

    @pytest.mark.parametrize(
        ("names", "count", "said"),
        [
            ((), 0, ""),
            ((), 3, "Còn thiếu 3 nơi."),
            (("Xã An Thi",), 1, "Còn thiếu xã An Thi."),
            (("Xã An Thi", "Phường Mỹ Hào"), 2, "Còn thiếu xã An Thi và phường Mỹ Hào."),
            (("Xã An Thi", "Phường Mỹ Hào"), 1240, "Còn thiếu xã An Thi, phường Mỹ Hào và 1.238 nơi khác."),
        ],
    )
    def test_the_first_are_named_and_the_others_counted(self, names, count, said):
        assert words.missing_sentence(names, count) == said

    def test_the_forms_and_years_are_offered(self, officer, province, form):
        make_form("models", name="Biểu khác")
        accept(form, make_commune(under=province), province, sessions="1")

        menu = text_of(
            part(ask(officer), r'<div class="menu__panel">\s*<a class="menu__item" href="\?bieu.*?</details>')
        )

        assert Form.objects.count() == 2
        assert menu.startswith("Báo cáo tháng phong trào Tháng Biểu khác Tháng")
