"""An award received as it is stated, and what no award in the ledger can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.honours.models import Holder
from thidua.honours.rules.importing.cells import FIRST_YEAR
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.sources.models import Citation

TWICE = _("Khen thưởng này đã có trong hồ sơ: cùng hình thức, năm và số quyết định. Không ghi thêm lần nữa.")


@dataclass(frozen=True, slots=True)
class StatedHonour:
    """An award received as a decision or a list states it; ``authority`` and ``body`` as they are written.

    ``given_on`` is the day on which it was handed over, where a source tells that day and not the decision's.
    """

    form_name: str
    year: int
    form_code: str = ""
    type: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    authority: str = ""
    body: str = ""
    reason: str = ""
    given_on: date | None = None

    @property
    def day(self) -> date | None:
        """The day that is known of it."""
        return self.decided_on or self.given_on


def refuse_impossible_days(stated: StatedHonour, today: date) -> None:
    """Refuse a year or a day that no award can have."""
    if not FIRST_YEAR <= stated.year <= today.year:
        raise Refused(_("Năm khen thưởng phải từ 1900 đến năm nay."), field="year")
    if stated.decided_on and stated.decided_on > today:
        raise Refused(_("Ngày quyết định chưa tới. Kiểm tra lại ngày."), field="decided_on")
    if stated.decided_on and stated.decided_on.year < stated.year:
        raise Refused(_("Quyết định ký trước năm được khen. Kiểm tra lại năm và ngày."), field="decided_on")


def refuse_faulty(stated: StatedHonour, citation: Citation | None) -> None:
    """Refuse an award without a form or a source, or of a code that the law's catalogue does not have."""
    if not stated.form_name.strip():
        raise Refused(_("Chưa ghi danh hiệu, hình thức."), field="form_name")
    if citation is None and not stated.decision_number.strip():
        raise Refused(_("Ghi số quyết định, để biết khen thưởng lấy từ đâu."), field="decision_number")
    if stated.form_code:
        try:
            award_form(stated.form_code)
        except UnknownCodeError:
            raise Refused(_("Danh mục không có hình thức này. Chọn trong danh sách."), field="form_code") from None


def refuse_ended(holder: Holder, stated: StatedHonour) -> None:
    """Refuse what a collective would receive after its unit ended (Circular 15/2025/TT-BNV); what came before stays."""
    unit = holder.body_unit
    ended = unit.until if unit else None
    if ended and (stated.day >= ended if stated.day else stated.year > ended.year):
        raise Refused(
            _("Đơn vị đã kết thúc hoạt động từ %(day)s, không khen thưởng mới. Kiểm tra ngày quyết định."),
            field="decided_on",
            day=f"{ended:%d/%m/%Y}",
        )
