"""What decisions say of one person or collective."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.decisions.models import DecisionLine
from thidua.honours.models import Holder
from thidua.honours.queries.merged import records_within


def lines_of(holder: Holder) -> QuerySet[DecisionLine]:
    """Return the lines about somebody, those taken out of drafts too, in the order in which they were written."""
    rows = DecisionLine.objects.filter(holder__in=records_within(holder.pk))
    return rows.select_related("decision").order_by("pk")
