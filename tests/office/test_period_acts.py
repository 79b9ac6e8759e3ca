"""Closing, reopening and reminding from the page of who has filed; what the units below see of it."""

import re
from html import unescape

import pytest
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import make_form, make_report

from thidua.core import clock
from thidua.core.actors import Role
from thidua.organisations.choices import Level, UnitKind
from thidua.reports.commands import close_period, ensure_span, file_report, remind_units
from thidua.reports.models import PeriodClosing, Reminder
from thidua.reports.rules.calendar import number_of, period_before, period_on

pytestmark = pytest.mark.django_db

# The pages read the clock: what is tested lies two months back, where every last day is over.
PAST = period_before(period_before(period_on("month", clock.today())))
NAME = f"tháng {number_of(PAST)}"
WHOLE_NAME = f"{NAME}/{PAST.since.year}"


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
    return make_form("sessions", name="Báo cáo tháng")


@pytest.fixture
def officer(client, province, commune):
    """A browser in which an officer of the province is signed in."""
    client.force_login(make_user(unit=province, full_name="Lê Thị An"))
    return client


def query(**more):
    return {"nam": PAST.since.year, "ky": number_of(PAST), **more}


def shown(client, name="filing", **more):
    response = client.get(reverse(f"office:{name}"), query(**more))
    assert response.status_code == 200
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).replace("\xa0", " ").split())


def send(client, name, query_more=None, **fields):
    address = reverse(f"office:{name}", query=query(**(query_more or {})))
    return client.post(address, fields, follow=True)


def close(form, unit):
    return close_period(form=form, period=ensure_span(span=PAST), unit=unit, by=process_actor(unit), at=clock.now())


class TestClosing:
    @pytest.mark.usefixtures("form")
    def test_the_page_closes_the_period_looked_at_and_says_who_did(self, officer):
        answer = send(officer, "close_period")
        today = f"{clock.today():%d/%m/%Y}"

        page = shown(officer)
        assert answer.status_code == 200
        assert f"Đã khóa {WHOLE_NAME}" in page
        assert f"Lê Thị An, tỉnh Hưng Yên, khóa ngày {today}" in page
        assert (f"Mở lại {NAME}" in page, "Nhắc 1 nơi" in page) == (True, False)

    @pytest.mark.usefixtures("form")
    def test_a_second_press_changes_nothing(self, officer):
        answers = [send(officer, "close_period").status_code for _press in range(2)]

        assert (answers, PeriodClosing.objects.count()) == ([200, 200], 1)

    def test_while_reports_wait_it_says_how_many_and_leads_to_them(self, officer, form, commune):
        report = make_report(form, commune, ensure_span(span=PAST), sessions="5")
        file_report(report=report, by=process_actor(commune), at=clock.now())

        refused = send(officer, "close_period")
        page = shown(officer)

        assert (refused.status_code, PeriodClosing.objects.count()) == (409, 0)
        assert f"Chưa khóa được {WHOLE_NAME}: còn 1 báo cáo chờ duyệt" in page
        assert "Xem nơi chờ duyệt" in page

    @pytest.mark.usefixtures("form")
    def test_a_period_that_is_not_over_is_not_offered(self, officer):
        year = clock.today().year + 1

        assert "Khóa tháng 3" not in shown(officer, nam=year, ky=3)

    def test_it_is_reopened_with_a_reason(self, officer, form, province):
        close(form, province)

        without = send(officer, "reopen_period", reason=" ")
        with_one = send(officer, "reopen_period", reason="Xã gửi nhầm")

        assert (without.status_code, with_one.status_code) == (409, 200)
        assert PeriodClosing.objects.get().reason == "Xã gửi nhầm"
        assert f"Khóa {NAME}" in shown(officer)

    def test_what_the_country_closed_is_shown_and_not_reopened_by_the_province(self, officer, form, country):
        close(form, country)
        page = shown(officer)

        send(officer, "reopen_period", reason="Cần sửa")

        assert (f"Đã khóa {WHOLE_NAME}" in page, f"Mở lại {NAME}" in page) == (True, False)
        assert PeriodClosing.objects.get().reopened_at is None

    @pytest.mark.usefixtures("form", "commune")
    def test_who_looks_at_a_unit_below_neither_closes_nor_reminds_there(self, client, country, province):
        client.force_login(make_user(unit=country))

        page = shown(client, **{"don-vi": province.uid})
        answers = [
            send(client, name, query_more={"don-vi": province.uid}, text="Gửi ngay").status_code
            for name in ("close_period", "remind_units")
        ]

        assert (f"Khóa {NAME}" in page, "Nhắc 1 nơi" in page) == (False, False)
        assert (answers, PeriodClosing.objects.count(), Reminder.objects.count()) == ([409, 409], 0, 0)

    @pytest.mark.usefixtures("form", "commune")
    def test_a_leader_reads_and_does_not_close(self, client, province):
        client.force_login(make_user(Role.LEADER, unit=province))

        assert (f"Khóa {NAME}" in shown(client), send(client, "close_period").status_code) == (False, 403)

    @pytest.mark.parametrize("number", ["", "0", "13", "x"])
    @pytest.mark.usefixtures("form")
    def test_an_address_without_a_period_is_none(self, officer, number):
        assert send(officer, "close_period", query_more={"ky": number}).status_code == 404


class TestReminding:
    @pytest.mark.usefixtures("form", "commune")
    def test_one_press_reminds_all_who_are_late(self, officer, province):
        make_commune("Thái Thụy", under=province)
        offered = shown(officer)

        answer = send(officer, "remind_units", text="Gửi trước 17 giờ")

        assert "Nhắc 2 nơi" in offered
        assert "Đã nhắc 2 nơi." in answer.content.decode()
        assert set(Reminder.objects.values_list("text", "by")) == {("Gửi trước 17 giờ", "Lê Thị An")}

    @pytest.mark.usefixtures("form", "commune")
    def test_a_second_press_on_the_same_day_reminds_nobody_again(self, officer):
        send(officer, "remind_units", text="Gửi ngay")

        answer = send(officer, "remind_units", text="Gửi ngay")

        assert "Hôm nay đã nhắc rồi" in answer.content.decode()
        assert Reminder.objects.count() == 1

    @pytest.mark.usefixtures("form")
    def test_the_detail_of_a_cell_reminds_one_and_then_says_when_and_how_often(self, officer, province, commune):
        make_commune("Thái Thụy", under=province)
        before = shown(officer, "filing_cell", o=commune.uid)

        send(officer, "remind_units", query_more={"o": commune.uid}, text="Gửi ngay")

        after = shown(officer, "filing_cell", o=commune.uid)
        assert ("Nhắc gửi báo cáo" in before, "Nhắc" in after.replace("Đã nhắc", "")) == (True, False)
        assert f"Đã nhắc ngày {clock.today():%d/%m/%Y}, 1 lần." in after
        assert [reminder.unit for reminder in Reminder.objects.all()] == [commune]


class TestWhatTheUnitSees:
    @pytest.fixture
    def clerk(self, client, commune):
        client.force_login(make_user(unit=commune))
        return client

    @pytest.fixture
    def reminded(self, form, province, commune):  # noqa: ARG002 - who is reminded
        return remind_units(
            form=form, period=ensure_span(span=PAST), unit=province, text="Gửi trước 17 giờ",
            by=process_actor(province), at=clock.now(),
        )  # fmt: skip

    @pytest.mark.usefixtures("reminded")
    def test_its_home_page_has_the_reminder_in_the_row_of_the_report(self, clerk):
        page = shown(clerk, "home")
        day = f"{clock.today():%d/%m/%Y}"

        assert page.count(f"Gửi Báo cáo tháng, {PAST.label}") == 1
        assert f"Tỉnh Hưng Yên nhắc 1 lần, gần nhất ngày {day}: “Gửi trước 17 giờ”" in page

    @pytest.mark.usefixtures("reminded")
    def test_its_report_tells_the_reminder_until_it_is_filed(self, clerk, form, commune):
        report = make_report(form, commune, ensure_span(span=PAST), sessions="5")
        address = reverse("office:report", args=[report.uid])
        before = clerk.get(address).content.decode()

        file_report(report=report, by=process_actor(commune), at=clock.now())

        assert ("Gửi trước 17 giờ" in before, "Gửi trước 17 giờ" in clerk.get(address).content.decode()) == (
            True,
            False,
        )

    def test_a_closed_report_can_be_read_with_the_reason_why_it_cannot_be_typed(self, clerk, form, province, commune):
        report = make_report(form, commune, ensure_span(span=PAST), sessions="5")
        close(form, province)

        page = clerk.get(reverse("office:report", args=[report.uid])).content.decode()

        assert "Kỳ này đã khóa: Người thử, tỉnh Hưng Yên" in page
        assert ("entry-cell" in page, "data-next-open" in page) == (False, False)

    def test_the_list_says_that_it_is_closed_and_does_not_offer_to_begin_it(self, clerk, form, province):
        form.editions.update(asked_since=PAST.since)
        close(form, province)

        page = shown(clerk, "reports")

        assert "Kỳ đã khóa" in page
        assert "Còn 1 báo cáo chưa gửi" in page

    def test_its_report_tells_which_days_it_covers(self, clerk, form, province, commune):
        province.cut_offs.create(first_day=15)
        report = make_report(form, commune, ensure_span(span=PAST), sessions="5")

        page = clerk.get(reverse("office:report", args=[report.uid])).content.decode()

        before = period_before(PAST).since
        assert f"Số liệu từ {before:15/%m/%Y} đến {PAST.since:14/%m/%Y}" in page
