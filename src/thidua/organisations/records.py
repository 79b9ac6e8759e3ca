"""Units as plain records, and the file that carries them. No Django: scripts write the file, commands load it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "data" / "units.json.gz"
FORMAT = "thidua-units-1"


@dataclass(frozen=True, slots=True)
class NameRecord:
    """What a unit is called, of what kind, under which official code, for a span of days."""

    kind: str
    name: str
    full_name: str
    code: str = ""
    since: date | None = None
    until: date | None = None
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Under whom a unit stands in one tree. ``parent`` is a key, or ``code:33``: whoever has that code then."""

    tree: str
    parent: str
    since: date | None = None
    until: date | None = None
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One unit. ``key`` says where the row comes from, so that loading twice changes nothing.

    ``point`` is its latitude and longitude in hundred-thousandths of a degree.
    """

    key: str
    level: int
    names: tuple[NameRecord, ...]
    places: tuple[PlaceRecord, ...] = ()
    since: date | None = None
    until: date | None = None
    point: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SuccessionRecord:
    """``predecessor`` became ``successor`` (keys, or ``code:…``), ``share_permille`` of it where that is known."""

    predecessor: str
    successor: str
    on: date
    kind: str
    share_permille: int | None = None
    legal_basis: str = ""


@dataclass(frozen=True)
class UnitFile:
    """What a file of units says. ``digest`` names its contents."""

    units: Sequence[UnitRecord]
    successions: Sequence[SuccessionRecord] = ()
    sources: Sequence[str] = ()
    digest: str = field(default="", compare=False)


def read_units(path: Path = SHIPPED) -> UnitFile:
    """Read a file of units, plain JSON or gzipped.

    Raises:
        ValueError: it is not a file of units.
    """
    raw = path.read_bytes()
    content = json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError(f"{path.name}: format is not {FORMAT}")
    basis: list[str] = content["legal_bases"]
    return UnitFile(
        units=[_unit(row, basis) for row in content["units"]],
        successions=[
            SuccessionRecord(old, new, date.fromisoformat(on), kind, share, basis[law])
            for old, new, on, kind, share, law in content["successions"]
        ],
        sources=tuple(content["sources"]),
        digest=hashlib.sha256(raw).hexdigest(),
    )


def write_units(path: Path, file: UnitFile) -> None:
    """Write ``file`` gzipped; the same records give the same bytes."""
    laws = {name.legal_basis for unit in file.units for name in unit.names}
    laws |= {place.legal_basis for unit in file.units for place in unit.places}
    laws |= {succession.legal_basis for succession in file.successions}
    order = sorted(laws)
    number = {law: place for place, law in enumerate(order)}
    content = {
        "format": FORMAT,
        "sources": list(file.sources),
        "legal_bases": order,
        "units": [_row(unit, number) for unit in file.units],
        "successions": [
            [s.predecessor, s.successor, _text(s.on), s.kind, s.share_permille, number[s.legal_basis]]
            for s in file.successions
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    with path.open("wb") as out, gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=9, mtime=0) as packed:
        packed.write(text.encode())


def _row(unit: UnitRecord, law: dict[str, int]) -> list[Any]:
    names = [
        [n.kind, n.name, n.full_name, n.code, _text(n.since), _text(n.until), law[n.legal_basis]] for n in unit.names
    ]
    places = [[p.tree, p.parent, _text(p.since), _text(p.until), law[p.legal_basis]] for p in unit.places]
    return [unit.key, unit.level, names, places, _text(unit.since), _text(unit.until), unit.point]


def _unit(row: list[Any], basis: list[str]) -> UnitRecord:
    key, level, names, places, since, until, point = row
    return UnitRecord(
        key=key,
        level=level,
        names=tuple(
            NameRecord(kind, name, full, code, _day(start), _day(end), basis[law])
            for kind, name, full, code, start, end, law in names
        ),
        places=tuple(
            PlaceRecord(tree, parent, _day(start), _day(end), basis[law]) for tree, parent, start, end, law in places
        ),
        since=_day(since),
        until=_day(until),
        point=(point[0], point[1]) if point else None,
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
