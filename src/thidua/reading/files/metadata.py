"""What cameras write into pictures beside the picture: left out before one is kept, above all where it was taken.

Nothing is encoded anew: the picture itself stays byte for byte. How it is to be turned is the one thing that stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from thidua.reading.files.scans import JPEG, PNG

_PNG_START = 8
_PNG_LEFT_OUT = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_EXIF, _IPTC, _COMMENT, _SCAN = 0xE1, 0xED, 0xFE, 0xDA
_EXIF_BEGINS = b"Exif\0\0"
_ORIENTATION = 0x0112


def without_metadata(content: bytes, media: str) -> bytes:
    """Return a sheet that ``check_scan`` has passed without place, time, device and comments; a PDF stays as it is."""
    if media == JPEG:
        return b"\xff\xd8" + b"".join(_jpeg_parts(content))
    if media == PNG:
        return content[:_PNG_START] + b"".join(_png_chunks(content))
    return content


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = _PNG_START
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        name = content[at + 4 : at + 8]
        if name == b"eXIf" and (turned := _orientation(content[at + 8 : end - 4])):
            yield _png_chunk(b"eXIf", _tiff(turned))
        elif name not in _PNG_LEFT_OUT:
            yield content[at:end]
        at = end
        if name == b"IEND":
            return


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(content):
        if content[at + 1] == 0xFF:  # noqa: PLR2004 - markers may be filled up with it
            at += 1
            continue
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker == _SCAN:
            yield content[at:]
            return
        data = content[at + 4 : at + 2 + length]
        if marker == _EXIF and data.startswith(_EXIF_BEGINS) and (turned := _orientation(data[len(_EXIF_BEGINS) :])):
            told = _EXIF_BEGINS + _tiff(turned)
            yield b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told
        elif marker not in {_EXIF, _IPTC, _COMMENT}:
            yield content[at : at + 2 + length]
        at += 2 + length


def _orientation(tiff: bytes) -> int:
    """Return how the picture is to be turned (2 to 8), 0 where it stands upright or nothing readable is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + entry * 12)
            if tag == _ORIENTATION:
                return int(value) if 2 <= value <= 8 else 0  # noqa: PLR2004 - Exif 2.3, 4.6.4 A
    except struct.error:
        return 0
    return 0


def _tiff(orientation: int) -> bytes:
    """Return a directory that says nothing but how the picture is to be turned."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
