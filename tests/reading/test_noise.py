from __future__ import annotations

import pytest

from thidua.reading.noise import find_noise
from thidua.reading.pipeline import read
from thidua.reading.sentences import find_paragraphs
from thidua.vietnamese.letters import matching_form

STORY = (
    "Sáng ngày 5/6, Công an tỉnh tổ chức hội nghị tổng kết phong trào thi đua với sự tham dự của nhiều đại biểu các xã."
)


def _noise(text: str) -> list[str]:
    low = matching_form(text)
    return [text[start:end] for start, end in find_noise(low, find_paragraphs(text))]


@pytest.mark.parametrize("line", ["2,580 lượt xem", "Lượt xem: 1.234", "1.024 lượt đọc"])
def test_a_counter_is_furniture(line: str) -> None:
    assert _noise(f"Tiêu đề\n{line}\n{STORY}") == [line]


@pytest.mark.parametrize(
    "marker",
    [
        "Tin cùng chuyên mục",
        "Bình luận (0)",
        "  • Từ khóa",
        "TIN LIÊN QUAN",
        "Các tin khác:",
        "Tags: hội nghị",
        "Tìm kiếm",
    ],
)
def test_all_behind_a_list_of_other_stories_is_furniture(marker: str) -> None:
    others = f"{marker}\n12.000 người diễu binh\nHọp báo"

    assert _noise(f"{STORY}\n{others}") == [others.strip()]


def test_a_list_of_dated_headlines_at_the_end_is_furniture() -> None:
    others = "- Tập huấn chữa cháy 28.09.2024 | 18:27 PM\n- Thông báo 13.09.2024\n- Khai giảng 5 lớp 12.09.2024"

    assert _noise(f"{STORY}\n{others}") == [others]


def test_bare_headlines_behind_the_author_are_furniture() -> None:
    others = "Ra mắt 5 mô hình mới\nKhởi công 3 công trình\nTrao quà cho người nghèo"

    assert _noise(f"{STORY}\nMinh Anh\n{others}") == [others]


def test_captions_at_the_end_belong_to_the_story() -> None:
    assert _noise(f"{STORY}\nLãnh đạo tỉnh trao cờ.\nẢnh: Minh Anh\nCác đại biểu - Ảnh: Minh Anh") == []


def test_a_link_inside_the_story_takes_only_its_line() -> None:
    assert _noise(f"{STORY}\nXem thêm: Trao 5 cờ thi đua\n{STORY}") == ["Xem thêm: Trao 5 cờ thi đua"]


def test_a_marker_before_the_story_does_not_swallow_it() -> None:
    assert _noise(f"Tìm kiếm\nTin mới\n{STORY}") == []


def test_a_word_of_furniture_inside_a_sentence_is_none() -> None:
    assert _noise(f"{STORY}\nTừ khóa học đầu tiên đến nay, lớp đã có 5 đợt thi, {STORY.lower()} " * 2) == []


def test_nothing_in_furniture_is_a_fact() -> None:
    reading = read(f"{STORY}\nTin cùng chuyên mục\n- 12.000 người hợp luyện\n- Bộ Công an tặng Bằng khen cho 5 tập thể")

    assert [fact for fact in reading.facts if fact.kind in {"figure", "award", "target"}] == []


@pytest.mark.parametrize("text", ["", "\n\n", "Tin liên quan", "1 lượt xem"])
def test_texts_of_furniture_alone_are_read_without_a_fact(text: str) -> None:
    assert read(text).facts == ()


def test_a_line_of_a_million_digits_and_points_is_gone_through_once() -> None:
    assert _noise(f"{STORY}\n{'123.' * 250_000}\n2.580 views") == ["2.580 views"]


def test_an_article_on_one_line_that_begins_like_a_menu_is_no_furniture() -> None:
    article = "Trang chủ > Tin tức Phú An tổng kết phong trào. " + "Công an tỉnh đã hòa giải 120 vụ việc ở cơ sở. " * 20

    assert find_noise(matching_form(article), find_paragraphs(article)) == ()
