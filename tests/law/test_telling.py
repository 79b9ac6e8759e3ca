"""What a page says about an award on a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from thidua.config.cli.law import _lines
from thidua.law.catalogue import NotInForceError, all_award_forms
from thidua.law.day import (
    Law,
    all_bonuses,
    all_conditions,
    all_deadlines,
    all_dossiers,
    all_principles,
    all_transitions,
)
from thidua.law.telling import ToldStandard, tell

SPANS = (*all_conditions(), *all_dossiers(), *all_deadlines(), *all_bonuses(), *all_principles())
BEGINNINGS = {each.since for each in (*SPANS, *all_transitions())}
DAYS = sorted(BEGINNINGS | {day - timedelta(days=1) for day in BEGINNINGS} | {date(2026, 11, 1), date(2027, 12, 1)})


def told_on(day: date, award: str) -> ToldStandard | None:
    try:
        return tell(award, Law.on(day))
    except NotInForceError:
        return None


PAGES = [told for award, day in product(all_award_forms(), DAYS) if (told := told_on(day, award))]


def lines_of(award: str, day: date) -> list[str]:
    return list(_lines(tell(award, Law.on(day)), with_codes=False))


def test_the_count_at_the_top_is_the_count_of_marks_below_on_every_page_of_every_day() -> None:
    wrong = [
        (told.form.code, told.day)
        for told in PAGES
        if "\n".join(_lines(told, with_codes=False)).count("[chưa kiểm chứng]") != told.doubts
    ]

    assert wrong == []


def test_a_form_that_was_not_seen_always_has_a_mark_on_its_page() -> None:
    assert [(told.form.code, told.day) for told in PAGES if not told.form.verified and not told.doubts] == []


def test_an_amendment_that_was_not_seen_is_named_once_on_a_page() -> None:
    twice = [
        (told.form.code, told.day)
        for told in PAGES
        if "\n".join(_lines(told, with_codes=False)).count("chưa được đối chiếu với Công báo") != len(set(told.unseen))
    ]

    assert twice == []


def test_days_are_written_alike() -> None:
    lines = [line for told in PAGES for line in _lines(told, with_codes=False)]

    assert [line for line in lines if "1-7-2025" in line or "1-10-2026" in line] == []


def test_who_decides_and_receives_is_unsure_from_the_day_of_an_amendment_that_was_not_seen() -> None:
    after = tell("thon_to_dan_pho_van_hoa", Law.on(date(2026, 10, 1)))

    assert [rule.verified for rule in (*after.recipients, after.deciders[0])] == [False, False]


@pytest.mark.parametrize(
    ("day", "told"), [(date(2026, 4, 22), False), (date(2026, 4, 23), True), (date(2026, 11, 1), True)]
)
def test_the_transition_of_the_amendment_is_told_from_its_passing_on(day: date, *, told: bool) -> None:
    said = " ".join(rule.provision for rule in tell("giay_khen", Law.on(day)).transitions)

    assert ("06/2026/QH16" in said) is told


def test_only_awards_that_count_innovations_speak_of_using_one_once() -> None:
    def speaks(award: str) -> bool:
        return any("Mỗi sáng kiến" in line for line in lines_of(award, date(2026, 5, 1)))

    assert [speaks("chien_si_thi_dua_co_so"), speaks("gia_dinh_van_hoa")] == [True, False]


def test_an_amount_that_was_rounded_says_how_and_what_it_was() -> None:
    (line,) = [each for each in lines_of("lao_dong_tien_tien", date(2026, 5, 1)) if "Cá nhân: 0,3" in each]

    assert "bằng 710.000 đồng (làm tròn lên hàng 10.000 đồng, 152/2025/NĐ-CP, Điều 49 khoản 1; " in line
    assert "chưa làm tròn: 702.000 đồng)" in line


def test_an_amount_that_came_out_even_says_nothing_of_rounding() -> None:
    lines = lines_of("chien_si_thi_dua_co_so", date(2026, 7, 1))

    assert [line for line in lines if "làm tròn" in line] == []


@pytest.mark.parametrize(
    ("award", "decider"),
    [
        ("chien_si_thi_dua_co_so", "người đứng đầu doanh nghiệp; Chủ tịch Ủy ban nhân dân cấp huyện"),
        ("thon_to_dan_pho_van_hoa", "Chủ tịch Ủy ban nhân dân cấp huyện"),
    ],
)
def test_before_july_2025_the_district_decides_and_not_the_commune(award: str, decider: str) -> None:
    said = tell(award, Law.on(date(2025, 6, 30))).deciders[0]

    assert (said.text.endswith(decider), said.provision) == (True, "06/2022/QH15, Điều 80 khoản 2")


def test_a_change_of_papers_says_what_is_added_and_what_is_left_out() -> None:
    said = [change.text for change in tell("chien_si_thi_dua_co_so", Law.on(date(2026, 5, 1))).changes]

    (words,) = [text for text in said if text.startswith("Hồ sơ")]
    assert words == (
        "Hồ sơ Chiến sĩ thi đua cơ sở: thêm Giấy tờ về hoàn thành xuất sắc nhiệm vụ; "
        "thêm Giấy công nhận sáng kiến, đề tài, hoặc mưu trí, sáng tạo trong chiến đấu; "
        "bỏ Giấy công nhận sáng kiến, đề tài, hoặc giấy tờ về hoàn thành xuất sắc nhiệm vụ"
    )


def test_what_ends_is_told_too() -> None:
    changes = tell("giay_khen", Law.on(date(2025, 7, 1))).changes
    said = [(change.since, change.text.split(";")[0]) for change in changes if "hiệu lực" in change.text]

    assert said == [
        (
            date(2025, 8, 5),
            "15/2025/TT-BNV có hiệu lực: Hướng dẫn Luật Thi đua, khen thưởng và Nghị định 152/2025/NĐ-CP",
        ),
        (
            date(2026, 10, 1),
            "06/2026/QH16 có hiệu lực: Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng",
        ),
        (date(2027, 3, 1), "15/2025/TT-BNV hết hiệu lực"),
        (date(2027, 3, 1), "152/2025/NĐ-CP hết hiệu lực"),
    ]
