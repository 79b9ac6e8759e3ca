from __future__ import annotations

import pytest

from thidua.reading.context import Context
from thidua.reading.directions import Direction, find_directions
from thidua.reading.normalise import Text


def _directions(given: str) -> list[Direction]:
    text = Text.of(given)
    return find_directions(text, Context.of(text))


def _told(given: str) -> list[tuple[str, str]]:
    return [(found.speaker, found.text) for found in _directions(given)]


def test_each_clause_is_an_instruction() -> None:
    given = (
        "Ông Lê Văn Hùng, Chủ tịch UBND tỉnh yêu cầu các xã tiếp tục nhân rộng mô hình hay; "
        "kịp thời khen thưởng người có công."
    )

    assert _told(given) == [
        ("Lê Văn Hùng", "các xã tiếp tục nhân rộng mô hình hay"),
        ("Lê Văn Hùng", "kịp thời khen thưởng người có công"),
    ]


def test_sentences_that_go_on_belong_to_the_same_speaker() -> None:
    given = (
        "Ông Lê Văn Hùng, Chủ tịch UBND tỉnh đề nghị các xã đổi mới cách làm. "
        "Tăng cường kiểm tra việc thực hiện ở cơ sở. Đồng thời, quan tâm chế độ cho lực lượng nòng cốt.\n"
        "Tại hội nghị, nhiều tập thể được khen thưởng."
    )

    assert _told(given) == [
        ("Lê Văn Hùng", "các xã đổi mới cách làm"),
        ("Lê Văn Hùng", "Tăng cường kiểm tra việc thực hiện ở cơ sở"),
        ("Lê Văn Hùng", "Đồng thời, quan tâm chế độ cho lực lượng nòng cốt"),
    ]


@pytest.mark.parametrize(
    ("given", "speaker"),
    [
        ("Chủ tịch UBND tỉnh Lê Văn Hùng yêu cầu các xã đổi mới cách làm.", "Lê Văn Hùng"),
        ("Dự lễ có ông Lê Văn Hùng. Ông Hùng đề nghị các xã đổi mới cách làm.", "Lê Văn Hùng"),
        (
            "Dự lễ có ông Lê Văn Hùng, Chủ tịch UBND tỉnh. Chủ tịch UBND tỉnh đề nghị các xã đổi mới cách làm.",
            "Lê Văn Hùng",
        ),
        ("Giám đốc Công an tỉnh yêu cầu các xã đổi mới cách làm.", "Giám đốc Công an tỉnh"),
        (
            "Ông Lê Văn Hùng, Chủ tịch UBND tỉnh biểu dương các xã. Đồng chí đề nghị các xã đổi mới cách làm.",
            "Lê Văn Hùng",
        ),
    ],
)
def test_the_speaker_is_known_by_name_given_name_post_or_the_sentence_before(given: str, speaker: str) -> None:
    assert _told(given) == [(speaker, "các xã đổi mới cách làm")]


@pytest.mark.parametrize(
    "given",
    [
        "Ông Lê Văn Hùng nhấn mạnh ý nghĩa của phong trào trong năm qua.",
        "Ông Lê Văn Hùng nêu rõ phong trào đã đạt nhiều kết quả.",
        "Phong trào được lãnh đạo, chỉ đạo sát sao ở các xã trong tỉnh.",
        "Bác Hồ ra Lời kêu gọi thi đua ái quốc cần được ghi nhớ.",
        "Các xã đáp ứng yêu cầu nhiệm vụ trong tình hình mới hiện nay.",
        "",
    ],
)
def test_a_sentence_in_which_no_leader_asks_gives_none(given: str) -> None:
    assert _told(given) == []


def test_what_is_told_counts_as_asked_where_it_says_must() -> None:
    given = "Thứ trưởng Lê Văn Hùng nêu rõ Công an tỉnh cần chủ động tham mưu cho cấp ủy."

    assert _told(given) == [("Lê Văn Hùng", "Công an tỉnh cần chủ động tham mưu cho cấp ủy")]


def test_a_span_counts_characters_of_the_text_as_it_was_given() -> None:
    given = "\ufeffÔng Lê Văn Hùng, Giám đốc Sở Y tế yêu cầu\u00a0các xã đổi mới\u00a0cách làm."

    (found,) = _directions(given)

    assert given[found.start : found.end] == "các xã đổi mới\u00a0cách làm"
