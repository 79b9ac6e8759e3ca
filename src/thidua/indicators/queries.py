"""Reading the indicators. They are the same for everybody."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.indicators.models import Indicator
from thidua.organisations.queries import in_force


def indicators(*, on: date) -> QuerySet[Indicator]:
    """Return the indicators in force on the day ``on``, in order."""
    return Indicator.objects.filter(in_force(on))


def indicator_with(code: str) -> Indicator:
    """Return the indicator with this code.

    Raises:
        Refused: it is not loaded.
    """
    found = Indicator.objects.filter(code=code).first()
    if found is None:
        raise Refused(_("Chưa có chỉ tiêu thống kê mang mã %(code)s. Chạy «thidua indicators load»."), code=code)
    return found
