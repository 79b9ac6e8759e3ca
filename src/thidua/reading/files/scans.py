"""A scanned or photographed sheet that is kept as it is: PDF, JPEG or PNG, told by content. No text is read from it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from thidua.reading.files import pdf
from thidua.reading.files.limits import MAX_BYTES
from thidua.reading.files.refusals import Unreadable, gettext_noop

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
SUFFIXES: Final = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}

_EMPTY = gettext_noop("Tệp rỗng. Quét hoặc chụp lại rồi chọn tệp khác.")
_TOO_BIG = gettext_noop("Tệp lớn %(size)s MB, quá giới hạn %(limit)s MB. Quét lại ở 200 hoặc 300 dpi rồi chọn lại.")
_OTHER = gettext_noop("Đây không phải tệp PDF, JPG hay PNG. Quét bản giấy thành PDF, hoặc chụp thành ảnh JPG, PNG.")
_DAMAGED = gettext_noop("Tệp bị hỏng hoặc chưa tải xong, không mở được. Quét hoặc chụp lại rồi chọn tệp khác.")

_PDF_WITHIN = 1024  # bytes before the header that readers tolerate, as in `kinds`
_PNG_START, _JPEG_START, _JPEG_END = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd9"
_PNG_AROUND = 12  # length, name and checksum of a chunk
_NO_FRAME = {0xC4, 0xC8, 0xCC}  # markers among those of frames (C0 to CF) that begin none
_SCAN_BEGINS = 0xDA


def begins_like_a_scan(content: bytes) -> bool:
    """Whether the first bytes are those of one of the three kinds."""
    return b"%PDF-" in content[:_PDF_WITHIN] or content.startswith((_PNG_START, _JPEG_START))


def check_scan(content: bytes) -> str:
    """Return the media type of a sheet, once it is sure that it opens; its name never decides.

    Raises:
        Unreadable: empty, too large, none of the three kinds, protected or damaged.
    """
    if not content:
        raise Unreadable(_EMPTY)
    if len(content) > MAX_BYTES:
        raise Unreadable(_TOO_BIG, size=-(-len(content) // 2**20), limit=MAX_BYTES // 2**20)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return _kept(PDF, is_whole=bool(pdf.pages_of(content)))
    if content.startswith(_PNG_START):
        return _kept(PNG, is_whole=_is_whole_png(content))
    if content.startswith(_JPEG_START):
        return _kept(JPEG, is_whole=_is_whole_jpeg(content))
    raise Unreadable(_OTHER)


def _kept(media: str, *, is_whole: bool) -> str:
    if not is_whole:
        raise Unreadable(_DAMAGED)
    return media


def _is_whole_png(content: bytes) -> bool:
    """Whether every chunk has its checksum, from a header with a size to the end (ISO 15948)."""
    names: list[bytes] = []
    for name, data, checksum in _chunks(content):
        if zlib.crc32(name + data) != checksum:
            return False
        if not names and (name != b"IHDR" or not all((data[:4].strip(b"\0"), data[4:8].strip(b"\0")))):
            return False
        names.append(name)
    return b"IDAT" in names and names[-1] == b"IEND"


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    at = len(_PNG_START)
    while at + _PNG_AROUND <= len(content):
        length = int.from_bytes(content[at : at + 4])
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += _PNG_AROUND + length
        yield name, data, int.from_bytes(content[at - 4 : at])
        if name == b"IEND":
            return


def _is_whole_jpeg(content: bytes) -> bool:
    """Whether its segments lead to a frame with a size and to a scan that ends (ISO 10918-1, Annex B)."""
    at, has_frame = 2, False
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - the byte with which every marker begins
        marker = content[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - markers may be filled up with it
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:  # noqa: PLR2004 - the frames
            has_frame = all((content[at + 5 : at + 7].strip(b"\0"), content[at + 7 : at + 9].strip(b"\0")))
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == _SCAN_BEGINS:
            return has_frame and content.find(_JPEG_END, at) > 0
    return False
