"""What every file of the law is read with: where files lie, codes, spans, and places in instruments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Protocol

from thidua.law.entries import Instrument, Provision
from thidua.law.strict import LawFileError, Reader
from thidua.vietnamese.fold import fold

_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
Instruments = Mapping[str, Instrument]


class Dated(Protocol):
    """Something that holds over a half-open span of days."""

    @property
    def since(self) -> date | None:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The first day no longer."""


def slug(number: str) -> str:
    """Return the file name of an instrument's number.

    >>> slug("06/2022/QH15"), slug("129/2025/NĐ-CP")
    ('06_2022_qh15', '129_2025_nd_cp')
    """
    return re.sub(r"[^a-z0-9]+", "_", fold(number)).strip("_")


def yaml_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the YAML files of a folder and of the folders in it, by name."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from yaml_files(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


def stem(file: Traversable) -> str:
    """Return the name of a file without its ending."""
    return file.name.removesuffix(".yaml")


def code_of(reader: Reader) -> str:
    """Return the code of an entry: small ASCII words joined by underscores."""
    code = reader.text("code")
    if not _CODE.match(code):
        raise reader.error(f"code phải là chữ thường không dấu và số, nối bằng _, lại thấy {code!r}")
    return code


def provisions_of(reader: Reader, instruments: Instruments, since: date | None) -> tuple[Provision, ...]:
    """Read ``provision``, one place or several parted by ";", each of an instrument that was in force on ``since``."""
    found: list[Provision] = []
    for place in reader.text("provision").split(";"):
        number, _, article = place.strip().partition(", ")
        instrument = instruments.get(number)
        if instrument is None:
            raise reader.error(f"provision dẫn {number!r}, không có tệp nào của văn bản này")
        if since is not None and not instrument.in_force(since):
            raise reader.error(f"{number} không có hiệu lực ngày {since.isoformat()}")
        found.append(Provision(number, article))
    return tuple(found)


def refuse_overlap(versions: Sequence[Dated], where: str) -> None:
    """Refuse versions, oldest first, whose spans overlap or end before they begin."""
    for version in versions:
        if version.until and version.since and version.until <= version.since:
            raise LawFileError(f"{where}: giai đoạn từ {version.since.isoformat()} kết thúc trước khi bắt đầu")
    for earlier, later in pairwise(versions):
        if later.since is None or earlier.until is None or later.since < earlier.until:
            raise LawFileError(f"{where}: các giai đoạn từ {earlier.since} và {later.since} chồng lên nhau")


def known_codes(reader: Reader, key: str, known: Collection[str]) -> tuple[str, ...]:
    """Return codes, each of which must be known."""
    codes = reader.texts(key)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise reader.error(f"{key} dẫn {', '.join(unknown)}, danh mục không có")
    return codes
