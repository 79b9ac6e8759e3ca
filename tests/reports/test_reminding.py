"""Units that are late are reminded, once a day, and see it until they file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import file_and_accept, file_and_return, make_form, make_report, month

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.reports.commands import amend_report, close_period, file_report, recall_report, remind_units
from thidua.reports.models import Reminder
from thidua.reports.queries.due import reports_due
from thidua.reports.queries.reminding import days_reminded, reminders_of, reminders_to

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def form():
    return make_form("sessions", name="Báo cáo tháng")


def remind(form, unit, *, only=None, text="Đề nghị gửi ngay", at=NOON, by=None, period=None):
    return remind_units(
        form=form, period=period or month(), unit=unit, text=text, by=by or process_actor(unit), at=at, only=only
    )


def filed(form, unit):
    return file_report(report=make_report(form, unit, sessions="5"), by=process_actor(unit), at=NOON)


class TestWhoIsReminded:
    @pytest.mark.usefixtures("commune")
    def test_every_unit_that_is_late_and_no_other(self, form, province):
        begun, sent, returned = (make_commune(name, under=province) for name in ("An Thi", "Thái Thụy", "Đông Hưng"))
        make_report(form, begun, sessions="5")
        filed(form, sent)
        file_and_return(make_report(form, returned, sessions="5"), above=province)

        outcome = remind(form, province)

        told = set(Reminder.objects.values_list("unit__name", "sender__name", "by", "on", "text"))
        assert outcome == (2, 0)
        assert told == {(name, "Hưng Yên", "Người thử", TODAY, "Đề nghị gửi ngay") for name in ("Vũ Thư", "An Thi")}

    def test_one_alone_also_where_its_report_was_sent_back(self, form, province, commune):
        returned = make_commune("Đông Hưng", under=province)
        file_and_return(make_report(form, returned, sessions="5"), above=province)

        assert [remind(form, province, only=unit) for unit in (returned, commune)] == [(1, 0), (1, 0)]

    def test_each_once_a_day_however_often_it_is_sent(self, form, province, commune):
        first, second = remind(form, province), remind(form, province)
        alone = remind(form, province, only=commune)
        next_day = remind(form, province, at=NOON + timedelta(days=1))

        assert [first, second, alone, next_day] == [(1, 0), (0, 1), (0, 1), (1, 0)]
        assert days_reminded(form, month().key, commune.uid) == [TODAY, date(2026, 11, 21)]

    @pytest.mark.usefixtures("commune")
    def test_each_is_audited(self, form, province):
        remind(form, province)
        remind(form, province)

        assert [(entry.after, entry.unit_id_value) for entry in AuditEntry.objects.filter(act="remind_unit")] == [
            ({"unit": "xã Vũ Thư", "period": "tháng 10/2026", "text": "Đề nghị gửi ngay"}, province.pk)
        ]


class TestRefusals:
    def test_only_who_works_for_the_unit_reminds_those_under_it(self, form, province, commune):
        with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên nhắc"):
            remind(form, province, by=process_actor(commune))

    @pytest.mark.parametrize("text", ["  ", "x" * 501])
    @pytest.mark.usefixtures("commune")
    def test_a_reminder_says_something_and_not_too_much(self, form, province, text):
        with pytest.raises(Refused, match="dài tối đa 500"):
            remind(form, province, text=text)

    def test_nobody_is_reminded_of_what_is_filed_or_not_due_yet(self, form, province, commune):
        with pytest.raises(Refused, match="Không còn nơi nào phải nhắc"):
            remind(form, province, period=month(11))
        filed(form, commune)
        with pytest.raises(Refused, match="Không còn nơi nào phải nhắc"):
            remind(form, province)

    @pytest.mark.usefixtures("commune")
    def test_a_unit_that_stands_elsewhere_is_not_reminded(self, form, province):
        foreign = make_commune("Đông Hà", under=make_unit("Quảng Trị"))

        with pytest.raises(Refused, match="Không còn nơi nào phải nhắc"):
            remind(form, province, only=foreign)

    @pytest.mark.usefixtures("commune")
    def test_who_cannot_file_any_more_is_not_reminded(self, form, province):
        close_period(form=form, period=month(), unit=province, by=process_actor(province), at=NOON)

        with pytest.raises(Refused, match="Kỳ báo cáo này đã khóa"):
            remind(form, province)


class TestUntilItIsFiled:
    def told(self, commune):
        return {which: found.days for which, (_period, found) in reminders_to(commune.pk).items()}

    def test_the_unit_is_told_how_often_by_whom_and_what(self, form, province, commune):
        remind(form, province)
        remind(form, province, text="Gửi trong hôm nay", at=NOON + timedelta(days=1))

        [(_period, found)] = reminders_to(commune.pk).values()
        assert (found.times, found.last_on, found.sender, found.text) == (
            2,
            date(2026, 11, 21),
            "tỉnh Hưng Yên",
            "Gửi trong hôm nay",
        )
        assert reminders_of(make_report(form, commune)) == found

    def test_filing_answers_it_and_taking_back_asks_again(self, form, province, commune):
        remind(form, province)
        report = filed(form, commune)
        after_filing = self.told(commune)

        recall_report(report=report, by=process_actor(commune), at=NOON)

        assert (after_filing, self.told(commune)) == ({}, {(form.pk, month().key): (TODAY,)})

    def test_it_does_not_come_back_when_the_report_is_amended(self, form, province, commune):
        remind(form, province)
        report = file_and_accept(make_report(form, commune, sessions="5"), above=province)
        amend_report(report=report, reason="Sai", by=process_actor(commune), at=NOON)

        assert self.told(commune) == {}

    def test_an_old_period_is_offered_again_so_that_it_can_be_begun(self, form, province, commune):
        spring = month(3)
        before = [each.period.label for each in reports_due(commune, on=TODAY)]
        remind(form, province, period=spring)

        found = [each for each in reports_due(commune, on=TODAY) if each.reminded]

        assert "tháng 3/2026" not in before
        assert [(each.period.label, each.due_on, each.is_waited_for(TODAY)) for each in found] == [
            ("tháng 3/2026", date(2026, 4, 5), True)
        ]


def test_what_is_due_asks_the_database_as_often_however_many_were_reminded(
    form, province, commune, django_assert_max_num_queries
):
    for number in (2, 3, 4, 8, 9, 10):
        remind(form, province, period=month(number))

    with django_assert_max_num_queries(9):
        assert sum(1 for each in reports_due(commune, on=TODAY) if each.reminded) == 6
