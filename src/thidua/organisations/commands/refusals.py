"""What the user reads when a placing or a succession cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.organisations.rules import Fault

SENTENCES = {
    Fault.SPAN_REVERSED: _(
        "%(unit)s: ngày kết thúc %(until)s phải sau ngày bắt đầu %(since)s. Sửa lại một trong hai ngày."
    ),
    Fault.TWO_PARENTS: _(
        "%(unit)s đã thuộc %(present)s trong cây “%(tree)s” vào thời gian đó nên không thể đồng thời thuộc %(parent)s."
        " Hãy chuyển đơn vị thay vì xếp thêm."
    ),
    Fault.UNDER_ITSELF: _(
        "%(unit)s không thể thuộc %(parent)s, vì %(parent)s đang thuộc chính %(unit)s. Chọn đơn vị cấp trên khác."
    ),
    Fault.BEFORE_UNIT: _(
        "%(unit)s bắt đầu từ ngày %(unit_since)s nên chưa thể thuộc %(parent)s từ ngày %(since)s. Chọn ngày muộn hơn."
    ),
    Fault.BEFORE_PARENT: _(
        "%(parent)s bắt đầu từ ngày %(parent_since)s nên chưa thể có %(unit)s từ ngày %(since)s. Chọn ngày muộn hơn."
    ),
    Fault.AFTER_UNIT: _(
        "%(unit)s kết thúc từ ngày %(unit_until)s nên không thể thuộc %(parent)s sau đó. Ghi ngày kết thúc sớm hơn."
    ),
    Fault.AFTER_PARENT: _(
        "%(parent)s kết thúc từ ngày %(parent_until)s nên không thể có %(unit)s sau đó. Chọn cấp trên còn hoạt động."
    ),
    Fault.SUCCEEDS_ITSELF: _("%(predecessor)s không thể kế thừa chính mình. Chọn đơn vị kế thừa khác."),
    Fault.SUCCESSOR_ENDED: _(
        "%(successor)s đã kết thúc từ ngày %(successor_until)s, trước khi kế thừa %(predecessor)s ngày %(on)s."
        " Chọn đơn vị kế thừa còn hoạt động ngày đó."
    ),
    Fault.SUCCESSOR_NOT_BEGUN: _(
        "%(successor)s đến ngày %(successor_since)s mới bắt đầu nên chưa thể kế thừa %(predecessor)s ngày %(on)s."
        " Kiểm tra ngày kế thừa."
    ),
    Fault.PREDECESSOR_NOT_BEGUN: _(
        "%(predecessor)s đến ngày %(predecessor_since)s mới bắt đầu nên ngày %(on)s chưa có gì để kế thừa."
        " Kiểm tra ngày kế thừa."
    ),
    Fault.PREDECESSOR_GONE: _(
        "%(predecessor)s đã kết thúc từ ngày %(predecessor_until)s, trước ngày kế thừa %(on)s. Kiểm tra ngày kế thừa."
    ),
    Fault.PREDECESSOR_GOES_ON: _(
        "%(predecessor)s chưa kết thúc vào ngày %(on)s nên không thể đã nhập toàn bộ vào %(successor)s."
        " Hãy ghi ngày kết thúc, hoặc ghi kế thừa một phần."
    ),
    Fault.SHARES_EXCEED: _(
        "Các phần của %(predecessor)s cộng lại vượt quá 1.000 phần nghìn. Kiểm tra tỷ lệ từng phần."
    ),
    Fault.WHOLE_AND_MORE: _(
        "%(predecessor)s đã nhập toàn bộ vào một đơn vị nên không còn phần nào cho %(successor)s."
        " Nếu đơn vị bị chia, ghi mọi phần là “một phần”."
    ),
}  # fmt: skip


def refuse(fault: Fault, *, field: str = "", **values: Any) -> Refused:
    """Return the refusal for ``fault``; days are written as in Việt Nam."""
    return Refused(SENTENCES[fault], field=field, **{name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
