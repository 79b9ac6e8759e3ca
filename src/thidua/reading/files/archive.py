"""Archives opened with care: no more members, and no more bytes of a member, than is told beforehand."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from thidua.reading.files.refusals import Unreadable, gettext_noop

MAX_MEMBERS: Final = 5000

ARCHIVE_DAMAGED = gettext_noop("Tệp bị hỏng hoặc chưa tải xong, không mở được. Hãy lấy lại bản gốc rồi đưa vào lại.")
_TOO_MANY = gettext_noop(
    "Tệp nén có quá nhiều mục (%(count)s, giới hạn %(limit)s) nên không mở. Hãy chia thành nhiều tệp nhỏ hơn."
)
_ENCRYPTED = gettext_noop(
    "Tệp có mật khẩu bảo vệ. Hãy mở tệp bằng mật khẩu, lưu một bản không có mật khẩu rồi đưa vào lại."
)
_ENTRY = b"PK\x01\x02"  # begins the entry of a member in the directory
_MOST_ENTRIES = 50_000  # whose list is read at all
_IS_ENCRYPTED = 0x1
_PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 64 * 1024
# What zipfile raises on what is cut off, spoilt, packed in a way of its own, or spread over several files.
BROKEN: Final = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, KeyError)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open an archive that lies in memory; only its directory is read.

    Raises:
        Unreadable: damaged, or with more than ``MAX_MEMBERS`` members.
    """
    entries = content.count(_ENTRY)  # its own, and those of archives that it holds unpacked
    if entries <= _MOST_ENTRIES:
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as error:
            raise Unreadable(ARCHIVE_DAMAGED) from error
        entries = len(archive.infolist())
        if entries <= MAX_MEMBERS:
            return archive
    raise Unreadable(_TOO_MANY, count=entries, limit=MAX_MEMBERS)


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
    """Return the bytes of a member, or ``None`` where it unpacks to more than ``most``, whatever it says of itself.

    Raises:
        Unreadable: damaged, or protected by a password.
    """
    if member.flag_bits & _IS_ENCRYPTED:
        raise Unreadable(_ENCRYPTED)
    if member.compress_type not in _PACKED_BY:
        raise Unreadable(ARCHIVE_DAMAGED)
    if member.file_size > most:
        return None
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):  # bounded: reading all at once would unpack a bomb whole
                size += len(piece)
                if size > most:
                    return None
                pieces.append(piece)
    except BROKEN as error:
        raise Unreadable(ARCHIVE_DAMAGED) from error
    return b"".join(pieces)
