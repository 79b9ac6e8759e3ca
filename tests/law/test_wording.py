"""Names of bodies and their levels."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thidua.law.entries import AuthorityLevel
from thidua.law.wording import authority_level, authority_levels, names_in, spelled

LEVELS = {
    "Chủ tịch nước": AuthorityLevel.PRESIDENT,
    "Thủ tướng Chính phủ": AuthorityLevel.PRIME_MINISTER,
    "Chính phủ": AuthorityLevel.GOVERNMENT,
    "Văn phòng Chính phủ": AuthorityLevel.MINISTRY,
    "Thanh tra Chính phủ": AuthorityLevel.MINISTRY,
    "Bộ Công an": AuthorityLevel.MINISTRY,
    "Bộ trưởng Bộ Công an": AuthorityLevel.MINISTRY,
    "Bộ Tư pháp": AuthorityLevel.MINISTRY,
    "Bộ Quốc phòng": AuthorityLevel.MINISTRY,
    "BCA": AuthorityLevel.MINISTRY,
    "Trung ương Đoàn": AuthorityLevel.MINISTRY,
    "TW Hội Cựu chiến binh Việt Nam": AuthorityLevel.MINISTRY,
    "Ban Chấp hành Trung ương Hội Nông dân Việt Nam": AuthorityLevel.MINISTRY,
    "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam": AuthorityLevel.MINISTRY,
    "Ủy ban Trung ương MTTQ Việt Nam": AuthorityLevel.MINISTRY,
    "Hội Luật gia Việt Nam": AuthorityLevel.MINISTRY,
    "Toà án nhân dân tối cao": AuthorityLevel.MINISTRY,
    "Phòng Thương mại và Công nghiệp Việt Nam": AuthorityLevel.MINISTRY,
    "UBND tỉnh Thái Bình": AuthorityLevel.PROVINCE,
    "Chủ tịch UBND TP Hà Nội": AuthorityLevel.PROVINCE,
    "Phó Chủ tịch thường trực Uỷ ban nhân dân tỉnh": AuthorityLevel.PROVINCE,
    "UBND TP.HCM": AuthorityLevel.PROVINCE,
    "thành phố Hà Nội": AuthorityLevel.PROVINCE,
    "Quân khu 3": AuthorityLevel.REGION,
    "Bộ Tư lệnh Bộ đội Biên phòng": AuthorityLevel.REGION,
    "Đại học Quốc gia Hà Nội": AuthorityLevel.REGION,
    "UBND huyện Tứ Kỳ": AuthorityLevel.DISTRICT,
    "UBND thị xã Kinh Môn": AuthorityLevel.DISTRICT,
    "Chủ tịch UBND xã": AuthorityLevel.COMMUNE,
    "UBND đặc khu Cô Tô": AuthorityLevel.COMMUNE,
    "Giám đốc Công an tỉnh": AuthorityLevel.UNIT,
    "Công an TP Hà Nội": AuthorityLevel.UNIT,
    "Bộ Chỉ huy Quân sự tỉnh": AuthorityLevel.UNIT,
    "Sở Nội vụ": AuthorityLevel.UNIT,
    "Tỉnh đoàn Hải Dương": AuthorityLevel.UNIT,
    "Phòng Cảnh sát giao thông": AuthorityLevel.UNIT,
    "Hội Cựu chiến binh tỉnh": AuthorityLevel.UNIT,
    "Chủ tịch Hội Luật gia các tỉnh": AuthorityLevel.UNIT,
}


@pytest.mark.parametrize(("name", "level"), LEVELS.items(), ids=str)
def test_the_name_of_a_body_shows_its_level(name: str, level: AuthorityLevel) -> None:
    assert authority_level(name) is level


@pytest.mark.parametrize("name", ["các cấp", "", "Chủ tịch", "cán bộ", "nhân dân", "đồng chí Chủ tịch"])
def test_a_name_that_shows_no_level_gives_none(name: str) -> None:
    assert authority_level(name) is None


@pytest.mark.parametrize("level", AuthorityLevel)
def test_every_level_has_a_name_to_show(level: AuthorityLevel) -> None:
    assert level.label


def test_several_bodies_give_all_their_levels_or_none() -> None:
    assert authority_levels("Bộ Công an; UBND tỉnh") == {AuthorityLevel.MINISTRY, AuthorityLevel.PROVINCE}
    assert authority_levels("Bộ Công an; các cấp") == frozenset()
    assert authority_levels(" ; ") == frozenset()


def test_the_longest_name_is_taken_and_the_giver_after_it_is_kept() -> None:
    names = {spelled("bằng khen"): frozenset({"b"}), spelled("bằng khen cấp bộ"): frozenset({"bo"})}

    found = names_in(spelled("tặng Bằng khen cấp Bộ của Bộ Công an"), names)

    assert (found.entries, found.giver, found.class_left_over) == (
        frozenset({frozenset({"bo"})}),
        spelled("Bộ Công an"),
        False,
    )


def test_nothing_is_found_without_names() -> None:
    assert names_in(spelled("Bằng khen"), {}).entries == frozenset()


@given(st.text(max_size=60))
@example("\ufb1d")
def test_spelling_out_twice_changes_nothing_more(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)
