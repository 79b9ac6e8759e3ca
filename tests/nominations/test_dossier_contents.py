"""Which items a dossier needs by the lists of the day, which lie there, what is only for some."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.day import Law
from thidua.nominations.rules.dossier import contents

DAY = date(2026, 11, 20)


def of(award, lying=(), *, on=DAY, simplified=False, has_voted=False):
    return contents(Law.on(on).dossiers(award), lying, simplified=simplified, has_voted=has_voted)


def codes(found, *, needed=True):
    return [item.code for item in found.items if item.is_needed == needed]


def test_the_list_of_the_award_says_what_is_needed_and_what_others_bring_is_told_apart():
    found = of("bang_khen_bo_tinh", {"to_trinh"})

    assert codes(found) == ["to_trinh", "bien_ban", "bao_cao"]
    assert codes(found, needed=False) == [
        "xac_nhan_thue",
        "xac_nhan_bao_hiem",
        "xac_nhan_an_toan",
        "xac_nhan_moi_truong",
    ]
    assert {item.only_when for item in found.items if not item.is_needed} == {
        "với doanh nghiệp, người đứng đầu có nghĩa vụ ngân sách"
    }
    assert (found.there, found.needed, found.is_complete) == (1, 3, False)


def test_what_a_list_asks_for_only_where_there_is_some_is_not_missed():
    found = of("chien_si_thi_dua_toan_quoc", {"to_trinh", "bao_cao", "bien_ban_bo_phieu", "giay_sang_kien"})

    assert codes(found, needed=False) == ["giay_to_khac"]
    assert found.is_complete


def test_a_simplified_procedure_has_its_own_list():
    found = of("bang_khen_bo_tinh", {"to_trinh", "bao_cao_tom_tat"}, simplified=True)

    assert codes(found) == ["to_trinh", "bao_cao_tom_tat"]
    assert (found.items[1].is_report, found.is_complete) == (True, True)


def test_the_vote_of_the_council_is_an_item_that_its_session_makes():
    before, after = (of("chien_si_thi_dua_bo_tinh", has_voted=voted) for voted in (False, True))

    assert (before.there, after.there) == (0, 1)


@pytest.mark.parametrize(
    ("on", "has_excellent"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True), (date(2025, 1, 1), False)]
)
def test_the_list_is_that_of_the_day(on, has_excellent):
    assert ("giay_hoan_thanh_xuat_sac" in codes(of("chien_si_thi_dua_co_so", on=on))) == has_excellent


def test_where_the_law_of_the_day_has_no_list_nothing_counts_as_complete():
    found = of("co_thi_dua_chinh_phu", on=date(2020, 1, 1))

    assert (found.items, found.asked_by, found.is_complete) == ((), None, False)


@given(
    st.sampled_from(["bang_khen_bo_tinh", "giay_khen", "chien_si_thi_dua_bo_tinh", "gia_dinh_van_hoa"]),
    st.sets(st.sampled_from(["to_trinh", "bao_cao", "bien_ban", "bien_ban_bo_phieu", "danh_sach", "khac"])),
    st.booleans(),
)
def test_more_papers_never_make_a_dossier_less_complete_and_it_is_complete_when_nothing_is_missing(award, lying, voted):
    found = of(award, lying, has_voted=voted)
    full = of(award, {*lying, *codes(found)}, has_voted=voted)

    assert found.there <= full.there == full.needed
    assert found.is_complete == (not [item for item in found.items if item.is_needed and not item.is_there])
