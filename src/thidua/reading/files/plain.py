"""Bytes of a text into characters: Unicode as it stands, the older Vietnamese encodings where certain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.reading.files.dateline import published_in
from thidua.reading.files.loaded import LoadedText, Notice
from thidua.reading.files.refusals import Unreadable, gettext_noop
from thidua.vietnamese import encodings

_UNKNOWN_ENCODING = gettext_noop(
    "Không nhận ra bảng mã của tệp. Hãy mở tệp bằng chương trình đã soạn nó, "
    "lưu lại với bảng mã UTF-8 (Unicode) rồi đưa vào lại."
)
_CUT_OFF = gettext_noop("Tệp bị cắt ngang: ký tự cuối cùng không đủ. Hãy lấy lại bản đầy đủ rồi đưa vào lại.")
_DAMAGED = gettext_noop(
    "Tệp UTF-8 có ký tự hỏng ở dòng %(line)s. Hãy sửa dòng đó hoặc lấy lại bản gốc rồi đưa vào lại."
)
_OLD_LETTERS = gettext_noop(
    "Văn bản gõ bằng phông chữ cũ mà không nhận chắc được là bảng mã nào. Hãy chuyển sang Unicode rồi đưa vào lại."
)
_PILED_UP = gettext_noop(
    "Văn bản có chữ chồng quá nhiều dấu, không đọc được. Hãy gõ lại chữ đó hoặc lấy lại bản gốc rồi đưa vào lại."
)
_CONVERTED = gettext_noop("Đã chuyển chữ từ bảng mã %(encoding)s sang Unicode; hãy xem lại vài dòng trước khi dùng.")

_LONGEST_TITLE = 250
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{33}"
)


@dataclass(frozen=True)
class Decoded:
    """Characters, what was done to get them, and whether they are the file read as UTF-8."""

    text: str
    notices: tuple[Notice, ...] = ()
    verbatim: bool = False


def load(content: bytes) -> LoadedText:
    """Read a text file. Spans index the text as ``open(path, encoding="utf-8", newline="")`` gives it."""
    decoded = decode(content)
    return LoadedText(
        text=decoded.text,
        media="text/plain",
        notices=decoded.notices,
        title=first_line(decoded.text),
        published=published_in(decoded.text),
        verbatim=decoded.verbatim,
    )


def decode(content: bytes) -> Decoded:
    """Return the characters of ``content``.

    Raises:
        Unreadable: cut off, damaged, or in an encoding that is not certain.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return repair(_decode_utf_16(content))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(content, error)
    return repair(text, verbatim=True)


def repair(text: str, *, verbatim: bool = False) -> Decoded:
    """Return ``text`` with the lines typed in old fonts converted.

    Raises:
        Unreadable: there are such lines and their encoding is not certain; or letters carry more marks than any
            language writes (putting those in order takes the square of their number).
    """
    if _MARKS.search(text):
        raise Unreadable(_PILED_UP)
    try:
        converted = encodings.repair(text)
    except encodings.Uncertain as error:
        raise Unreadable(_OLD_LETTERS) from error
    if converted is None:
        return Decoded(text, verbatim=verbatim)
    return Decoded(converted.text, (Notice(_CONVERTED, {"encoding": converted.encoding}),))


def first_line(text: str) -> str:
    """Return the first line with something on it, as a title; empty where it is too long to be one."""
    for line in text.lstrip("\ufeff").split("\n", maxsplit=20):
        title = " ".join(line.split())
        if title:
            return title if len(title) <= _LONGEST_TITLE else ""
    return ""


def _decode_utf_16(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Unreadable(_CUT_OFF) from error


def _decode_legacy(content: bytes, error: UnicodeDecodeError) -> Decoded:
    """Read bytes that are not UTF-8, once it is clear that they were not meant to be."""
    sound = content[: error.start].decode("utf-8")
    if error.reason == "unexpected end of data" and not sound.isascii():
        raise Unreadable(_CUT_OFF) from error
    try:
        converted = encodings.decode(content)
    except encodings.Uncertain:
        if not sound.isascii():
            raise Unreadable(_DAMAGED, line=sound.count("\n") + 1) from error
        raise Unreadable(_UNKNOWN_ENCODING) from error
    return Decoded(converted.text, (Notice(_CONVERTED, {"encoding": converted.encoding}),))
