"""A decision that has certificates exchanged or given again."""

from __future__ import annotations

from thidua.decisions.rules.papers.texts import (
    DecisionText,
    LineText,
    articles,
    award_name,
    counted,
    finished,
    opening,
    performed_by,
)
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document

_COLUMNS = (
    Column("TT", "centre", 0.5),
    Column("Tên", width=1.7),
    Column("Chức vụ, đơn vị", width=1.7),
    Column("Danh hiệu, hình thức", width=1.6),
    Column("Quyết định đã tặng, số sổ vàng", width=1.7),
    Column("Lý do", width=1.0),
)


def reissue_of(text: DecisionText) -> Document:
    """Return the decision as a document."""
    page = Manuscript()
    opening(page, text)
    told = [
        f"Cấp đổi, cấp lại bằng, giấy khen thưởng cho {counted(text.lines)} (có danh sách kèm theo).",
        "Nội dung bằng, giấy cấp lại theo đúng quyết định đã tặng. Quyết định này có hiệu lực kể từ ngày ký.",
        performed_by(text),
    ]
    articles(page, told)
    page.annex("Danh sách cấp đổi, cấp lại")
    page.table(_COLUMNS, (_row(line, text.authority) for line in text.lines))
    return finished(page, text, last_article=len(told))


def _row(line: LineText, authority: str) -> tuple[str, ...]:
    first = f"{line.first}; số sổ vàng {line.golden}" if line.golden else line.first
    return f"{line.ordinal:02}", line.name, line.post, award_name(line.award, authority), first, line.ground
