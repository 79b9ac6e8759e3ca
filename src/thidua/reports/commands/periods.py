"""Periods as rows."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.core.prepared import prepared_with_plan
from thidua.reports.models import Period
from thidua.reports.rules import Span


def ensure_span(*, span: Span) -> Period:
    """Return the row of a period. A period is a name for days, not an act: it is not audited."""
    if known := _periods(span.key):
        return known[0]
    row, _is_new = Period.objects.get_or_create(
        key=span.key, defaults={"kind": span.kind, "since": span.since, "until": span.until, "label": span.label}
    )
    return row


@prepared_with_plan
def _periods(key: str) -> QuerySet[Period]:
    return Period.objects.filter(key=key)
