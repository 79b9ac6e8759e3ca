"""YAML as text: what it holds and on which line; every fault is a Vietnamese sentence with its line and column."""

from __future__ import annotations

import reprlib
import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources.abc import Traversable
from typing import Any

import yaml

LARGEST_FILE = 5_000_000  # bytes: the largest of ours has some ten thousand
# What PyYAML says, by its first words, and what is nearly always wrong there.
_PROBLEMS = {
    "mapping values are not allowed here": "trong chữ có dấu hai chấm; đặt cả đoạn chữ trong ngoặc kép",
    "found character '\\t'": "có dấu tab; dùng dấu cách để thụt dòng",
    "found character": "chữ bắt đầu bằng ký tự đặc biệt; đặt cả đoạn chữ trong ngoặc kép",
    "found unexpected end of stream": "ngoặc kép hoặc ngoặc đơn mở ra mà không đóng lại",
    "could not find expected ':'": "thiếu dấu hai chấm, hoặc sau dấu hai chấm không phải là dấu cách thường",
    "expected ',' or ']'": "danh sách trong ngoặc vuông thiếu dấu phẩy hoặc dấu ]",
    "expected ',' or '}'": "các mục trong ngoặc nhọn thiếu dấu phẩy hoặc dấu }",
    "expected <block end>": "dòng này thụt vào khác các dòng cùng mục, hoặc thiếu dấu gạch đầu mục",
    "expected the node content": "chỗ này phải có giá trị",
    "expected '<document start>'": "dòng này không thuộc mục nào; xem lại thụt dòng và dấu gạch",
    "but found another document": "tệp có nhiều phần ngăn bằng ---; bỏ dòng --- hoặc tách thành nhiều tệp",
    "sequence entries are not allowed here": "dấu gạch không đứng được ở đây; xuống dòng trước dấu gạch",
    "mapping keys are not allowed here": "tên mục không đứng được ở đây; xem lại thụt dòng",
    "found undefined alias": "dấu * gọi một tên chưa có; nếu chỉ là chữ thì đặt trong ngoặc kép",
    "found duplicate anchor": "một tên sau dấu & được đặt hai lần",
    "expected alphabetic or numeric character": "sau dấu & hoặc * phải là tên; nếu là chữ thì đặt trong ngoặc kép",
    "could not determine a constructor": "dấu ! ở đầu là lệnh của YAML; nếu chỉ là chữ thì đặt trong ngoặc kép",
    "found undefined tag handle": "dấu ! ở đầu là lệnh của YAML; nếu chỉ là chữ thì đặt trong ngoặc kép",
    "found unknown escape character": "trong ngoặc kép có dấu \\; dùng ngoặc đơn, hoặc viết \\\\",
    "found unhashable key": "tên mục phải là chữ hoặc số",
    "found unacceptable key": "tên mục phải là chữ hoặc số",
    "special characters are not allowed": "có ký tự điều khiển không nhìn thấy; gõ lại dòng này",
}
_ANY_OTHER = "cú pháp sai ở chỗ này; xem lại dấu gạch, dấu hai chấm, thụt dòng và ngoặc kép"
# Faults that show only further down: told where they began.
_BEGAN_BEFORE = ("could not find expected ':'", "found unexpected end of stream")
# PyYAML lets the faults of its constructors through: «!!bool x» is a KeyError, «!!timestamp x» an AttributeError.
_BROKEN = (yaml.YAMLError, RecursionError, ValueError, TypeError, LookupError, AttributeError, OverflowError)


class LawFileError(ValueError):
    """A file of the law is not as it must be. The message names the file, the place and what is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its first line, what stands under the key asked for as its name, its value or its fault."""

    line: int
    name: str
    value: object
    fault: str = ""


class _Said(yaml.constructor.ConstructorError):
    """A fault in our own words."""


class _Loader(yaml.SafeLoader):
    """The safe loader, refusing a key that stands twice in one mapping (plain YAML keeps the last in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise _Said(None, None, "tên mục phải là chữ hoặc số", key_node.start_mark)
            if key in seen:
                raise _Said(None, None, f"mục {shown(key)} ghi hai lần", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> date:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise _Said(None, None, f"không có ngày {node.value}", node.start_mark) from None


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


class _Shown(reprlib.Repr):
    """Values as errors show them: no word of Python, and cut."""

    def repr_NoneType(self, _value: None, _level: int) -> str:  # noqa: N802 - reprlib calls it so
        return "chỗ trống"

    def repr_bool(self, value: bool, _level: int) -> str:  # noqa: FBT001 - likewise
        return "true" if value else "false"

    def repr_date(self, value: date, _level: int) -> str:
        return value.isoformat()

    def repr_datetime(self, value: datetime, _level: int) -> str:
        return f"{value:%Y-%m-%d %H:%M:%S}"


_SHOWN = _Shown()
_SHOWN.maxlevel = 2


def shown(value: object) -> str:
    """Return a value as errors show it, cut: aliases of YAML can make a short file stand for gigabytes of text."""
    return _SHOWN.repr(value)


def kind_of(value: object) -> str:
    """Return what sort of thing a value is, in Vietnamese."""
    if value is None:
        return "chỗ trống"
    if isinstance(value, list):
        return "danh sách"
    return "các mục có tên" if isinstance(value, dict) else f"một giá trị: {shown(value)}"


def read_text(file: Traversable) -> str:
    """Return the text of a file.

    Raises:
        LawFileError: it is too large or no UTF-8.
    """
    if (size := _size(file)) > LARGEST_FILE:
        raise LawFileError(f"{file.name}: tệp quá lớn ({size} byte), nhiều nhất {LARGEST_FILE} byte")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise LawFileError(f"{file.name}: không phải tệp chữ UTF-8; lưu lại theo UTF-8") from fault


def parse(text: str, name: str) -> object:
    """Return what a YAML text holds; ``name`` is what errors call it.

    Raises:
        LawFileError: it is empty or not YAML.
    """
    node = _compose(text, name)
    try:
        return _Loader("").construct_document(node)
    except _BROKEN as fault:
        raise LawFileError(f"{name}{_place(fault, text)}: {_words(fault)}") from fault


def entries(file: Traversable, name_key: str = "") -> list[Entry]:
    """Return the entries of a file that holds one list; a value that cannot be spoils only its own entry.

    Raises:
        LawFileError: the file is no UTF-8 text, is empty, not YAML, or holds something else.
    """
    node = _compose(read_text(file), file.name)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise LawFileError(f"{file.name}: phải là danh sách, mỗi mục bắt đầu bằng dấu gạch")
    return [_entry(each, name_key) for each in node.value]


def _entry(node: yaml.Node, name_key: str) -> Entry:
    line = node.start_mark.line + 1
    named = node.value if isinstance(node, yaml.MappingNode) else []
    name = next((str(value.value) for key, value in named if key.value == name_key), "")
    try:
        return Entry(line, name, _Loader("").construct_document(node))
    except _BROKEN as fault:
        return Entry(line, name, None, f"{_place(fault)}: {_words(fault)}".removeprefix(", ").removeprefix(": "))


def _compose(text: str, name: str) -> yaml.Node:
    composed = unicodedata.normalize("NFC", text)
    try:
        loader = _Loader(composed)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except _BROKEN as fault:
        raise LawFileError(f"{name}{_place(fault, composed)}: {_words(fault)}") from fault
    if node is None:
        raise LawFileError(f"{name}: tệp rỗng, không có mục nào")
    return node


def _place(fault: Exception, text: str = "") -> str:
    """Return line and column of a fault, "" where it has none."""
    if isinstance(fault, yaml.reader.ReaderError):
        before = text[: fault.position]
        return f", dòng {before.count(chr(10)) + 1}, cột {len(before) - before.rfind(chr(10))}"
    mark = getattr(fault, "problem_mark", None)
    if str(getattr(fault, "problem", "")).startswith(_BEGAN_BEFORE):
        mark = getattr(fault, "context_mark", None) or mark
    return f", dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""


def _words(fault: Exception) -> str:
    if isinstance(fault, _Said):
        return str(fault.problem)
    if isinstance(fault, RecursionError):
        return "không đọc được theo YAML: các mục lồng nhau quá sâu"
    problem = str(getattr(fault, "problem", "") or getattr(fault, "reason", ""))
    hint = next((words for said, words in _PROBLEMS.items() if problem.startswith(said)), _ANY_OTHER)
    return f"không đọc được theo YAML: {hint}"


def _size(file: Traversable) -> int:
    with file.open("rb") as opened:
        return opened.seek(0, 2)
