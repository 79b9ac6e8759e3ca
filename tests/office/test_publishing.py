"""Totals made known from their page; what has changed since, on the page and in the files."""

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
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import make_form, make_indicator, make_report, type_in

from thidua.core import clock
from thidua.core.actors import Role
from thidua.organisations.choices import Level, UnitKind
from thidua.reports.commands import (
    accept_report,
    amend_report,
    close_period,
    ensure_span,
    file_report,
    publish_totals,
    settle_totals,
)
from thidua.reports.models import Publication, Report
from thidua.reports.rules.calendar import number_of, period_before, period_on

pytestmark = pytest.mark.django_db

# The page reads the clock: what is tested lies two months back, where every period is over.
PAST = period_before(period_before(period_on("month", clock.today())))
YEAR, HERE = PAST.since.year, number_of(PAST)
PERIOD = f"tháng {HERE}/{YEAR}"
TODAY = f"{clock.today():%d/%m/%Y}"


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
    make_indicator("sessions", "Buổi tuyên truyền", phrase="buổi tuyên truyền")
    return make_form("sessions", name="Báo cáo tháng phong trào")


@pytest.fixture
def officer(client, province):
    """A browser in which an officer of the province is signed in."""
    client.force_login(make_user(unit=province, full_name="Lê Thị An"))
    return client


@pytest.fixture
def report(form, commune, province):
    """The commune's report, accepted: three sessions."""
    made = make_report(form, commune, ensure_span(span=PAST), sessions="3")
    file_report(report=made, by=process_actor(commune), at=clock.now() - timedelta(days=2))
    accepted = accept_report(report=made, by=process_actor(province), at=clock.now() - timedelta(days=2))
    settle_totals(at=clock.now())
    return accepted


def publish(form, unit):
    """Made known yesterday."""
    at = clock.now() - timedelta(days=1)
    return publish_totals(form=form, period=ensure_span(span=PAST), unit=unit, by=process_actor(unit), at=at)


def mend(report, above, reason="Đếm sót một thôn", **texts):
    by, at = process_actor(report.unit), clock.now()
    amend_report(report=report, reason=reason, by=by, at=at)
    again = type_in(Report.objects.get(pk=report.pk), **texts)
    file_report(report=again, by=by, at=at)
    accept_report(report=again, by=process_actor(above), at=at)
    settle_totals(at=at)


def ask(client, name="totals", **query):
    asked = {key.replace("_", "-"): value for key, value in ({"nam": YEAR, "ky": HERE} | query).items()}
    response = client.get(reverse(f"office:{name}"), asked)
    assert response.status_code == 200
    return response


def send(client, name, fields=None, **kwargs):
    return client.post(reverse(f"office:{name}", kwargs=kwargs, query={"nam": YEAR, "ky": HERE}), fields or {})


def text_of(html):
    bare = re.sub(r"<[^>]+>", " ", html)
    return " ".join(unescape(bare).replace("\xa0", " ").split())


def panel(response):
    """What the page says of the publication; blank where it says nothing."""
    found = re.search(r'<section class="totals-known".*?</section>', response.content.decode(), re.DOTALL)
    return text_of(found[0]) if found else ""


def cell(response):
    """What the number of the month says."""
    row = re.search(r'<th scope="row">1\. .*?</tr>', response.content.decode(), re.DOTALL)[0]
    return text_of("<td" + row.split("<td")[HERE])


def known(response):
    """What the parts of a number say of its publication."""
    found = re.search(r'<div class="totals-parts__known.*?</div>', response.content.decode(), re.DOTALL)
    return text_of(found[0]) if found else ""


class TestPublishing:
    @pytest.mark.usefixtures("report")
    def test_an_officer_publishes_the_period_looked_at(self, officer):
        before = panel(ask(officer))

        answer = send(officer, "publish_totals")
        after = ask(officer)

        assert before == f"Số liệu {PERIOD} chưa công bố. Công bố số liệu"
        assert answer.status_code == 302
        assert f"Đã công bố số liệu {PERIOD}, bản 1." in text_of(after.content.decode())
        assert panel(after).startswith(f"Tháng {HERE}/{YEAR}: tỉnh Hưng Yên công bố ngày {TODAY}, bản 1.")
        assert "Công bố lại" not in panel(after)

    @pytest.mark.usefixtures("report")
    def test_what_is_published_by_closing_says_so(self, officer, form, province):
        close_period(
            form=form, period=ensure_span(span=PAST), unit=province, by=process_actor(province), at=clock.now()
        )

        assert f"Bản 1 Người thử, ngày {TODAY}, khi khóa kỳ" in panel(ask(officer))

    @pytest.mark.usefixtures("report")
    def test_a_leader_reads_and_publishes_nothing(self, client, province):
        client.force_login(make_user(Role.LEADER, unit=province))

        assert panel(ask(client)) == ""
        assert send(client, "publish_totals").status_code == 403

    @pytest.mark.usefixtures("report", "country")
    def test_another_unit_s_page_has_no_button_and_its_address_refuses(self, client, country, province):
        client.force_login(make_user(unit=country))
        response = client.post(
            reverse("office:publish_totals", query={"nam": YEAR, "ky": HERE, "don-vi": str(province.uid)})
        )

        assert "Công bố" not in panel(ask(client, don_vi=province.uid))
        assert "Chỉ người của tỉnh Hưng Yên công bố" in text_of(response.content.decode())
        assert Publication.objects.count() == 0


class TestWhatHasChangedSince:
    def test_the_cell_has_both_numbers_and_its_parts_say_when_it_was_published_and_why_it_changed(
        self, officer, form, province, report
    ):
        edition = publish(form, province)
        mend(report, province, sessions="5")

        page = ask(officer, chi_tieu="sessions")

        day = f"{clock.legal_day(edition.created_at):%d/%m/%Y}"
        map_of = f"{PAST.until - timedelta(days=1):%d/%m/%Y}"
        assert cell(page) == "đã công bố 3 5"
        assert "1 số nay đã khác số công bố. Bấm vào số để xem vì sao." in panel(page)
        assert known(page) == (
            f"Đã công bố 3 buổi ngày {day} (bản 1, tỉnh Hưng Yên, bản đồ ngày {map_of}). "
            f"Xã Vũ Thư, tháng {HERE}: bản 2 sửa 3 → 5, nhận ngày {TODAY}. Lý do: Đếm sót một thôn. báo cáo"
        )
        assert reverse("office:report", kwargs={"uid": report.uid}) in page.content.decode()

    @pytest.mark.usefixtures("report")
    def test_a_number_that_has_not_changed_says_so(self, officer, form, province):
        publish(form, province)

        page = ask(officer, chi_tieu="sessions")

        assert cell(page) == "3"
        assert known(page).endswith("Từ đó đến nay không đổi.")

    def test_publishing_again_settles_it_and_both_editions_stay(self, officer, form, province, report):
        publish(form, province)
        mend(report, province, sessions="5")

        send(officer, "publish_totals")
        page = ask(officer)

        assert cell(page) == "5"
        assert "Các lần công bố (2) Bản 2 Lê Thị An" in panel(page)

    def test_taking_an_edition_back_needs_a_reason_and_leaves_it_in_the_list(self, officer, form, province, report):
        edition = publish(form, province)
        mend(report, province, sessions="5")

        refused = send(officer, "withdraw_publication", {"reason": ""}, uid=edition.uid)
        send(officer, "withdraw_publication", {"reason": "Công bố nhầm kỳ"}, uid=edition.uid)
        page = ask(officer)

        assert "Ghi lý do thu hồi bản công bố." in text_of(refused.content.decode())
        assert cell(page) == "5"
        assert f"Lê Thị An thu hồi ngày {TODAY}: Công bố nhầm kỳ" in panel(page)

    @pytest.mark.usefixtures("report")
    def test_the_officer_of_the_unit_above_cannot_take_it_back(self, client, form, country, province):
        edition = publish(form, province)
        client.force_login(make_user(unit=country))

        response = send(client, "withdraw_publication", {"reason": "Nhầm"}, uid=edition.uid)

        assert "Chỉ người của tỉnh Hưng Yên" in text_of(response.content.decode())
        assert Publication.objects.in_force().count() == 1


class TestTheEdition:
    """The page of one edition keeps what it said."""

    def shown(self, client, edition):
        response = client.get(reverse("office:published_edition", kwargs={"uid": edition.uid}))
        assert response.status_code == 200
        rows = re.findall(r"<tr><th scope=.row.*?</tr>", response.content.decode(), re.DOTALL)
        return response, [text_of(row) for row in rows]

    def test_it_has_the_number_as_it_was_the_one_now_and_why(self, officer, form, province, report):
        edition = publish(form, province)
        mend(report, province, sessions="5")

        response, [line] = self.shown(officer, edition)

        assert f"{PERIOD.capitalize()}: số liệu tỉnh Hưng Yên đã công bố, bản 1" in text_of(response.content.decode())
        assert line == (
            f"Buổi tuyên truyền buổi 3 5 Xã Vũ Thư, tháng {HERE}: bản 2 sửa 3 → 5, nhận ngày {TODAY}. "
            "Lý do: Đếm sót một thôn. báo cáo"
        )

    @pytest.mark.usefixtures("report")
    def test_while_nothing_changes_it_says_so(self, officer, form, province):
        _response, [line] = self.shown(officer, publish(form, province))

        assert line == "Buổi tuyên truyền buổi 3 không đổi –"

    @pytest.mark.usefixtures("report")
    def test_one_that_was_taken_back_can_still_be_read(self, officer, form, province):
        edition = publish(form, province)
        send(officer, "withdraw_publication", {"reason": "Nhầm kỳ"}, uid=edition.uid)

        response, [line] = self.shown(officer, edition)

        assert f"Bản này đã thu hồi: Lê Thị An, ngày {TODAY}. Lý do: Nhầm kỳ" in text_of(response.content.decode())
        assert line.startswith("Buổi tuyên truyền buổi 3")


class TestTheFiles:
    def test_csv_has_the_published_number_its_day_and_why_it_changed(self, officer, form, province, report):
        publish(form, province)
        mend(report, province, sessions="5")

        _head, month, _year = csv.reader(io.StringIO(ask(officer, "totals_csv").content.decode("utf-8-sig")))

        yesterday = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
        assert (month[8], *month[12:15]) == ("5", "3", yesterday, "bản 1, tỉnh Hưng Yên")
        assert month[15].startswith(f"Xã Vũ Thư, tháng {HERE}: bản 2 sửa 3 → 5")

    def test_the_workbook_has_a_sheet_of_what_was_published(self, officer, form, province, report):
        publish(form, province)
        mend(report, province, sessions="5")

        book = load_workbook(io.BytesIO(ask(officer, "totals_workbook").content))

        _head, line = [[each.value for each in row] for row in book["Số đã công bố"].iter_rows()]
        assert line[:4] == ["Buổi tuyên truyền", f"Tháng {HERE}/{YEAR}", 3, 5]

    @pytest.mark.usefixtures("report")
    def test_without_a_publication_the_workbook_has_one_sheet(self, officer):
        assert load_workbook(io.BytesIO(ask(officer, "totals_workbook").content)).sheetnames == ["Số liệu tổng hợp"]


def test_the_page_asks_as_often_for_one_mended_report_as_for_ten(officer, form, province):
    counted, reports = [], []
    for number in range(10):
        commune = make_commune(f"Xã {number}", under=province)
        made = make_report(form, commune, ensure_span(span=PAST), sessions="3")
        file_report(report=made, by=process_actor(commune), at=clock.now() - timedelta(days=2))
        reports.append(accept_report(report=made, by=process_actor(province), at=clock.now() - timedelta(days=2)))
    publish(form, province)
    for some in (reports[:1], reports[1:]):
        for report in some:
            mend(report, province, sessions="5")
        for name in ("totals", "totals_workbook"):
            ask(officer, name, chi_tieu="sessions")
            with CaptureQueriesContext(connection) as queries:
                ask(officer, name, chi_tieu="sessions")
            counted.append(len(queries))

    assert counted[:2] == counted[2:]
    assert counted[0] <= 65


def test_the_page_of_an_edition_asks_as_often_for_one_mended_report_as_for_three(officer, province):
    form = make_form("sessions", "attendances", "leaflets", name="Báo cáo tháng phong trào")
    told, reports, counted = {"sessions": "3", "attendances": "8", "leaflets": "9"}, [], []
    for name in ("Vũ Thư", "Thái Thụy", "Kiến Xương"):
        commune = make_commune(name, under=province)
        made = make_report(form, commune, ensure_span(span=PAST), **told)
        file_report(report=made, by=process_actor(commune), at=clock.now() - timedelta(days=2))
        reports.append(accept_report(report=made, by=process_actor(province), at=clock.now() - timedelta(days=2)))
    settle_totals(at=clock.now())
    address = reverse("office:published_edition", kwargs={"uid": publish(form, province).uid})
    for some in (reports[:1], reports[1:]):
        for report in some:
            mend(report, province, sessions="5", attendances="9", leaflets="10")
        officer.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = officer.get(address).content.decode()
        counted.append((len(queries), page.count("bản 2 sửa")))

    assert counted == [(counted[0][0], 3), (counted[0][0], 9)]
