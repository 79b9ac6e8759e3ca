"""What is said of a number that cannot be kept as it was typed: on the server and, the same words, in the browser."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.reports.rules import typed

ONE_READING, MANY_READINGS = "one_reading", "many_readings"


def questions() -> dict[str, str]:
    """Return the sentences by the problem of `rules.typed`, and for one reading and several; ``text`` is as typed."""
    return {
        ONE_READING: _("“%(text)s” chưa rõ là số nào. Bấm %(choice)s nếu đúng, hoặc ghi lại."),
        MANY_READINGS: _("“%(text)s” đọc được theo hai cách. Chọn số đúng."),
        typed.NOT_A_NUMBER: _("“%(text)s” không phải là số. Ghi số, thí dụ 1600 hoặc 1.600."),
        typed.TOO_PRECISE: _("“%(text)s” có quá nhiều chữ số thập phân. Làm tròn rồi ghi lại."),
        typed.TOO_LARGE: _("“%(text)s” lớn quá mức ghi được. Kiểm tra lại."),
        typed.NO_QUALIFIER: _("Ô này chỉ ghi số chính xác, không ghi trên, gần, khoảng."),
        typed.NOT_A_RATIO: _("Ô này ghi hai số, thí dụ 12/15."),
    }


def question(asked: typed.Typed, text: str) -> str:
    """Return what is asked of ``text``."""
    kind = asked.problem
    if asked.choices:
        kind = ONE_READING if len(asked.choices) == 1 else MANY_READINGS
    return questions()[kind] % {"text": text.strip(), "choice": "".join(asked.choices[:1])}
