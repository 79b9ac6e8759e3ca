"""The sentences of the checks: what is wrong and what to do, for each fault; Vietnamese msgids with places."""

from __future__ import annotations

from enum import StrEnum

from thidua.reports.choices import Severity


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


class Fault(StrEnum):
    """What is wrong with a cell."""

    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    LESS = "less"
    MORE = "more"
    DIFFERENT = "different"
    SUM_LESS = "sum_less"
    SUM_MORE = "sum_more"
    SUM_DIFFERENT = "sum_different"
    NO_WHOLE = "no_whole"
    OVER_WHOLE = "over_whole"
    MANY_TIMES = "many_times"
    FALLEN = "fallen"
    FROM_ZERO = "from_zero"
    BELOW_PREVIOUS = "below_previous"
    UNUSUAL = "unusual"
    NOT_THE_SUM = "not_the_sum"
    FORM_LESS = "form_less"
    FORM_MORE = "form_more"
    FORM_DIFFERENT = "form_different"


_TO_CHECK = {
    Fault.TOO_LOW: gettext_noop("Thấp nhất là %(limit)s, ô này ghi %(value)s. Kiểm tra lại ô này."),
    Fault.TOO_HIGH: gettext_noop("Cao nhất là %(limit)s, ô này ghi %(value)s. Kiểm tra lại ô này."),
    Fault.LESS: gettext_noop("%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Kiểm tra lại hai ô này."),
    Fault.MORE: gettext_noop(
        "%(left)s (%(left_value)s) nhiều hơn %(right)s (%(right_value)s). Kiểm tra lại hai ô này."
    ),
    Fault.DIFFERENT: gettext_noop(
        "%(left)s (%(left_value)s) khác %(right)s (%(right_value)s). Kiểm tra lại hai ô này."
    ),
    Fault.SUM_LESS: gettext_noop(
        "%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Kiểm tra lại các ô này."
    ),
    Fault.SUM_MORE: gettext_noop(
        "%(left)s (%(left_value)s) nhiều hơn %(right)s (%(right_value)s). Kiểm tra lại các ô này."
    ),
    Fault.SUM_DIFFERENT: gettext_noop(
        "%(left)s (%(left_value)s) khác %(right)s (%(right_value)s). Kiểm tra lại các ô này."
    ),
    Fault.NO_WHOLE: gettext_noop("Tổng số phải lớn hơn 0, ô này ghi %(value)s/%(whole)s. Kiểm tra lại ô này."),
    Fault.OVER_WHOLE: gettext_noop("Ô này ghi %(value)s/%(whole)s: phần lớn hơn tổng số. Kiểm tra lại hai số."),
    Fault.MANY_TIMES: gettext_noop("Gấp %(times)s lần %(period)s. Kiểm tra lại ô này."),
    Fault.FALLEN: gettext_noop("Giảm từ %(before)s (%(period)s) xuống %(value)s. Kiểm tra lại ô này."),
    Fault.FROM_ZERO: gettext_noop("Tăng từ 0 (%(period)s) lên %(value)s. Kiểm tra lại ô này."),
    Fault.BELOW_PREVIOUS: gettext_noop(
        "Ít hơn %(period)s (%(before)s), trong khi số này thường chỉ tăng. Kiểm tra lại ô này."
    ),
    Fault.UNUSUAL: gettext_noop("Lệch hẳn %(count)s kỳ trước, thường khoảng %(usual)s. Kiểm tra lại ô này."),
    Fault.NOT_THE_SUM: gettext_noop(
        "Cộng số của %(units)s đơn vị đã gửi được %(sum)s, ô này ghi %(value)s, chênh %(gap)s. "
        "Kiểm tra lại ô này và báo cáo của các đơn vị."
    ),
    Fault.FORM_LESS: gettext_noop(
        "Ô này ghi %(value)s, ít hơn %(name)s ở biểu %(form)s (%(other)s). Kiểm tra lại hai biểu."
    ),
    Fault.FORM_MORE: gettext_noop(
        "Ô này ghi %(value)s, nhiều hơn %(name)s ở biểu %(form)s (%(other)s). Kiểm tra lại hai biểu."
    ),
    Fault.FORM_DIFFERENT: gettext_noop(
        "Ô này ghi %(value)s, khác %(name)s ở biểu %(form)s (%(other)s). Kiểm tra lại hai biểu."
    ),
}
_LESS_EXPLAINED = gettext_noop(
    "%(left)s (%(left_value)s) ít hơn %(right)s (%(right_value)s). Nếu đúng, ghi lý do trong một dòng."
)
_MORE_EXPLAINED = gettext_noop(
    "%(left)s (%(left_value)s) nhiều hơn %(right)s (%(right_value)s). Nếu đúng, ghi lý do trong một dòng."
)
_DIFFERENT_EXPLAINED = gettext_noop(
    "%(left)s (%(left_value)s) khác %(right)s (%(right_value)s). Nếu đúng, ghi lý do trong một dòng."
)
_TO_EXPLAIN = {
    Fault.TOO_LOW: gettext_noop(
        "Thường không dưới %(limit)s, ô này ghi %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."
    ),
    Fault.TOO_HIGH: gettext_noop(
        "Thường không quá %(limit)s, ô này ghi %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."
    ),
    Fault.LESS: _LESS_EXPLAINED,
    Fault.MORE: _MORE_EXPLAINED,
    Fault.DIFFERENT: _DIFFERENT_EXPLAINED,
    Fault.SUM_LESS: _LESS_EXPLAINED,
    Fault.SUM_MORE: _MORE_EXPLAINED,
    Fault.SUM_DIFFERENT: _DIFFERENT_EXPLAINED,
    Fault.NO_WHOLE: gettext_noop("Tổng số ghi 0 (%(value)s/%(whole)s). Nếu đúng, ghi lý do trong một dòng."),
    Fault.OVER_WHOLE: gettext_noop(
        "Ô này ghi %(value)s/%(whole)s: phần lớn hơn tổng số. Nếu đúng, ghi lý do trong một dòng."
    ),
    Fault.MANY_TIMES: gettext_noop("Gấp %(times)s lần %(period)s. Ghi lý do trong một dòng để cấp trên hiểu."),
    Fault.FALLEN: gettext_noop(
        "Giảm từ %(before)s (%(period)s) xuống %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."
    ),
    Fault.FROM_ZERO: gettext_noop("Tăng từ 0 (%(period)s) lên %(value)s. Ghi lý do trong một dòng để cấp trên hiểu."),
    Fault.BELOW_PREVIOUS: gettext_noop(
        "Ít hơn %(period)s (%(before)s), trong khi số này thường chỉ tăng. Ghi lý do trong một dòng để cấp trên hiểu."
    ),
    Fault.UNUSUAL: gettext_noop(
        "Lệch hẳn %(count)s kỳ trước, thường khoảng %(usual)s. Ghi lý do trong một dòng để cấp trên hiểu."
    ),
    Fault.NOT_THE_SUM: gettext_noop(
        "Cộng số của %(units)s đơn vị đã gửi được %(sum)s, ô này ghi %(value)s, chênh %(gap)s. "
        "Ghi lý do trong một dòng để cấp trên hiểu."
    ),
    Fault.FORM_LESS: gettext_noop(
        "Ô này ghi %(value)s, ít hơn %(name)s ở biểu %(form)s (%(other)s). Nếu đúng, ghi lý do trong một dòng."
    ),
    Fault.FORM_MORE: gettext_noop(
        "Ô này ghi %(value)s, nhiều hơn %(name)s ở biểu %(form)s (%(other)s). Nếu đúng, ghi lý do trong một dòng."
    ),
    Fault.FORM_DIFFERENT: gettext_noop(
        "Ô này ghi %(value)s, khác %(name)s ở biểu %(form)s (%(other)s). Nếu đúng, ghi lý do trong một dòng."
    ),
}
NO_NUMBER = "chưa có số"
"""What stands in a check's own sentence for an empty cell."""


def sentence(fault: Fault, severity: str) -> str:
    """Return the msgid that says what is wrong and, by severity, asks to look again or to write the reason.

    >>> sentence(Fault.MANY_TIMES, "explain")
    'Gấp %(times)s lần %(period)s. Ghi lý do trong một dòng để cấp trên hiểu.'
    >>> sentence(Fault.MANY_TIMES, "notice")
    'Gấp %(times)s lần %(period)s. Kiểm tra lại ô này.'
    """
    return (_TO_EXPLAIN if severity == Severity.EXPLAIN else _TO_CHECK)[fault]
