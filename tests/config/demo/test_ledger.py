"""The sample ledger: lists of a commune and its province, and an article that names some of the same people."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_indicator

from thidua.awards.models import Award
from thidua.awards.queries.ledger import named_rows
from thidua.config.demo.job import run
from thidua.config.demo.ledger import make_ledger
from thidua.config.demo.office import make_office
from thidua.config.demo.stage import SAMPLES
from thidua.honours.models import Honour, ImportBatch
from thidua.insights.statistics.kept_twice import awards_kept_twice
from thidua.law.statistic_forms import Subject
from thidua.law.statistics import statistics_on
from thidua.organisations.choices import Level, UnitKind

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)


@pytest.fixture
def top():
    """Việt Nam with Hưng Yên and its commune Vũ Thư, and the users of the demo."""
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    province = make_unit("Hưng Yên", under=country, since=JULY)
    make_commune("Vũ Thư", under=province, since=JULY)
    for unit, folded in ((country, "viet nam"), (province, "tinh hung yen")):
        unit.folded = folded
        unit.save()
    make_office(at=AT)
    return country


@pytest.fixture
def lists(top):
    return make_ledger(at=AT, today=TODAY)


def test_every_row_of_the_lists_is_written_into_the_ledger_of_its_unit(lists):
    told = {str(batch.unit): (batch.state, batch.rows, batch.good, batch.written) for batch in lists}

    assert told == {"xã Vũ Thư": ("done", 10, 10, 10), "tỉnh Hưng Yên": ("done", 9, 9, 9)}
    assert (ImportBatch.objects.count(), Honour.objects.count()) == (2, 19)
    assert not Honour.objects.filter(form_code="").exists()


def test_what_both_lists_have_is_kept_twice_and_counts_once(lists, top):
    actor = make_actor(unit=top)
    forms = [form for form in statistics_on(date(2026, 12, 31)) if form.subject is Subject.AWARDS]

    twice = awards_kept_twice(actor, 2026, forms, on=TODAY)

    assert [each.counted.name for each in twice] == [
        "Lương Thị Mơ",
        "Nghiêm Quang Bách",
        "Hội Cựu chiến binh xã Vũ Thư",
    ]
    assert all(each.is_of_several for each in twice)


def test_the_invented_article_names_people_of_whom_the_ledger_has_records(lists, top, tmp_path):
    make_indicator()
    by = make_actor(unit=top)

    summary = run(SAMPLES / "invented", tmp_path, by=by, approver=process_actor(top), at=AT, progress=lambda *_step: 0)

    award = Award.objects.get(form_code="giay_khen")
    found = {row.recipient.name: len(row.alike) for row in named_rows(by, award, on=TODAY)}
    assert summary.in_question == []
    assert (str(award.unit), award.awarded_on) == ("xã Vũ Thư", date(2025, 11, 18))
    assert found == {"Đặng Văn Tuyến": 2, "Lương Thị Mơ": 2, "Khúc Đình Vượng": 0}
