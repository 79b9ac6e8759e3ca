"""The cases that officials write and read: ``cases/*.yaml`` and those of the manual, ``docs/law-cases.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.law.cases import Answer, check_case
from thidua.law.catalogue import recognise_form
from thidua.law.day import shipped_packs

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "cases"
MANUAL = ROOT / "docs" / "law-cases.md"


def written() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['trường hợp']}")


def in_the_manual() -> Iterator[Any]:
    for block in re.findall(r"```yaml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL):
        for case in yaml.safe_load(block):
            yield pytest.param(case, id=case["trường hợp"])


@pytest.mark.parametrize("case", list(written()))
def test_a_case_that_an_official_wrote_is_answered_as_expected(case: dict[str, Any]) -> None:
    assert check_case(case, "trường hợp", shipped_packs()) == Answer(case["trường hợp"])


@pytest.mark.parametrize("case", list(in_the_manual()))
def test_the_cases_of_the_manual_are_right(case: dict[str, Any]) -> None:
    assert check_case(case, "trường hợp", shipped_packs()) == Answer(case["trường hợp"])


def test_no_two_cases_have_one_name() -> None:
    names = [param.values[0]["trường hợp"] for param in written()]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_a_case_without_a_day_uses_the_newest_version() -> None:
    form = recognise_form("Xã, phường, thị trấn tiêu biểu")

    assert form is not None
    assert form.name == "Xã, phường, đặc khu tiêu biểu"


CASE = {
    "trường hợp": "Thử",
    "danh hiệu": "CSTĐ cơ sở",
    "đối tượng": "cá nhân",
    "năm": 2025,
    "hồ sơ": {"xếp loại": {2025: "xuất sắc"}, "người xét": "đạt hết"},
    "kết luận": "đạt",
}


def test_what_differs_is_told_with_what_was_expected_and_what_was_found() -> None:
    answer = check_case({**CASE, "kết luận": "không đạt"}, "tệp", {})

    assert answer == Answer("Thử", ("kết luận: mong đợi không đạt, phần mềm: đạt",))
    assert not answer.agrees


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"kết luận": "được"}, "tệp: kết luận: không hiểu “được”; ghi một trong: đạt, không đạt"),
        ({"đối tượng": "xã"}, "tệp: đối tượng: không hiểu “xã”"),
        ({"danh hiệu": "Danh hiệu lạ"}, "tệp: không rõ “Danh hiệu lạ” là danh hiệu, hình thức nào"),
        ({"danh hiệu": "Bằng khen"}, "ghi mã, hoặc ghi thêm cơ quan tặng"),
        ({"năm": "hai không hai lăm"}, "tệp: năm phải là số nguyên không âm"),
        ({"hồ sơ": {"xếp hạng": 1}}, "tệp: hồ sơ: không có mục nào tên xếp hạng"),
        ({"hồ sơ": {"xếp loại": {2025: "giỏi"}}}, "tệp: hồ sơ: xếp loại: 2025: không hiểu “giỏi”"),
        ({"hồ sơ": {"xếp loại": {"năm nay": "tốt"}}}, "năm nay phải là một năm"),
        ({"hồ sơ": {"khen thưởng": [{"danh hiệu": "CSTĐ cơ sở"}]}}, "hồ sơ: khen thưởng thứ 1: thiếu năm"),
        ({"hồ sơ": {"thành viên": {"tổng số": 5, "tiên tiến": 6}}}, "có số lớn hơn tổng số thành viên"),
        ({"hồ sơ": {"biểu quyết": {"đồng ý": 9, "tổng số thành viên": 8}}}, "nhiều hơn số người được bỏ phiếu"),
        ({"hồ sơ": {"người xét": "được cả"}}, "người xét ghi “đạt hết” hoặc từng điều kiện"),
        ({"hồ sơ": {"người xét": {"doan_ket_phong_trao": "cần người xét"}}}, "người xét kết luận đạt hoặc không đạt"),
        ({"hồ sơ": {"quá trình": [{"từ": None, "đến": None}]}}, "phải có từ và đến"),
        ({"điều kiện": {"dieu_kien_la": "đạt"}}, "không có điều kiện dieu_kien_la; có: doi_tuong"),
        ({"gói địa phương": ["goi_la"]}, "không có gói địa phương goi_la"),
        ({"kết quả": "đạt"}, "không có mục nào tên kết quả"),
        ({"trường hợp": ""}, "trường hợp phải là chữ"),
    ],
)
def test_a_faulty_case_says_what_is_wrong_and_where(changed: dict[str, Any], complaint: str) -> None:
    assert complaint in check_case({**CASE, **changed}, "tệp", {}).error


def test_a_case_that_expects_nothing_is_no_case() -> None:
    silent = {key: value for key, value in CASE.items() if key != "kết luận"}

    assert check_case(silent, "tệp", {}).error == "tệp: không ghi kết quả mong đợi nào"


@pytest.mark.parametrize("junk", [None, 7, "chữ", ["danh sách"], {}])
def test_what_is_no_case_is_refused_and_nothing_else_is_disturbed(junk: object) -> None:
    answer = check_case(junk, "tệp, trường hợp thứ 2", {})

    assert answer.name == "tệp, trường hợp thứ 2"
    assert answer.error.startswith("tệp, trường hợp thứ 2: ")
