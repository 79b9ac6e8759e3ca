"""The sample reports: some months of some communes, the newest in every state."""

from collections import Counter
from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.reports import load_shipped_forms

from thidua.config.demo.reports import make_reports
from thidua.reports.models import AcceptedValue, Report, Total, TotalMark
from thidua.reports.queries.entry import read_entry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LETTERS = "ABCDEGHIKLMN"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def made(province):
    load_shipped_forms()
    for number, letter in enumerate(LETTERS, start=13001):  # codes of their own: the invented numbers come from them
        make_commune(f"{letter} Sào", under=province, code=str(number))
    make_commune("Vũ Thư", under=province, code="13192")
    make_reports(at=AT, today=TODAY, progress=lambda _done, _all: None)
    return Report.objects.all()


def test_the_newest_month_shows_every_state_and_the_months_before_are_accepted(made):
    states = Counter(made.values_list("period__label", "state"))

    assert states == {
        ("tháng 7/2026", "accepted"): 12,
        ("tháng 8/2026", "accepted"): 12,
        ("tháng 9/2026", "accepted"): 12,
        ("tháng 10/2026", "accepted"): 6,
        ("tháng 10/2026", "draft"): 1,
        ("tháng 10/2026", "filed"): 2,
        ("tháng 10/2026", "returned"): 1,
    }


def test_the_unfinished_report_has_one_slip_one_jump_and_one_empty_cell(made):
    entry = read_entry(made.get(state="draft"))

    assert entry.report.unit.name == "Vũ Thư"
    assert [row.code for row in entry.wrong] == ["attendances"]
    assert "patrol_turns" in [row.code for row in entry.unexplained]
    assert [row.code for row in entry.missing] == ["commended_recipients"]


def test_the_totals_are_those_of_what_was_accepted(made, province):
    assert made.exists()
    values = AcceptedValue.objects.filter(indicator__code="mediations", period__label="tháng 9/2026")

    total = Total.objects.get(unit=province, indicator__code="mediations", period__label="tháng 9/2026")
    assert (total.value, total.figures) == (sum(each.value for each in values), 12)
    assert TotalMark.objects.count() == 0
