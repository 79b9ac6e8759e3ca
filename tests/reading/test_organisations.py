from __future__ import annotations

from itertools import pairwise

import pytest

from thidua.reading.concerns import find_concerns, general_concern, usual_movement
from thidua.reading.context import Context
from thidua.reading.names import find_names, is_historical
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page, find_organisations, organisation_at, printed, unit_at
from thidua.reading.posts import find_posts, posts_behind
from thidua.vietnamese.letters import matching_form


def _page(given: str) -> Page:
    return Page.of(Context.of(Text.of(given)))


def _organisation(given: str) -> str | None:
    found = organisation_at(_page(given), 0)
    return found.name if found else None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Công an tỉnh Phú An tổ chức lễ", "Công an tỉnh Phú An"),
        ("Công an tỉnh phát động", "Công an tỉnh"),
        ("UBND tỉnh xây dựng kế hoạch", "UBND tỉnh"),
        ("UBND tỉnh khen thưởng", "UBND tỉnh"),
        ("Sở Y tế tỉnh Phú An báo cáo", "Sở Y tế tỉnh Phú An"),
        ("Bộ Công an tặng", "Bộ Công an"),
        ("Trung ương Hội Cựu chiến binh Việt Nam trao", "Trung ương Hội Cựu chiến binh Việt Nam"),
        ("Đoàn Đại biểu Quốc hội tỉnh Phú An", "Đoàn Đại biểu Quốc hội tỉnh Phú An"),
        ("Phòng Nội vụ - UBND huyện Phú An", "Phòng Nội vụ - UBND huyện Phú An"),
        ("Đội Cảnh sát giao thông số 12 trèo tường", "Đội Cảnh sát giao thông số 12"),
        ("Tổng công ty Điện lực miền Bắc họp", "Tổng công ty Điện lực miền Bắc"),
        ("Hội Nông dân TX.Phú An họp", "Hội Nông dân TX.Phú An"),
        ("Công an phường 12, quận Tân Bình", "Công an phường 12"),
        ("Sở nhỏ", None),
        ("Hội nghị tổng kết", None),
    ],
)
def test_a_name_ends_where_the_sentence_goes_on(given: str, name: str | None) -> None:
    assert _organisation(given) == name


def test_a_name_ends_before_the_name_of_a_person() -> None:
    assert _organisation("UBND tỉnh Quảng Trị Hà Văn Đông") == "UBND tỉnh Quảng Trị"


def test_a_school_keeps_the_name_of_its_namesake() -> None:
    assert _organisation("Trường Tiểu học Nguyễn Bá Phúc") == "Trường Tiểu học Nguyễn Bá Phúc"


def test_small_letters_count_only_where_asked_for() -> None:
    page = _page("công an tỉnh Phú An")

    assert organisation_at(page, 0) is None
    found = organisation_at(page, 0, any_case=True)
    assert found
    assert found.name == "công an tỉnh Phú An"


def test_organisations_do_not_overlap() -> None:
    page = _page("Ban Dân vận Tỉnh ủy, Sở Nội vụ và Hội Nông dân tỉnh họp với UBND các huyện, thành phố.")

    found = list(find_organisations(page, 0, len(page.norm)))

    assert [each.name for each in found] == [
        "Ban Dân vận Tỉnh ủy",
        "Sở Nội vụ",
        "Hội Nông dân tỉnh",
        "UBND các huyện, thành phố",
    ]
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("given", "place"),
    [("Hà Nội họp", "Hà Nội"), ("tỉnh Phú An họp", "tỉnh Phú An"), ("quận 7 họp", "quận 7"), ("tỉnh họp", None)],
)
def test_a_unit_needs_a_name(given: str, place: str | None) -> None:
    end = unit_at(_page(given), 0)

    assert (given[:end] if end else None) == place


def test_an_acronym_in_brackets_is_not_printed_again() -> None:
    assert printed("Ủy ban nhân dân (UBND) tỉnh") == "Ủy ban nhân dân tỉnh"
    assert printed("Phòng Cảnh sát (PC 67)") == "Phòng Cảnh sát (PC 67)"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("Ông Lê Văn Hùng và bà Trần Thị Mai", ["Lê Văn Hùng", "Trần Thị Mai"]),
        ("Công an tỉnh Thái Bình", []),
        ("huyện Vũ Thư", []),
        ("huyện Vũ Thư Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("đường Trần Hưng Thịnh", []),
        ("Chủ tịch Hồ Chí Minh", []),
        ("đồng chí Y Thanh Hà Niê Kđăm", ["Y Thanh Hà Niê Kđăm"]),
        ("ông Hầu A Lềnh", ["Hầu A Lềnh"]),
        ("Thủ tướng Chính phủ Phạm Văn Chính", ["Phạm Văn Chính"]),
    ],
)
def test_names_are_told_from_places_and_streets(given: str, names: list[str]) -> None:
    assert [given[found.start : found.end] for found in find_names(given, matching_form(given))] == names


def test_people_of_history_are_known() -> None:
    assert is_historical(matching_form("Võ Nguyên Giáp"))
    assert not is_historical(matching_form("Lê Văn Hùng"))


@pytest.mark.parametrize(
    ("given", "posts"),
    [
        ("Phó Chủ tịch UBND tỉnh Phú An dự lễ", ["Phó Chủ tịch UBND tỉnh Phú An"]),
        ("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy", ["Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy"]),
        ("chính quyền các cấp", []),
        ("đội ngũ lãnh đạo", []),
        ("nguyên Phó Chủ tịch nước", ["nguyên Phó Chủ tịch nước"]),
        ("Bí thư thứ nhất Trung ương Đoàn", ["Bí thư thứ nhất Trung ương Đoàn"]),
    ],
)
def test_posts_are_found_with_what_they_are_of(given: str, posts: list[str]) -> None:
    assert [post.name for post in find_posts(_page(given))] == posts


def test_a_rank_behind_a_name_is_no_post() -> None:
    page = _page("Lê Văn Hùng, Đại tá, Giám đốc Công an tỉnh")

    assert [(post.name, post.rank) for post in posts_behind(page, len("Lê Văn Hùng"))] == [
        ("Đại tá", True),
        ("Giám đốc Công an tỉnh", False),
    ]


@pytest.mark.parametrize(
    ("given", "category", "name"),
    [
        ("phong trào thi đua “Sáng tạo”", "movement", "Sáng tạo"),
        ('phong trào " Vì an ninh Tổ quốc "', "movement", "Vì an ninh Tổ quốc"),
        ("phong trào toàn dân bảo vệ ANTQ", "movement", "toàn dân bảo vệ an ninh Tổ quốc"),
        ("phong trào thi đua yêu nước", "movement", "thi đua yêu nước"),
        ("phong trào thi đua đặc biệt “Chiến thắng đại dịch”", "movement", "Chiến thắng đại dịch"),
        ("cuộc vận động “Ngày vì người nghèo”", "movement", "Ngày vì người nghèo"),
        ("Đề án “Làng an toàn”", "project", "Làng an toàn"),
        ("Chỉ thị số 07 của Bộ Công an", "directive", "Chỉ thị số 07 của Bộ Công an"),
        ("Chương trình phối hợp số 04", "programme", "Chương trình phối hợp số 04"),
        ("Chương trình “1 triệu sáng kiến”", "programme", "Chương trình 1 triệu sáng kiến"),
        (
            "Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2010-2020",
            "programme",
            "Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
        ),
        ("Giải thưởng Sao Vàng Phú An năm 2018", "award_scheme", "Giải thưởng Sao Vàng Phú An"),
        ("Lễ trao giải Nhân tài trẻ Phú An 2016", "award_scheme", "giải Nhân tài trẻ Phú An"),
        ("danh hiệu “Công dân ưu tú” năm 2018", "award_scheme", "danh hiệu Công dân ưu tú"),
        ("phong trào Tuổi trẻ Phú An năm 2018", "movement", "Tuổi trẻ Phú An"),
        ("Luật Thi đua khen thưởng năm 2013", "directive", "Luật Thi đua khen thưởng"),
        ("Đề án Làng xanh Phú An năm 2018", "project", "Làng xanh Phú An"),
        ("Cuộc thi viết về gương sáng năm 2018", "award_scheme", "Cuộc thi viết về gương sáng"),
    ],
)
def test_what_an_event_is_about_is_told_by_kind_and_name(given: str, category: str, name: str) -> None:
    page = _page(given)

    (found,) = find_concerns(page, 0, len(given))

    assert (found.category, found.name) == (category, name)


def test_movements_joined_by_và_are_both_told() -> None:
    page = _page("phong trào “Hai giỏi” và “Ba nhất”, “Bốn tốt”")

    assert [found.name for found in find_concerns(page, 0, len(page.norm))] == ["Hai giỏi", "Ba nhất", "Bốn tốt"]


def test_the_usual_movement_is_the_one_named_most() -> None:
    given = "Phong trào “Hai giỏi” lan rộng. Phong trào “Ba nhất” đứng sau. Phong trào “Hai giỏi” dẫn đầu."
    usual = usual_movement(_page(given), 0, len(given))

    assert usual
    assert usual.name == "Hai giỏi"


def test_work_on_emulation_in_general_is_told_where_nothing_narrower_is() -> None:
    given = "tổng kết công tác thi đua, khen thưởng"

    assert general_concern(_page(given), 0, len(given)) is not None
    assert general_concern(_page("tổng kết"), 0, 8) is None
