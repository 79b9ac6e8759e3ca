from __future__ import annotations

import unicodedata

import pytest

from thidua.reading.files.dateline import published_in


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("05/06/2020", "2020-06-05"),
        ("Thứ 6, 05/06/2020 | 00:00:00", "2020-06-05"),
        ("(Thứ Sáu, 20/11/2020 18:40)", "2020-11-20"),
        ("Chủ nhật, 7-3-2021, 09h15", "2021-03-07"),
        ("Cập nhật lúc 14:30, ngày 5-6-2020 (GMT+7)", "2020-06-05"),
        ("Đăng ngày 1.9.2019", "2019-09-01"),
        ("2020-06-05 08:00", "2020-06-05"),
        ("Hà Nội, ngày 05 tháng 6 năm 2020", "2020-06-05"),
        ("31/02/2020", None),
        ("99/99/9999", None),
        ("Sáng 12/10/2017, Ban tổ chức họp.", None),
        ("Số 05/06/2020/QĐ", None),
        ("Ngày hội 19/8/2020 tại xã", None),
        ("5/6", None),
    ],
)
def test_only_a_line_that_is_all_date_says_when_the_text_appeared(line: str, day: str | None) -> None:
    text = f"Hội nghị điển hình\n\n{line}\nSáng nay, tỉnh tổ chức hội nghị."

    assert (published_in(text), published_in(unicodedata.normalize("NFD", text))) == (day, day)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("date 2020-06 Nhân rộng", "2020-06"),
        ("Ngày đăng: 2021-02-03", "2021-02-03"),
        ("date 2020-13 x", None),
    ],
)
def test_a_labelled_first_line_says_it_too(head: str, day: str | None) -> None:
    assert published_in(f" {head}\nBài viết") == day


def test_a_date_far_down_is_of_something_else() -> None:
    assert published_in("\n".join(["Đoạn văn"] * 12) + "\n05/06/2020") is None


def test_a_text_without_end_on_one_line_costs_nothing() -> None:
    assert published_in("1/" * 1_000_000) is None
