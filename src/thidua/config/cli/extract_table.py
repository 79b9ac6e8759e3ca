"""The facts of a document as a table for a person at a terminal."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_KINDS = {
    "event": "Sự kiện",
    "figure": "Số liệu",
    "award": "Khen thưởng",
    "person": "Người",
    "target": "Chỉ tiêu, nhiệm vụ",
}
_EVENTS = {
    "so_ket": "sơ kết",
    "tong_ket": "tổng kết",
    "bieu_duong": "biểu dương",
    "phat_dong": "phát động",
    "trien_khai": "triển khai",
    "trao_thuong": "trao thưởng",
    "ky_ket": "ký kết",
    "ngay_hoi": "ngày hội",
    "ky_niem": "kỷ niệm",
    "dai_hoi": "đại hội",
    "khac": "khác",
}
_QUALIFIERS = {"at_least": "≥ ", "almost": "gần ", "at_most": "≤ ", "approx": "khoảng "}
_WIDTH_IN_A_PIPE = 120
_QUOTED = 90  # characters of the passage shown


def print_table(document: dict[str, Any], text: str, *, title: str) -> None:
    """Print the facts of ``document`` in order, each with its kind, what it says and the passage it stands in."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH_IN_A_PIPE, highlight=False)
    heading = f"{document['id']} · {title}" if title else document["id"]
    table = Table(title=escape(heading), title_justify="left", title_style="bold", caption_justify="left", expand=True)
    table.add_column("Loại", no_wrap=True)
    table.add_column("Nội dung", ratio=2)
    table.add_column("Nguyên văn", ratio=3, style="dim")
    table.add_column("Vị trí", justify="right", no_wrap=True)
    for fact in document["facts"]:
        start, end = fact["span"]
        passage = " ".join(text[start:end].split())
        quoted = passage if len(passage) <= _QUOTED else passage[: _QUOTED - 1] + "…"
        table.add_row(_KINDS[fact["type"]], escape(_said(fact)), escape(quoted), f"{start}–{end}")
    table.caption = f"{len(document['facts'])} dữ kiện · ngày đăng: {document['published'] or 'không rõ'}"
    console.print(table)


def _said(fact: dict[str, Any]) -> str:
    """Return in short what ``fact`` states."""
    if fact["type"] in ("figure", "target"):
        most = f"–{_number(fact['value_max'])}" if "value_max" in fact else ""
        whole = f"/{_number(fact['of'])}" if "of" in fact else ""
        qualifier = _QUALIFIERS.get(fact.get("qualifier", ""), "")
        return f"{qualifier}{_number(fact['value'])}{most}{whole} {fact.get('unit', '')}"
    if fact["type"] == "award":
        counts = (("collectives", "tập thể"), ("individuals", "cá nhân"), ("total", "tổng số"))
        given = ", ".join(f"{_number(fact[key])} {noun}" for key, noun in counts if fact.get(key) is not None)
        return " · ".join(part for part in (fact.get("form"), fact.get("authority"), given) if part)
    if fact["type"] == "person":
        return ", ".join([" ".join(filter(None, (fact.get("rank"), fact["name"]))), *fact.get("position", [])])
    kinds = ", ".join(_EVENTS.get(kind, kind) for kind in fact["kind"])
    organisers = ", ".join(fact.get("organiser", []))
    return " · ".join(part for part in (kinds, fact.get("date"), fact.get("place"), organisers) if part)


def _number(value: float) -> str:
    """Write a number the Vietnamese way: a point between thousands, a comma before decimals.

    >>> _number(3600), _number(43.3)
    ('3.600', '43,3')
    """
    whole = f"{value:,}" if value != int(value) else f"{int(value):,}"
    return whole.translate(str.maketrans(",.", ".,"))
