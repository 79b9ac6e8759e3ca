"""The pages of reports: what has to be made, typing, the ladder, and who may do what."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import file_and_accept, make_form, make_report, month

from thidua.core import clock
from thidua.core.actors import Role
from thidua.reports.commands import file_report, save_explanation
from thidua.reports.models import Report, Total
from thidua.reports.queries.entry import read_entry
from thidua.reports.rules.calendar import period_before, period_on

pytestmark = pytest.mark.django_db
JUMP = {
    "code": "jump",
    "severity": "explain",
    "terms": {"kind": "against_previous", "cell": "sessions", "times": "3"},
}
NOT_FEWER = {
    "code": "not_fewer",
    "severity": "stop",
    "terms": {"kind": "relation", "left": ["attendances"], "op": ">=", "right": ["sessions"]},
    "message": "Số lượt (%(attendances)s) ít hơn số buổi (%(sessions)s). Kiểm tra lại hai ô này.",
}


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def form():
    return make_form("sessions", "attendances", name="Báo cáo tháng", checks=[NOT_FEWER, JUMP])


@pytest.fixture
def clerk(client, commune):
    """A browser in which an officer of the commune is signed in."""
    client.force_login(make_user(unit=commune))
    return client


def page_of(report):
    return reverse("office:report", args=[report.uid])


def send(client, report, **texts):
    """Type texts into empty cells as the grid does."""
    lines = {row.code: row.line.pk for row in read_entry(report).rows}
    fields = {f"o-{lines[code]}": text for code, text in texts.items()}
    return client.post(reverse("office:report_cells", args=[report.uid]), fields)


class TestTheList:
    """What the unit has to make, what waits for it."""

    def test_a_report_is_begun_with_one_press_and_a_second_press_opens_the_same(self, clerk, form, commune):
        period = period_on("month", clock.today())
        fields = {"form": form.code, "period": period.key}

        answers = [clerk.post(reverse("office:begin_report"), fields) for _press in range(2)]

        report = Report.objects.get()
        assert [answer.url for answer in answers] == [page_of(report)] * 2
        assert (report.unit, report.period.label) == (commune, period.label)

    @pytest.mark.parametrize("period", ["", "month:1999-01-01/1999-02-01:", "x" * 3000])
    def test_a_period_that_is_not_offered_is_not_begun(self, clerk, form, period):
        answer = clerk.post(reverse("office:begin_report"), {"form": form.code, "period": period})

        assert (answer.status_code, Report.objects.count()) == (404, 0)

    def test_the_heading_counts_what_is_waited_for(self, clerk, form):
        form.editions.update(asked_since=period_before(period_on("month", clock.today())).since)

        page = clerk.get(reverse("office:reports")).content.decode()

        assert "Còn 1 báo cáo chưa gửi" in page

    @pytest.mark.usefixtures("form")
    def test_a_level_that_is_asked_for_nothing_is_told_so(self, client, province):
        client.force_login(make_user(unit=province))

        assert "Chưa có biểu nào giao cho cấp này" in client.get(reverse("office:reports")).content.decode()

    def test_reports_of_lower_units_wait_there_for_a_decision(self, client, province, commune, form):
        report = make_report(form, commune, sessions="12", attendances="50")
        file_report(report=report, by=process_actor(commune), at=AT)
        client.force_login(make_user(unit=province))

        page = client.get(reverse("office:reports")).content.decode()

        assert f'href="{page_of(report)}"' in page


class TestTyping:
    """Each cell is answered with what is kept and the fragments that changed."""

    def test_a_kept_cell_comes_back_as_it_is_written_here(self, clerk, form, commune):
        report = make_report(form, commune)

        answer = send(clerk, report, attendances="1600").json()

        line = read_entry(report).rows[1].line.pk
        assert answer["cells"] == {str(line): {"text": "1.600"}}
        assert "Đã nhập 1/2 ô" in answer["html"]["summary"]

    def test_a_broken_check_is_told_below_its_line(self, clerk, form, commune):
        report = make_report(form, commune)

        html = send(clerk, report, sessions="12", attendances="10").json()["html"]

        line = read_entry(report).rows[1].line.pk
        assert "Số lượt (10) ít hơn số buổi (12). Kiểm tra lại hai ô này." in html[f"message-{line}"]
        assert "Đến ô 1" in html[f"message-{line}"]
        assert "Đến ô sai" in html["main-action"]

    @pytest.mark.parametrize(
        ("text", "message", "choices"),
        [
            ("1.5", "“1.5” chưa rõ là số nào. Bấm 15 nếu đúng, hoặc ghi lại.", ["15"]),
            ("nhiều", "“nhiều” không phải là số. Ghi số, thí dụ 1600 hoặc 1.600.", []),
            ("1,5", "“1,5” có quá nhiều chữ số thập phân. Làm tròn rồi ghi lại.", []),
            ("9" * 30, f"“{'9' * 30}” lớn quá mức ghi được. Kiểm tra lại.", []),
        ],
    )
    def test_what_cannot_be_kept_is_answered_with_a_sentence(self, clerk, form, commune, text, message, choices):
        report = make_report(form, commune)

        [answer] = send(clerk, report, sessions=text).json()["cells"].values()

        assert answer == {"text": "", "message": message, "choices": choices}

    def test_an_answer_to_a_check_lets_the_report_be_filed(self, clerk, form, province, commune):
        file_and_accept(make_report(form, commune, month(9), sessions="10", attendances="90"), above=province)
        report = make_report(form, commune, month(10), sessions="40", attendances="90")
        fields = {"check": "jump", "cell": "sessions", "text": "Cao điểm"}

        html = clerk.post(reverse("office:report_explanation", args=[report.uid]), fields).json()["html"]

        assert "Gửi cấp trên" in html["main-action"]

    def test_a_filed_report_takes_no_more_cells_and_says_why(self, clerk, form, commune):
        report = make_report(form, commune, sessions="12", attendances="50")
        file_report(report=report, by=process_actor(commune), at=AT)

        answer = send(clerk, report, sessions="13")

        assert answer.status_code in {403, 409, 422}
        assert "không còn nhập được" in answer.json()["message"]

    def test_fields_that_are_no_cells_are_passed_over(self, clerk, form, commune):
        report = make_report(form, commune)

        answer = clerk.post(
            reverse("office:report_cells", args=[report.uid]), {"o-x": "1", "o-999999999": "1", "y": "2"}
        )

        assert answer.json()["cells"] == {}


class TestTheLadder:
    """From the commune to the province and back."""

    def test_filing_can_be_undone_from_the_toast(self, clerk, form, commune):
        report = make_report(form, commune, sessions="12", attendances="50")

        page = clerk.post(reverse("office:file_report", args=[report.uid]), follow=True).content.decode()

        assert reverse("office:recall_report", args=[report.uid]) in page
        assert Report.objects.get().state == "filed"

    def test_accepting_adds_the_totals_and_goes_on_to_the_next_that_waits(self, client, form, province, commune):
        other = make_commune("Thái Thụy", under=province)
        reports = [make_report(form, unit, sessions="12", attendances="50") for unit in (commune, other)]
        for report in reports:
            file_report(report=report, by=process_actor(report.unit), at=AT)
        client.force_login(make_user(unit=province))

        answer = client.post(reverse("office:accept_report", args=[reports[0].uid]))

        assert answer.url == page_of(reports[1])
        assert Total.objects.get(unit=province, period=month(), indicator__code="sessions").value == 12

    def test_a_returned_report_shows_its_reason_to_whoever_mends_it(self, client, form, province, commune):
        report = make_report(form, commune, sessions="12", attendances="50")
        file_report(report=report, by=process_actor(commune), at=AT)
        client.force_login(make_user(unit=province, full_name="Lê Thị Mai"))
        client.post(reverse("office:return_report", args=[report.uid]), {"reason": "Thiếu buổi ở thôn Đông"})
        client.force_login(make_user(unit=commune))

        page = client.get(page_of(report)).content.decode()

        assert "Lê Thị Mai trả lại: “Thiếu buổi ở thôn Đông”" in page

    def test_a_reader_sees_the_numbers_and_no_field_to_type_in(self, client, form, province, commune):
        report = make_report(form, commune, sessions="12", attendances="1050")
        client.force_login(make_user(Role.LEADER, unit=province))

        page = client.get(page_of(report)).content.decode()

        assert "<b>1.050</b>" in page
        assert "data-cell=" not in page

    @pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
    def test_who_only_reads_decides_nothing(self, client, form, province, commune, role):
        report = make_report(form, commune, sessions="12", attendances="50")
        file_report(report=report, by=process_actor(commune), at=AT)
        client.force_login(make_user(role, unit=province))

        answer = client.post(reverse("office:accept_report", args=[report.uid]))

        assert (answer.status_code, Report.objects.get().state) == (403, "filed")

    def test_a_commune_does_not_see_the_report_of_another(self, clerk, form, province):
        report = make_report(form, make_commune("Thái Thụy", under=province), sessions="12")

        assert clerk.get(page_of(report)).status_code == 404


@pytest.mark.parametrize("years", [1, 3])
def test_the_page_asks_the_database_as_often_whatever_was_reported_before(
    clerk, form, province, commune, years, django_assert_max_num_queries
):
    for year in range(2026 - years, 2026):
        file_and_accept(make_report(form, commune, month(10, year), sessions="12", attendances="50"), above=province)
    report = make_report(form, commune, month(10), sessions="12", attendances="50")
    clerk.get(page_of(report))

    with django_assert_max_num_queries(40):
        clerk.get(page_of(report))


def test_a_report_is_due_after_the_days_that_its_month_covers_for_the_unit(form, province, commune):
    province.cut_offs.create(first_day=15)

    report = make_report(form, commune, month(10))

    assert report.due_on == date(2026, 10, 19)


class TestAcceptingSeveral:
    """What needs no look is accepted together."""

    @pytest.fixture
    def approver(self, client, province):
        client.force_login(make_user(Role.APPROVER, unit=province))
        return client

    def filed(self, form, unit, **texts):
        report = make_report(form, unit, month(10), **{"sessions": "10", "attendances": "90"} | texts)
        return file_report(report=report, by=process_actor(unit), at=AT)

    def accept(self, client, *reports, version=None):
        told = [f"{report.uid}:{version or report.version}" for report in reports]
        return client.post(reverse("office:accept_reports"), {"report": told}, follow=True).content.decode()

    def states(self):
        return list(Report.objects.order_by("unit__sort_key").values_list("unit__name", "state"))

    def test_the_list_offers_those_in_which_nothing_had_to_be_explained(self, approver, form, province):
        for name in ("Một", "Hai"):
            self.filed(form, make_commune(name, under=province))
        jumped = make_commune("Ba", under=province)
        file_and_accept(make_report(form, jumped, month(9), sessions="1", attendances="90"), above=province)
        explained = make_report(form, jumped, month(10), sessions="50", attendances="90")
        save_explanation(
            report=explained, check_code="jump", cell_code="sessions", text="Tháng cao điểm",
            by=process_actor(jumped), at=AT,
        )  # fmt: skip
        file_report(report=explained, by=process_actor(jumped), at=AT)

        page = approver.get(reverse("office:reports")).content.decode()

        assert "Nhận 2 báo cáo không có ô phải giải thích" in page

    def test_they_count_at_once(self, approver, form, province):
        reports = [self.filed(form, make_commune(name, under=province)) for name in ("Một", "Hai")]

        page = self.accept(approver, *reports)

        assert "Đã nhận 2 báo cáo." in page
        assert Total.objects.get(unit=province, period=month(10), indicator__code="sessions").value == 20

    def test_one_that_changed_since_the_page_was_opened_stays(self, approver, form, province):
        shown, changed = (self.filed(form, make_commune(name, under=province)) for name in ("Hai", "Một"))

        page = approver.post(
            reverse("office:accept_reports"),
            {"report": [f"{shown.uid}:{shown.version}", f"{changed.uid}:{changed.version - 1}"]},
            follow=True,
        ).content.decode()

        assert "Đã nhận 1 báo cáo. 1 báo cáo đã đổi từ lúc mở trang nên chưa nhận." in page
        assert self.states() == [("Hai", "accepted"), ("Một", "filed")]

    def test_a_second_click_accepts_nothing_more(self, approver, form, province):
        report = self.filed(form, make_commune("Một", under=province))
        self.accept(approver, report)

        page = self.accept(approver, report)

        assert "đã được nhận hoặc đã đổi" in page

    def test_reports_of_somebody_elses_units_stay(self, approver, form):
        foreign = self.filed(form, make_commune("Xa", under=make_unit("Thái Bình")))

        self.accept(approver, foreign)

        assert self.states() == [("Xa", "filed")]
