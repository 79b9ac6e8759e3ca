"""Archives that unpack to more than a disk holds, or to nothing that a Word document is."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from benchmarks.mangling.inputs import MEGABYTE, SOUND, Mangled

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_FLAG_AT = 6  # of a local header: bit 0 says that the member is encrypted
_CELL = "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>"


def packed(members: dict[str, str | bytes], *, stored: bool = False) -> bytes:
    """Return an archive of ``members``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, None if stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def a_document(body: str, *, before: str = "", extra: dict[str, str | bytes] | None = None) -> bytes:
    """Return a .docx whose body is ``body``; ``before`` stands before its root element."""
    document = f'{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS}
    return packed(parts | {"word/document.xml": document} | (extra or {}))


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def archives() -> Iterator[Mangled]:
    """Yield archives and Word documents."""
    sound = a_document(_paragraph(SOUND))
    for name, make in {**_bombs(), **_markup()}.items():
        yield Mangled(name, ".docx", make)
    yield Mangled("a Word document cut in half", ".docx", lambda: sound[: len(sound) // 2])
    yield Mangled("a Word document with a letter changed", ".docx", lambda: sound[:300] + b"\xff" + sound[301:])
    yield Mangled("a Word document named .pdf", ".pdf", lambda: sound)
    yield Mangled("a Word document behind 64 kB of noise", ".docx", lambda: b"PK\x03\x04" + b"x" * 65_536 + sound)
    yield Mangled("a member that says it is encrypted", ".docx", lambda: _encrypted(sound))
    yield Mangled("a sheet named .docx", ".docx", lambda: packed({"xl/workbook.xml": "<x/>"}))
    yield Mangled("an archive with a way out of its folder", ".zip", lambda: packed({"../../etc/cron.d/x": "5"}))
    yield Mangled("an archive of nothing", ".zip", lambda: packed({}))
    yield Mangled("only the first bytes of an archive", ".docx", lambda: b"PK\x03\x04")
    yield Mangled("an old Word document", ".doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096)


def _bombs() -> dict[str, Callable[[], bytes]]:
    zeros = b" " * (300 * MEGABYTE)
    return {
        "a document that unpacks to 300 MB": lambda: a_document("", extra={"word/document.xml": zeros}),
        "a picture that unpacks to 300 MB": lambda: a_document(_paragraph("5"), extra={"word/media/a.png": zeros}),
        "an archive in an archive in an archive": lambda: packed(
            {"a.zip": packed({"b.zip": packed({"word/document.xml": zeros[: 50 * MEGABYTE]})})}
        ),
        "a document that says it is small": _lying_about_its_size,
        "sixty thousand members": lambda: packed({f"word/m{n}.xml": b"" for n in range(60_000)}, stored=True),
        "as large as is unpacked": lambda: a_document(_paragraph("a" * 39 * MEGABYTE)),
    }


def _markup() -> dict[str, Callable[[], bytes]]:
    unfolding = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "entities that unfold in Word": lambda: a_document(
            _paragraph("&e11;"), before=f'<!DOCTYPE d [<!ENTITY e0 "5">{unfolding}]>'
        ),
        "an entity that names a file in Word": lambda: a_document(
            _paragraph("&f;"), before='<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        ),
        "tables in tables in Word": lambda: a_document("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000),
        "tables in tables to the edge in Word": lambda: a_document(
            "<w:tbl><w:tr><w:tc>" * 80 + _paragraph("5") + "</w:tc></w:tr></w:tbl>" * 80
        ),
        "frames in frames in Word": lambda: a_document("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000),
        "a table of a hundred thousand cells in Word": lambda: a_document(
            f"<w:tbl>{f'<w:tr>{_CELL * 100}</w:tr>' * 1000}</w:tbl>"
        ),
        "a table of ten thousand columns in Word": lambda: a_document(f"<w:tbl><w:tr>{_CELL * 10_000}</w:tr></w:tbl>"),
        "a cell over a thousand million columns in Word": lambda: a_document(
            "<w:tbl><w:tr>"
            + _CELL.replace("<w:p>", '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p>') * 9
            + "</w:tr></w:tbl>"
        ),
        "two hundred thousand paragraphs in Word": lambda: a_document(_paragraph("5 xã") * 200_000),
        "a million empty pieces in one paragraph": lambda: a_document(f"<w:p>{'<w:r/>' * 1_000_000}</w:p>"),
        "no document in Word": lambda: packed({"word/other.xml": "<x/>"}),
        "markup that ends early in Word": lambda: a_document("<w:p><w:r>"),
    }


def _lying_about_its_size() -> bytes:
    """Return a document whose directory says that 300 MB are 10 bytes."""
    size = 300 * MEGABYTE
    made = a_document("", extra={"word/document.xml": b" " * size})
    return made.replace(struct.pack("<I", size), struct.pack("<I", 10))


def _encrypted(archive: bytes) -> bytes:
    """Return ``archive`` with its first member marked as encrypted, in both places."""
    spoilt = bytearray(archive)
    spoilt[_FLAG_AT] |= 1
    spoilt[archive.index(b"PK\x01\x02") + _FLAG_AT + 2] |= 1
    return bytes(spoilt)
