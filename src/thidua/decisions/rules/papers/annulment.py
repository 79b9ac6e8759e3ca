"""A decision that annuls awards (Law 06/2022/QH15, Art. 93): which ground of the law, whose, what comes back."""

from __future__ import annotations

from thidua.decisions.rules.papers.texts import (
    DecisionText,
    LineText,
    articles,
    award_name,
    counted,
    finished,
    money,
    opening,
    performed_by,
)
from thidua.paper import wording
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document
from thidua.vietnamese.writing import number


def annulment_of(text: DecisionText) -> Document:
    """Return the decision as a document. It names the ground of the law and no details of a case."""
    page = Manuscript()
    opening(page, text)
    owed = sum(line.to_recover for line in text.lines)
    first = f"Quyết định số {text.annulled} {wording.in_words(text.annulled_day)}"
    whom = f"{counted(text.lines)} (có danh sách kèm theo)"
    told = [
        f"Hủy bỏ khen thưởng tại {first} đối với {whom}. Căn cứ hủy bỏ: {text.ground}.",
        _recovery(text, owed),
        "Quyết định này có hiệu lực kể từ ngày ký.",
        performed_by(text),
    ]
    articles(page, told)
    page.annex("Danh sách hủy bỏ khen thưởng")
    page.table(_COLUMNS, (_row(line, text.authority) for line in text.lines))
    return finished(page, text, last_article=len(told))


def _recovery(text: DecisionText, owed: int) -> str:
    items = "Thu hồi hiện vật khen thưởng"
    if not owed:
        return f"{items}; tiền thưởng chưa chi thì không chi."
    return f"{items} và {money(owed)} tiền thưởng đã nhận, nộp vào Quỹ thi đua, khen thưởng của {text.unit}."


_COLUMNS = (
    Column("TT", "centre", 0.5),
    Column("Tên", width=1.7),
    Column("Chức vụ, đơn vị", width=1.7),
    Column("Danh hiệu, hình thức", width=1.7),
    Column("Số sổ vàng", "centre", 0.7),
    Column("Thu hồi (đồng)", "right", 1.1),
)


def _row(line: LineText, authority: str) -> tuple[str, ...]:
    owed = number(line.to_recover)
    return f"{line.ordinal:02}", line.name, line.post, award_name(line.award, authority), line.golden, owed
