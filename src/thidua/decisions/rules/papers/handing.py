"""The list by which bonuses are paid out, the slip by which awards are handed over; both signed line by line."""

from __future__ import annotations

from thidua.decisions.rules.papers.texts import DecisionText, LineText, award_name
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document, Number, Paragraph, Row, runs
from thidua.vietnamese.writing import in_words, number, scaled

_TO_FILL = "…" * 26


def payment_of(text: DecisionText) -> Document:
    """Return the list of bonuses with a column for signatures; those without money are left out."""
    page = Manuscript()
    paid = [line for line in text.lines if line.bonus]
    total = sum(line.bonus for line in paid)
    page.paragraph(f"Chi tiền thưởng theo {text.code}, từ Quỹ thi đua, khen thưởng của {text.unit}.")
    rows = [Row(tuple(runs(cell) for cell in _payment(line, text.authority))) for line in paid]
    last = ("", "Cộng", "", "", number(total), "")
    page.table(_PAYMENT, [*rows, Row(tuple(runs(cell, bold=True) for cell in last), total=True)])
    page.paragraph(f"Bằng chữ: {in_words(total).capitalize()} đồng.")
    page.paragraph(f"Căn cứ mức thưởng: {text.money_provisions}." if text.money_provisions else "Không có tiền thưởng.")
    return _finished(page, text, "Danh sách", "Chi tiền thưởng kèm theo khen thưởng", text.office.symbol)


def handover_of(text: DecisionText) -> Document:
    """Return the slip: who gives, who takes, and each award with what goes with it."""
    page = Manuscript()
    for line in (
        f"Ngày … tháng … năm …, tại {_TO_FILL}",
        f"Bên giao: {_TO_FILL}",
        f"Bên nhận: {_TO_FILL}",
        f"Hai bên giao nhận theo {text.code}:",
    ):
        page.add(Paragraph(runs(line), "left"))
    page.table(_HANDOVER, (_handed(line, text.authority) for line in text.lines))
    if text.gifts:
        page.paragraph("Kèm theo khen thưởng:")
        page.items(
            [f"{award_name(award, text.authority)}: {what} ({provision})" for award, what, provision in text.gifts]
        )
    page.paragraph("Biên bản lập thành hai bản, mỗi bên giữ một bản.")
    symbol = f"BB-{text.office.symbol}" if text.office.symbol else ""
    return _finished(page, text, "Biên bản", "Giao nhận bằng, giấy, hiện vật và tiền thưởng", symbol)


def _finished(page: Manuscript, text: DecisionText, kind: str, summary: str, symbol: str) -> Document:
    office = text.office
    return page.finish(
        head=office.head,
        kind=kind,
        summary=summary,
        number=Number(None, symbol),
        place=office.place,
        day=None,
        signature=office.signature,
        recipients=office.recipients,
        draft=text.is_draft,
    )


_PAYMENT = (
    Column("TT", "centre", 0.5),
    Column("Người, tập thể, hộ nhận", width=1.9),
    Column("Danh hiệu, hình thức", width=1.7),
    Column("Mức thưởng", "right", 1.6),
    Column("Số tiền (đồng)", "right", 1.1),
    Column("Ký nhận", width=1.1),
)
_HANDOVER = (
    Column("Số sổ vàng", "centre", 0.7),
    Column("Người, tập thể, hộ nhận", width=2.0),
    Column("Danh hiệu, hình thức", width=1.9),
    Column("Tiền thưởng (đồng)", "right", 1.1),
    Column("Ký nhận", width=1.2),
)


def _payment(line: LineText, authority: str) -> tuple[str, ...]:
    who = f"{line.name}, {line.post}" if line.post else line.name
    return f"{line.ordinal:02}", who, award_name(line.award, authority), how(line), number(line.bonus), ""


def _handed(line: LineText, authority: str) -> tuple[str, ...]:
    who = f"{line.name}, {line.post}" if line.post else line.name
    return f"{line.ordinal:02}", who, award_name(line.award, authority), number(line.bonus) if line.bonus else "", ""


def how(line: LineText) -> str:
    """Return how a bonus came about: coefficient, times the base salary, times the factor of households.

    >>> how(LineText(1, "", "household", "", bonus=1, coefficient=3, base_salary=2_530_000, household_factor=15))
    '0,3 × 2.530.000 × 1,5'
    """
    if line.coefficient is None or line.base_salary is None:
        return "theo số ghi tại quyết định"
    factor = f" × {scaled(line.household_factor, 1)}" if line.household_factor else ""
    return f"{scaled(line.coefficient, 1)} × {number(line.base_salary)}{factor}"
