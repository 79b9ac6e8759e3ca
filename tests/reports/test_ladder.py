"""A report goes up: typed, filed, accepted by the level directly above; back, and amended."""

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_report, month, type_in

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.organisations.choices import Level, UnitKind
from thidua.reports.commands import (
    CellEntry,
    accept_report,
    amend_report,
    ensure_span,
    file_report,
    open_report,
    recall_report,
    return_report,
    save_cells,
    save_explanation,
)
from thidua.reports.models import AcceptedValue, Report
from thidua.reports.queries.entry import read_entry
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db

ATTENDANCES_NOT_FEWER = {
    "code": "attendances_not_fewer",
    "severity": "stop",
    "terms": {"kind": "relation", "left": ["attendances"], "op": ">=", "right": ["sessions"]},
}
THREE_TIMES = {
    "code": "sessions_jump",
    "severity": "explain",
    "terms": {"kind": "against_previous", "cell": "sessions", "times": "3"},
}


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


def accepted(unit):
    return dict(AcceptedValue.objects.filter(unit=unit).values_list("indicator__code", "value"))


def test_whoever_opens_a_report_again_gets_the_same_one(commune):
    form = make_form("sessions")
    first = make_report(form, commune)
    again = make_report(form, commune)

    assert again == first
    assert first.revisions.count() == 1


def test_a_report_is_due_as_many_days_after_its_period_as_the_form_says(commune):
    report = make_report(make_form("sessions"), commune, month(10))

    assert report.due_on.isoformat() == "2026-11-05"


def test_a_unit_opens_only_its_own_report(province, commune):
    with pytest.raises(Refused, match="Chỉ người của"):
        open_report(form=make_form("sessions"), unit=commune, period=month(), by=process_actor(province), at=AT)


def test_a_monthly_form_is_not_opened_for_a_year(commune):
    year = ensure_span(span=calendar_span("year", 2026))

    with pytest.raises(Refused, match="chưa dùng cho 2026"):
        open_report(form=make_form("sessions"), unit=commune, period=year, by=process_actor(commune), at=AT)


def test_a_level_that_the_form_does_not_ask_opens_none(province):
    with pytest.raises(Refused, match="không giao cho cấp"):
        open_report(form=make_form("sessions"), unit=province, period=month(), by=process_actor(province), at=AT)


def test_what_was_filed_counts_once_the_level_above_accepts_it(province, commune):
    report = make_report(make_form("sessions", "attendances"), commune, sessions="12", attendances="1.050")
    file_report(report=report, by=process_actor(commune), at=AT)
    before = accepted(commune)

    accept_report(report=report, by=process_actor(province), at=LATER)

    assert (before, accepted(commune)) == ({}, {"sessions": 12, "attendances": 1050})


def test_an_empty_cell_stands_in_the_way_of_filing(commune):
    report = make_report(make_form("sessions", "attendances"), commune, sessions="12")

    with pytest.raises(Refused, match="còn 1 ô"):
        file_report(report=report, by=process_actor(commune), at=AT)


def test_a_cell_that_contradicts_another_stands_in_the_way_of_filing(commune):
    form = make_form("sessions", "attendances", checks=[ATTENDANCES_NOT_FEWER])
    report = make_report(form, commune, sessions="12", attendances="10")

    with pytest.raises(Refused, match="còn 1 ô"):
        file_report(report=report, by=process_actor(commune), at=AT)


def test_a_jump_is_filed_with_a_reason_and_the_reason_stays(province, commune):
    form = make_form("sessions", checks=[THREE_TIMES])
    file_and_accept(make_report(form, commune, month(9), sessions="30"), above=province)
    report = make_report(form, commune, month(10), sessions="118")
    with pytest.raises(Refused, match="còn 1 ô"):
        file_report(report=report, by=process_actor(commune), at=AT)

    save_explanation(
        report=report,
        check_code="sessions_jump",
        cell_code="sessions",
        text="Cao điểm",
        by=process_actor(commune),
        at=AT,
    )
    file_report(report=report, by=process_actor(commune), at=AT)

    assert [row.reasons for row in read_entry(Report.objects.get(pk=report.pk)).rows] == [{"sessions_jump": "Cao điểm"}]


def test_a_filed_report_is_no_longer_typed_until_it_is_recalled(commune):
    report = make_report(make_form("sessions"), commune, sessions="12")
    file_report(report=report, by=process_actor(commune), at=AT)
    with pytest.raises(Refused, match="không còn nhập được"):
        type_in(report, sessions="13")

    recall_report(report=report, by=process_actor(commune), at=AT)

    assert [row.text for row in read_entry(type_in(report, sessions="13")).rows] == ["13"]


def test_the_level_above_returns_a_report_with_a_reason(province, commune):
    report = make_report(make_form("sessions"), commune, sessions="12")
    file_report(report=report, by=process_actor(commune), at=AT)
    with pytest.raises(Refused, match="lý do trả lại"):
        return_report(report=report, reason=" ", by=process_actor(province), at=LATER)

    returned = return_report(report=report, reason="Thiếu tháng trước", by=process_actor(province), at=LATER)

    assert (returned.state, returned.revisions.get().decision) == ("returned", "Thiếu tháng trước")


def test_only_the_level_directly_above_accepts(commune):
    elsewhere = make_unit("Hải Phòng", kind=UnitKind.CITY)
    report = make_report(make_form("sessions"), commune, sessions="12")
    file_report(report=report, by=process_actor(commune), at=AT)

    for other in (elsewhere, commune):
        with pytest.raises(Refused, match="cấp trên trực tiếp"):
            accept_report(report=report, by=process_actor(other), at=LATER)


def test_while_an_accepted_report_is_amended_its_old_values_count(province, commune):
    report = file_and_accept(make_report(make_form("sessions"), commune, sessions="12"), above=province)

    amend_report(report=report, reason="Sót 2 buổi", by=process_actor(commune), at=LATER)
    amended = type_in(report, sessions="14")
    meanwhile = accepted(commune)
    file_and_accept(amended, above=province)

    assert (meanwhile, accepted(commune)) == ({"sessions": 12}, {"sessions": 14})
    assert list(report.revisions.values_list("number", "reason")) == [(1, ""), (2, "Sót 2 buổi")]
    assert [cell.value for cell in report.revisions.get(number=1).cells.all()] == [12]


def test_a_value_that_an_amendment_takes_away_no_longer_counts(province, commune):
    form = make_form("sessions", "attendances")
    form.editions.get().sections.get().lines.update(is_required=False)
    report = file_and_accept(make_report(form, commune, sessions="12", attendances="50"), above=province)

    amend_report(report=report, reason="Ghi nhầm", by=process_actor(commune), at=LATER)
    file_and_accept(type_in(report, attendances=""), above=province)

    assert accepted(commune) == {"sessions": 12}


def test_a_consolidated_report_is_accepted_and_counts_nowhere(province, commune):
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    elsewhere = make_unit("Lào Cai", under=country)
    under = make_commune("Bắc Hà", under=elsewhere)
    form = make_form("sessions", levels=(Level.PROVINCE, Level.COMMUNE))
    file_and_accept(make_report(form, under, sessions="5"), above=elsewhere)

    file_and_accept(make_report(form, elsewhere, sessions="999"), above=country)

    assert (accepted(under), accepted(elsewhere)) == ({"sessions": 5}, {})


def test_every_step_is_in_the_audit_trail_with_the_state_before_and_after(province, commune):
    report = make_report(make_form("sessions"), commune, sessions="12")
    file_and_accept(report, above=province)

    steps = AuditEntry.objects.filter(object_uid=report.uid).order_by("id")
    assert [(each.act, each.before, each.after) for each in steps] == [
        ("open_report", {}, {"edition": 1}),
        ("save_cells", {"sessions": ""}, {"sessions": "12"}),
        ("file_report", {"state": "draft"}, {"state": "filed", "number": 1}),
        ("accept_report", {"state": "filed"}, {"state": "accepted", "number": 1}),
    ]


class TestTyping:
    """Cells are kept one by one."""

    def test_what_is_typed_twice_is_kept_once(self, commune):
        report = make_report(make_form("sessions"), commune, sessions="12")
        line = read_entry(report).rows[0].line

        again = save_cells(report=report, entries={line.pk: CellEntry("12", "")}, by=process_actor(commune), at=AT)

        assert again[line.pk].text == "12"
        assert AuditEntry.objects.filter(act="save_cells").count() == 1

    def test_a_number_with_two_readings_is_asked_about_and_the_others_are_kept(self, commune):
        report = make_report(make_form("sessions", "attendances"), commune)
        lines = {row.code: row.line.pk for row in read_entry(report).rows}
        entries = {lines["sessions"]: CellEntry("1.5"), lines["attendances"]: CellEntry("1600")}

        saved = save_cells(report=report, entries=entries, by=process_actor(commune), at=AT)

        assert saved[lines["sessions"]].asked.choices == ("15",)
        assert [row.text for row in read_entry(report).rows] == ["", "1.600"]

    def test_two_people_in_one_cell_both_texts_come_back_and_the_first_stays(self, commune):
        report = make_report(make_form("sessions"), commune, sessions="12")
        line = read_entry(report).rows[0].line

        saved = save_cells(report=report, entries={line.pk: CellEntry("15", "")}, by=process_actor(commune), at=AT)

        assert (saved[line.pk].text, saved[line.pk].theirs) == ("12", "12")

    def test_a_cell_of_another_form_is_not_written(self, commune):
        report, other = make_report(make_form("sessions"), commune), make_form("attendances")
        foreign = other.editions.get().sections.get().lines.get()

        saved = save_cells(report=report, entries={foreign.pk: CellEntry("5")}, by=process_actor(commune), at=AT)

        assert saved == {}

    def test_the_row_shows_what_was_reported_before(self, province, commune):
        form = make_form("sessions")
        for period, text in ((month(10, 2025), "7"), (month(8), "9"), (month(9), "14")):
            file_and_accept(make_report(form, commune, period, sessions=text), above=province)

        row = read_entry(make_report(form, commune, month(10), sessions="12")).rows[0]

        assert (row.previous, row.last_year, row.so_far) == ("14", "7", "35")
