"""Erasing a person reaches nominations: gone where nothing was decided, kept with a decision, refused on the way."""

import json

import pytest
from tests.factories.honours import make_person
from tests.factories.nominations import make_nomination, make_offices, make_round, take, to_appraisal
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.scans import png

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.commands import erase_person
from thidua.honours.commands.erasing import ERASED_NAME, STAYS_AS_DIGEST
from thidua.honours.models import Holder
from thidua.nominations.choices import Act
from thidua.nominations.commands.dossier.innovations import StatedInnovation, add_innovation
from thidua.nominations.commands.dossier.papers import StatedPaper, attach_paper
from thidua.nominations.commands.dossier.report import save_report
from thidua.nominations.commands.erasing import STAYS_AS_FILES, STAYS_WITH_DECISION
from thidua.nominations.commands.registering import StatedRegistration, register_title
from thidua.nominations.models import AchievementKey, AchievementReport, Check, Nomination, Paper, Step

pytestmark = pytest.mark.django_db
NAME = "Lê Thị Hòa"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def offices(province, commune):
    return make_offices(commune, province)


@pytest.fixture
def nomination(province, commune, offices):
    return make_nomination(make_round(province), commune, offices.officer, post=f"Phó phòng, {NAME}")


def erase(nomination, by):
    return erase_person(holder=Holder.objects.get(pk=nomination.holder_id), reason="yêu cầu", by=by, at=AT)


def everything_told():
    """Whatever rows of nominations and the trail say, in one text."""
    tables = (Nomination, AchievementReport, Paper, Check, Step)
    rows = [str(row) for table in tables for row in table.objects.values()]
    trail = AuditEntry.objects.exclude(act="erase_person").values_list("object_label", "before", "after")
    return json.dumps(rows, ensure_ascii=False) + json.dumps(list(trail), ensure_ascii=False)


def test_a_nomination_that_was_withdrawn_loses_everything_that_it_says_of_the_person(nomination, commune, offices):
    told = StatedInnovation(name=f"Sáng kiến của {NAME}", year=2026)
    add_innovation(nomination=nomination, stated=told, by=offices.officer, at=AT)
    save_report(nomination=nomination, text=f"Báo cáo của {NAME}", version=0, by=offices.officer, at=AT)
    paper = StatedPaper(item_code="bao_cao", text=f"Báo cáo của {NAME}", note=NAME)
    attach_paper(nomination=nomination, stated=paper, by=offices.officer, at=AT)
    title = StatedRegistration(Holder.objects.get(), "chien_si_thi_dua_co_so", AT.date())
    register_title(unit=commune, year=2026, stated=title, by=offices.officer, at=AT)
    take(nomination, offices, Act.WITHDRAW)
    before = everything_told()

    stays = erase(nomination, offices.officer)

    kept = Nomination.objects.get()
    said = (kept.name, kept.post, kept.achievement, kept.facts, kept.innovations.count(), kept.papers.count())
    assert (NAME in before, NAME in everything_told()) == (True, False)
    assert (said, stays) == ((ERASED_NAME, "", "", {}, 0, 0), (STAYS_AS_DIGEST,))
    assert AchievementKey.objects.count() == 0
    assert [(each.act, each.reason) for each in kept.steps.all()] == [("create", ""), ("withdraw", "")]


def test_a_nomination_on_its_way_stops_the_erasure_and_says_where_it_lies(nomination, offices):
    with pytest.raises(Refused, match="HS-2026-0001 của người này đang xét tại tỉnh Hưng Yên"):
        erase(nomination, offices.officer)

    assert Holder.objects.get().name == NAME


def test_a_nomination_with_a_decision_stays_and_that_is_said(nomination, offices):
    to_appraisal(nomination, offices)
    Nomination.objects.update(state="decided")

    stays = erase(nomination, offices.officer)

    assert (stays, Nomination.objects.get().name) == ((STAYS_AS_DIGEST, STAYS_WITH_DECISION), NAME)


def test_files_of_a_dossier_stay_in_the_archive_and_that_is_said(nomination, offices):
    paper = StatedPaper(item_code="bao_cao", text="Báo cáo")
    attach_paper(nomination=nomination, stated=paper, content=png(), name="a.png", by=offices.officer, at=AT)
    take(nomination, offices, Act.WITHDRAW)

    assert erase(nomination, offices.officer) == (STAYS_AS_DIGEST, STAYS_AS_FILES)


def test_whoever_was_erased_is_nominated_no_more(nomination, commune, offices):
    take(nomination, offices, Act.WITHDRAW)
    erase(nomination, offices.officer)

    with pytest.raises(Refused, match="hoặc đã xóa"):
        make_nomination(nomination.round, commune, offices.officer, holder=Holder.objects.get())


def test_nominations_of_others_stay_as_they_are(nomination, commune, offices):
    other = make_nomination(nomination.round, commune, offices.officer, holder=make_person(commune, "Trần Văn Bình"))
    take(nomination, offices, Act.WITHDRAW)

    erase(nomination, offices.officer)

    assert Nomination.objects.get(pk=other.pk).name == "Trần Văn Bình"
