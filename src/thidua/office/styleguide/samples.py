"""Invented values for the living style page: everything here is sample data, no person or unit is meant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from thidua.web.states import STATES

MATRIX = ("received", "late", "waiting", "returned", "missing", "entering", "not_reached")


def samples(today: date) -> dict[str, Any]:
    """Return the values of every component in every state."""
    return {
        "states": list(STATES),
        "timeline": _timeline(),
        "groups": _honours(),
        "cells": [{"state": state, "label": _("Xã mẫu, tháng 10/2026"), "url": "#ma-tran"} for state in MATRIX * 2],
        "due": {"late": today - timedelta(days=2), "now": today, "soon": today + timedelta(days=4)},
        "fact_kinds": _fact_kinds(),
        "confidences": (97, 71, 40),
        "rows": [
            (_("Mô hình"), "2.087", "2.316", "+229", "+11,0%"),
            (_("Buổi tuyên truyền"), _("trên 1.600"), "1.914", "+314", "+19,6%*"),
            (_("Ca tuần tra, canh gác"), "2.000", "1.874", "−126", "−6,3%"),
        ],
        "page": Paginator(range(45), 20).get_page(1),
    }


def _fact_kinds() -> list[tuple[str, str]]:
    return [
        ("figure", _("Số liệu")),
        ("award", _("Khen thưởng")),
        ("unit", _("Đơn vị")),
        ("person", _("Người giữ chức vụ")),
        ("document", _("Văn bản")),
        ("time", _("Thời gian")),
    ]


def _timeline() -> list[dict[str, str]]:
    words = (
        (_("Đưa bài vào"), "05/11/2026"),
        (_("Xem dữ kiện"), "08/11/2026"),
        (_("Chốt số"), _("từ %(on)s") % {"on": "13/11/2026"}),
        (_("Lập gói hội nghị"), ""),
        (_("Hội nghị"), "24/11/2026"),
    )
    states = ("done", "done", "now", "later", "later")
    return [{"word": word, "date": on, "state": state} for (word, on), state in zip(words, states, strict=True)]


def _honours() -> list[dict[str, Any]]:
    award = _("Bằng khen của Chủ tịch UBND tỉnh")
    return [
        {
            "name": _("Tập thể"),
            "people": [
                {"name": _("Hội Cựu chiến binh xã Mẫu Một"), "award": award, "why": _("Duy trì 31 mô hình tự quản")},
                {"name": _("Nhân dân và cán bộ thôn Mẫu Hai"), "award": award, "why": ""},
            ],
        },
        {
            "name": _("Cá nhân"),
            "people": [
                {"name": _("Bà Nguyễn Thị Mẫu"), "award": award, "why": _("Đề xuất mô hình “Tổ liên gia tự quản”")},
            ],
        },
    ]
