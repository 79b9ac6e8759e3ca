"""The cases that officials write and read: ``cases/*.yaml`` and those of the manual, ``docs/law-cases.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.law.cases import Answer, check_case, keys
from thidua.law.catalogue import recognise_form
from thidua.law.conditions import Condition
from thidua.law.day import all_conditions, shipped_packs

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
        ({"kết luận": "được"}, "tệp: kết luận: không hiểu “được”; ghi một trong: đạt; không đạt (cũng là: chưa đạt)"),
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
        ({"kết quả": "đạt"}, "không có mục nào tên kết quả; gần nhất là kết luận"),
        ({"giá trị": 1}, "trường hợp này không hỏi tới giá trị"),
        ({"hồ sơ": {"xep loai": {2025: "tốt"}}}, "hồ sơ: không có mục nào tên xep loai; gần nhất là xếp loại"),
        ({"hồ sơ": {"giấy tờ": ["to_trinhh"]}}, "giấy tờ: không có giấy tờ nào mã to_trinhh; gần nhất là to_trinh"),
        (
            {"hồ sơ": {"người xét": {"doan_ket_phong_tra": "đạt"}}},
            "không có điều kiện nào để người xét kết luận mã doan_ket_phong_tra; gần nhất là doan_ket_phong_trao",
        ),
        (
            {"hồ sơ": {"người xét": {"xuat_sac_hoac_sang_kien": "đạt"}}},
            "không có điều kiện nào để người xét kết luận mã xuat_sac_hoac_sang_kien; có: doan_ket_phong_trao",
        ),
        (
            {"hồ sơ": {"số của đợt": {"ty_le": {"đề nghị": 1, "trên": 5}}}},
            "số của đợt: không có điều kiện tỷ lệ, số lượng nào mã ty_le",
        ),
        (
            {"năm": 2026, "ngày nhận hồ sơ": date(2025, 12, 20)},
            "năm: năm 2026 sau ngày nhận hồ sơ, ngày xét (2025-12-20)",
        ),
        (
            {"hồ sơ": {"khen thưởng": [{"danh hiệu": "CSTĐ cơ sở", "năm": 2026}]}},
            "hồ sơ: khen thưởng: năm 2026 sau ngày nhận hồ sơ, ngày xét (2025-12-31)",
        ),
        ({"hồ sơ": {"thành tích": [{"loại": "lớn"}]}}, "thành tích thứ 1: loại phải là một trong: phong trào"),
        ({"hồ sơ": {"biểu quyết": {"đồng ý": 5, "tổng số thành viên": 8, "có mặt": 9}}}, "số người có mặt nhiều hơn"),
        ({"ngày nhận hồ sơ": "31/02/2025"}, "tệp: ngày nhận hồ sơ: không có ngày 31/02/2025"),
        ({"ngày nhận hồ sơ": None, "kết luận": None}, "kết luận phải là chữ, lại thấy chỗ trống"),
        ({"hồ sơ": [1]}, "hồ sơ: phải là các mục có tên, lại thấy danh sách"),
        ({"trường hợp": ""}, "trường hợp phải là chữ"),
    ],
)
def test_a_faulty_case_says_what_is_wrong_and_where(changed: dict[str, Any], complaint: str) -> None:
    assert complaint in check_case({**CASE, **changed}, "tệp", {}).error


MONEY = {"trường hợp": "Tiền", "danh hiệu": "Giấy khen", "đối tượng": "hộ gia đình", "ngày": date(2026, 7, 1)}
SHARE = {"trường hợp": "Tỷ lệ", "mức": "council_vote_share", "ngày": date(2025, 6, 30)}


@pytest.mark.parametrize(
    "case",
    [
        {**MONEY, "tiền thưởng": 1140000},
        {**MONEY, "tiền thưởng": "1.140.000"},
        {**MONEY, "tiền thưởng": "1.140.000 đồng"},
        {**MONEY, "ngày": "2026-07-01", "tiền thưởng": "1140000đồng"},
        {**SHARE, "giá trị": "80 %"},
        {**SHARE, "ngày": "2025-06-30", "giá trị": "80%"},
        {**SHARE, "mức": "vote_denominator", "giá trị": "all_members"},
    ],
)
def test_amounts_and_days_may_be_written_as_officials_write_them(case: dict[str, Any]) -> None:
    assert check_case(case, "tệp", {}) == Answer(case["trường hợp"])


@pytest.mark.parametrize(
    ("case", "complaint"),
    [
        ({**MONEY, "tiền thưởng": "nhiều"}, "tiền thưởng phải là số nguyên đồng"),
        ({**MONEY, "tiền thưởng": 1.14}, "lại thấy 1.14"),
        ({**MONEY, "tiền thưởng": "1.14"}, "lại thấy '1.14'"),
        ({**MONEY, "tiền thưởng": "80 %"}, "tiền thưởng phải là số nguyên đồng"),
        ({**SHARE, "giá trị": "tám mươi"}, "giá trị phải là số nguyên %"),
        ({**SHARE, "giá trị": "80 đồng"}, "giá trị phải là số nguyên %"),
        ({**SHARE, "mức": "vote_denominator", "giá trị": "tất cả"}, "giá trị phải là một trong: all_members"),
        ({**SHARE, "mức": "council_vote_shar", "giá trị": 80}, "; gần nhất là council_vote_share; ghi mã của một mức"),
    ],
)
def test_an_amount_in_other_words_is_a_fault_of_the_case(case: dict[str, Any], complaint: str) -> None:
    assert complaint in check_case(case, "tệp", {}).error


def test_a_term_that_runs_from_an_event_says_so_where_a_day_is_asked_for() -> None:
    case = {"trường hợp": "Trả hồ sơ", "danh hiệu": "CSTĐ toàn quốc", "ngày": date(2026, 11, 27), "năm": 2025}

    answer = check_case({**case, "hạn": "tra_ho_so", "đến ngày": date(2026, 12, 4)}, "tệp", {})

    assert answer.differences == (
        "đến ngày: mong đợi 2026-12-04, phần mềm: 5 ngày làm việc kể từ khi có việc, không tính theo năm",
    )


def test_every_key_that_a_case_may_have_is_read_and_stands_in_the_manual() -> None:
    known = {
        *keys.CASE,
        *keys.OF_CONDITION,
        *keys.DOSSIER,
        *keys.HELD,
        *keys.INNOVATION,
        *keys.ACHIEVEMENT,
        *keys.MEMBERS,
        *keys.SERVICE,
        *keys.VOTES,
        *keys.SHARE,
    }
    files = Path(keys.__file__).parent.glob("*.py")
    source = "".join(file.read_text(encoding="utf-8") for file in files if file.name != "keys.py")
    manual = " ".join(MANUAL.read_text(encoding="utf-8").split())

    assert [key for key in sorted(known - {keys.NAME}) if f'"{key}"' not in source] == []
    assert [key for key in sorted(known - {"bắt đầu ngày"}) if key not in manual] == []


def test_the_manual_names_exactly_the_papers_that_make_a_verdict() -> None:
    def asked(conditions: Iterable[Condition]) -> Iterator[str]:
        for each in conditions:
            yield from ([str(each.arguments["paper"])] if each.arguments.get("paper") else [])
            yield from asked(each.parts)

    every = (*all_conditions(), *(each for pack in shipped_packs().values() for each in pack.conditions))
    table = MANUAL.read_text(encoding="utf-8").split("Thiếu thì |\n", maxsplit=1)[1].split("\n\n", maxsplit=1)[0]

    assert set(re.findall(r"`(\w+)`", table)) == set(asked(every))


def test_a_case_that_expects_nothing_is_no_case() -> None:
    silent = {key: value for key, value in CASE.items() if key != "kết luận"}

    assert check_case(silent, "tệp", {}).error == "tệp: không ghi kết quả mong đợi nào"


@pytest.mark.parametrize("junk", [None, 7, "chữ", ["danh sách"], {}])
def test_what_is_no_case_is_refused_and_nothing_else_is_disturbed(junk: object) -> None:
    answer = check_case(junk, "tệp, trường hợp thứ 2", {})

    assert answer.name == "tệp, trường hợp thứ 2"
    assert answer.error.startswith("tệp, trường hợp thứ 2: ")
