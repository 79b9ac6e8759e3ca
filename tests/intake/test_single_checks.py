"""Checks on one fact: recipients by the law of the day, shares over their whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.rules.facts import CheckedFact
from thidua.intake.rules.ratios import check_ratios
from thidua.intake.rules.single import check_recipients

DAY = date(2017, 3, 7)


def fact(kind="award", *, sentence="", **value):
    return CheckedFact(id=7, number=7, kind=kind, value=value, start=4409, quote="3 cá nhân", sentence=sentence)


def test_an_emulation_flag_for_persons_is_against_the_law_of_that_day():
    flag = fact(form="Cờ thi đua xuất sắc", authority="Bộ Công an", individuals=3)

    (found,) = check_recipients([flag], DAY)

    assert found.message % found.values == (
        "Bài ghi 3 cá nhân nhận Cờ thi đua xuất sắc. Luật chỉ tặng Cờ thi đua xuất sắc cho tập thể."
    )
    assert (found.provision, found.key) == ("15/2003/QH11, Điều 26", "recipient:individuals:award@4409")


def test_the_same_flag_in_2025_is_judged_by_the_law_of_2022():
    flag = fact(form="Cờ thi đua", authority="Bộ Công an", individuals=3)

    (found,) = check_recipients([flag], date(2025, 3, 7))

    assert found.provision.startswith("06/2022/QH15, Điều 26")


@pytest.mark.parametrize(
    "value",
    [
        {"form": "Cờ thi đua", "authority": "UBND tỉnh Hải Dương", "collectives": 2},
        {"form": "Bằng khen", "authority": "Bộ Công an", "collectives": 103, "individuals": 94},
        {"form": "khen thưởng", "authority": "các cấp", "individuals": 3},
        {"form": "Cờ thi đua", "individuals": 3, "status": "planned"},
    ],
)
def test_what_fits_is_not_a_form_of_the_law_or_is_only_planned_is_left_alone(value):
    assert list(check_recipients([fact(**value)], DAY)) == []


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_ratio_is_questioned_exactly_when_the_part_is_larger(value, of):
    found = list(check_ratios([fact("figure", value=value, of=of, unit="tỉnh")]))

    assert bool(found) == (value > of)


def test_a_share_over_a_hundred_is_questioned_unless_it_is_growth_or_a_plan_fulfilled():
    share = {"value": 120, "unit": "%", "measure": "hộ dân ký cam kết"}
    grown = fact("figure", sentence="Số mô hình tăng 120% so với kỳ trước.", **share)

    assert list(check_ratios([grown])) == []
    (found,) = check_ratios([fact("figure", sentence="Có 120% hộ dân ký cam kết.", **share)])
    assert found.message % found.values == (
        "Bài ghi 120% cho “hộ dân ký cam kết”. Một phần của toàn bộ không quá 100%."
    )
