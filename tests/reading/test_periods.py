from __future__ import annotations

from typing import Any

import pytest

from thidua.reading.pipeline import read


def _period(text: str) -> Any:
    (figure,) = [fact for fact in read(text).facts if fact.kind == "figure"]
    return figure.value.get("period")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2016, công an đã mở 5 lớp.", {"from": 2016, "to": 2016}),
        ("Giai đoạn 2015 - 2020, công an đã mở 5 lớp.", {"from": 2015, "to": 2020}),
        ("Từ năm 2014 đến nay đã mở 5 lớp.", {"from": 2014, "to": None}),
        ("Trong 5 năm đã mở 5 lớp.", {"from": None, "to": None, "text": "5 năm"}),
        ("Tính đến hết tháng 6/2017, có 5 lớp.", {"from": None, "to": None, "text": "tháng 6/2017"}),
        ("Tính đến ngày 30/6/2017 có 5 lớp.", {"from": None, "to": None, "text": "30/6/2017"}),
        ("Trong 6 tháng đầu năm 2017 đã mở 5 lớp.", {"from": None, "to": None, "text": "6 tháng đầu năm 2017"}),
        ("Đã mở 5 lớp trong năm 2016.", {"from": 2016, "to": 2016}),
    ],
)
def test_a_period_in_the_sentence_is_that_of_the_number(text: str, period: Any) -> None:
    assert _period(text) == period


def test_the_period_of_the_paragraph_holds_for_its_later_sentences() -> None:
    assert _period("Năm 2016 có nhiều đổi mới. Công an đã mở 5 lớp.") == {"from": 2016, "to": 2016}


def test_a_sentence_about_today_takes_no_period_from_before() -> None:
    assert _period("Năm 2016 có nhiều đổi mới. Đến nay, toàn tỉnh có 5 mô hình.") is None


def test_a_period_that_is_compared_with_is_not_that_of_the_number() -> None:
    assert _period("Năm 2019, số vụ giảm so với năm 2018 là 5%.") == {"from": 2019, "to": 2019}


def test_a_text_without_a_period_gives_none() -> None:
    assert _period("Công an đã mở 5 lớp.") is None
