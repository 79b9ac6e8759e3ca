"""Files into text: .txt, .html, .docx and .pdf, told apart by content, with a clear sentence where there is no text.

The command line and the upload in the browser come in by the same ``load``.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from thidua.reading.files.kinds import WORD, recognise
from thidua.reading.files.limits import MAX_BYTES, MAX_CHARACTERS, check_length
from thidua.reading.files.loaded import LoadedText, Media, Notice
from thidua.reading.files.refusals import Unreadable, gettext_noop

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "SUFFIXES", "LoadedText", "Media", "Notice", "Unreadable", "load"]

SUFFIXES: Final = (".txt", ".html", ".htm", ".docx", ".pdf")

_EMPTY = gettext_noop("Tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp đã chọn.")
_TOO_BIG = gettext_noop(
    "Tệp lớn %(size)s MB, quá giới hạn %(limit)s MB. Hãy tách lấy phần văn bản cần đọc rồi đưa vào lại."
)
_TURNED = gettext_noop(
    "Văn bản có dấu ẩn đổi chiều chữ, chữ và số hiện trên màn hình có thể bị đảo. "
    "Hãy đối chiếu với bản gốc trước khi nhận."
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MISSING = gettext_noop("Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.")
_FORBIDDEN = gettext_noop("Không có quyền đọc tệp. Hãy cấp quyền đọc hoặc chép tệp sang thư mục khác.")
_NOT_A_FILE = gettext_noop("Đây không phải là một tệp. Hãy chọn một tệp văn bản.")

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
    loaded: LoadedText = importlib.import_module(f"{__name__}.{_READERS[media]}").load(content)
    if not loaded.text.strip(" \t\r\n\ufeff\u00a0\u200b"):
        raise Unreadable(_EMPTY)
    check_length(len(loaded.text))
    if _TURNING.search(loaded.text):
        return replace(loaded, notices=(*loaded.notices, Notice(_TURNED)))
    return loaded


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
