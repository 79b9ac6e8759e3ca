from __future__ import annotations

import unicodedata

import pytest

from thidua.reading.context import Context
from thidua.reading.facts import Fact
from thidua.reading.normalise import Text
from thidua.reading.people import find_people


def _people(given: str) -> list[Fact]:
    text = Text.of(given)
    return find_people(text, Context.of(text))


def _told(given: str) -> dict[str, list[str]]:
    return {fact.value["name"]: fact.value["role"] for fact in _people(given)}


def _posts(given: str) -> dict[str, list[str]]:
    return {fact.value["name"]: fact.value["position"] for fact in _people(given)}


def test_a_person_named_often_is_one_fact_with_all_that_was_done() -> None:
    given = (
        "Dự lễ có Thượng tướng Vũ Văn Long - Ủy viên Trung ương Đảng, Thứ trưởng Bộ Công an.\n"
        "Thứ trưởng Vũ Văn Long trao Bằng khen cho hai đơn vị.\n"
        "Phát biểu tại lễ, Thứ trưởng Bộ Công an Vũ Văn Long biểu dương các đơn vị."
    )

    (person,) = _people(given)

    assert dict(person.value) == {
        "name": "Vũ Văn Long",
        "rank": "Thượng tướng",
        "position": ["Ủy viên Trung ương Đảng", "Thứ trưởng Bộ Công an"],
        "role": ["attend", "present_award", "speak"],
    }
    assert given[person.start : person.end] == (
        "Thượng tướng Vũ Văn Long - Ủy viên Trung ương Đảng, Thứ trưởng Bộ Công an"
    )


def test_a_longer_printing_of_a_post_replaces_the_shorter() -> None:
    given = "Ông Lê Văn Hùng, Chủ tịch UBND tỉnh dự lễ. Ông Lê Văn Hùng, Chủ tịch UBND tỉnh Phú An phát biểu."

    assert _posts(given) == {"Lê Văn Hùng": ["Chủ tịch UBND tỉnh Phú An"]}


def test_those_in_a_list_share_the_verb_behind_it() -> None:
    given = (
        "Đồng chí Trần Văn An, Bí thư Tỉnh ủy; đồng chí Lê Thị Bích, Chủ tịch UBND tỉnh "
        "và đồng chí Vũ Văn Cường trao Cờ thi đua cho các đơn vị."
    )

    assert _told(given) == {
        "Trần Văn An": ["present_award"],
        "Lê Thị Bích": ["present_award"],
        "Vũ Văn Cường": ["present_award"],
    }


def test_a_list_of_those_present_goes_on_behind_a_colon() -> None:
    given = "Dự lễ có các đồng chí: Trần Văn An, Bí thư Tỉnh ủy; Lê Thị Bích, Chủ tịch HĐND tỉnh; Hồ Văn Chung."

    assert _told(given) == {key: ["attend"] for key in ["Trần Văn An", "Lê Thị Bích", "Hồ Văn Chung"]}


def test_a_plural_calling_belongs_to_each_in_the_list() -> None:
    given = "Các chiến sĩ Nguyễn Văn Dũng, Hoàng Minh Lê, Trần Mạnh Tú cứu người bị nạn."

    assert _posts(given) == {key: ["chiến sĩ"] for key in ["Nguyễn Văn Dũng", "Hoàng Minh Lê", "Trần Mạnh Tú"]}


def test_a_given_name_behind_ông_means_the_person_named_before() -> None:
    given = "Dự lễ có ông Tất Văn Cảnh, Phó Bí thư Thành ủy. Ông Cảnh khẳng định phong trào rất tốt."

    assert _told(given) == {"Tất Văn Cảnh": ["attend", "speak"]}


def test_a_given_name_that_two_bear_means_neither() -> None:
    given = "Dự lễ có ông Tất Văn Cảnh; ông Lê Đình Cảnh. Ông Cảnh khẳng định phong trào rất tốt."

    assert _told(given) == {key: ["attend"] for key in ["Tất Văn Cảnh", "Lê Đình Cảnh"]}


def test_a_post_alone_means_its_only_holder() -> None:
    given = "Dự lễ có Phó Thủ tướng Vương Văn Huân. Phó Thủ tướng đánh giá cao kết quả."

    assert _told(given) == {"Vương Văn Huân": ["attend", "speak"]}


def test_đồng_chí_alone_means_who_spoke_in_the_sentence_before() -> None:
    given = "Đồng chí Lê Văn Hùng, Chủ tịch UBND tỉnh dự lễ. Đồng chí yêu cầu các xã cố gắng."

    assert _told(given) == {"Lê Văn Hùng": ["attend", "speak"]}


def test_what_is_said_is_no_deed_of_the_speaker() -> None:
    given = (
        "Tại hội nghị, ông Lê Văn Hùng, Giám đốc Sở Y tế khẳng định tỉnh sẽ tặng Bằng khen "
        "cho các đơn vị chủ trì phong trào."
    )

    assert _told(given) == {"Lê Văn Hùng": ["speak"]}


def test_those_honoured_in_a_list_receive() -> None:
    given = (
        "Ban tổ chức trao Giải thưởng cho sáu người, gồm các ông, bà: Phan Thị Lan (Công ty TNHH An Gia); "
        "Bùi Văn Phương (HTX Phú An); Lưu Văn Hồng."
    )

    assert _told(given) == {key: ["receive_award"] for key in ["Phan Thị Lan", "Bùi Văn Phương", "Lưu Văn Hồng"]}
    assert _posts(given)["Bùi Văn Phương"] == ["HTX Phú An"]


@pytest.mark.parametrize(
    "given",
    [
        "Bí thư Tỉnh ủy Nghệ An Nguyễn Đắc Vũ dự lễ.",
        "Bí thư Huyện ủy Vũ Thư Nguyễn Đắc Vũ dự lễ.",
        "Chủ tịch UBND huyện Củ Chi Nguyễn Đắc Vũ dự lễ.",
        "Giám đốc Công an tỉnh Nguyễn Đắc Vũ dự lễ.",
        "Chủ tịch UBND TP. HCM Nguyễn Đắc Vũ dự lễ.",
        "Chủ tịch UBND TP.Hà Nội Nguyễn Đắc Vũ dự lễ.",
        "Phó Chủ tịch Nước Nguyễn Đắc Vũ dự lễ.",
        "Chủ tịch Ủy ban MTTQ Việt Nam thành phố Nguyễn Đắc Vũ dự lễ.",
        "Bí thư Trung ương Đoàn Nguyễn Đắc Vũ dự lễ.",
        "Thầy giáo Nguyễn Đắc Vũ, Hiệu trưởng nhà trường dự lễ.",
        "PGS.TS Nguyễn Đắc Vũ, Viện trưởng Viện Sử học dự lễ.",
    ],
)
def test_a_name_behind_a_place_or_a_body_is_told_from_it(given: str) -> None:
    assert _told(given) == {"Nguyễn Đắc Vũ": ["attend"]}


@pytest.mark.parametrize(
    ("given", "posts"),
    [
        ("Ông Lê Văn Hùng, Trưởng ban Chỉ đạo 138 tỉnh dự lễ.", ["Trưởng ban Chỉ đạo 138 tỉnh"]),
        ("Ông Lê Văn Hùng, TUV, GĐ Sở GD&ĐT Phú An dự lễ.", ["TUV", "GĐ Sở GD&ĐT Phú An"]),
        ("Ông Lê Văn Hùng, Ủy viên dự khuyết T.Ư Đảng dự lễ.", ["Ủy viên dự khuyết T.Ư Đảng"]),
        ("Ông Lê Văn Hùng, nguyên Phó Chủ tịch Quốc hội dự lễ.", ["nguyên Phó Chủ tịch Quốc hội"]),
        ("Ông Lê Văn Hùng (Phó Tổng Giám đốc Công ty An Gia) dự lễ.", ["Phó Tổng Giám đốc Công ty An Gia"]),
        ("Ông Lê Văn Hùng là công nhân bậc 6 được tuyên dương.", ["công nhân bậc 6"]),
        ("Em Lê Thị Hồng, học sinh lớp 12A1 nhận giải Nhất.", ["học sinh lớp 12A1"]),
        ("Ông Lê Văn Hùng, Bí thư Đảng ủy kiêm Chủ tịch UBND xã dự lễ.", ["Bí thư Đảng ủy", "Chủ tịch UBND xã"]),
        ("Ông Lê Văn Hùng, Phó Trưởng Ban Dân vận Trung ương dự lễ.", ["Phó Trưởng Ban Dân vận Trung ương"]),
        ("Ông Lê Văn Hùng, Cụm phó Cụm thi đua dự lễ.", ["Cụm phó Cụm thi đua"]),
    ],
)
def test_posts_are_kept_as_printed(given: str, posts: list[str]) -> None:
    (person,) = _people(given)

    assert person.value["position"] == posts


def test_the_post_of_the_next_person_is_not_the_first_ones() -> None:
    given = "Dự lễ có ông Lê Văn Hùng, Giám đốc Sở Y tế, Phó Chủ tịch UBND tỉnh Trần Thị Mai và các sở."

    assert _posts(given) == {"Lê Văn Hùng": ["Giám đốc Sở Y tế"], "Trần Thị Mai": ["Phó Chủ tịch UBND tỉnh"]}


def test_the_author_at_the_end_takes_no_part() -> None:
    given = "Dự lễ có ông Lê Văn Hùng, Giám đốc Sở Y tế.\nPhạm Ngọc Hà"

    assert list(_told(given)) == ["Lê Văn Hùng"]


def test_names_in_furniture_are_left_out() -> None:
    given = (
        "Sáng 5/6, ông Lê Văn Hùng, Giám đốc Sở Y tế dự lễ tổng kết phong trào thi đua của ngành y tế tỉnh nhà "
        "năm nay.\n"
        "Tin cùng chuyên mục\n"
        "- Đồng chí Trần Thị Mai, Bí thư Tỉnh ủy thăm xã An Bình\n"
        "- Đồng chí Hồ Văn Chung, Chủ tịch tỉnh tiếp dân\n"
    )

    assert list(_told(given)) == ["Lê Văn Hùng"]


def test_decomposed_letters_give_the_same_person_at_its_own_place() -> None:
    composed = "Dự lễ có Đại tá Trần Phú Hòa, Giám đốc Công an tỉnh."
    decomposed = unicodedata.normalize("NFD", composed)

    (first,), (second,) = _people(composed), _people(decomposed)

    assert dict(first.value) == dict(second.value)
    assert unicodedata.normalize("NFC", decomposed[second.start : second.end]) == composed[first.start : first.end]


def test_both_placements_of_the_tone_mark_are_one_person() -> None:
    given = "Dự lễ có ông Đặng Văn Hoà, Phó Bí thư Tỉnh uỷ. Ông Đặng Văn Hòa, Phó Bí thư Tỉnh ủy phát biểu."

    (person,) = _people(given)

    assert (person.value["name"], person.value["position"]) == ("Đặng Văn Hoà", ["Phó Bí thư Tỉnh uỷ"])


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ("Dự lễ có ông Lê Văn Hùng, Giám đốc Sở Y tế.", "person.post"),
        ("Dự lễ có ông Lê Văn Hùng.", "person.title"),
        ("Lễ có Liên đoàn Lao động Việt Nam Bùi Văn Cường trao quà.", "person.organisation"),
        ("Theo dõi lễ, Lê Văn Hùng cho biết rất vui.", "person.speech"),
    ],
)
def test_a_fact_names_the_rule_that_found_it(given: str, rule: str) -> None:
    (person,) = _people(given)

    assert person.rule == rule
    assert 0 < person.confidence < 1


def test_the_better_the_evidence_the_surer() -> None:
    (with_post,) = _people("Dự lễ có ông Lê Văn Hùng, Giám đốc Sở Y tế.")
    (with_title,) = _people("Dự lễ có ông Lê Văn Hùng.")
    (with_speech,) = _people("Theo dõi lễ, Lê Văn Hùng cho biết rất vui.")

    assert with_post.confidence > with_title.confidence > with_speech.confidence


def test_in_a_story_without_a_gathering_people_speak_to_the_reporter() -> None:
    given = "Ông Lê Văn Hùng, Trưởng thôn Đông khẳng định mô hình rất tốt."

    assert _told(given) == {"Lê Văn Hùng": ["quoted"]}


def test_each_line_of_a_list_of_the_honoured_receives() -> None:
    given = (
        "Tại buổi lễ, tỉnh trao danh hiệu cho các cá nhân sau đây:\n"
        "1. Ông Lê Văn Hùng, Giám đốc Sở Y tế\n"
        "2. Bà Trần Thị Mai, giáo viên Trường THPT Phú An\n"
    )

    assert _told(given) == {"Lê Văn Hùng": ["receive_award"], "Trần Thị Mai": ["receive_award"]}


def test_each_line_of_a_list_of_those_present_attends() -> None:
    given = "Tới dự hội nghị có các đồng chí:\n- Lê Văn Hùng, Giám đốc Sở Y tế\n- Trần Thị Mai, Chủ tịch UBND huyện\n"

    assert _told(given) == {"Lê Văn Hùng": ["attend"], "Trần Thị Mai": ["attend"]}


@pytest.mark.parametrize(
    "given",
    [
        "Ông Lê Văn Hùng, nông dân xã Phú An được Thủ tướng Chính phủ tặng Bằng khen.",
        "Ông Lê Văn Hùng, nông dân xã Phú An đoạt giải Nhất.",
        "Tỉnh vinh danh hai nông dân giỏi là ông Lê Văn Hùng.",
    ],
)
def test_who_is_given_something_receives(given: str) -> None:
    assert _told(given) == {"Lê Văn Hùng": ["receive_award"]}


def test_a_caption_that_shows_somebody_at_the_gathering_says_that_they_were_there() -> None:
    assert _told("Ông Lê Văn Hùng, Giám đốc Sở Y tế (giữa) tại hội nghị.") == {"Lê Văn Hùng": ["attend"]}


def test_a_post_may_fill_the_whole_clause_before_a_name() -> None:
    given = "Dự lễ có Bí thư Tỉnh ủy Lê Văn Hùng, Phó Ban công tác phụ nữ phía Nam Hoàng Thị Hương."

    assert _posts(given) == {
        "Lê Văn Hùng": ["Bí thư Tỉnh ủy"],
        "Hoàng Thị Hương": ["Phó Ban công tác phụ nữ phía Nam"],
    }


def test_to_attend_the_giving_of_a_prize_is_not_to_give_it() -> None:
    assert _told("Thủ tướng Lê Văn Hùng tới dự lễ trao giải thưởng.") == {"Lê Văn Hùng": ["attend"]}
