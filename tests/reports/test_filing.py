"""Who has filed, read from the database: the matrix of a unit, and the counts of one with too many under it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.reports import LATER, make_form, make_report, month, type_in

from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.models import Unit, UnitDescription
from thidua.reports.choices import PeriodKind
from thidua.reports.commands import (
    accept_report,
    amend_report,
    ensure_span,
    file_report,
    recall_report,
    return_report,
)
from thidua.reports.models import CutOff, Form, FormEdition, FormReporter
from thidua.reports.queries.filing import (
    FilingCount,
    filing_by_child,
    filing_matrix,
    first_year,
    forms_below,
    plan_of,
    read_matrix,
    rows_under,
)
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.filing import CellState

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
OCTOBER, NOVEMBER = 9, 10
IN_TIME, TOO_LATE = datetime(2026, 11, 4, 2, tzinfo=UTC), datetime(2026, 11, 8, 2, tzinfo=UTC)


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
    return make_form("sessions")


def filed(form, unit, period=None, *, at=IN_TIME):
    """A report of a unit that was sent up."""
    report = make_report(form, unit, period or month(10), sessions="5")
    return file_report(report=report, by=process_actor(unit), at=at)


def accepted(form, unit, period=None, *, above, at=IN_TIME):
    """A report of a unit that was sent up and accepted."""
    return accept_report(report=filed(form, unit, period, at=at), by=process_actor(above), at=LATER)


def matrix_of(form, unit, year=2026, *, today=TODAY, actor=None):
    return filing_matrix(actor or process_actor(unit), form, unit, year, today=today)


def counts_of(form, unit, year=2026, *, today=TODAY, actor=None):
    return filing_by_child(actor or process_actor(unit), form, unit, year, today=today)


def states(matrix, place=OCTOBER):
    """The state of each unit in a period, by its name."""
    return {row.name: row.cells[place].state for row in matrix.rows}


def cell(form, unit, *, above, place=OCTOBER, today=TODAY):
    """The only row's cell."""
    matrix = matrix_of(form, above, today=today)
    return next(row.cells[place] for row in matrix.rows if row.uid == unit.uid)


class TestTheCellsOfTheLadder:
    """What the commands of the ladder leave is what the matrix shows."""

    def test_of_a_report_that_nobody_began_the_days_since_the_last_one_are_told(self, province, commune, form):
        found = cell(form, commune, above=province)

        assert (found.state, found.days, found.due_on) == (CellState.MISSING, 15, date(2026, 11, 5))

    def test_a_period_that_is_not_over_is_not_due(self, province, commune, form):
        found = cell(form, commune, above=province, place=NOVEMBER)

        assert (found.state, found.days, found.due_on) == (CellState.NOT_DUE, 0, date(2026, 12, 5))

    def test_a_draft_is_being_typed(self, province, commune, form):
        make_report(form, commune, month(11), sessions="5")

        found = cell(form, commune, above=province, place=NOVEMBER)

        assert (found.state, found.is_begun) == (CellState.ENTERING, True)

    def test_a_draft_whose_last_day_is_over_is_missing(self, province, commune, form):
        make_report(form, commune, month(10), sessions="5")

        found = cell(form, commune, above=province)

        assert (found.state, found.is_begun, found.days) == (CellState.MISSING, True, 15)

    def test_a_filed_report_waits(self, province, commune, form):
        filed(form, commune)

        assert cell(form, commune, above=province).state == CellState.WAITING

    def test_one_that_was_recalled_is_missing_again(self, province, commune, form):
        recall_report(report=filed(form, commune), by=process_actor(commune), at=LATER)

        assert cell(form, commune, above=province).state == CellState.MISSING

    def test_one_that_was_accepted_in_time_is_received(self, province, commune, form):
        accepted(form, commune, above=province)

        found = cell(form, commune, above=province)

        assert (found.state, found.days, found.filed_on) == (CellState.RECEIVED, 0, date(2026, 11, 4))

    def test_one_that_was_filed_late_and_accepted_is_late(self, province, commune, form):
        accepted(form, commune, above=province, at=TOO_LATE)

        found = cell(form, commune, above=province)

        assert (found.state, found.days, found.filed_on) == (CellState.LATE, 3, date(2026, 11, 8))

    def test_one_that_was_sent_back_says_why_also_while_it_is_mended(self, province, commune, form):
        report = filed(form, commune)
        return_report(report=report, reason="Thiếu một thôn", by=process_actor(province), at=LATER)
        returned = cell(form, commune, above=province)
        type_in(report, sessions="6")

        mended = cell(form, commune, above=province)

        assert (returned.state, returned.reason) == (CellState.RETURNED, "Thiếu một thôn")
        assert (mended.state, mended.reason) == (CellState.RETURNED, "Thiếu một thôn")

    def test_one_that_was_mended_and_filed_again_waits(self, province, commune, form):
        report = filed(form, commune)
        return_report(report=report, reason="Thiếu một thôn", by=process_actor(province), at=LATER)

        file_report(report=type_in(report, sessions="6"), by=process_actor(commune), at=LATER)

        found = cell(form, commune, above=province)
        assert (found.state, found.reason, found.filed_on) == (CellState.WAITING, "", date(2026, 11, 4))

    def test_one_that_is_amended_stays_received_until_the_amendment_is_filed(self, province, commune, form):
        report = accepted(form, commune, above=province)
        amend_report(report=report, reason="Sót hai buổi", by=process_actor(commune), at=LATER)
        meanwhile = cell(form, commune, above=province).state

        file_report(report=type_in(report, sessions="7"), by=process_actor(commune), at=LATER)

        assert (meanwhile, cell(form, commune, above=province).state) == (CellState.RECEIVED, CellState.WAITING)

    def test_each_cell_leads_to_its_report(self, province, commune, form):
        october, november = filed(form, commune), make_report(form, commune, month(11))

        row = matrix_of(form, province).rows[0]

        assert row.reports == (*[None] * 9, october.uid, november.uid, None)

    def test_reports_on_another_form_are_not_shown(self, province, commune, form):
        accepted(make_form("sessions"), commune, above=province)

        assert cell(form, commune, above=province).state == CellState.MISSING


class TestTheRows:
    """Which units there are, and what they are called."""

    def test_they_stand_in_the_order_of_vietnamese_names(self, province, form):
        for name in ("Đông Hưng", "An Thi", "Ân Thi", "Dân Tiến"):
            make_commune(name, under=province)

        assert [row.name for row in matrix_of(form, province).rows] == [
            "xã An Thi",
            "xã Ân Thi",
            "xã Dân Tiến",
            "xã Đông Hưng",
        ]

    def test_a_unit_that_began_in_the_year_is_asked_from_then_on(self, province, form):
        make_commune("Mới", under=province, since=date(2026, 7, 1))

        row = matrix_of(form, province).rows[0]

        assert [each.state for each in row.cells[:8]] == [CellState.NOT_ASKED] * 6 + [CellState.MISSING] * 2

    def test_a_unit_that_ended_is_asked_for_the_periods_on_whose_last_day_it_stood(self, province, form):
        make_commune("Cũ", under=province, until=date(2026, 2, 28))

        row = matrix_of(form, province).rows[0]

        assert [each.state for each in row.cells[:3]] == [
            CellState.MISSING,
            CellState.NOT_ASKED,
            CellState.NOT_ASKED,
        ]

    @pytest.mark.usefixtures("commune")
    def test_a_unit_that_never_stood_in_the_year_has_no_row(self, province, form):
        make_commune("Xưa", under=province, until=date(2025, 7, 1))
        make_commune("Sau", under=province, since=date(2027, 1, 1))

        assert [row.name for row in matrix_of(form, province).rows] == ["xã Vũ Thư"]

    def test_a_unit_is_called_as_on_the_last_day_on_which_it_is_asked(self, province, commune, form):
        UnitDescription.objects.filter(unit=commune).update(until=date(2026, 7, 1))
        UnitDescription.objects.create(
            unit=commune,
            name="Vũ Thư",
            full_name="phường Vũ Thư",
            kind=UnitKind.WARD,
            code="T999",
            folded="phuong vu thu",
            since=date(2026, 7, 1),
        )

        names = [matrix_of(form, province, year).rows[0].name for year in (2025, 2026)]

        assert names == ["xã Vũ Thư", "phường Vũ Thư"]

    def test_units_of_a_level_that_is_not_asked_have_no_row(self, province, commune, form):
        make_unit("Thôn Đoài", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=commune)

        assert [row.name for row in matrix_of(form, province).rows] == ["xã Vũ Thư"]

    @pytest.mark.usefixtures("commune")
    def test_units_of_another_tree_have_no_row(self, province, form):
        make_unit("Công an Vũ Thư", kind=UnitKind.POLICE, level=Level.COMMUNE, under=province, tree=Tree.STATE)

        assert [row.name for row in matrix_of(form, province).rows] == ["xã Vũ Thư"]

    @pytest.mark.usefixtures("commune")
    def test_of_two_levels_that_are_asked_the_higher_one_is_shown(self, country, province):
        form = make_form("sessions", levels=(Level.PROVINCE, Level.COMMUNE))

        above, below = matrix_of(form, country), matrix_of(form, province)

        assert [[row.name for row in each.rows] for each in (above, below)] == [["tỉnh Hưng Yên"], ["xã Vũ Thư"]]
        assert (above.plan.goes_deeper, below.plan.goes_deeper) == (True, False)

    def test_a_commune_has_nobody_under_it_that_reports(self, commune, form):
        assert matrix_of(form, commune).rows == ()

    @pytest.mark.usefixtures("commune")
    def test_units_further_down_are_rows_too(self, country, form):
        assert [row.name for row in matrix_of(form, country).rows] == ["xã Vũ Thư"]


class TestWhoMaySee:
    """Only units in scope have rows."""

    @pytest.mark.usefixtures("commune")
    def test_a_foreign_actor_sees_no_row(self, country, province, form):
        foreign = make_actor(unit=make_unit("Hải Phòng", under=country))

        assert matrix_of(form, province, actor=foreign).rows == ()
        assert counts_of(form, country, actor=foreign).rows == ()
        assert rows_under(foreign, plan_of(form, province, 2026), today=TODAY) == 0

    @pytest.mark.usefixtures("commune")
    def test_an_actor_of_the_province_sees_only_the_own_communes_of_the_country(self, country, province, form):
        make_commune("Ngoại", under=make_unit("Hải Phòng", under=country))

        found = matrix_of(form, country, actor=make_actor(unit=province))

        assert [row.name for row in found.rows] == ["xã Vũ Thư"]

    def test_one_row_is_read_alone(self, province, commune, form):
        make_commune("Khác", under=province)

        found = read_matrix(process_actor(province), plan_of(form, province, 2026), today=TODAY, only=commune.uid)

        assert [row.name for row in found.rows] == ["xã Vũ Thư"]


class TestWhatTheFormAsks:
    """Editions, levels, days."""

    @pytest.mark.usefixtures("commune")
    def test_before_the_form_was_in_force_nothing_is_asked(self, province, form):
        FormEdition.objects.filter(form=form).update(since=date(2026, 9, 15))

        row = matrix_of(form, province).rows[0]

        assert [each.state for each in row.cells[:9]] == [CellState.NOT_ASKED] * 8 + [CellState.MISSING]

    @pytest.mark.usefixtures("commune")
    def test_after_it_was_withdrawn_nothing_is_asked(self, province, form):
        FormEdition.objects.filter(form=form).update(until=date(2026, 3, 1))

        row = matrix_of(form, province).rows[0]

        assert [each.state for each in row.cells[:4]] == [CellState.MISSING] * 2 + [CellState.NOT_ASKED] * 2

    @pytest.mark.usefixtures("commune")
    def test_nobody_waits_for_periods_that_were_over_when_the_form_came(self, province, form):
        FormEdition.objects.filter(form=form).update(asked_since=date(2026, 10, 20))

        found = matrix_of(form, province)

        assert [each.state for each in found.rows[0].cells[8:11]] == [
            CellState.NOT_ASKED,
            CellState.MISSING,
            CellState.NOT_DUE,
        ]
        assert found.rows[0].missed(OCTOBER) == 1

    def test_what_was_reported_unasked_is_shown_all_the_same(self, province, commune, form):
        FormEdition.objects.filter(form=form).update(asked_since=date(2026, 10, 20))
        accepted(form, commune, month(9), above=province)

        assert matrix_of(form, province).rows[0].cells[8].state == CellState.LATE

    @pytest.mark.usefixtures("commune")
    def test_a_new_edition_may_ask_with_other_days(self, province, form):
        FormEdition.objects.filter(form=form).update(until=date(2026, 6, 1))
        newer = FormEdition.objects.create(
            form=form, number=2, since=date(2026, 6, 1), days_to_file=10, content="mới", created_at=AT
        )
        FormReporter.objects.create(edition=newer, level=Level.COMMUNE)

        found = matrix_of(form, province)

        assert [each.due_on for each in found.columns[4:6]] == [date(2026, 6, 5), date(2026, 7, 10)]

    @pytest.mark.parametrize(
        ("kind", "labels"),
        [
            ("quarter", ["quý I/2026", "quý II/2026", "quý III/2026", "quý IV/2026"]),
            ("half", ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]),
            ("year", ["2026"]),
        ],
    )
    @pytest.mark.usefixtures("commune")
    def test_the_columns_are_the_periods_of_its_kind(self, province, kind, labels):
        found = matrix_of(make_form("sessions", kind=kind), province)

        assert [each.asking.span.label for each in found.columns] == labels

    def test_only_forms_that_ask_below_a_unit_are_offered(self, province, commune, form):
        make_form("sessions", levels=(Level.PROVINCE,))
        Form.objects.create(code="phase", name="Giai đoạn", period_kind=PeriodKind.PHASE, created_at=AT)

        assert [list(forms_below(unit)) for unit in (province, commune)] == [[form], []]

    def test_a_form_that_asks_two_levels_below_is_offered_once(self, country):
        form = make_form("sessions", levels=(Level.PROVINCE, Level.COMMUNE))

        assert list(forms_below(country)) == [form]

    def test_the_first_year_is_that_of_the_earliest_report(self, commune, form):
        before = first_year(form)
        for period in (month(3, 2026), month(12, 2024)):
            make_report(form, commune, period)

        assert (before, first_year(form)) == (None, 2024)


class TestTheLastDay:
    """Where units do not count by the calendar."""

    def cut_off(self, unit, first_day=15, **fields):
        return CutOff.objects.create(unit=unit, first_day=first_day, **fields)

    def test_the_setting_of_the_unit_above_counts(self, province, commune, form):
        self.cut_off(province)

        assert cell(form, commune, above=province).due_on == date(2026, 10, 19)

    def test_the_setting_of_the_unit_itself_comes_before_that_of_the_unit_above(self, province, commune, form):
        self.cut_off(province)
        self.cut_off(commune, 20)

        assert cell(form, commune, above=province).due_on == date(2026, 10, 24)

    def test_the_nearest_setting_above_comes_before_that_of_the_country(self, country, province, commune, form):
        self.cut_off(country, 25)
        self.cut_off(province, 10)

        assert cell(form, commune, above=province).due_on == date(2026, 10, 14)

    @pytest.mark.usefixtures("commune")
    def test_a_setting_counts_for_the_periods_that_end_while_it_is_in_force(self, province, form):
        self.cut_off(province, since=date(2026, 6, 1))

        found = matrix_of(form, province)

        assert [each.due_on for each in found.columns[4:6]] == [date(2026, 6, 5), date(2026, 6, 19)]

    def test_a_setting_of_a_neighbour_does_not_count(self, country, province, commune, form):
        self.cut_off(make_unit("Hải Phòng", under=country))

        assert cell(form, commune, above=province).due_on == date(2026, 11, 5)

    def test_a_report_keeps_the_last_day_that_it_was_opened_with(self, province, commune, form):
        filed(form, commune)
        self.cut_off(province)

        assert cell(form, commune, above=province).due_on == date(2026, 11, 5)

    @pytest.mark.usefixtures("commune")
    def test_where_units_have_different_last_days_the_column_has_none(self, province, form):
        self.cut_off(make_commune("Khác", under=province))

        column = matrix_of(form, province).columns[OCTOBER]

        assert (column.due_on, column.opens_on) == (None, date(2026, 10, 15))

    @pytest.mark.usefixtures("commune")
    def test_the_current_period_is_over_where_the_unit_ends_it_earlier(self, province, form):
        today = date(2026, 10, 16)
        by_calendar = matrix_of(form, province, today=today).current
        self.cut_off(province)

        assert (by_calendar, matrix_of(form, province, today=today).current) == (8, 9)


class TestTheColumns:
    """What a column adds up to, and who missed two."""

    def test_each_column_is_counted(self, province, form):
        units = [make_commune(f"Xã {number}", under=province) for number in range(1, 7)]
        accepted(form, units[0], above=province)
        accepted(form, units[1], above=province, at=TOO_LATE)
        filed(form, units[2])
        report = filed(form, units[3])
        return_report(report=report, reason="Sai", by=process_actor(province), at=LATER)
        make_report(form, units[4], month(11))

        found = matrix_of(form, province)
        october, november = (found.columns[place].tally for place in (OCTOBER, NOVEMBER))

        assert (october.asked, october.sent, october.accepted) == (6, 4, 2)
        assert [
            october.of(each) for each in (CellState.LATE, CellState.WAITING, CellState.RETURNED, CellState.MISSING)
        ] == [1, 1, 1, 2]
        assert (november.asked, november.sent, november.of(CellState.ENTERING)) == (6, 0, 1)

    @pytest.mark.usefixtures("commune")
    def test_the_current_column_is_the_last_that_is_over(self, province, form):
        assert matrix_of(form, province).current == OCTOBER
        assert matrix_of(form, province, 2025).current == 11
        assert matrix_of(form, province, 2027).current == 0

    def test_units_in_a_state_are_found(self, province, commune, form):
        waiting = make_commune("Chờ", under=province)
        filed(form, waiting)
        found = matrix_of(form, province)

        assert [row.uid for row in found.in_state(OCTOBER, CellState.WAITING)] == [waiting.uid]
        assert [row.uid for row in found.in_state(OCTOBER, CellState.MISSING)] == [commune.uid]
        assert len(found.in_state(OCTOBER, CellState.MISSING, CellState.WAITING)) == 2

    def test_who_missed_two_periods_in_a_row_is_found(self, province, form):
        steady, once, twice = (make_commune(name, under=province) for name in ("Đều", "Một", "Hai"))
        for period in (month(9), month(10)):
            accepted(form, steady, period, above=province)
        accepted(form, once, month(9), above=province)

        found = matrix_of(form, province)

        assert [row.uid for row in found.missed_twice(OCTOBER)] == [twice.uid]
        assert {row.uid: row.missed(OCTOBER) for row in found.rows} == {steady.uid: 0, once.uid: 1, twice.uid: 11}

    def test_in_january_the_december_before_is_looked_at(self, province, form):
        steady, gone = make_commune("Đều", under=province), make_commune("Thiếu", under=province)
        accepted(form, steady, month(12, 2025), above=province)

        found = matrix_of(form, province, today=date(2026, 2, 10))

        assert found.current == 0
        assert [row.uid for row in found.missed_twice(0)] == [gone.uid]
        assert [row.before.state for row in found.rows] == [CellState.LATE, CellState.MISSING]


class TestTheCounts:
    """Each unit directly below with how many under it filed."""

    def test_a_row_counts_the_units_under_it(self, country, province, form):
        communes = [make_commune(f"Xã {number}", under=province) for number in range(4)]
        accepted(form, communes[0], above=province)
        filed(form, communes[1])
        make_report(form, communes[2], month(10), sessions="5")

        found = counts_of(form, country)

        assert [row.name for row in found.rows] == ["tỉnh Hưng Yên"]
        assert found.rows[0].counts[OCTOBER] == FilingCount(
            asked=4, sent=2, waiting=1, missing=2, due_on=date(2026, 11, 5)
        )
        assert found.rows[0].counts[NOVEMBER] == FilingCount(asked=4, due_on=date(2026, 12, 5))

    def test_a_unit_that_came_since_the_counts_were_read_is_counted(self, country, province, form):
        make_commune("Vũ Thư", under=province)
        before = counts_of(form, country).rows[0].counts[OCTOBER].asked
        make_commune("Kiến Xương", under=province)

        assert (before, counts_of(form, country).rows[0].counts[OCTOBER].asked) == (1, 2)

    def test_who_works_for_a_part_of_the_units_sees_these_also_after_who_sees_all(self, country, province, form):
        make_commune("Vũ Thư", under=province)
        other = make_unit("Hải Phòng", under=country)
        make_commune("An Lão", under=other)
        everything = [row.name for row in counts_of(form, country).rows]

        own = counts_of(form, country, actor=process_actor(other))

        assert (everything, [row.name for row in own.rows]) == (["tỉnh Hải Phòng", "tỉnh Hưng Yên"], ["tỉnh Hải Phòng"])

    def test_one_that_was_sent_back_counts_as_filed_also_while_it_is_mended(self, country, province, commune, form):
        report = filed(form, commune)
        return_report(report=report, reason="Sai", by=process_actor(province), at=LATER)
        returned = counts_of(form, country).rows[0].counts[OCTOBER].sent
        type_in(report, sessions="6")

        assert (returned, counts_of(form, country).rows[0].counts[OCTOBER].sent) == (1, 1)

    def test_one_that_was_recalled_does_not_count(self, country, commune, form):
        recall_report(report=filed(form, commune), by=process_actor(commune), at=LATER)

        assert counts_of(form, country).rows[0].counts[OCTOBER].sent == 0

    def test_one_that_is_amended_counts(self, country, province, commune, form):
        report = accepted(form, commune, above=province)
        amend_report(report=report, reason="Sót", by=process_actor(commune), at=LATER)

        assert counts_of(form, country).rows[0].counts[OCTOBER].sent == 1

    def test_the_columns_are_added(self, country, commune, form):
        other = make_unit("Hải Phòng", under=country)
        for number in range(2):
            make_commune(f"Xã {number}", under=other)
        filed(form, commune)

        found = counts_of(form, country)

        assert [row.name for row in found.rows] == ["tỉnh Hải Phòng", "tỉnh Hưng Yên"]
        assert found.sums[OCTOBER] == FilingCount(asked=3, sent=1, waiting=1, missing=2, due_on=date(2026, 11, 5))
        assert found.current == OCTOBER

    @pytest.mark.usefixtures("commune")
    def test_the_last_day_is_that_of_the_unit_directly_below(self, country, province, form):
        CutOff.objects.create(unit=province, first_day=15)

        found = counts_of(form, country, today=date(2026, 10, 20))

        assert found.rows[0].counts[OCTOBER] == FilingCount(asked=1, missing=1, due_on=date(2026, 10, 19))

    def test_a_unit_is_counted_where_it_stood_on_the_last_day(self, country, form):
        old = make_unit("Thái Bình", under=country, until=date(2026, 7, 1))
        new = make_unit("Hưng Yên", under=country, since=date(2026, 7, 1))
        make_commune("Cũ", under=old, until=date(2026, 7, 1))
        make_commune("Mới", under=new, since=date(2026, 7, 1))

        asked = {row.name: [count.asked for count in row.counts] for row in counts_of(form, country).rows}

        assert asked == {"tỉnh Hưng Yên": [0] * 6 + [1] * 6, "tỉnh Thái Bình": [1] * 6 + [0] * 6}

    def test_a_commune_that_goes_to_another_province_is_counted_there_with_its_report(self, country, province, form):
        other = make_unit("Hải Phòng", under=country)
        moved = make_commune("Đi", under=province)
        self.move(moved, province, other, date(2026, 7, 15))
        for number in (6, 7):
            filed(form, moved, month(number))

        counts = {row.name: row.counts[5:7] for row in counts_of(form, country).rows}

        assert {name: [(each.asked, each.sent) for each in found] for name, found in counts.items()} == {
            "tỉnh Hưng Yên": [(1, 1), (0, 0)],
            "tỉnh Hải Phòng": [(0, 0), (1, 1)],
        }

    def move(self, unit, old, new, on):
        """Place a unit elsewhere from a day on, in the closure rows alone."""
        for row in unit.lineage_up.filter(depth__gt=0):
            if row.ancestor_id == old.pk:
                row.until = on
                row.save()
        unit.lineage_up.create(ancestor=new, descendant=unit, tree=Tree.TERRITORY, depth=1, since=on)

    def test_a_unit_below_that_reports_itself_counts_as_one(self, country, province):
        form = make_form("sessions", levels=(Level.PROVINCE,))
        filed(form, province)

        assert counts_of(form, country).rows[0].counts[OCTOBER].sent == 1

    @pytest.mark.usefixtures("commune")
    def test_a_period_of_which_nothing_is_asked_is_empty(self, country, form):
        FormEdition.objects.filter(form=form).update(since=date(2026, 9, 1))

        row = counts_of(form, country).rows[0]

        assert row.counts[0] == FilingCount()
        assert (row.counts[8].is_complete, row.counts[8].missing) == (False, 1)

    def test_all_filed_is_complete(self, country, commune, form):
        filed(form, commune)

        assert counts_of(form, country).rows[0].counts[OCTOBER].is_complete is True

    def test_the_counts_are_the_sums_of_the_matrices(self, country, form):
        provinces = [make_unit(name, under=country) for name in ("Hưng Yên", "Hải Phòng", "Lào Cai")]
        for place, above in enumerate(provinces, start=1):
            for number in range(place + 1):
                unit = make_commune(f"Xã {place}.{number}", under=above, since=date(2026, number + 1, 10))
                if number % 2:
                    accepted(form, unit, month(10), above=above)
                else:
                    filed(form, unit, month(8))

        counted = {row.uid: row.counts for row in counts_of(form, country).rows}

        for above in provinces:
            tallies = [column.tally for column in matrix_of(form, above).columns]
            assert [(each.asked, each.sent, each.waiting, each.missing) for each in counted[above.uid]] == [
                (each.asked, each.sent, each.of(CellState.WAITING), each.of(CellState.MISSING)) for each in tallies
            ]

    @pytest.mark.usefixtures("commune")
    def test_how_many_rows_a_matrix_would_have_is_known_beforehand(self, country, province, form):
        make_commune("Xưa", under=province, until=date(2020, 1, 1))
        make_commune("Khác", under=province)

        assert rows_under(process_actor(country), plan_of(form, country, 2026), today=TODAY) == 2


class TestTheQueries:
    """As many for three units as for one, and few."""

    def fill(self, form, province, count):
        for number in range(count):
            unit = make_commune(f"Xã {Unit.objects.count()}.{number}", under=province)
            for period in (month(9), month(10)):
                accepted(form, unit, period, above=province)
            CutOff.objects.create(unit=unit, first_day=2)

    @pytest.mark.parametrize(("read", "most"), [(matrix_of, 8), (counts_of, 9)], ids=["matrix", "counts"])
    def test_there_are_as_many_for_three_as_for_one(
        self, country, province, form, read, most, django_assert_num_queries
    ):
        above = province if read is matrix_of else country
        self.fill(form, province, 1)
        actor = make_actor(unit=country)
        read(form, above, actor=actor)
        with CaptureQueriesContext(connection) as one:
            read(form, above, actor=actor)
        self.fill(form, province, 2)
        other = make_unit("Hải Phòng", under=country)
        self.fill(form, other, 2)
        read(form, above, actor=actor)

        with django_assert_num_queries(len(one)):
            found = read(form, above, actor=actor)

        assert len(one) <= most
        assert len(found.rows) == (3 if read is matrix_of else 2)

    def test_a_period_of_another_kind_with_the_same_days_is_not_mixed_in(self, province, commune):
        monthly, yearly = make_form("sessions"), make_form("sessions", kind="year")
        filed(yearly, commune, ensure_span(span=calendar_span("year", 2025)))

        assert matrix_of(yearly, province, 2025).rows[0].cells[0].state == CellState.WAITING
        assert {each.state for each in matrix_of(monthly, province, 2025).rows[0].cells} == {CellState.MISSING}
