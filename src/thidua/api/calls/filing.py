"""Who has filed: unit by unit, and counted under each unit directly below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from thidua.api.calls.asked import FormYear, form_asked, unit_asked
from thidua.api.declaring import reads
from thidua.api.requests import CallingRequest
from thidua.api.shapes.filing import FilingBelowOut, FilingOut, filing_below_out, filing_out
from thidua.core import clock
from thidua.core.errors import Refused
from thidua.reports.queries.filing import MOST_ROWS, Plan, forms_below, plan_of, read_by_child, read_matrix, rows_under

router = Router(tags=["filing"])


@reads(router, "filing", FilingOut, name="filing", summary=_("Đơn vị nào đã gửi báo cáo, từng kỳ trong năm"))
def filing(request: CallingRequest, asked: Query[FormYear]) -> FilingOut:
    """Return who under a unit has filed; 409 where it would be more than 300 units."""
    plan, today = _plan(request, asked), clock.today()
    if rows_under(request.actor, plan, today=today) > MOST_ROWS:
        raise Refused(
            _("Dưới đơn vị này có hơn %(most)s đơn vị phải gửi. Hỏi số đếm ở filing/below, hoặc từng đơn vị cấp dưới."),
            most=MOST_ROWS,
        )
    return filing_out(read_matrix(request.actor, plan, today=today))


@reads(
    router,
    "filing/below",
    FilingBelowOut,
    name="filing_below",
    summary=_("Bao nhiêu đơn vị đã gửi, đếm theo cấp dưới trực tiếp"),
)
def filing_below(request: CallingRequest, asked: Query[FormYear]) -> FilingBelowOut:
    """Return how many have filed under each unit directly below."""
    return filing_below_out(read_by_child(request.actor, _plan(request, asked), today=clock.today()))


def _plan(request: CallingRequest, asked: FormYear) -> Plan:
    unit = unit_asked(request, asked)
    return plan_of(form_asked(forms_below(unit), asked), unit, asked.year)
