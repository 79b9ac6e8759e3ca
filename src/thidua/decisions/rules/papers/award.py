"""A decision that gives awards, with the annexed list and its golden-book numbers."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.decisions.rules.papers.texts import (
    DecisionText,
    LineText,
    articles,
    award_name,
    by_kind,
    counted,
    finished,
    groups,
    head_of,
    money,
    opening,
    performed_by,
)
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document
from thidua.vietnamese.writing import number

_LIST = "Danh sách được khen thưởng"


def award_of(text: DecisionText) -> Document:
    """Return the decision as a document; a draft without a number until it is issued."""
    page = Manuscript()
    opening(page, text)
    told = [_first(text)]
    total = sum(line.bonus for line in text.lines)
    if total:
        told.append(
            f"Tiền thưởng kèm theo là {money(total)}, mức theo {text.money_provisions}; chi từ Quỹ thi đua, khen "
            f"thưởng của {text.unit}."
        )
    told += ["Quyết định này có hiệu lực kể từ ngày ký.", performed_by(text)]
    articles(page, told)
    page.annex(_LIST)
    for award, lines in groups(text.lines):
        page.heading(1, award_name(award, text.authority))
        for kind, mine in by_kind(lines):
            page.heading(2, f"{head_of(kind)} ({len(mine)})")
            shape = _Shape(has_deed=len({line.achievement for line in lines}) > 1, has_money=bool(total))
            page.table(shape.columns, (shape.row(line) for line in mine))
    return finished(page, text, last_article=len(told))


def _first(text: DecisionText) -> str:
    parts = [
        f"{lines[0].verb} {_quoted(lines[0], award_name(award, text.authority))} cho {_whom(lines)}"
        for award, lines in groups(text.lines)
    ]
    return f"{'; '.join([parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])])} (có danh sách kèm theo)."


def _quoted(line: LineText, award: str) -> str:
    return award if line.verb == "Tặng" else f"“{award}”"


def _whom(lines: tuple[LineText, ...]) -> str:
    """Return the one recipient by name, or how many there are; what they did, where it is the same of all."""
    one = lines[0]
    who = f"{one.name}, {one.post}" if len(lines) == 1 and one.post else one.name if len(lines) == 1 else counted(lines)
    deeds = {line.achievement for line in lines}
    deed = deeds.pop() if len(deeds) == 1 else ""
    return f"{who}, {_as_deed(deed)}" if deed else f"{who} đã có thành tích nêu trong danh sách"


def _as_deed(text: str) -> str:
    r"""Return an achievement as it goes on in a sentence.

    >>> _as_deed("Đã có thành tích trong phong trào."), _as_deed("Cứu người trong bão")
    ('đã có thành tích trong phong trào', 'đã có thành tích: Cứu người trong bão')
    """
    bare = text.rstrip(" .;")
    if bare.lower().startswith("đã có thành tích"):
        return bare[:1].lower() + bare[1:]
    if bare.lower().startswith("có thành tích"):
        return f"đã {bare[:1].lower()}{bare[1:]}"
    return f"đã có thành tích: {bare}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a list: what each did stands there where it is not the same of all."""

    has_deed: bool
    has_money: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        deed = (Column("Thành tích", width=2.2),) if self.has_deed else ()
        amount = (Column("Tiền thưởng (đồng)", "right", 1.1),) if self.has_money else ()
        return (
            Column("Số sổ vàng", "centre", 0.7),
            Column("Tên", width=1.7),
            Column("Chức vụ, đơn vị", width=1.8),
            *deed,
            *amount,
        )

    def row(self, line: LineText) -> tuple[str, ...]:
        deed = (line.achievement,) if self.has_deed else ()
        amount = (number(line.bonus),) if self.has_money else ()
        return (f"{line.ordinal:02}", line.name, line.post, *deed, *amount)
