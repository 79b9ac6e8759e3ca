"""A period that is closed: nothing is opened, typed, filed, recalled or amended under who closed it; until reopened."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import file_and_accept, make_form, make_report, month, type_in

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.organisations.choices import Level, UnitKind
from thidua.reports.commands import (
    accept_report,
    amend_report,
    close_period,
    file_report,
    open_report,
    recall_report,
    reopen_period,
    return_report,
    save_note,
    save_passage,
)
from thidua.reports.models import PeriodClosing
from thidua.reports.queries.due import reports_due
from thidua.reports.queries.ladder import stand_of

pytestmark = pytest.mark.django_db

CLOSED_AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SENTENCE = (
    "Kỳ báo cáo này đã khóa: Người thử, tỉnh Hưng Yên, khóa ngày 20/11/2026. "
    "Cần nhập hoặc sửa thì đề nghị tỉnh Hưng Yên mở lại kỳ"
)


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
    return make_form("sessions", levels=(Level.COMMUNE, Level.PROVINCE))


def close(form, unit, period=None, *, by=None, at=CLOSED_AT):
    return close_period(form=form, period=period or month(), unit=unit, by=by or process_actor(unit), at=at)


def reopen(form, unit, reason="Xã gửi nhầm số", *, by=None):
    return reopen_period(
        form=form, period=month(), unit=unit, reason=reason, by=by or process_actor(unit), at=CLOSED_AT
    )


class TestWhatIsRefusedWhileClosed:
    def test_a_report_is_not_opened(self, form, province, commune):
        close(form, province)

        with pytest.raises(Refused, match=SENTENCE):
            open_report(form=form, unit=commune, period=month(), by=process_actor(commune), at=CLOSED_AT)

    def test_one_that_is_there_is_opened_to_be_read(self, form, province, commune):
        report = make_report(form, commune, sessions="5")
        close(form, province)

        again = open_report(form=form, unit=commune, period=month(), by=process_actor(commune), at=CLOSED_AT)

        assert again == report

    def test_cells_notes_and_passages_are_not_typed(self, form, province, commune):
        report = make_report(form, commune, sessions="5")
        close(form, province)
        line, by = report.edition.sections.get().lines.get(), process_actor(commune)

        with pytest.raises(Refused, match=SENTENCE):
            type_in(report, sessions="6")
        with pytest.raises(Refused, match=SENTENCE):
            save_note(report=report, line=line, note="Ghi", by=by, at=CLOSED_AT)
        with pytest.raises(Refused, match=SENTENCE):
            save_passage(report=report, section_id=0, text="Lời", was="", by=by, at=CLOSED_AT)

    def test_a_draft_is_not_filed(self, form, province, commune):
        report = make_report(form, commune, sessions="5")
        close(form, province)

        with pytest.raises(Refused, match=SENTENCE):
            file_report(report=report, by=process_actor(commune), at=CLOSED_AT)

    def test_an_accepted_report_is_not_amended(self, form, province, commune):
        report = file_and_accept(make_report(form, commune, sessions="5"), above=province)
        close(form, province)

        with pytest.raises(Refused, match=SENTENCE):
            amend_report(report=report, reason="Sai", by=process_actor(commune), at=CLOSED_AT)

    def test_who_may_not_do_it_anyway_is_told_that_and_not_of_the_closing(self, form, province, commune):
        report = make_report(form, commune, sessions="5")
        close(form, province)

        with pytest.raises(Refused, match="Chỉ thu hồi được"):
            recall_report(report=report, by=process_actor(commune), at=CLOSED_AT)
        with pytest.raises(Refused, match="Chỉ cấp trên trực tiếp trả lại"):
            return_report(report=report, reason="Sai", by=process_actor(province), at=CLOSED_AT)


class TestForWhomItHolds:
    def test_not_for_the_own_report_of_who_closed_it(self, form, province):
        close(form, province)

        report = make_report(form, province, sessions="5")

        assert stand_of(report).closed is None

    def test_not_for_another_form_another_period_or_another_province(self, form, country, province, commune):
        elsewhere = make_commune("Đông Hà", under=make_unit("Quảng Trị", under=country))
        close(form, province)

        reports = [
            make_report(make_form("sessions", name="Biểu khác"), commune),
            make_report(form, commune, month(9)),
            make_report(form, elsewhere),
        ]

        assert [stand_of(each).closed for each in reports] == [None, None, None]

    def test_the_countrys_closing_holds_for_communes_too_and_the_nearest_is_named(
        self, form, country, province, commune
    ):
        report = make_report(form, commune, sessions="5")
        close(form, country)
        by_country = stand_of(report).closed

        close(form, province)
        by_both = stand_of(report).closed

        assert (by_country.unit_id, by_both.unit_id) == (country.pk, province.pk)

    def test_at_the_top_of_the_tree_it_holds_for_the_own_report(self):
        top = make_unit("Thái Bình")
        form = make_form("sessions", levels=(Level.PROVINCE,))
        report = make_report(form, top, sessions="5")

        close(form, top)

        with pytest.raises(Refused, match="Kỳ báo cáo này đã khóa"):
            file_report(report=report, by=process_actor(top), at=CLOSED_AT)

    def test_a_closed_report_is_no_longer_waited_for(self, form, province, commune):
        today = date(2026, 11, 20)
        form.editions.update(asked_since=date(2026, 10, 1))

        before = [each.period.label for each in reports_due(commune, on=today) if each.is_waited_for(today)]
        close(form, province)
        after = [each.period.label for each in reports_due(commune, on=today) if each.is_waited_for(today)]

        assert (before, after) == (["tháng 10/2026"], [])


class TestClosing:
    def test_is_audited_with_form_and_period_and_done_once_by_a_double_click(self, form, province):
        first, second = close(form, province), close(form, province)

        entries = AuditEntry.objects.filter(act="close_period")
        assert (first, PeriodClosing.objects.count()) == (second, 1)
        assert [(entry.after, entry.unit_id_value) for entry in entries] == [
            ({"form": form.code, "period": "tháng 10/2026"}, province.pk)
        ]

    def test_is_not_for_who_works_for_another_unit(self, form, country, province, commune):
        for other in (country, commune):
            with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên khóa"):
                close(form, province, by=process_actor(other))
            with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên khóa"):
                reopen(form, province, by=process_actor(other))

    def test_waits_until_every_filed_report_below_is_decided(self, form, country, province, commune):
        reports = [
            make_report(form, each, sessions="5") for each in (commune, make_commune("Thái Thụy", under=province))
        ]
        for report in reports:
            file_report(report=report, by=process_actor(report.unit), at=CLOSED_AT)

        for unit in (province, country):
            with pytest.raises(Refused, match="còn 2 báo cáo của tháng 10/2026 chờ duyệt"):
                close(form, unit)
        accept_report(report=reports[0], by=process_actor(province), at=CLOSED_AT)
        return_report(report=reports[1], reason="Thiếu", by=process_actor(province), at=CLOSED_AT)

        assert close(form, province).closed_by == "Người thử"

    def test_the_own_report_that_waits_above_does_not_hinder(self, form, province):
        file_report(report=make_report(form, province, sessions="5"), by=process_actor(province), at=CLOSED_AT)

        assert close(form, province).unit == province

    @pytest.mark.parametrize(("day", "is_over"), [(31, False), (1, True)])
    def test_is_possible_from_the_day_after_the_period(self, form, province, day, is_over):
        at = datetime(2026, 10 if day > 1 else 11, day, 2, 0, tzinfo=UTC)

        if is_over:
            assert close(form, province, at=at).created_at == at
        else:
            with pytest.raises(Refused, match="tháng 10/2026 chưa kết thúc"):
                close(form, province, at=at)

    def test_the_days_of_a_period_are_those_that_it_covers_for_the_unit(self, form, province):
        province.cut_offs.create(first_day=15)

        assert close(form, province, at=datetime(2026, 10, 15, 2, 0, tzinfo=UTC)).unit == province


class TestReopening:
    def test_lets_everything_be_done_again_and_keeps_the_closing_as_history(self, form, province, commune):
        report = make_report(form, commune, sessions="5")
        close(form, province)
        closing = reopen(form, province)

        file_report(report=report, by=process_actor(commune), at=CLOSED_AT)

        assert (closing.closed_by, closing.reopened_by, closing.reason) == ("Người thử", "Người thử", "Xã gửi nhầm số")
        assert [entry.after for entry in AuditEntry.objects.filter(act="reopen_period")] == [
            {"reason": "Xã gửi nhầm số"}
        ]

    def test_needs_a_reason(self, form, province):
        close(form, province)

        with pytest.raises(Refused, match="Ghi lý do mở lại kỳ"):
            reopen(form, province, reason="  ")

    def test_twice_changes_nothing_and_closing_again_is_another_row(self, form, province):
        close(form, province)
        reopen(form, province)
        again = reopen(form, province, reason="Lần nữa")
        close(form, province)

        rows = PeriodClosing.objects.order_by("pk").values_list("reason", "reopened_by")
        assert (again, list(rows)) == (None, [("Xã gửi nhầm số", "Người thử"), ("", "")])

    def test_of_the_country_does_not_open_what_the_province_closed(self, form, country, province, commune):
        report = make_report(form, commune, sessions="5")
        close(form, province)
        close(form, country)
        reopen(form, country)

        assert stand_of(report).closed.unit_id == province.pk
