"""Persons and bodies that a text names again by less than their whole name."""

from __future__ import annotations

from thidua.reading.facts import Fact
from thidua.reading.pipeline import read


def _facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in read(text).facts if fact.kind == kind]


def test_an_award_to_a_given_name_is_received_by_the_person_named_in_full_before() -> None:
    text = "Em Võ Minh Khởi, học sinh lớp 9, đã cứu hai bạn. Trung ương Đoàn tặng bằng khen cho Khởi."

    (award,), (person,) = _facts(text, "award"), _facts(text, "person")

    assert (award.value["authority"], award.value["individuals"]) == ("Trung ương Đoàn", 1)
    assert (person.value["name"], person.value["role"]) == ("Võ Minh Khởi", ["receive_award"])


def test_a_given_name_that_two_persons_bear_stands_for_neither() -> None:
    text = (
        "Tại buổi lễ có anh Võ Minh Khởi, Bí thư Chi đoàn, và anh Lê Anh Khởi, Bí thư Huyện đoàn. "
        "Huyện ủy tặng hoa chúc mừng Khởi."
    )

    assert all("receive_award" not in person.value["role"] for person in _facts(text, "person"))


def test_a_body_goes_by_the_short_name_it_was_introduced_with() -> None:
    text = "Công ty Điện lực Sông Bình (PC Sông Bình) họp. PC Sông Bình khen thưởng 7 tập thể."

    (award,) = _facts(text, "award")

    assert award.value["authority"] == "PC Sông Bình"


def test_two_awards_of_one_count_to_different_names_are_two() -> None:
    text = (
        "Chủ tịch UBND tỉnh tặng Bằng khen cho Phòng Cảnh sát hình sự và Giấy khen cho Công an xã Phú An. "
        "Chủ tịch UBND tỉnh tặng Bằng khen cho Công an huyện Hồng Lam."
    )

    told = [(award.value["form"], award.value["collectives"]) for award in _facts(text, "award")]

    assert told == [("Bằng khen", 1), ("Giấy khen", 1), ("Bằng khen", 1)]
