"""Conditions that every nomination meets on its way: who may give, what lies in the dossier, what was given before."""

from datetime import date

import pytest

from thidua.law.day import Law
from thidua.law.entries import AuthorityLevel, DecidingBody, Provision, RecipientKind
from thidua.law.packs import LocalDecider, Pack
from thidua.law.standards.deciders import may_decide
from thidua.law.verdicts import Outcome
from thidua.nominations.rules.asks import asks_of
from thidua.nominations.rules.authorities import authority_levels
from thidua.nominations.rules.own_rows import (
    AlikeTold,
    authority_row,
    innovations_row,
    needed_items,
    papers_row,
    registered_row,
    repeated_row,
)
from thidua.nominations.rules.path import Asks
from thidua.nominations.rules.quotas import Base, Quota, quotas_of
from thidua.organisations.choices import Level, UnitKind

LAW = Law.on(date(2026, 11, 20))
PROVINCE, COMMUNE = frozenset({AuthorityLevel.PROVINCE}), frozenset({AuthorityLevel.COMMUNE})


@pytest.mark.parametrize(
    ("award", "levels", "deciding", "outcome"),
    [
        ("bang_khen_bo_tinh", PROVINCE, False, Outcome.MET),
        ("bang_khen_bo_tinh", PROVINCE, True, Outcome.MET),
        ("bang_khen_bo_tinh", COMMUNE, False, Outcome.NOT_YET),
        ("bang_khen_bo_tinh", COMMUNE, True, Outcome.NOT_MET),
        ("giay_khen", PROVINCE, False, Outcome.NOT_MET),
        ("giay_khen", COMMUNE, True, Outcome.MET),
        ("co_thi_dua_chinh_phu", PROVINCE, False, Outcome.NOT_YET),
        ("giay_khen", frozenset(), False, Outcome.TO_JUDGE),
    ],
)
def test_a_unit_gives_what_its_level_may_and_looks_at_what_goes_higher(award, levels, deciding, outcome):
    row = authority_row(LAW.award(award), levels, "nơi ấy", deciding=deciding)

    assert (row.outcome, bool(row.provision)) == (outcome, True)


LOCAL = LocalDecider(
    ("giay_khen",),
    DecidingBody("Giám đốc Sở Nội vụ", (Provision("06/2022/QH15"),), verified=True),
    date(2026, 1, 1),
    date(2026, 12, 1),
)
PACK = Pack("tinh_thu", "Thử", "Tỉnh thử", deciders=(LOCAL,))


@pytest.mark.parametrize("levels", [PROVINCE, COMMUNE, frozenset()])
@pytest.mark.parametrize("deciding", [False, True])
def test_whom_a_local_rule_names_a_person_judges_whatever_the_level(levels, deciding):
    law = Law.on(date(2026, 11, 20), [PACK])
    form, local = law.award("giay_khen"), law.pack_that_decides("giay_khen")

    row = authority_row(form, levels, "Sở Nội vụ", deciding=deciding, local=local)

    assert (row.outcome, row.local, row.provision) == (Outcome.TO_JUDGE, "tinh_thu", "06/2022/QH15")
    assert row.reason == "Giám đốc Sở Nội vụ quyết định. Quy định riêng đặt; đối chiếu với Sở Nội vụ."
    assert row.outcome is may_decide("giay_khen", levels, law).outcome


@pytest.mark.parametrize(("award", "on"), [("bang_khen_bo_tinh", date(2026, 11, 20)), ("giay_khen", date(2026, 12, 1))])
def test_other_awards_and_other_days_go_by_national_law(award, on):
    assert Law.on(on, [PACK]).pack_that_decides(award) == ""


@pytest.mark.parametrize(
    ("kind", "level", "levels"),
    [
        (UnitKind.PROVINCE, Level.PROVINCE, {AuthorityLevel.PROVINCE}),
        (UnitKind.SPECIAL_ZONE, Level.COMMUNE, {AuthorityLevel.COMMUNE}),
        (UnitKind.POLICE, Level.PROVINCE, {AuthorityLevel.UNIT}),
        (UnitKind.STEERING_COMMITTEE, Level.PROVINCE, {AuthorityLevel.PROVINCE, AuthorityLevel.UNIT}),
        (UnitKind.ASSOCIATION, Level.COUNTRY, {AuthorityLevel.MINISTRY}),
        (UnitKind.VILLAGE, Level.VILLAGE, set()),
    ],
)
def test_at_which_level_a_body_gives_awards(kind, level, levels):
    assert authority_levels(kind, level) == levels


@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_of_body_has_an_answer(kind):
    assert isinstance(authority_levels(kind, Level.PROVINCE), frozenset)


def of(award, present, *, simplified=False, has_voted=False):
    items, dossier = needed_items(LAW.dossiers(award), simplified=simplified)
    return papers_row(items, dossier, present, has_voted=has_voted)


def test_a_paper_that_is_missing_is_named():
    row = of("giay_khen", {"to_trinh", "bao_cao"})

    assert (row.outcome, row.observed) == (Outcome.NOT_MET, "Có 2/4 thành phần.")
    assert row.reason == "Còn thiếu: Biên bản bình xét; Danh sách đề nghị."


def test_a_whole_dossier_is_met_with_the_provision_that_lists_it():
    row = of("giay_khen", {"to_trinh", "bien_ban", "bao_cao", "danh_sach"})

    assert (row.outcome, row.reason, bool(row.provision)) == (Outcome.MET, "Có 4/4 thành phần.", True)


def test_the_paper_that_the_council_makes_is_waited_for():
    others = {"to_trinh", "bao_cao", "giay_sang_kien", "giay_xac_nhan_pham_vi"}

    before, after = of("chien_si_thi_dua_bo_tinh", others), of("chien_si_thi_dua_bo_tinh", others, has_voted=True)

    assert (before.outcome, before.observed) == (Outcome.MET, "Có 4/5 thành phần.")
    assert before.reason.endswith("có sau phiên họp.")
    assert (after.outcome, after.observed) == (Outcome.MET, "Có 5/5 thành phần.")


def test_a_simplified_round_asks_for_the_short_list():
    assert of("bang_khen_bo_tinh", {"to_trinh", "bao_cao_tom_tat"}, simplified=True).outcome is Outcome.MET


def test_an_award_without_a_list_of_papers_is_left_to_a_person():
    assert of("anh_hung_lao_dong", {"to_trinh"}).outcome is Outcome.TO_JUDGE


def test_a_title_that_was_not_registered_is_only_remarked():
    there, missing = registered_row(date(2026, 1, 14)), registered_row(None)

    assert (there.outcome, there.reason, there.caution) == (Outcome.MET, "Đăng ký ngày 14/01/2026.", "")
    assert (missing.outcome, bool(missing.caution)) == (Outcome.MET, True)


def test_one_achievement_awarded_before_stands_in_the_way_and_one_that_is_only_like_it_is_remarked():
    same = AlikeTold("Giấy khen 2026, 12/QĐ-UBND", "cùng 9 trên 11 ý", is_block=True)
    like = AlikeTold("Hồ sơ HS-2026-0007", "cùng 5 trên 11 ý", is_block=False)

    blocked, remarked, free = repeated_row([like, same]), repeated_row([like]), repeated_row([])

    assert blocked.outcome is Outcome.NOT_MET
    assert "Giấy khen 2026, 12/QĐ-UBND (cùng 9 trên 11 ý)" in blocked.reason
    assert (remarked.outcome, remarked.caution) == (Outcome.MET, "Gần giống: Hồ sơ HS-2026-0007 (cùng 5 trên 11 ý)")
    assert (free.outcome, free.caution) == (Outcome.MET, "")


def test_an_innovation_used_before_is_a_warning_and_no_refusal():
    assert innovations_row([]) is None
    row = innovations_row(["Tiếng kẻng an ninh, Bằng khen 2025"])
    assert (row.outcome, row.verified) == (Outcome.MET, False)
    assert "Tiếng kẻng an ninh, Bằng khen 2025" in row.caution


@pytest.mark.parametrize(
    ("award", "kind", "of_office", "asks"),
    [
        ("giay_khen", RecipientKind.INDIVIDUAL, False, Asks()),
        ("giay_khen", RecipientKind.INDIVIDUAL, True, Asks(council=True)),
        ("chien_si_thi_dua_bo_tinh", RecipientKind.INDIVIDUAL, False, Asks(council=True)),
        ("gia_dinh_van_hoa", RecipientKind.HOUSEHOLD, False, Asks(public_comment=True)),
        ("chien_si_thi_dua_toan_quoc", RecipientKind.INDIVIDUAL, False, Asks(council=True, public_comment=True)),
    ],
)
def test_the_catalogue_says_which_awards_go_to_a_council_and_to_the_public(award, kind, of_office, asks):
    assert asks_of(award, kind, LAW, of_office=of_office) == asks


def test_the_quota_of_the_government_flag_is_counted_over_the_whole_round():
    assert quotas_of("co_thi_dua_chinh_phu", RecipientKind.COLLECTIVE, LAW) == (
        Quota("ty_le_co_chinh_phu", Base(("co_thi_dua_bo_tinh",), within_unit=False)),
    )


def test_a_number_of_the_year_has_no_base_and_most_awards_have_no_quota():
    assert quotas_of("cong_dan_thu_do_uu_tu", RecipientKind.INDIVIDUAL, LAW) == (Quota("so_nguoi_moi_nam", None),)
    assert quotas_of("giay_khen", RecipientKind.INDIVIDUAL, LAW) == ()
