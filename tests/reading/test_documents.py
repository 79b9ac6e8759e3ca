from __future__ import annotations

import pytest

from thidua.reading.context import Context
from thidua.reading.documents import GoverningDocument, find_governing_documents
from thidua.reading.normalise import Text


def _documents(given: str) -> list[GoverningDocument]:
    text = Text.of(given)
    return find_governing_documents(text, Context.of(text))


@pytest.mark.parametrize(
    ("given", "kind", "number", "issuer", "name"),
    [
        ("thực hiện Chỉ thị số 09-CT/TW của Ban Bí thư", "directive", "09-CT/TW", "Ban Bí thư", None),
        ("thực hiện Chỉ thị số 07 của Bộ Công an.", "directive", "07", "Bộ Công an", None),
        ("theo Kế hoạch số 12/KH-UBND của UBND tỉnh", "plan", "12/KH-UBND", "UBND tỉnh", None),
        (
            "Quyết định 521/2005/QĐ-TTg của Thủ tướng Chính phủ",
            "decision",
            "521/2005/QĐ-TTg",
            "Thủ tướng Chính phủ",
            None,
        ),
        ("Nghị quyết số 26-NQ/TW về nông thôn mới", "resolution", "26-NQ/TW", None, "nông thôn mới"),
        ("Kế hoạch số 2024 của UBND tỉnh", "plan", "2024", "UBND tỉnh", None),
        ("Kết luận số 44-KL/TW", "conclusion", "44-KL/TW", None, None),
        ("Chương trình phối hợp số 04 giữa hai ngành", "programme", "04", None, None),
        ("Đề án “Xây dựng làng an toàn”", "project", None, None, "Xây dựng làng an toàn"),
        (
            "Thông tư số 124/2021/TT-BCA quy định khu dân cư an toàn",
            "circular",
            "124/2021/TT-BCA",
            None,
            "khu dân cư an toàn",
        ),
        ("Nghị định số 06/2014/NĐ-CP", "decree", "06/2014/NĐ-CP", None, None),
        ("Hướng dẫn số 22/HD-BCA-V05", "guidance", "22/HD-BCA-V05", None, None),
        ("Luật số 30/2023/QH15", "law", "30/2023/QH15", None, None),
        (
            "Chỉ thị số 05-CT/TW của Bộ Chính trị về “Học tập và làm theo Bác”",
            "directive",
            "05-CT/TW",
            "Bộ Chính trị",
            "Học tập và làm theo Bác",
        ),
    ],
)
def test_a_document_is_told_by_kind_number_issuer_and_name(
    given: str, kind: str, number: str | None, issuer: str | None, name: str | None
) -> None:
    (found,) = _documents(given)

    assert (found.kind, found.number, found.issuer, found.name) == (kind, number, issuer, name)


@pytest.mark.parametrize(
    "given",
    [
        "Luật quy định 5 điều.",
        "Các chỉ thị, nghị quyết của Đảng được thực hiện.",
        "Ban hành gần 200 nghị quyết, chỉ thị, đề án.",
        "Kế hoạch năm 2017 đạt 61%.",
        "Kế hoạch 2024 và thực hiện 2024",
        "theo kết luận 3 năm liền",
        "",
    ],
)
def test_words_that_only_sound_like_a_document_are_none(given: str) -> None:
    assert _documents(given) == []


def test_the_day_of_a_document_is_kept() -> None:
    (found,) = _documents("Quyết định số 2447/QĐ-TTg ngày 6/11/2025 của Thủ tướng Chính phủ được ban hành.")

    assert (found.date, found.issuer) == ("2025-11-06", "Thủ tướng Chính phủ")


def test_a_document_named_again_more_shortly_is_one_document() -> None:
    given = "Thực hiện Chỉ thị số 09-CT/TW của Ban Bí thư. Sau mười năm, Chỉ thị số 09 đã đi vào cuộc sống."

    (found,) = _documents(given)

    assert (found.number, found.issuer) == ("09-CT/TW", "Ban Bí thư")
    assert [given[start:end] for start, end in found.also] == ["Chỉ thị số 09"]


def test_the_fuller_number_is_kept_wherever_it_stands() -> None:
    (found,) = _documents("Chỉ thị số 09 ra đời. Sau này, Chỉ thị số 09-CT/TW của Ban Bí thư được tổng kết.")

    assert (found.number, found.issuer) == ("09-CT/TW", "Ban Bí thư")


def test_two_numbers_are_two_documents() -> None:
    found = _documents("Thực hiện Chỉ thị số 09-CT/TW và Chỉ thị số 10-CT/TW.")

    assert [each.number for each in found] == ["09-CT/TW", "10-CT/TW"]


def test_a_span_counts_characters_of_the_text_as_it_was_given() -> None:
    given = "Theo\u00a0Chỉ thị số 07 của Bộ Công an."

    (found,) = _documents(given)

    assert given[found.start : found.end] == "Chỉ thị số 07 của Bộ Công an"
