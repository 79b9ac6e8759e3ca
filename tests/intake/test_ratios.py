"""Shares over their whole, falls of more than everything, and percentages beside their fraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.rules.facts import CheckedFact
from thidua.intake.rules.ratios import check_ratios


def percent(sentence, quote, value=120, **more):
    place = sentence.index(quote)
    return CheckedFact(7, 7, "figure", {"value": value, "unit": "%", **more}, place, quote, sentence, offset=place)


def said(*facts):
    return [each.message % each.values for each in check_ratios(facts)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thu quỹ đạt 120% kế hoạch năm.",
        "Tỷ lệ thu đạt 120% so với cùng kỳ, giữ vững trật tự.",
        "Số mô hình tăng 120%.",
        "Thu ngân sách cả năm đạt 120%.",
        "Hoàn thành 120% chỉ tiêu được giao; 100% hộ dân ký cam kết.",
        "Sản lượng vượt 120%.",
    ],
)
def test_growth_and_a_plan_fulfilled_may_be_over_a_hundred(sentence):
    assert said(percent(sentence, "120%")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Có 120% hộ dân ký cam kết.",
        "Trao Bằng khen cho xã có 120% hộ dân ký cam kết.",
        "Số vụ tăng 3%, vượt kế hoạch; 120% hộ dân ký cam kết.",
        "Tỷ lệ hộ ký cam kết đạt 120%.",
        "Đã đạt 120% hộ ký cam kết.",
        "Nữ chiếm 120%.",
    ],
)
def test_a_share_over_a_hundred_is_questioned_whatever_other_clauses_say(sentence):
    assert len(said(percent(sentence, "120%"))) == 1


@given(value=st.integers(1, 300))
def test_nothing_falls_by_more_than_all_of_it(value):
    sentence = f"Số vụ giảm {value}% so với năm trước."

    assert bool(said(percent(sentence, f"{value}%", value))) == (value > 100)


def test_of_two_equal_numbers_in_a_sentence_each_is_judged_by_its_own_clause():
    sentence = "Thu quỹ đạt 120% kế hoạch; 120% hộ dân ký cam kết."
    place = sentence.rindex("120%")
    second = CheckedFact(8, 8, "figure", {"value": 120, "unit": "%"}, place, "120%", sentence, offset=place)

    assert len(said(percent(sentence, "120%"), second)) == 1


def test_the_upper_end_of_a_range_counts():
    assert len(said(percent("Có 90–110% hộ ký cam kết.", "90–110%", 90, value_max=110))) == 1


def fraction_and_share(value, of, share):
    sentence = f"Có {value}/{of} xã ({share}%) đạt chuẩn."
    first = {"value": value, "of": of, "unit": "xã"}
    place = sentence.index(f"{share}%", sentence.index("("))
    return (
        CheckedFact(1, 1, "figure", first, 3, f"{value}/{of} xã", sentence, offset=3),
        CheckedFact(2, 2, "figure", {"value": share, "unit": "%"}, place, f"{share}%", sentence, offset=place),
    )


@given(of=st.integers(1, 500), part=st.integers(0, 500))
def test_a_percentage_rounded_or_cut_off_from_its_fraction_is_never_questioned(of, part):
    value = min(part, of)
    right = 100 * value / of

    assert said(*fraction_and_share(value, of, round(right))) == []
    assert said(*fraction_and_share(value, of, int(right))) == []
    assert said(*fraction_and_share(value, of, round(right, 1))) == []


def test_a_percentage_that_is_not_its_fraction_is_questioned():
    assert said(*fraction_and_share(60, 63, 98)) == ["Bài ghi 60/63 xã là 98%, tính ra 95,2%. Xem lại ba số."]


def test_more_than_the_plan_is_no_part_larger_than_its_whole():
    sentence = "Trồng được 120/100 ha, vượt kế hoạch."
    value = {"value": 120, "of": 100, "unit": "ha"}

    assert said(CheckedFact(1, 1, "figure", value, 11, "120/100 ha", "Trồng được 120/100 ha, nhiều xã làm tốt.")) != []
    assert said(CheckedFact(1, 1, "figure", value, 11, "120/100 ha", sentence.replace(",", ""))) == []
