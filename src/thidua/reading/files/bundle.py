"""A ZIP of files to read: what is in it, and what may be unpacked. Nothing is ever written to a disk by its name.

The limits are on the whole of what it unpacks to, the number of files, how much a file grows, archives in it, and names
that lead out of a folder. What an archive says of itself is checked again while a file is unpacked.
"""

from __future__ import annotations

import contextlib
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from thidua.reading.files.archive import open_archive, unpack
from thidua.reading.files.limits import MAX_BYTES, grouped
from thidua.reading.files.refusals import Unreadable, gettext_noop

MAX_PACKED: Final = 100 * 1024 * 1024
MAX_UNPACKED: Final = 500 * 1024 * 1024
MAX_FILES: Final = 1000
MAX_GROWTH: Final = 200
"""How many times its packed size a file may have; a text of an office grows three to twenty times."""

_MEGABYTE = 2**20
_GROWS_FREELY = _MEGABYTE  # bytes up to which a file may be as well packed as it likes

_NOT_A_ZIP = gettext_noop("Tệp không phải tệp nén ZIP. Hãy nén các bài thành một tệp .zip rồi đưa vào lại.")
_PACKED_TOO_BIG = gettext_noop(
    "Tệp ZIP lớn %(size)s MB, quá giới hạn %(limit)s MB. Hãy chia thành nhiều tệp nhỏ hơn rồi đưa vào lại."
)
_UNPACKS_TOO_BIG = gettext_noop(
    "Tệp ZIP bung ra %(size)s MB, quá giới hạn %(limit)s MB. Hãy chia thành nhiều tệp nhỏ hơn rồi đưa vào lại."
)
_TOO_MANY = gettext_noop(
    "Tệp ZIP có %(count)s tệp, quá giới hạn %(limit)s tệp. Hãy chia thành nhiều tệp nhỏ hơn rồi đưa vào lại."
)
_NOTHING = gettext_noop("Tệp ZIP không có tệp nào bên trong. Hãy nén lại các bài rồi đưa vào lại.")
_ONE_DOCUMENT = gettext_noop("Đây là một văn bản Word, không phải tệp ZIP nhiều bài. Hãy đưa vào ở trang «Bài mới».")
_FILE_TOO_BIG = gettext_noop("Tệp lớn quá %(limit)s MB. Hãy tách lấy phần văn bản cần đọc rồi đưa vào lại.")
_GROWS = gettext_noop("Tệp bung ra gấp %(times)s lần bình thường nên không mở. Hãy lưu lại tệp gốc rồi đưa vào lại.")
_NESTED = gettext_noop("Tệp nén nằm trong tệp nén. Hãy giải nén rồi đưa các bài trong đó vào riêng.")
_WAY_OUT = gettext_noop("Tên tệp dẫn ra ngoài thư mục nên không mở. Hãy đổi tên rồi nén lại.")
_LINK = gettext_noop("Đây là liên kết tới tệp khác, không phải tệp. Hãy nén chính tệp đó rồi đưa vào lại.")

_FURNITURE = ("__macosx", "thumbs.db", "desktop.ini")
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar", ".bz2", ".xz", ".tgz")
_IS_UTF_8 = 0x800
_LINK_MODE, _MODES = 0o120000, 0o170000


@dataclass(frozen=True)
class Member:
    """A file in the archive.

    Attributes:
        place: which of the archive's members it is, from 0.
        name: its name there, folders included, as its maker saw it.
        refusal: a msgid that says why it is not unpacked and what to do; empty where it may be.
        values: what fills the places of ``refusal``.
    """

    place: int
    name: str
    refusal: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def members_of(content: bytes) -> list[Member]:
    """Return the files of a ZIP in its own order, without folders and what systems put beside them.

    Raises:
        Unreadable: no ZIP, damaged, a Word document, or beyond a limit as a whole.
    """
    if len(content) > MAX_PACKED:
        raise Unreadable(_PACKED_TOO_BIG, size=-(-len(content) // _MEGABYTE), limit=MAX_PACKED // _MEGABYTE)
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise Unreadable(_NOT_A_ZIP)
    with open_archive(content) as archive:
        entries = archive.infolist()
    if any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise Unreadable(_ONE_DOCUMENT)
    files = [(place, entry) for place, entry in enumerate(entries) if not entry.is_dir() and not _is_furniture(entry)]
    if not files:
        raise Unreadable(_NOTHING)
    if len(files) > MAX_FILES:
        raise Unreadable(_TOO_MANY, count=grouped(len(files)), limit=grouped(MAX_FILES))
    size = sum(entry.file_size for _, entry in files)
    if size > MAX_UNPACKED:
        raise Unreadable(_UNPACKS_TOO_BIG, size=grouped(size // _MEGABYTE), limit=MAX_UNPACKED // _MEGABYTE)
    return [Member(place, name_of(entry), *_fault_of(entry)) for place, entry in files]


def content_of(archive: zipfile.ZipFile, place: int) -> bytes:
    """Unpack one file.

    Raises:
        Unreadable: larger than a file may be, whatever the archive says, damaged, or protected by a password.
    """
    content = unpack(archive, archive.infolist()[place], MAX_BYTES)
    if content is None:
        raise Unreadable(_FILE_TOO_BIG, limit=MAX_BYTES // _MEGABYTE)
    return content


def name_of(entry: zipfile.ZipInfo) -> str:
    """Return the name of a member; where it is not marked as UTF-8 it may be all the same."""
    name = entry.filename
    if not entry.flag_bits & _IS_UTF_8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _is_furniture(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename.lower()).parts
    return any(part in _FURNITURE or (part.startswith(".") and part != "..") for part in parts)


def _fault_of(entry: zipfile.ZipInfo) -> tuple[str, dict[str, Any]]:
    """Return why a file is not unpacked, as a msgid and what fills it; an empty one where it may be."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        return _WAY_OUT, {}
    if (entry.external_attr >> 16) & _MODES == _LINK_MODE:
        return _LINK, {}
    if name.lower().endswith(_ARCHIVES):
        return _NESTED, {}
    if entry.file_size > MAX_BYTES:
        return _FILE_TOO_BIG, {"limit": MAX_BYTES // _MEGABYTE}
    growth = entry.file_size // max(1, entry.compress_size)
    if entry.file_size > _GROWS_FREELY and growth > MAX_GROWTH:
        return _GROWS, {"times": grouped(growth)}
    return "", {}
