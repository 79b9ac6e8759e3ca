"""What a dossier states beside papers and awards held, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.law.record import Members
from thidua.nominations.rules.facts import read_facts
from thidua.web.formats import day

MEMBERS: Mapping[str, str | Promise] = {
    "total": gettext_lazy("Tổng số thành viên"),
    "completed": gettext_lazy("Hoàn thành nhiệm vụ trở lên"),
    "advanced": gettext_lazy("Lao động tiên tiến"),
    "fighters": gettext_lazy("Chiến sĩ thi đua cơ sở"),
    "disciplined": gettext_lazy("Bị kỷ luật từ cảnh cáo trở lên"),
}
"""Counts of a collective's members by the field that keeps them."""


def stated_facts(kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the facts of a dossier as label and value; what was not stated is left out."""
    return list(_told(kept))


def _told(kept: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    facts = read_facts(kept)
    if facts.group:
        yield _("Thuộc nhóm"), facts.group.value
    if facts.ratings:
        years = sorted(facts.ratings.items(), reverse=True)
        yield _("Xếp loại hằng năm"), "; ".join(f"{year}: {rating.value}" for year, rating in years)
    if facts.members:
        yield _("Thành viên"), "; ".join(_members(facts.members))
    if facts.cluster_rank is not None:
        yield _("Thứ hạng trong cụm, khối"), str(facts.cluster_rank)
    if facts.service:
        yield _("Thời gian công tác"), "; ".join(f"{day(each.since)} – {day(each.until)}" for each in facts.service)
    if facts.deed_on:
        yield _("Ngày lập thành tích"), day(facts.deed_on)


def _members(members: Members) -> Iterator[str]:
    for name, label in MEMBERS.items():
        if (count := getattr(members, name)) is not None:
            yield f"{label}: {count}"
