"""Files beside a cell, seen from the totals that its number went into."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_report
from tests.factories.scans import png

from thidua.core import clock
from thidua.reports.commands import amend_report, attach_cell_file, ensure_span, settle_totals, withdraw_cell_file
from thidua.reports.models import CellFile
from thidua.reports.rules.calendar import number_of, period_before, period_on

pytestmark = pytest.mark.django_db
PAST = period_before(period_before(period_on("month", clock.today())))


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def report(province):
    commune = make_commune("Vũ Thư", under=province)
    report = make_report(make_form("sessions"), commune, ensure_span(span=PAST), sessions="12")
    line = report.edition.sections.get().lines.get()
    for size in (1, 2):
        told = {"content": png(size), "name": f"Ảnh {size}.png", "by": process_actor(commune), "at": AT}
        attach_cell_file(report=report, line=line, **told)
    file_and_accept(report, above=province)
    settle_totals(at=LATER)
    return report


@pytest.fixture
def parts(client, province, report):
    """What asks for the parts of the number, as an officer of the province."""
    client.force_login(make_user(unit=province))

    def ask():
        asked = {"nam": PAST.since.year, "ky": number_of(PAST), "chi-tieu": "sessions"}
        return client.get(reverse("office:totals"), asked).content.decode()

    return ask


def test_the_number_of_a_unit_says_how_many_files_lie_beside_it(parts):
    assert "báo cáo, 2 tệp kèm<span" in parts()


def test_files_of_an_amendment_that_was_not_accepted_are_not_counted_yet(parts, report):
    amend_report(report=report, reason="Đếm thiếu", by=process_actor(report.unit), at=LATER)
    carried = CellFile.objects.filter(revision__number=2).first()
    withdraw_cell_file(attached=carried, by=process_actor(report.unit), at=LATER)

    assert "báo cáo, 2 tệp kèm<span" in parts()
