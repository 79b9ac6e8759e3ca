"""Bytes of a text into characters: Unicode as it stands, the older Vietnamese encodings where certain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thidua.reading.files.dateline import published_in
from thidua.reading.files.limits import MAX_CHARACTERS, check_length, check_marks
from thidua.reading.files.loaded import LoadedText, Notice
from thidua.reading.files.refusals import Unreadable, gettext_noop
from thidua.reading.files.two_bytes import utf_16_of
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
_CONVERTED = gettext_noop("Đã chuyển chữ từ bảng mã %(encoding)s sang Unicode; hãy xem lại vài dòng trước khi dùng.")

_LONGEST_TITLE = 250
_MOST_BYTES_A_LETTER = 3  # of the encodings before Unicode


@dataclass(frozen=True)
class Decoded:
    """Characters, what was done to get them, and whether they are the file read as UTF-8."""

    text: str
    notices: tuple[Notice, ...] = ()
    verbatim: bool = False


def load(content: bytes) -> LoadedText:
    """Read a text file. Spans index the text as ``open(path, encoding="utf-8", newline="")`` gives it."""
    decoded = decode(content, MAX_CHARACTERS)
    return LoadedText(
        text=decoded.text,
        media="text/plain",
        notices=decoded.notices,
        title=first_line(decoded.text),
        published=published_in(decoded.text),
        verbatim=decoded.verbatim,
    )


def decode(content: bytes, most: int, keep: Callable[[str], str] = str) -> Decoded:
    """Return the characters of ``content``, ``most`` at most; ``keep`` takes those that matter, where not all do.

    Raises:
        Unreadable: longer, cut off, damaged, or in an encoding that is not certain.
    """
    if wide := utf_16_of(content):
        return repair(_checked(keep(_decode_utf_16(content, wide)), most))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(content) > most * _MOST_BYTES_A_LETTER:
            check_length(len(content))
        return _decode_legacy(content, error, keep)
    return repair(_checked(keep(text), most), verbatim=True)


def _checked(text: str, most: int) -> str:
    """Return ``text`` once nothing in it would take more time than it is worth."""
    if len(text) > most:
        check_length(len(text))
    check_marks(text)
    return text


def repair(text: str, *, verbatim: bool = False) -> Decoded:
    """Return ``text`` with the lines typed in old fonts converted.

    Raises:
        Unreadable: there are such lines and their encoding is not certain.
    """
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


def _decode_utf_16(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_CUT_OFF) from error


def _decode_legacy(content: bytes, error: UnicodeDecodeError, keep: Callable[[str], str]) -> Decoded:
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
    return Decoded(keep(converted.text), (Notice(_CONVERTED, {"encoding": converted.encoding}),))
