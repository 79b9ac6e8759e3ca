"""Signed sheets as a scanner gives them: one white dot, one empty page."""

import io
import struct
import zlib

import pypdfium2


def png(size=1):
    """A white PNG of ``size`` dots across; no two sizes are the same bytes."""
    rows = b"".join(b"\0" + b"\xff" * size for _row in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def jpeg():
    """The segments of a JPEG of one dot, its scan left empty."""
    segments = ((0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0"), (0xC4, b"\0" * 18), (0xDA, b"\x01\x01\0\0\x3f\0"))
    told = b"".join(b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return b"\xff\xd8" + told + b"\0\xff\xd9"


def scanned_pdf():
    """A PDF of one page without a letter."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(out)
    return out.getvalue()
