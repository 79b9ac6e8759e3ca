"""The measures of a printed document: dated data with the provision each comes from, read from layout.yaml."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("layout.yaml")


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds on a given day: page, margins and widths in mm; letters, rules and spaces in pt; shares as such."""

    since: date
    provision: str
    font: str
    page_width: float
    page_height: float
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    page_number: float
    national_name: float
    motto: float
    superior: float
    issuer: float
    issuer_rule: float
    number: float
    place_day: float
    kind: float
    summary: float
    summary_rule: float
    basis: float
    body: float
    first_line: float
    paragraph_space: float
    line_space: float
    office: float
    signer: float
    addressee: float
    recipients_head: float
    recipients: float
    annex_label: float
    annex_title: float
    annex_reference: float
    head_left: float
    rule: float
    head_space: float
    signature_space: float
    signature_width: float
    addressee_left: float
    draft_mark: float
    press_title: float
    table: float
    table_rule: float
    kept_rows: int
    long_cell: int
    cell_x: float
    cell_y: float
    caption: float
    remark: float
    source: float

    @property
    def text_width(self) -> float:
        """Width between the margins, in mm."""
        return self.page_width - self.margin_left - self.margin_right


def layout_on(day: date) -> Layout:
    """Return the layout in force on ``day``; before the first version, the first."""
    versions = versions_of(_FILE)
    in_force = [version for version in versions if version.since <= day]
    return in_force[-1] if in_force else versions[0]


@lru_cache(maxsize=4)
def versions_of(path: Path) -> tuple[Layout, ...]:
    """Read every version, oldest first. A measure outside what its provision allows is a `ValueError`."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(sorted((_version(entry) for entry in entries), key=lambda version: version.since))


def _version(entry: dict[str, Any]) -> Layout:
    measures = dict(entry["house"])
    for name, rule in entry["law"].items():
        least, most = rule["allowed"] if isinstance(rule["allowed"], list) else (rule["allowed"], rule["allowed"])
        if not least <= rule["chosen"] <= most:
            raise ValueError(f"{name}: {rule['chosen']} is not within {least}-{most} ({rule['provision']})")
        measures[name] = rule["chosen"]
    known = {field.name for field in fields(Layout)}
    named = {"since": entry["since"], "provision": entry["provision"], "font": entry["font"], **measures}
    if stray := named.keys() ^ known:
        raise ValueError(f"layout.yaml and Layout differ in {', '.join(sorted(stray))}")
    return Layout(**named)
