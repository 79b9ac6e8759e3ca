"""Totals that were made known: they keep what they said; what they are now stands beside it, and why."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.reports import make_form, make_indicator, make_report, month, type_in

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import apply_reorganisation, draft_reorganisation
from thidua.organisations.plans import Step, StepAct
from thidua.reports.commands import (
    accept_report,
    amend_report,
    close_period,
    ensure_span,
    file_report,
    publish_totals,
    settle_totals,
    withdraw_publication,
)
from thidua.reports.models import FormLine, Publication, PublishedTotal, Report
from thidua.reports.queries.totals import CauseKind, causes_of, cells_of, published_numbers, totals_table
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db

ACCEPTED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
PUBLISHED_AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
MENDED_AT = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
OCTOBER = calendar_span("month", 2026, 10)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


@pytest.fixture
def communes(province):
    return [make_commune(name, under=province) for name in ("An Thi", "Vũ Thư")]


@pytest.fixture
def form():
    make_indicator("models", "Mô hình", over_time=Combination.LATEST)
    made = make_form("sessions", "models")
    FormLine.objects.update(is_required=False)
    return made


def accept(form, commune, above, number=10, at=ACCEPTED_AT, **texts):
    report = make_report(form, commune, month(number), **texts)
    file_report(report=report, by=process_actor(commune), at=at)
    return accept_report(report=report, by=process_actor(above), at=at)


def mend(report, above, reason="Đếm sót một thôn", at=MENDED_AT, **texts):
    amend_report(report=report, reason=reason, by=process_actor(report.unit), at=at)
    again = type_in(Report.objects.get(pk=report.pk), **texts)
    file_report(report=again, by=process_actor(report.unit), at=at)
    return accept_report(report=again, by=process_actor(above), at=at)


def publish(form, unit, period=None, at=PUBLISHED_AT, by=None):
    return publish_totals(form=form, period=period or month(), unit=unit, by=by or process_actor(unit), at=at)


def rows_of(publication):
    fields = ("unit__name", "indicator__code", "value", "figures", "expected")
    return sorted(PublishedTotal.objects.filter(publication=publication).values_list(*fields))


def restated(form, unit, span=OCTOBER):
    """By code of the indicator: what was published, and what the number is now."""
    settle_totals(at=MENDED_AT)
    table = totals_table(make_actor(unit=unit), form, unit, span.since.year, on=TODAY)
    published = published_numbers(unit, form, [column.span for column in table.columns])
    codes = {row.line.indicator_id: row.line.indicator.code for part in table.sections for row in part.rows}
    return {
        codes[indicator]: (old.part.value if old.part else None, cell.part.value if cell.part else None)
        for indicator, column, cell in cells_of(table)
        if column.key == span.key and (old := published.restated(indicator, span.key, cell.part, cell.expected))
    }


def why(form, unit, code="sessions", span=OCTOBER):
    settle_totals(at=MENDED_AT)
    actor = make_actor(unit=unit)
    table = totals_table(actor, form, unit, span.since.year, on=TODAY)
    spans = [column.span for column in table.columns]
    old = published_numbers(unit, form, spans).restated_in(table)
    found = causes_of(actor, form, unit, old, spans, on=TODAY)
    codes = {row.line.indicator_id: row.line.indicator.code for part in table.sections for row in part.rows}
    return next(causes for (indicator, key), causes in found.items() if (codes[indicator], key) == (code, span.key))


class TestWhatIsPublished:
    def test_the_unit_s_totals_and_those_of_every_unit_under_it_with_how_many_were_missing(
        self, form, province, communes
    ):
        accept(form, communes[0], province, sessions="3", models="7")

        edition = publish(form, province)

        assert rows_of(edition) == [
            ("An Thi", "models", 7, 1, 1),
            ("An Thi", "sessions", 3, 1, 1),
            ("Hưng Yên", "models", 7, 1, 2),
            ("Hưng Yên", "sessions", 3, 1, 2),
        ]
        assert (edition.number, edition.map_on, edition.totals) == (1, date(2026, 10, 31), 4)

    def test_closing_a_period_publishes_it(self, form, province, communes):
        accept(form, communes[0], province, sessions="3")

        closing = close_period(form=form, period=month(), unit=province, by=process_actor(province), at=PUBLISHED_AT)

        assert rows_of(closing.publications.get()) == [
            ("An Thi", "sessions", 3, 1, 1),
            ("Hưng Yên", "sessions", 3, 1, 2),
        ]

    @pytest.mark.usefixtures("communes")
    def test_closing_a_period_without_a_number_publishes_nothing(self, form, province):
        close_period(form=form, period=month(), unit=province, by=process_actor(province), at=PUBLISHED_AT)

        assert Publication.objects.count() == 0

    def test_the_totals_of_the_year_are_those_of_the_page(self, form, province, communes):
        accept(form, communes[0], province, 9, sessions="3", models="7")
        accept(form, communes[0], province, 10, sessions="4", models="8")
        accept(form, communes[1], province, 10, sessions="5", models="1")
        year = calendar_span("year", 2026)

        edition = publish(form, province, ensure_span(span=year), at=datetime(2027, 1, 20, 2, 0, tzinfo=UTC))

        table = totals_table(make_actor(unit=province), form, province, 2026, on=date(2027, 1, 20))
        shown = [
            (cell.part.value, cell.part.figures, cell.expected)
            for _i, column, cell in cells_of(table)
            if column == year
        ]
        assert [row[2:] for row in rows_of(edition) if row[0] == "Hưng Yên"] == sorted(shown)
        assert [row[1:] for row in rows_of(edition) if row[0] == "An Thi"] == [
            ("models", 8, 1, 1),
            ("sessions", 7, 2, 12),
        ]

    def test_a_report_accepted_just_before_is_in_it_though_totals_were_not_added_yet(self, form, province, communes):
        for commune in communes:
            accept(form, commune, province, sessions="3")

        edition = publish(form, province)

        assert ("Hưng Yên", "sessions", 6, 2, 2) in rows_of(edition)

    def test_what_counts_elsewhere_is_not_in_it(self, form, country, province, communes):
        other = make_unit("Thái Bình", under=country)
        accept(form, make_commune("Quỳnh Phụ", under=other), other, sessions="9")
        accept(form, communes[0], province, sessions="3")

        assert {row[0] for row in rows_of(publish(form, province))} == {"An Thi", "Hưng Yên"}


class TestWhatIsRefused:
    @pytest.mark.usefixtures("communes")
    def test_a_period_that_is_not_over(self, form, province):
        with pytest.raises(Refused, match="Chưa công bố được: tháng 10/2026 chưa kết thúc"):
            publish(form, province, at=datetime(2026, 10, 31, 2, 0, tzinfo=UTC))

    @pytest.mark.usefixtures("communes")
    def test_a_period_without_a_number(self, form, province):
        with pytest.raises(Refused, match="chưa có số nào được nhận"):
            publish(form, province)

    @pytest.mark.usefixtures("communes")
    def test_another_unit_s_totals(self, form, country, province):
        with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên"):
            publish(form, province, by=process_actor(country))


class TestEditions:
    def test_publishing_the_same_again_changes_nothing(self, form, province, communes):
        accept(form, communes[0], province, sessions="3")
        first = publish(form, province)

        assert (publish(form, province, at=MENDED_AT), PublishedTotal.objects.count()) == (first, 2)

    def test_publishing_what_has_changed_is_another_edition_and_the_first_keeps_its_numbers(
        self, form, province, communes
    ):
        report = accept(form, communes[0], province, sessions="3")
        first = publish(form, province)
        mend(report, province, sessions="5")

        second = publish(form, province, at=MENDED_AT)

        assert [(each.number, rows_of(each)[-1][2]) for each in (first, second)] == [(1, 3), (2, 5)]
        assert restated(form, province) == {}

    def test_one_that_is_taken_back_no_longer_counts_and_the_one_before_stands_again(self, form, province, communes):
        report = accept(form, communes[0], province, sessions="3")
        publish(form, province)
        mend(report, province, sessions="5")
        second = publish(form, province, at=MENDED_AT)

        withdraw_publication(publication=second, reason="Nhầm kỳ", by=process_actor(province), at=MENDED_AT)

        assert restated(form, province) == {"sessions": (3, 5)}
        assert [(each.number, each.withdrawn_reason) for each in Publication.objects.order_by("number")] == [
            (1, ""),
            (2, "Nhầm kỳ"),
        ]
        assert AuditEntry.objects.filter(act="withdraw_publication").get().after == {"reason": "Nhầm kỳ"}

    def test_taking_back_needs_a_reason_and_is_for_the_unit_itself(self, form, country, province, communes):
        accept(form, communes[0], province, sessions="3")
        edition = publish(form, province)

        with pytest.raises(Refused, match="Ghi lý do thu hồi"):
            withdraw_publication(publication=edition, reason=" ", by=process_actor(province), at=MENDED_AT)
        with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên"):
            withdraw_publication(publication=edition, reason="Nhầm", by=process_actor(country), at=MENDED_AT)


class TestWhatIsRestatedAndWhy:
    def test_nothing_is_while_nothing_changes(self, form, province, communes):
        accept(form, communes[0], province, sessions="3")
        publish(form, province)

        assert restated(form, province) == {}

    def test_a_mended_report_with_what_it_said_before_and_the_officer_s_reason(self, form, province, communes):
        report = accept(form, communes[0], province, sessions="3", models="7")
        publish(form, province)
        mend(report, province, sessions="5")

        [cause] = why(form, province)

        assert restated(form, province) == {"sessions": (3, 5)}
        assert (cause.kind, cause.name, cause.number, cause.reason, cause.before.value, cause.after.value) == (
            CauseKind.AMENDED,
            "xã An Thi",
            2,
            "Đếm sót một thôn",
            3,
            5,
        )
        assert (cause.uid, cause.at) == (report.uid, MENDED_AT)

    def test_a_report_accepted_late(self, form, province, communes):
        accept(form, communes[0], province, sessions="3")
        publish(form, province)
        accept(form, communes[1], province, at=MENDED_AT, sessions="4")

        [cause] = why(form, province)

        assert restated(form, province) == {"sessions": (3, 7)}
        assert (cause.kind, cause.name, cause.before, cause.after.value) == (CauseKind.LATE, "xã Vũ Thư", None, 4)

    def test_what_a_unit_above_published_is_restated_at_the_units_under_it(self, form, province, communes):
        report = accept(form, communes[0], province, sessions="3")
        publish(form, province)
        mend(report, province, sessions="5")

        assert restated(form, communes[0]) == {"sessions": (3, 5)}

    def test_the_year_that_was_published_by_the_months_that_were_mended(self, form, province, communes):
        report = accept(form, communes[0], province, 3, at=datetime(2025, 4, 2, tzinfo=UTC), sessions="3")
        year = calendar_span("year", 2026)
        publish(form, province, ensure_span(span=year), at=datetime(2027, 1, 20, 2, 0, tzinfo=UTC))
        mend(report, province, at=datetime(2027, 2, 1, 2, 0, tzinfo=UTC), sessions="5")

        [cause] = why(form, province, span=year)

        assert (cause.span.label, cause.before.value, cause.after.value) == ("tháng 3/2026", 3, 5)

    def test_a_reorganisation_from_a_day_before_the_end_of_the_period(self, form, country, province, communes):
        other = make_unit("Thái Bình", under=country)
        for commune in communes:
            accept(form, commune, province, sessions="3")
        publish(form, province)
        step = Step(StepAct.MOVE, (str(communes[0].uid),), into=str(other.uid))
        kept = draft_reorganisation(
            unit=country, title="Sắp xếp tỉnh", legal_basis="Nghị quyết thử", on=date(2026, 10, 15), steps=[step],
            by=process_actor(), at=MENDED_AT,
        )  # fmt: skip
        apply_reorganisation(reorganisation=kept, by=process_actor(), at=MENDED_AT)

        [cause] = why(form, province)

        assert restated(form, province) == {"sessions": (6, 3)}
        # The country's reorganisation is not the province's to open: it is told, not linked.
        assert (cause.kind, cause.name, cause.uid, cause.at) == (CauseKind.MOVED, "", None, MENDED_AT)

    def test_what_was_accepted_before_it_was_published_is_no_cause(self, form, province, communes):
        report = accept(form, communes[0], province, sessions="3")
        mend(report, province, at=datetime(2026, 11, 3, tzinfo=UTC), sessions="4")
        publish(form, province)
        mend(report, province, sessions="5")

        assert [(cause.number, cause.before.value) for cause in why(form, province)] == [(3, 4)]


def test_what_was_published_is_read_by_two_queries_and_why_by_at_most_eight(form, province, communes):
    reports = [accept(form, commune, province, sessions="3") for commune in communes]
    publish(form, province)
    for report in reports:
        mend(report, province, sessions="5")
    settle_totals(at=MENDED_AT)
    actor = make_actor(unit=province)
    table = totals_table(actor, form, province, 2026, on=TODAY)
    spans = [column.span for column in table.columns]

    with CaptureQueriesContext(
        connection,
    ) as read:
        published = published_numbers(province, form, spans)
    with CaptureQueriesContext(connection) as explained:
        found = causes_of(actor, form, province, published.restated_in(table), spans, on=TODAY)

    assert len(read) == 2
    assert len(explained) <= 8
    assert [len(causes) for causes in found.values()] == [2]
