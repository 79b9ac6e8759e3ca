"""What a file is, by its first bytes; its name never decides."""

from __future__ import annotations

import re

from thidua.reading.files.archive import open_archive
from thidua.reading.files.loaded import Media
from thidua.reading.files.refusals import Unreadable, gettext_noop
from thidua.reading.files.two_bytes import utf_16_of

WORD: Media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_ENCRYPTED = gettext_noop(
    "Tệp có mật khẩu bảo vệ. Hãy mở tệp bằng mật khẩu, lưu một bản không có mật khẩu rồi đưa vào lại."
)
_OLD_WORD = gettext_noop(
    "Tệp theo định dạng Word cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi đưa vào lại."
)
_OLD_OFFICE = gettext_noop(
    "Tệp theo định dạng Office cũ, không phải văn bản Word. Hãy lưu nội dung thành .docx rồi đưa vào lại."
)
_IMAGE = gettext_noop(
    "Tệp là ảnh, không có chữ để đọc. Hãy đưa vào bản văn bản (.docx, .pdf có chữ, .txt) hoặc gõ lại nội dung."
)
_SHEET = gettext_noop(
    "Tệp là bảng tính, không phải văn bản. Hãy chép phần lời sang tệp .docx hoặc .txt rồi đưa vào lại."
)
_SLIDES = gettext_noop(
    "Tệp là bản trình chiếu, không phải văn bản. Hãy chép phần lời sang tệp .docx hoặc .txt rồi đưa vào lại."
)
_OPEN_DOCUMENT = gettext_noop(
    "Tệp theo định dạng OpenDocument. Hãy mở bằng LibreOffice, lưu thành .docx rồi đưa vào lại."
)
_RICH_TEXT = gettext_noop("Tệp theo định dạng RTF. Hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi đưa vào lại.")
_ARCHIVE = gettext_noop("Tệp là tệp nén. Hãy giải nén rồi đưa từng văn bản vào.")
_ZIP = gettext_noop("Tệp là tệp nén ZIP. Hãy đưa vào ở trang «Nhiều bài trong một tệp ZIP», hoặc giải nén trước.")
_BINARY = gettext_noop("Tệp không phải văn bản (dữ liệu nhị phân). Hãy đưa vào tệp .txt, .html, .docx hoặc .pdf.")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"{\\rtf", _RICH_TEXT),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IN_A_ZIP = {"word/": WORD, "xl/": _SHEET, "ppt/": _SLIDES, "content.xml": _OPEN_DOCUMENT}
_PDF_WITHIN = 1024  # bytes before the header that readers tolerate
_HTML_WITHIN = 4096
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_IN_PART = re.compile(
    rb"\s*<(?:article|div|section|main|p|h[1-6]|table|meta|title|span|ul|ol)\b[^>]*>", re.IGNORECASE
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Control bytes that no text holds; the six that are VISCII capitals, tabs, line and page ends are let through.
_CONTROLS = bytes(sorted(set(range(0x20)) - {0x02, 0x05, 0x06, 0x14, 0x19, 0x1E} - set(b"\t\n\v\f\r\x1a")))


def recognise(content: bytes, name: str = "") -> Media:
    """Return what ``content`` is. ``name`` tells only a fragment of HTML from a text that begins with a tag.

    Raises:
        Unreadable: it is nothing that has a text to read, with what to do instead.
    """
    for signature, refusal in _SIGNATURES:
        if content.startswith(signature):
            raise Unreadable(refusal)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise Unreadable(_IMAGE)
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        raise Unreadable(_IMAGE)
    if content.startswith(_OLE):
        raise Unreadable(_refusal_of_ole(content))
    if content.startswith(_ZIPS):
        return _kind_of_zip(content)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "application/pdf"
    if not utf_16_of(content) and (b"\x00" in content or _has_controls(content)):
        raise Unreadable(_BINARY)
    return "text/html" if _is_html(content, name) else "text/plain"


def _refusal_of_ole(content: bytes) -> str:
    """Return why a compound file cannot be read: its directory names what is in it, in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _ENCRYPTED
    return _OLD_WORD if "WordDocument".encode("utf-16-le") in content else _OLD_OFFICE


def _kind_of_zip(content: bytes) -> Media:
    with open_archive(content) as archive:
        names = archive.namelist()
    for beginning, kind in _IN_A_ZIP.items():
        if any(name.startswith(beginning) for name in names):
            if kind == WORD:
                return WORD
            raise Unreadable(kind)
    raise Unreadable(_ZIP)


def _has_controls(content: bytes) -> bool:
    """Tell whether more than one byte in a hundred is a control that no text holds."""
    return (len(content) - len(content.translate(None, _CONTROLS))) * 100 > len(content)


def _is_html(content: bytes, name: str) -> bool:
    head = content[:_HTML_WITHIN]
    for mark in (b"\xef\xbb\xbf", *_UTF_16):
        head = head.removeprefix(mark)
    head = head.replace(b"\x00", b"")  # UTF-16 of the ASCII of tags
    if _HTML.match(head):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) and bool(_HTML_IN_PART.search(head))
