"""Where lines began whose breaks were lost."""

from __future__ import annotations

from itertools import pairwise

import pytest

from thidua.reading.lost_breaks import lost_breaks


def _parts(text: str) -> list[str]:
    places = sorted({0, *lost_breaks(text, 0, len(text)), len(text)})
    return [part for begin, end in pairwise(places) if (part := text[begin:end].strip())]


@pytest.mark.parametrize(
    "lines",
    [
        ["Tỉnh A tổng kết phong trào", "Sáng 5/6, UBND tỉnh A họp."],
        ["Tỉnh A tổng kết phong trào", "16/03/2026 08:30", "Ngày 14/3, UBND tỉnh A họp."],
        ["Tỉnh A tổng kết phong trào", "Cập nhật lúc 19:42, 03/07/2021", "LẠNG SƠN - Chiều 3/7, UBND tỉnh họp."],
        ["Thứ Ba, 23/02/2016 15:48 CH", "Kéo giảm tội phạm", "Sáng 23/2, Ban Chỉ đạo họp."],
        ["Sơ kết 5 năm thực hiện Chỉ thị số 07", "Đồng chí Lê Văn Hùng chủ trì hội nghị."],
        ["Hội nghị. Ảnh: Lê Trúc", "Năm 2015, các ngành mở 2 đợt."],
    ],
)
def test_a_text_on_one_line_is_parted_where_its_lines_began(lines: list[str]) -> None:
    assert _parts(" ".join(lines)) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Vào lúc 8h00 ngày 20/3/2024, tại hội trường, UBND tỉnh họp.",
        "Hội nghị có sự tham dự của Đồng chí Lê Văn Hùng.",
        "UBND tỉnh họp ngày 5/6/2020. Có 30 đại biểu dự.",
    ],
)
def test_a_sentence_that_goes_on_is_not_parted(text: str) -> None:
    assert _parts(text) == [text]
