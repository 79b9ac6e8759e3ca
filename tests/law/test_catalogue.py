"""Dated look-ups, and what holds on any day and for any text."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.catalogue import (
    AuthorityLevel,
    AwardForm,
    NotInForceError,
    Provision,
    UnknownCodeError,
    all_award_forms,
    all_parameters,
    award_form,
    catalogue,
    instruments,
    parameter,
    recognise_form,
    unseen_amendments,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
NAMES = st.sampled_from(
    sorted({name for forms in all_award_forms().values() for form in forms for name in (form.name, *form.press_names)})
)
BODIES = st.sampled_from(["UBND tỉnh Hải Dương", "Bộ Công an", "Chính phủ", "Quân khu 3", "UBND xã", "các cấp", ""])


@pytest.mark.parametrize(
    ("day", "dong_a_month", "decree"),
    [
        (date(2013, 7, 1), 1_150_000, "66/2013/NĐ-CP"),
        (date(2016, 4, 30), 1_150_000, "66/2013/NĐ-CP"),
        (date(2016, 5, 1), 1_210_000, "47/2016/NĐ-CP"),
        (date(2023, 6, 30), 1_490_000, "38/2019/NĐ-CP"),
        (date(2023, 7, 1), 1_800_000, "24/2023/NĐ-CP"),
        (date(2024, 7, 1), 2_340_000, "73/2024/NĐ-CP"),
        (date(2026, 6, 30), 2_340_000, "73/2024/NĐ-CP"),
        (date(2026, 7, 1), 2_530_000, "161/2026/NĐ-CP"),
    ],
)
def test_the_base_salary_is_that_of_the_day(day: date, dong_a_month: int, decree: str) -> None:
    salary = parameter("base_salary", day)

    assert (salary.value, salary.unit, salary.provisions, salary.verified) == (
        dong_a_month,
        "đồng/tháng",
        (Provision(decree),),
        True,
    )


def test_before_its_first_value_a_quantity_is_not_in_force() -> None:
    with pytest.raises(NotInForceError, match="base_salary on 2013-06-30"):
        parameter("base_salary", date(2013, 6, 30))


def test_an_unknown_code_is_not_taken_for_one_that_is_out_of_force() -> None:
    with pytest.raises(UnknownCodeError):
        parameter("no_such_quantity", date(2026, 1, 1))
    with pytest.raises(UnknownCodeError):
        award_form("khong_co", date(2026, 1, 1))


def test_a_form_is_not_in_force_before_the_law_that_made_it() -> None:
    with pytest.raises(NotInForceError, match="xa_phuong_tieu_bieu on 2023-12-31"):
        award_form("xa_phuong_tieu_bieu", date(2023, 12, 31))


def test_the_district_chair_decided_until_the_district_level_ended() -> None:
    before = award_form("chien_si_thi_dua_co_so", date(2025, 6, 30)).decided_by
    after = award_form("chien_si_thi_dua_co_so", date(2025, 7, 1)).decided_by

    assert ("cấp huyện" in before.who, "cấp huyện" in after.who) == (True, False)
    assert Provision("129/2025/NĐ-CP", "Điều 59") in after.provisions


def test_the_township_left_the_name_of_the_commune_title_when_townships_ended() -> None:
    assert award_form("xa_phuong_tieu_bieu", date(2025, 6, 30)).name == "Xã, phường, thị trấn tiêu biểu"
    assert award_form("xa_phuong_tieu_bieu", date(2025, 7, 1)).name == "Xã, phường, đặc khu tiêu biểu"


def test_a_standard_known_only_as_a_draft_is_marked_unverified_from_its_first_day() -> None:
    assert award_form("chien_si_thi_dua_co_so", date(2026, 9, 30)).verified is True
    assert award_form("chien_si_thi_dua_co_so", date(2026, 10, 1)).verified is False


def test_the_amending_law_of_2026_is_pointed_out_from_its_first_day_to_those_who_cite_the_law() -> None:
    cited = [Provision("06/2022/QH15", "Điều 26")]

    assert unseen_amendments(cited, date(2026, 9, 30)) == ()
    assert unseen_amendments(cited, date(2026, 10, 1)) == (instruments()["06/2026/QH16"],)
    assert unseen_amendments([Provision("15/2003/QH11")], date(2026, 10, 1)) == ()


def test_an_instrument_with_an_unknown_beginning_counts_as_begun() -> None:
    decree = instruments()["91/2017/NĐ-CP"]

    assert (decree.since, decree.in_force(date(2023, 12, 31)), decree.in_force(date(2024, 1, 1))) == (None, True, False)


def test_the_catalogue_lists_a_day_by_group_and_code() -> None:
    codes = [form.code for form in catalogue(date(2025, 12, 1))]

    assert codes[:2] == ["chien_si_thi_dua_bo_tinh", "chien_si_thi_dua_co_so"]
    assert codes[-2:] == ["giay_khen", "an_toan_ve_antt"]
    assert len(codes) == len(set(codes))


def test_before_the_law_of_2003_nothing_is_listed_and_an_unknown_beginning_is_not_before_the_instrument() -> None:
    assert catalogue(date(2000, 1, 1)) == ()
    medal = "ky_niem_chuong_bao_ve_an_ninh_to_quoc"
    listed = [medal in {form.code for form in catalogue(day)} for day in (date(2020, 12, 31), date(2021, 1, 1))]
    assert listed == [False, True]


def test_the_levels_that_share_a_press_name_never_overlap() -> None:
    by_name: dict[str, list[AwardForm]] = {}
    for form in catalogue(date(2026, 9, 30)):
        for name in form.press_names:
            by_name.setdefault(name, []).append(form)
    levels = {name: [level for form in forms for level in form.given_by] for name, forms in by_name.items()}

    assert [name for name, given in levels.items() if len(given) != len(set(given))] == []
    assert AuthorityLevel.REGION in levels["Bằng khen"]


@given(DAYS)
def test_any_day_has_at_most_one_version_and_one_value(day: date) -> None:
    for versions in all_award_forms().values():
        assert sum(form.in_force(day) for form in versions) <= 1
    for values in all_parameters().values():
        assert sum(value.in_force(day) for value in values) <= 1


@given(st.text(max_size=80), st.none() | st.text(max_size=40), st.none() | DAYS)
def test_recognition_never_fails_whatever_the_text(text: str, authority: str | None, on: date | None) -> None:
    form = recognise_form(text, authority, on)

    assert form is None or form.code in all_award_forms()


@given(NAMES, BODIES, DAYS)
def test_what_is_recognised_was_in_force_that_day(name: str, body: str, on: date) -> None:
    form = recognise_form(name, body, on)

    assert form is None or form.in_force(on)


@given(NAMES, BODIES, DAYS)
def test_recognition_does_not_mind_case_quotes_or_the_unicode_form(name: str, body: str, on: date) -> None:
    plain = recognise_form(name, body, on)

    assert recognise_form(f"“{name.upper()}”", unicodedata.normalize("NFD", body), on) == plain
    assert recognise_form(f"tặng {unicodedata.normalize('NFD', name)}", f" {body} ", on) == plain
