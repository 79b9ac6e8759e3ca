"""Files that officials write: every fault is Vietnamese, has its place, and spoils no more than it must."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.cases import Answer, check_file
from thidua.law.strict import LawFileError
from thidua.law.yaml_text import entries, parse

# Words of PyYAML's problems that are no Vietnamese words.
ENGLISH = re.compile(
    r"\b(found|expected|could|while|allowed|scanning|parsing|character|token|None|NoneType|list|str)\b"
)


def file_of(folder: Path, text: str) -> Path:
    file = folder / "thu.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b: c", "tệp, dòng 1, cột 5: không đọc được theo YAML: trong chữ có dấu hai chấm"),
        ("a:\n\tb: 1", "tệp, dòng 2, cột 1: không đọc được theo YAML: có dấu tab"),
        ('a: 1\nb: "mở', "tệp, dòng 2, cột 4: không đọc được theo YAML: ngoặc kép hoặc ngoặc đơn mở ra"),
        ("a: 1\nb:\u00a0c\nd: 2", "tệp, dòng 2, cột 1: không đọc được theo YAML: thiếu dấu hai chấm"),
        ("a: [1, 2\nb: 3", "không đọc được theo YAML"),
        ("a: {b: 1\nc: 2}", "không đọc được theo YAML"),
        ("a: 1\n---\nb: 2", "tệp có nhiều phần ngăn bằng ---"),
        ("a: *b", "tệp, dòng 1, cột 4: không đọc được theo YAML: dấu * gọi một tên chưa có"),
        ("a: !b c", "dấu ! ở đầu là lệnh của YAML"),
        ("a: %b", "chữ bắt đầu bằng ký tự đặc biệt"),
        ("a: 1\n b: 2", "không đọc được theo YAML"),
        ("a: \x00", "tệp, dòng 1, cột 4: không đọc được theo YAML: có ký tự điều khiển"),
        ("a: 2025-13-40", "tệp, dòng 1, cột 4: không có ngày 2025-13-40"),
        ("a: 1\na: 2", "tệp, dòng 2, cột 1: mục 'a' ghi hai lần"),
        ("? [a]\n: 1", "tệp, dòng 1, cột 3: tên mục phải là chữ hoặc số"),
        ("[" * 5000, "các mục lồng nhau quá sâu"),
        ("", "tệp: tệp rỗng"),
        ("# ghi chú", "tệp: tệp rỗng"),
    ],
)
def test_a_fault_is_said_in_vietnamese_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(LawFileError) as raised:
        parse(text, "tệp")

    assert fault in str(raised.value)
    assert ENGLISH.findall(str(raised.value)) == []


@given(st.text(st.sampled_from("ab:-,[]{}\"'#&*!|>%@`? \t\n0"), max_size=30))
def test_whatever_is_wrong_no_word_of_the_library_is_shown(text: str) -> None:
    said = ""
    try:
        parse(text, "tệp")
    except LawFileError as fault:
        said = str(fault)

    assert ENGLISH.findall(said) == []


def test_the_words_looked_for_are_those_of_the_library() -> None:
    source = "".join(inspect.getsource(module) for module in (yaml.scanner, yaml.parser, yaml.composer))

    assert len(ENGLISH.findall(source)) > 100


def test_an_entry_knows_its_line_and_a_day_that_is_none_spoils_only_its_own(tmp_path: Path) -> None:
    text = "# đầu tệp\n- {trường hợp: Một, ngày: 2025-02-30}\n\n- trường hợp: Hai\n  ngày: 2025-02-28\n"

    first, second = entries(file_of(tmp_path, text), "trường hợp")

    assert (first.line, first.name, first.fault) == (2, "Một", "dòng 2, cột 27: không có ngày 2025-02-30")
    assert (second.line, second.name, second.fault) == (4, "Hai", "")


def test_the_cases_beside_a_faulty_one_are_answered(tmp_path: Path) -> None:
    case = "- trường hợp: {}\n  mức: council_vote_share\n  ngày: {}\n  giá trị: 80\n"
    text = case.format("Hỏng", "2025-06-31") + case.format("Lành", "2025-06-30")

    broken, whole = check_file(file_of(tmp_path, text), {})

    assert broken == Answer(
        "Hỏng",
        error="thu.yaml, dòng 1, trường hợp thứ 1: dòng 3, cột 9: không có ngày 2025-06-31",
        where="thu.yaml, dòng 1, trường hợp thứ 1",
    )
    assert whole == Answer("Lành", where="thu.yaml, dòng 5, trường hợp thứ 2")


def test_an_anchor_of_one_case_may_be_used_in_the_next(tmp_path: Path) -> None:
    text = "- {trường hợp: Một, hồ sơ: &chung {nhóm: cán bộ}}\n- {trường hợp: Hai, hồ sơ: *chung}\n"

    found = [entry.value for entry in entries(file_of(tmp_path, text))]

    assert found == [
        {"trường hợp": "Một", "hồ sơ": {"nhóm": "cán bộ"}},
        {"trường hợp": "Hai", "hồ sơ": {"nhóm": "cán bộ"}},
    ]
