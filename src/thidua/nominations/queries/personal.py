"""Everything that nominations keep of one person or collective, whatever became of it."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.honours.models import Holder
from thidua.honours.queries.merged import records_within
from thidua.nominations.models import Nomination, Registration


def registrations_of(holder: Holder) -> QuerySet[Registration]:
    """Return the titles that somebody registered, those taken back too, in the order in which they were written."""
    return Registration.objects.filter(holder__in=records_within(holder.pk)).order_by("pk")


def nominations_of(holder: Holder) -> QuerySet[Nomination]:
    """Return the nominations of somebody with their dossiers, in the order in which they were written."""
    rows = Nomination.objects.filter(holder__in=records_within(holder.pk)).order_by("pk")
    return rows.select_related("round__unit", "report").prefetch_related("papers", "innovations", "steps")
