"""A list of names held against the ledger: who of them is there already, who may be, who is new."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from thidua.core import clock
from thidua.honours.commands import note_checking
from thidua.honours.models import Holder
from thidua.honours.queries.matching import Named, proposals_for
from thidua.honours.rules.matching import Verdict
from thidua.organisations.models import Unit
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

MOST = 2000
_LONGEST_LINE = 500


@allow(WORKERS)
def check_list(request: ActingRequest) -> HttpResponse:
    """Hold a pasted list against the ledger; nothing is written."""
    text = request.POST.get("ten", "")
    named = list(_named(text))
    context: dict[str, Any] = {"text": text, "most": MOST, "is_too_long": len(named) > MOST}
    if request.method == "POST" and named and len(named) <= MOST:
        found = proposals_for(request.actor, named, on=clock.today())
        people = {
            each.pk: each for each in Holder.objects.filter(pk__in={one.holder_id for each in found for one in each})
        }
        context["rows"] = [
            {
                "named": each,
                "proposals": [{"holder": people[one.holder_id], "likeness": one.likeness} for one in proposals],
                "is_sure": bool(proposals) and proposals[0].likeness.verdict is Verdict.SAME,
            }
            for each, proposals in zip(named, found, strict=True)
        ]
        context["sure"] = sum(row["is_sure"] for row in context["rows"])
        context["maybe"] = sum(bool(row["proposals"]) and not row["is_sure"] for row in context["rows"])
        context["new"] = sum(not row["proposals"] for row in context["rows"])
        _note(request, len(named), people.values())
    return render(request, "office/honours/check_list.html", context)


def _note(request: ActingRequest, names: int, shown: Collection[Holder]) -> None:
    unit = get_object_or_404(Unit, pk=request.actor.unit_id or 0)
    note_checking(keeper=unit, names=names, shown=shown, by=request.actor, at=clock.now())


def _named(text: str) -> Iterator[Named]:
    """Yield the person of each line: name, year of birth, unit, parted by tabs or semicolons as pasted from Excel."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line[:_LONGEST_LINE].replace(";", "\t").split("\t")]
        if cells[0]:
            year = whole_number(cells[1]) if len(cells) > 1 else None
            yield Named(cells[0], year, "", cells[2] if len(cells) > 2 else "")  # noqa: PLR2004 - the third cell
