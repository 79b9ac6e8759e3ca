"""Files into text: .txt, .html, .docx and .pdf, told apart by content, with a clear sentence where there is no text.

The command line and the upload in the browser come in by the same ``load``.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final

from thidua.reading.files.kinds import WORD, recognise
from thidua.reading.files.loaded import LoadedText, Media, Notice
from thidua.reading.files.refusals import Unreadable, gettext_noop

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "SUFFIXES", "LoadedText", "Media", "Notice", "Unreadable", "load"]

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_CHARACTERS: Final = 400_000  # some 130 pages: what the rules read within two seconds
SUFFIXES: Final = (".txt", ".html", ".htm", ".docx", ".pdf")

_EMPTY = gettext_noop("Tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp đã chọn.")
_TOO_BIG = gettext_noop(
    "Tệp lớn %(size)s MB, quá giới hạn %(limit)s MB. Hãy tách lấy phần văn bản cần đọc rồi đưa vào lại."
)
_TOO_LONG = gettext_noop(
    "Văn bản dài %(characters)s ký tự, quá giới hạn %(limit)s ký tự. Hãy tách thành từng bài rồi đưa vào lại."
)
_MISSING = gettext_noop("Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.")
_FORBIDDEN = gettext_noop("Không có quyền đọc tệp. Hãy cấp quyền đọc hoặc chép tệp sang thư mục khác.")
_NOT_A_FILE = gettext_noop("Đây không phải là một tệp. Hãy chọn một tệp văn bản.")

_CONTINUED = bytes(range(0x80, 0xC0))  # bytes that go on with a letter of UTF-8

# Each kind of file has a module with ``load(content)``; imported when met, as their libraries take long to start.
_READERS: dict[Media, str] = {"text/plain": "plain", "text/html": "web_page", WORD: "word", "application/pdf": "pdf"}


def load(source: Path | bytes, name: str = "") -> LoadedText:
    """Return the text of a file on disk or of bytes that were uploaded.

    Args:
        source: the path, or the content.
        name: the file's name, a hint only: what it is, is told from the content.

    Raises:
        Unreadable: with a Vietnamese sentence that says why and what to do.
    """
    content = source if isinstance(source, bytes) else _content_of(source)
    if len(content) > MAX_BYTES:
        raise _too_big(len(content))
    if not content.strip():
        raise Unreadable(_EMPTY)
    media = recognise(content, name or (source.name if isinstance(source, Path) else ""))
    if media == "text/plain" and (letters := _fewest_characters(content)) > MAX_CHARACTERS:
        raise _too_long(letters)
    loaded: LoadedText = importlib.import_module(f"{__name__}.{_READERS[media]}").load(content)
    if not loaded.text.strip(" \t\r\n\ufeff\u00a0\u200b"):
        raise Unreadable(_EMPTY)
    if len(loaded.text) > MAX_CHARACTERS:
        raise _too_long(len(loaded.text))
    return loaded


def _fewest_characters(content: bytes) -> int:
    """Return how many characters ``content`` has at the least, without decoding it: bytes that begin one, by twos."""
    if len(content) <= MAX_CHARACTERS:
        return 0
    begun = len(content.translate(None, _CONTINUED))
    return begun // 2 if content.startswith((b"\xff\xfe", b"\xfe\xff")) else begun


def _too_long(characters: int) -> Unreadable:
    return Unreadable(_TOO_LONG, characters=_grouped(characters), limit=_grouped(MAX_CHARACTERS))


def _content_of(path: Path) -> bytes:
    """Read ``path`` whole, unless its size alone forbids it."""
    try:
        if not path.is_file():
            raise Unreadable(_NOT_A_FILE if path.exists() else _MISSING)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_big(size)
        return path.read_bytes()
    except PermissionError as error:
        raise Unreadable(_FORBIDDEN) from error


def _too_big(size: int) -> Unreadable:
    return Unreadable(_TOO_BIG, size=-(-size // 2**20), limit=MAX_BYTES // 2**20)


def _grouped(count: int) -> str:
    """Write ``count`` the Vietnamese way, a point between thousands."""
    return f"{count:,}".replace(",", ".")
