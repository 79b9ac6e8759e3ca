"""The sentences of the checks: what is wrong and what to do, for each fault; Vietnamese msgids with places."""

from __future__ import annotations

from typing import NamedTuple

from thidua.reports.choices import Severity


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


class Fault(NamedTuple):
    """What is wrong with a cell, as two msgids: to look at it again, or to write the reason."""

    to_check: str
    to_explain: str

    def sentence(self, severity: str) -> str:
        """Return the msgid for a check of this severity."""
        return self.to_explain if severity == Severity.EXPLAIN else self.to_check


TOO_LOW = Fault(
    gettext_noop("Thấp nhất là %(limit)s, ô này ghi %(value)s. Kiểm tra lại ô này."),
    gettext_noop("Thường không dưới %(limit)s, ô này ghi %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."),
)
TOO_HIGH = Fault(
    gettext_noop("Cao nhất là %(limit)s, ô này ghi %(value)s. Kiểm tra lại ô này."),
    gettext_noop("Thường không quá %(limit)s, ô này ghi %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."),
)
LESS = Fault(
    gettext_noop("%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Kiểm tra lại hai ô này."),
    gettext_noop("%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Nếu đúng, ghi lý do trong một dòng."),
)
MORE = Fault(
    gettext_noop("%(left)s (%(left_value)s) nhiều hơn %(right)s (%(right_value)s). Kiểm tra lại hai ô này."),
    gettext_noop(
        "%(left)s (%(left_value)s) nhiều hơn %(right)s (%(right_value)s). Nếu đúng, ghi lý do trong một dòng."
    ),
)
DIFFERENT = Fault(
    gettext_noop("%(left)s (%(left_value)s) khác %(right)s (%(right_value)s). Kiểm tra lại hai ô này."),
    gettext_noop("%(left)s (%(left_value)s) khác %(right)s (%(right_value)s). Nếu đúng, ghi lý do trong một dòng."),
)
SUM_LESS = Fault(
    gettext_noop("%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Kiểm tra lại các ô này."),
    LESS.to_explain,
)
SUM_MORE = Fault(
    gettext_noop("%(left)s (%(left_value)s) nhiều hơn %(right)s (%(right_value)s). Kiểm tra lại các ô này."),
    MORE.to_explain,
)
SUM_DIFFERENT = Fault(
    gettext_noop("%(left)s (%(left_value)s) khác %(right)s (%(right_value)s). Kiểm tra lại các ô này."),
    DIFFERENT.to_explain,
)
NO_WHOLE = Fault(
    gettext_noop("Tổng số phải lớn hơn 0, ô này ghi %(value)s/%(whole)s. Kiểm tra lại ô này."),
    gettext_noop("Tổng số ghi 0 (%(value)s/%(whole)s). Nếu đúng, ghi lý do trong một dòng."),
)
OVER_WHOLE = Fault(
    gettext_noop("Ô này ghi %(value)s/%(whole)s: phần lớn hơn tổng số. Kiểm tra lại hai số."),
    gettext_noop("Ô này ghi %(value)s/%(whole)s: phần lớn hơn tổng số. Nếu đúng, ghi lý do trong một dòng."),
)
MANY_TIMES = Fault(
    gettext_noop("Gấp %(times)s lần %(period)s. Kiểm tra lại ô này."),
    gettext_noop("Gấp %(times)s lần %(period)s. Ghi lý do trong một dòng để cấp trên hiểu."),
)
FALLEN = Fault(
    gettext_noop("Giảm từ %(before)s (%(period)s) xuống %(value)s. Kiểm tra lại ô này."),
    gettext_noop("Giảm từ %(before)s (%(period)s) xuống %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."),
)
FROM_ZERO = Fault(
    gettext_noop("Tăng từ 0 (%(period)s) lên %(value)s. Kiểm tra lại ô này."),
    gettext_noop("Tăng từ 0 (%(period)s) lên %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."),
)
BELOW_PREVIOUS = Fault(
    gettext_noop("Ít hơn %(period)s (%(before)s), trong khi số này thường chỉ tăng. Kiểm tra lại ô này."),
    gettext_noop(
        "Ít hơn %(period)s (%(before)s), trong khi số này thường chỉ tăng. Ghi lý do trong một dòng để cấp trên hiểu."
    ),
)
UNUSUAL = Fault(
    gettext_noop("Lệch hẳn %(count)s kỳ trước, thường khoảng %(usual)s. Kiểm tra lại ô này."),
    gettext_noop("Lệch hẳn %(count)s kỳ trước, thường khoảng %(usual)s. Ghi lý do trong một dòng để cấp trên hiểu."),
)
NOT_THE_SUM = Fault(
    gettext_noop(
        "Cộng số của %(units)s đơn vị đã gửi được %(sum)s, ô này ghi %(value)s, chênh %(gap)s. "
        "Kiểm tra lại ô này và báo cáo của các đơn vị."
    ),
    gettext_noop(
        "Cộng số của %(units)s đơn vị đã gửi được %(sum)s, ô này ghi %(value)s, chênh %(gap)s. "
        "Ghi lý do trong một dòng để cấp trên hiểu."
    ),
)
FORM_LESS = Fault(
    gettext_noop("Ô này ghi %(value)s, ít hơn %(name)s ở biểu %(form)s (%(other)s). Kiểm tra lại hai biểu."),
    gettext_noop(
        "Ô này ghi %(value)s, ít hơn %(name)s ở biểu %(form)s (%(other)s). Nếu đúng, ghi lý do trong một dòng."
    ),
)
FORM_MORE = Fault(
    gettext_noop("Ô này ghi %(value)s, nhiều hơn %(name)s ở biểu %(form)s (%(other)s). Kiểm tra lại hai biểu."),
    gettext_noop(
        "Ô này ghi %(value)s, nhiều hơn %(name)s ở biểu %(form)s (%(other)s). Nếu đúng, ghi lý do trong một dòng."
    ),
)
FORM_DIFFERENT = Fault(
    gettext_noop("Ô này ghi %(value)s, khác %(name)s ở biểu %(form)s (%(other)s). Kiểm tra lại hai biểu."),
    gettext_noop("Ô này ghi %(value)s, khác %(name)s ở biểu %(form)s (%(other)s). Nếu đúng, ghi lý do trong một dòng."),
)

NO_NUMBER = "chưa có số"
"""What stands in a check's own sentence for an empty cell."""
