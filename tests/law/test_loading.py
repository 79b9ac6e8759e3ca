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
        ("press_names:", "pres_names:", "co_thu.yaml: unknown key pres_names"),
        ("    provision: 01/2024/QH15, Điều 1\n", "", "co_thu.yaml: versions no. 1: provision is missing"),
        ("    verified: true\n", "", "versions no. 1: verified is missing"),
        ("verified: true\n    sources", "verified: yes please\n    sources", "verified must be true or false"),
        ("      verified: false\n", "", "versions no. 1: decided_by: verified is missing"),
        ("who: Bộ trưởng", "who: ''", "decided_by: who must be a text"),
        (
            "kind: collective",
            "kind: village",
            "recipients no. 1: kind must be one of collective, individual, household",
        ),
        ("group: danh_hieu_thi_dua", "group: co", "group must be one of danh_hieu_thi_dua"),
        ("given_by: [ministry]", "given_by: []", "given_by must name at least one level"),
        ("given_by: [ministry]", "given_by: ministry", "given_by must be a list of texts"),
        ("[Cờ]", "[Cờ, Cờ]", "press_names names something twice"),
        ("01/2024/QH15, Điều 2", "02/2024/QH15, Điều 2", "'02/2024/QH15', which is no instrument that has a file"),
        ("since: 2024-01-01", "since: 2023-12-31", "01/2024/QH15 was not in force on 2023-12-31"),
        ("since: 2024-01-01", "since: đầu năm", "since must be a day such as 2024-01-01 or null"),
        ("since: 2024-01-01", "since: 2024-01-01\n    until: 2024-01-01", "ends before it begins"),
        ("code: co_thu", "code: Cờ_thử", "code must be small ASCII letters"),
        ("code: co_thu", "code: co_khac", "co_thu.yaml: must be named after its code"),
        ("code: co_thu", "code: co_thu\ncode: co_thu", "key 'code' stands twice"),
        ("code: co_thu", "code: [", "not readable as YAML"),
    ],
)
def test_a_faulty_award_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in AWARD
    with pytest.raises(LawFileError, match=re.escape(complaint)):
        awards(tmp_path, AWARD.replace(old, new, 1))


def test_a_kind_of_recipient_may_stand_only_once(tmp_path: Path) -> None:
    line = '      - {kind: collective, provision: "01/2024/QH15, Điều 1", verified: true}\n'

    with pytest.raises(LawFileError, match="recipients names a kind twice"):
        awards(tmp_path, AWARD.replace(line, line * 2))


def test_versions_that_overlap_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="the spans from 2024-01-01 and 2025-01-01 overlap"):
        awards(tmp_path, second_version("2025-01-01"))


def test_versions_that_follow_each_other_are_read(tmp_path: Path) -> None:
    text = second_version("2025-01-01").replace("since: 2024-01-01", "since: 2024-01-01\n    until: 2025-01-01")

    assert [form.since for form in awards(tmp_path, text)["co_thu"]] == [date(2024, 1, 1), date(2025, 1, 1)]


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    awards(tmp_path, AWARD)

    with pytest.raises(LawFileError, match="the code co_thu stands in two files"):
        awards(tmp_path, AWARD, "hai.yaml")


def test_a_value_holds_until_the_next_one(tmp_path: Path) -> None:
    first, second = quantities(tmp_path, QUANTITY)["share"]

    assert (first.value, first.until, second.value, second.until) == (50, date(2025, 1, 1), 70, None)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("value: 50", "value: 0.5", "values no. 1: value must be a whole number"),
        ("value: 50", "value: -1", "value must be a whole number"),
        ("value: 50", "value: true", "value must be a whole number"),
        ("since: 2025-01-01", "since: 2024-01-01", "ends before it begins"),
        ("since: 2025-01-01", "since: null", "values no. 2: since must be a day"),
        ("unit: ", "units: ", "unit is missing"),
        ("code: share", "code: other", "share.yaml: must be named after its code"),
        ("values:", "values: []\nrest:", "values must be a list with at least one entry"),
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
        ("luat.yaml", "until: null", "until: null", "must be named 01_2024_qh15.yaml after its number"),
        ("01_2024_qh15.yaml", "until: null", "until: 2023-01-01", "until must come after in_force_from"),
        ("01_2024_qh15.yaml", "until: null", "until: null\namends: [9/2000]", "amends 9/2000, which has no file"),
        ("01_2024_qh15.yaml", "high", "certain", "confidence must be one of high, medium, low"),
    ],
)
def test_a_faulty_instrument_is_refused(tmp_path: Path, name: str, old: str, new: str, complaint: str) -> None:
    (tmp_path / name).write_text(INSTRUMENT.replace(old, new), encoding="utf-8")

    with pytest.raises(LawFileError, match=re.escape(complaint)):
        load_instruments(tmp_path)


@pytest.mark.parametrize("text", ["", "- a list\n", "just words\n"])
def test_a_file_without_named_values_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(LawFileError, match="expected named values"):
        load_sources(tmp_path / "sources.yaml")


def test_the_slug_of_a_number_is_ascii() -> None:
    assert slug("129/2025/NĐ-CP") == "129_2025_nd_cp"
