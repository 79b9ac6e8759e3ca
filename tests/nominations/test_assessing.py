"""Checking many nominations at once: the same answers as one by one, in as many statements for three as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import give, make_person
from tests.factories.nominations import MERIT, ON, PRAISE, fill_dossier, make_nomination, make_offices, make_round
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.honours.commands import merge_holders
from thidua.local_rules.models import FollowedPack
from thidua.nominations.commands import check_nominations
from thidua.nominations.models import Check, Innovation, Nomination, Registration
from thidua.nominations.queries.assessing import asks_for, assess_nominations
from thidua.nominations.rules.path import Asks

pytestmark = pytest.mark.django_db
TITLE, BASE = "chien_si_thi_dua_co_so", "lao_dong_tien_tien"


@pytest.fixture
def unit():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def officer(unit):
    return make_offices(unit, unit).officer


def again(*nominations):
    rows = Nomination.objects.select_related("round__unit", "unit").filter(pk__in=[each.pk for each in nominations])
    return list(rows.order_by("pk"))


def outcome(nomination, code):
    found = assess_nominations(again(nomination), on=ON)[nomination.pk]
    return next((str(row.outcome) for row in found.rows if row.code == code), None)


def test_three_take_as_many_statements_as_one(unit, officer):
    round_ = make_round(unit)
    rows = [make_nomination(round_, unit, officer, holder=make_person(unit, f"A {n}")) for n in "xyz"]
    for row in rows:
        fill_dossier(row)
    counts = []
    for some in (rows[:1], rows):
        read = again(*some)
        with CaptureQueriesContext(connection) as asked:
            assess_nominations(read, on=ON)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_awards_in_a_record_that_was_merged_count_for_the_one_that_stands(unit, officer):
    kept, gone = make_person(unit), make_person(unit, birth_year=None)
    made = make_nomination(make_round(unit, [TITLE]), unit, officer, holder=gone, award=TITLE)
    give(kept, 2025, BASE)
    merge_holders(kept=kept, gone=gone, by=process_actor(unit), at=AT)

    assert outcome(made, "tieu_chuan") is None
    assert [held.code for held in _record(made).honours] == [BASE]


def _record(nomination):
    from thidua.nominations.queries.records import materials

    return materials(again(nomination), {})[nomination.pk].record


def test_an_innovation_of_the_dossier_is_told_to_the_law(unit, officer):
    made = make_nomination(make_round(unit), unit, officer)
    Innovation.objects.create(
        nomination=made,
        kind="sáng kiến",
        name="Tiếng kẻng an ninh",
        folded="tieng keng an ninh",
        year=2025,
        reach="cơ sở",
    )

    (told,) = _record(made).innovations

    assert (told.year, str(told.reach), told.recognised) == (2025, "cơ sở", True)


def test_a_title_that_was_registered_says_on_which_day(unit, officer):
    person = make_person(unit)
    Registration.objects.create(
        unit=unit, holder=person, year=2026, award_code=TITLE, award_name="Chiến sĩ thi đua cơ sở",
        registered_on=date(2026, 1, 14), registered_by="Hà", created_at=AT,
    )  # fmt: skip
    made = make_nomination(make_round(unit, [TITLE]), unit, officer, holder=person, award=TITLE)

    row = next(each for each in made.checks.first().verdicts if each["code"] == "dang_ky_danh_hieu")

    assert row["reason"] == "Đăng ký ngày 14/01/2026."


def test_a_quota_of_the_office_counts_what_the_unit_proposes_in_the_round(unit, officer):
    FollowedPack.objects.create(unit=unit, code="tran_15_phan_tram", name="15%", created_at=AT)
    round_ = make_round(unit, [TITLE, BASE])
    people = [make_person(unit, f"A {n}") for n in range(7)]
    for person in people:
        make_nomination(round_, unit, officer, holder=person, award=BASE)
    first = make_nomination(round_, unit, officer, holder=people[0], award=TITLE)
    assert outcome(first, "ty_le_tien_tien") == "met"

    make_nomination(round_, unit, officer, holder=people[1], award=TITLE)

    assert outcome(first, "ty_le_tien_tien") == "not_met"


def test_an_award_whose_standard_the_catalogue_does_not_have_is_left_to_a_person(unit, officer):
    made = make_nomination(make_round(unit, ["an_toan_ve_antt"]), unit, officer, award="an_toan_ve_antt")

    assert made.to_judge > 0


def test_a_check_that_says_the_same_on_the_same_day_is_kept_once(unit, officer):
    made = make_nomination(make_round(unit), unit, officer)

    check_nominations(nominations=again(made), by=officer, at=AT)
    assert Check.objects.filter(nomination=made).count() == 1
    fill_dossier(made)
    check_nominations(nominations=again(made), by=officer, at=AT)

    assert Check.objects.filter(nomination=made).count() == 2


def test_the_list_has_the_counts_of_the_newest_check(unit, officer):
    made = make_nomination(make_round(unit), unit, officer)
    found = assess_nominations(again(made), on=ON)[made.pk]

    kept = Nomination.objects.get(pk=made.pk)

    assert (kept.not_met, kept.to_judge) == (len(found.standing.not_met), len(found.standing.to_judge))
    assert (kept.outcome, kept.checked_on) == (found.outcome, ON)


@pytest.mark.parametrize(("award", "of_office", "asks"), [(PRAISE, False, Asks()), (MERIT, True, Asks(council=True))])
def test_the_steps_of_an_award_are_those_of_the_law_and_of_the_round(unit, officer, award, of_office, asks):
    made = make_nomination(make_round(unit, asks_council=of_office), unit, officer, award=award)

    assert asks_for(made, on=ON) == asks
