"""What the loader refuses, and that it says where."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from thidua.law.entries import AwardForm, Confidence, Instrument, Parameter
from thidua.law.loading import load_awards, load_instruments, load_parameters, load_sources, slug
from thidua.law.strict import LawFileError

LAW = "01/2024/QH15"
INSTRUMENTS = {
    LAW: Instrument(
        number=LAW,
        title="Luật thử",
        issued_on=None,
        since=date(2024, 1, 1),
        until=date(2030, 1, 1),
        amends=(),
        replaces=(),
        verified=True,
        content_seen=True,
        confidence=Confidence.HIGH,
        sources=("S1",),
    )
}

INSTRUMENT = """\
number: 01/2024/QH15
title: Luật thử
issued_on: null
in_force_from: 2024-01-01
until: null
verified: true
confidence: high
sources: [S1]
"""

AWARD = """\
code: co_thu
group: danh_hieu_thi_dua
press_names: [Cờ]
given_by: [ministry]
versions:
  - since: 2024-01-01
    name: Cờ thử
    provision: 01/2024/QH15, Điều 1
    verified: true
    sources: [S1]
    recipients:
      - {kind: collective, provision: "01/2024/QH15, Điều 1", verified: true}
    decided_by:
      who: Bộ trưởng
      provision: 01/2024/QH15, Điều 2
      verified: false
"""

QUANTITY = """\
code: share
description: Tỷ lệ thử
unit: "%"
values:
  - since: 2024-01-01
    value: 50
    provision: 01/2024/QH15, Điều 3
    verified: true
    sources: [S1]
  - since: 2025-01-01
    value: 70
    provision: 01/2024/QH15, Điều 4
    verified: false
    sources: [S1]
"""


def awards(folder: Path, text: str, name: str = "co_thu.yaml") -> dict[str, tuple[AwardForm, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    return load_awards(folder, INSTRUMENTS)


def quantities(folder: Path, text: str, name: str = "share.yaml") -> dict[str, tuple[Parameter, ...]]:
    (folder / name).write_text(text, encoding="utf-8")
    return load_parameters(folder, INSTRUMENTS)


def second_version(since: str) -> str:
    return AWARD + AWARD[AWARD.index("  - since") :].replace("2024-01-01", since)


def test_an_award_file_is_read_whole(tmp_path: Path) -> None:
    (form,) = awards(tmp_path, AWARD)["co_thu"]

    assert (form.name, str(form.provisions[0]), str(form.decided_by.provisions[0])) == (
        "Cờ thử",
        "01/2024/QH15, Điều 1",
        "01/2024/QH15, Điều 2",
    )
    assert (form.verified, form.decided_by.verified, form.until) == (True, False, None)


def test_a_form_in_classes_gives_one_entry_for_each(tmp_path: Path) -> None:
    found = awards(tmp_path, AWARD.replace("versions:", "in_classes: true\nversions:"))

    assert list(found) == ["co_thu", "co_thu_hang_nhat", "co_thu_hang_nhi", "co_thu_hang_ba"]
    assert found["co_thu_hang_nhi"][0].name == "Cờ thử hạng Nhì"
    assert "Cờ hạng II" in found["co_thu_hang_nhi"][0].press_names


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("press_names:", "pres_names:", "co_thu.yaml: không có mục nào tên pres_names"),
        ("    provision: 01/2024/QH15, Điều 1\n", "", "co_thu.yaml: versions thứ 1: thiếu provision"),
        ("    verified: true\n", "", "versions thứ 1: thiếu verified"),
        ("verified: true\n    sources", "verified: yes please\n    sources", "verified phải là true hoặc false"),
        ("      verified: false\n", "", "versions thứ 1: decided_by: thiếu verified"),
        ("who: Bộ trưởng", "who: ''", "decided_by: who phải là chữ"),
        (
            "kind: collective",
            "kind: village",
            "recipients thứ 1: kind phải là một trong: collective, individual, household",
        ),
        ("group: danh_hieu_thi_dua", "group: co", "group phải là một trong: danh_hieu_thi_dua"),
        ("given_by: [ministry]", "given_by: []", "given_by phải có ít nhất một cấp"),
        ("given_by: [ministry]", "given_by: ministry", "given_by phải là danh sách chữ"),
        ("[Cờ]", "[Cờ, Cờ]", "press_names ghi hai lần cùng một thứ"),
        ("01/2024/QH15, Điều 2", "02/2024/QH15, Điều 2", "'02/2024/QH15', không có tệp nào của văn bản này"),
        ("since: 2024-01-01", "since: 2023-12-31", "01/2024/QH15 không có hiệu lực ngày 2023-12-31"),
        ("since: 2024-01-01", "since: đầu năm", "since phải là ngày như 2024-01-01 hoặc null"),
        ("since: 2024-01-01", "since: 2024-01-01\n    until: 2024-01-01", "kết thúc trước khi bắt đầu"),
        ("code: co_thu", "code: Cờ_thử", "code phải là chữ thường không dấu"),
        ("code: co_thu", "code: co_khac", "co_thu.yaml: phải đặt tên theo mã"),
        ("code: co_thu", "code: co_thu\ncode: co_thu", "mục 'code' ghi hai lần"),
        ("code: co_thu", "code: [", "không đọc được theo YAML"),
    ],
)
def test_a_faulty_award_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in AWARD
    with pytest.raises(LawFileError, match=re.escape(complaint)):
        awards(tmp_path, AWARD.replace(old, new, 1))


def test_a_kind_of_recipient_may_stand_only_once(tmp_path: Path) -> None:
    line = '      - {kind: collective, provision: "01/2024/QH15, Điều 1", verified: true}\n'

    with pytest.raises(LawFileError, match="recipients ghi hai lần cùng một đối tượng"):
        awards(tmp_path, AWARD.replace(line, line * 2))


def test_versions_that_overlap_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="các giai đoạn từ 2024-01-01 và 2025-01-01 chồng lên nhau"):
        awards(tmp_path, second_version("2025-01-01"))


def test_versions_that_follow_each_other_are_read(tmp_path: Path) -> None:
    text = second_version("2025-01-01").replace("since: 2024-01-01", "since: 2024-01-01\n    until: 2025-01-01")

    assert [form.since for form in awards(tmp_path, text)["co_thu"]] == [date(2024, 1, 1), date(2025, 1, 1)]


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    awards(tmp_path, AWARD)

    with pytest.raises(LawFileError, match="mã co_thu có trong hai tệp"):
        awards(tmp_path, AWARD, "hai.yaml")


def test_a_value_holds_until_the_next_one(tmp_path: Path) -> None:
    first, second = quantities(tmp_path, QUANTITY)["share"]

    assert (first.value, first.until, second.value, second.until) == (50, date(2025, 1, 1), 70, None)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("value: 50", "value: 0.5", "values thứ 1: value phải là số nguyên không âm"),
        ("value: 50", "value: -1", "value phải là số nguyên không âm"),
        ("value: 50", "value: true", "value phải là số nguyên không âm"),
        ("since: 2025-01-01", "since: 2024-01-01", "kết thúc trước khi bắt đầu"),
        ("since: 2025-01-01", "since: null", "values thứ 2: since phải là một ngày"),
        ("unit: ", "units: ", "thiếu unit"),
        ("code: share", "code: other", "share.yaml: phải đặt tên theo mã"),
        ("values:", "values: []\nrest:", "values phải là danh sách có ít nhất một mục"),
    ],
)
def test_a_faulty_quantity_is_refused_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(LawFileError, match=re.escape(complaint)):
        quantities(tmp_path, QUANTITY.replace(old, new, 1))


def test_an_instrument_is_read_from_a_file_named_after_its_number(tmp_path: Path) -> None:
    (tmp_path / "01_2024_qh15.yaml").write_text(INSTRUMENT, encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a file of the law.", encoding="utf-8")

    assert load_instruments(tmp_path)[LAW].since == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("luat.yaml", "until: null", "until: null", "phải đặt tên 01_2024_qh15.yaml theo số văn bản"),
        ("01_2024_qh15.yaml", "until: null", "until: 2023-01-01", "until phải sau in_force_from"),
        (
            "01_2024_qh15.yaml",
            "until: null",
            "until: null\namends: [9/2000]",
            "sửa đổi 9/2000 nhưng không có tệp nào của văn bản đó",
        ),
        ("01_2024_qh15.yaml", "high", "certain", "confidence phải là một trong: high, medium, low"),
    ],
)
def test_a_faulty_instrument_is_refused(tmp_path: Path, name: str, old: str, new: str, complaint: str) -> None:
    (tmp_path / name).write_text(INSTRUMENT.replace(old, new), encoding="utf-8")

    with pytest.raises(LawFileError, match=re.escape(complaint)):
        load_instruments(tmp_path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "tệp rỗng"),
        ("- a list\n", "phải là các mục có tên, lại thấy danh sách"),
        ("just words\n", "phải là các mục có tên, lại thấy một giá trị: 'just words'"),
    ],
)
def test_a_file_without_named_values_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(LawFileError, match=complaint):
        load_sources(tmp_path / "sources.yaml")


def test_the_slug_of_a_number_is_ascii() -> None:
    assert slug("129/2025/NĐ-CP") == "129_2025_nd_cp"
