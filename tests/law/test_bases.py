"""Legal bases of decisions, and who may decide, as the law of a day has them."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.law.catalogue import all_award_forms
from thidua.law.day import Law, all_bases
from thidua.law.entries import AuthorityLevel, DecidingBody, Provision
from thidua.law.packs import LocalDecider, Pack
from thidua.law.standards.deciders import may_decide
from thidua.law.verdicts import Outcome


def codes(on: date, dossier: date) -> list[str]:
    return [each.code for each in Law.on(on).bases(dossier)]


@pytest.mark.parametrize(
    ("on", "dossier", "expected"),
    [
        (date(2023, 12, 31), date(2023, 12, 31), ["luat_2003"]),
        (date(2024, 1, 1), date(2024, 1, 1), ["luat_2022", "nghi_dinh_98"]),
        (date(2025, 7, 1), date(2025, 7, 1), ["luat_2022", "nghi_dinh_152"]),
        (date(2026, 11, 20), date(2026, 9, 30), ["luat_2022", "nghi_dinh_152"]),
        (date(2026, 11, 20), date(2026, 10, 1), ["luat_2022", "luat_2026", "nghi_dinh_152"]),
        (date(2027, 3, 1), date(2027, 3, 1), ["luat_2022", "luat_2026"]),
    ],
)
def test_the_amending_law_is_cited_where_the_dossier_is_judged_by_it(
    on: date, dossier: date, expected: list[str]
) -> None:
    assert codes(on, dossier) == expected


def test_an_amending_law_never_stands_without_the_law_that_it_amends() -> None:
    for day in {each.since for each in all_bases()}:
        found = codes(day, day)
        assert "luat_2026" not in found or "luat_2022" in found[: found.index("luat_2026")]


def test_a_law_is_cited_by_name_and_day_without_a_number() -> None:
    for each in all_bases():
        if each.code.startswith("luat"):
            assert "/QH" not in each.text
        assert each.text.startswith("Căn cứ ")
        assert not each.text.endswith((";", "."))


def test_the_levels_of_a_span_are_among_those_that_ever_give_the_form() -> None:
    for versions in all_award_forms().values():
        for form in versions:
            assert form.deciding_levels <= set(form.given_by)
            assert form.deciding_levels


def test_a_district_decides_until_its_last_day_and_the_verdict_says_by_which_provision() -> None:
    before = may_decide("giay_khen", {AuthorityLevel.DISTRICT}, Law.on(date(2025, 6, 30)))
    after = may_decide("giay_khen", {AuthorityLevel.DISTRICT}, Law.on(date(2025, 7, 1)))

    assert (before.outcome, after.outcome) == (Outcome.MET, Outcome.NOT_MET)
    assert after.provision == "129/2025/NĐ-CP, Điều 59; 06/2022/QH15, Điều 80"
    assert after.reason.startswith("“Giấy khen” do Thủ trưởng cơ quan")


def test_an_authority_of_no_level_is_for_a_person_to_judge() -> None:
    assert may_decide("giay_khen", (), Law.on(date(2026, 11, 20))).outcome is Outcome.TO_JUDGE


def test_a_local_rule_on_who_decides_is_for_a_person_to_judge() -> None:
    body = DecidingBody("Giám đốc Sở Nội vụ", (Provision("06/2022/QH15"),), verified=True)
    local = LocalDecider(("giay_khen",), body, date(2026, 1, 1), None)
    law = Law.on(date(2026, 11, 20), [Pack("thu", "Thử", "Tỉnh thử", deciders=(local,))])

    found = may_decide("giay_khen", {AuthorityLevel.MINISTRY}, law)

    assert (found.outcome, found.reason) == (Outcome.TO_JUDGE, "“Giấy khen” do Giám đốc Sở Nội vụ quyết định.")
