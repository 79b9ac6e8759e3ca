"""The sample round of awards: nominations at every step, a session to come, a decision with its honour."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit

from thidua.config.demo.awarding import make_awarding
from thidua.config.demo.office import make_office
from thidua.core.clock import legal_day
from thidua.councils.models import AgendaItem
from thidua.decisions.models import AwardDecision
from thidua.honours.models import Honour
from thidua.nominations.models import Opinion
from thidua.nominations.queries.notices import public_notices
from thidua.organisations.choices import Level, UnitKind

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)


@pytest.fixture
def round_():
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    province = make_unit("Hưng Yên", under=country, since=JULY)
    make_commune("Vũ Thư", under=province, since=JULY)
    for unit, folded in ((country, "viet nam"), (province, "tinh hung yen")):
        unit.folded = folded
        unit.save()
    make_office(at=AT)
    return make_awarding(at=AT)


def test_a_nomination_stands_at_each_step_as_a_year_has_them(round_):
    told = {row.name: row.state for row in round_.nominations.all()}

    assert told == {
        "Trịnh Thị Thơm": "decided",
        "Đoàn Văn Lực": "to_decide",
        "Lê Thị Hòa": "appraisal",
        "Bùi Quang Sáng": "council",
        "Hà Thị Duyên": "submitted",
        "Mai Văn Chỉnh": "draft",
    }


def test_one_waits_for_a_paper_as_the_picture_shows_and_another_for_the_council(round_):
    hoa = round_.nominations.get(name="Lê Thị Hòa")
    rows = {row["code"]: row for row in hoa.checks.first().verdicts}

    assert rows["thanh_phan_ho_so"]["outcome"] == "not_met"
    assert rows["lien_tuc_chien_si_co_so"]["outcome"] == "met"
    assert [item.nomination.name for item in AgendaItem.objects.all()] == ["Bùi Quang Sáng"]


def test_the_decision_has_its_number_and_wrote_the_honour(round_):
    decision = AwardDecision.objects.get()
    honour = Honour.objects.get(form_code="bang_khen_bo_tinh")

    assert (decision.number, decision.state, honour.holder.name) == (2541, "issued", "Trịnh Thị Thơm")
    assert honour.decision_number == "2541/QĐ-UBND"


def test_two_bodies_were_asked_of_whom_one_is_late(round_):
    told = [(each.body, each.answer, each.due_on < legal_day(AT)) for each in Opinion.objects.all()]

    assert told == [("Bảo hiểm xã hội tỉnh", "", True), ("Sở Khoa học và Công nghệ", "agree", False)]


def test_the_commune_asks_the_public_about_households_for_the_days_of_the_law(round_):
    (page,) = public_notices(on=legal_day(AT))

    assert (page.days, page.unit, [line.award for line in page.lines]) == (10, "xã Vũ Thư", ["Gia đình văn hóa"] * 3)
