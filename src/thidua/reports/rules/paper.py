"""What a report says as a document on paper (Decree 30/2020/NĐ-CP): plain values in, `paper`'s document out.

Every number stands as the report shows it; nothing is added or worked out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from thidua.paper import wording
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document, Head, Number, Signature, Text, figure
from thidua.reports.choices import PeriodKind, ReportState
from thidua.reports.rules.amounts import Span
from thidua.reports.rules.ladder import Stand
from thidua.vietnamese.writing import scaled

NO_NUMBER = "chưa có số"
_NO_TEXT = "Chưa có nội dung."
_OWN_DRAFT = "Biểu do phần mềm soạn, chưa phải biểu của cơ quan nào."
_ENCLOSED = "Tài liệu kèm theo số liệu"
_THOUSAND = 1024
_MARK = 16
"""So many characters of a file's SHA-256 stand on paper, in two groups, between which a narrow column may break."""
_AS_ABOVE = "Như trên"
_KIND = "Báo cáo"
_NAME = re.compile(r"báo cáo\b\s*(?:(?:tháng|quý|6 tháng|năm)\b\s*)?", re.IGNORECASE)
"""How the name of a form begins: «Báo cáo tháng phong trào …»."""
_FIGURES = 1.2
"""Share of the width for a column of numbers: «trên 12.600» stays on one line."""
_MONTH = re.compile(r"(tháng \d+|quý [IV]+)/(\d{4})")


@dataclass(frozen=True)
class PaperLine:
    """One number of the report: ``value`` as it stands there («trên 1.600»), empty where none is."""

    number: str
    name: str
    measure: str
    value: str
    previous: str = ""
    note: str = ""


@dataclass(frozen=True)
class PaperSection:
    """A part of the report: lines, or ``text`` where it is a narrative one."""

    title: str
    lines: tuple[PaperLine, ...] = ()
    text: str = ""
    is_narrative: bool = False


@dataclass(frozen=True)
class PaperFile:
    """A file that lies beside a number; ``sha256`` of its bytes, by which it is known again."""

    number: str
    line: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ChangedLine:
    """A number that an amended report has otherwise than the one before it."""

    number: str
    name: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Amendment:
    """What an amended report replaces and where it differs.

    Attributes:
        number: number line of the document that is replaced, its ordinal unknown here.
        day: the day on which that one was filed.
        revision: which revision that one is, from 1.
        passages: titles of the narrative parts that were changed.
    """

    number: Number
    day: date | None
    revision: int
    reason: str
    lines: tuple[ChangedLine, ...] = ()
    passages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """What the office profile of the day gives; ``is_complete`` where nothing is missing."""

    head: Head = field(default_factory=Head)
    number: Number = field(default_factory=Number)
    place: str = ""
    signature: Signature = field(default_factory=Signature)
    recipients: tuple[str, ...] = ()
    is_complete: bool = False


@dataclass(frozen=True)
class ReportText:
    """Everything that a report says, and to whom.

    Attributes:
        unit: as it stands inside a sentence, «xã Vũ Thư».
        addressee: the body above, empty at the top of the tree.
        previous_label: what the column of the period before is called; so is ``here_label`` for this one.
        day: the day on which it was filed, ``None`` before.
        is_filed: whether the revision was sent up; before, it is a draft.
        is_own_draft: whether the form is none of any authority.
        files: what lies beside its numbers.
    """

    form: str
    period: Span
    unit: str
    office: Office
    sections: tuple[PaperSection, ...]
    here_label: str
    previous_label: str = ""
    addressee: str = ""
    day: date | None = None
    is_filed: bool = False
    is_own_draft: bool = False
    amendment: Amendment | None = None
    files: tuple[PaperFile, ...] = ()


def paper_of(text: ReportText) -> Document:
    """Return the report as a document; a draft until it is filed under a complete office profile."""
    about, office = summary(text.form, text.period), text.office
    lowered = f"{about[:1].lower()}{about[1:]}"
    page = Manuscript()
    page.paragraph(f"{text.unit[:1].upper()}{text.unit[1:]} báo cáo {lowered} như sau:")
    if text.amendment:
        _amendment(page, text.amendment)
    _sections(page, text)
    if text.files:
        _files(page, text.files)
    page.paragraph(f"Trên đây là báo cáo {lowered} của {text.unit}.")
    return page.finish(
        head=office.head if office.head.issuer.strip() else replace(office.head, issuer=text.unit),
        kind=_KIND,
        summary=about,
        number=office.number,
        place=office.place,
        day=text.day,
        addressees=(text.addressee,) if text.addressee else (),
        signature=office.signature,
        recipients=recipients(office.recipients, has_addressee=bool(text.addressee)),
        draft=not (text.is_filed and office.is_complete),
    )


def summary(form: str, period: Span) -> str:
    """Return what the document is about.

    >>> month, half = Span("month", None, None, "tháng 10/2026"), Span("half", None, None, "6 tháng đầu năm 2026")
    >>> summary("Báo cáo tháng phong trào Toàn dân bảo vệ an ninh Tổ quốc", month)
    'Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc tháng 10 năm 2026'
    >>> summary("Báo cáo 6 tháng chương trình phối hợp", half), summary("Báo cáo tháng", month)
    ('Kết quả chương trình phối hợp 6 tháng đầu năm 2026', 'Kết quả công tác tháng 10 năm 2026')
    >>> summary("Biểu số 2", month)
    'Kết quả theo biểu “Biểu số 2” tháng 10 năm 2026'
    """
    found = _NAME.match(form)
    subject = form[found.end() :].strip() or "công tác" if found else f"theo biểu “{form}”"
    return f"Kết quả {subject} {period_in_words(period)}"


def period_in_words(period: Span) -> str:
    """Return a period as a document writes it.

    >>> [period_in_words(Span("", None, None, label)) for label in ("tháng 10/2026", "quý IV/2026")]
    ['tháng 10 năm 2026', 'quý IV năm 2026']
    >>> period_in_words(Span("year", None, None, "2026")), period_in_words(Span("phase", None, None, "2014–2019"))
    ('năm 2026', 'giai đoạn 2014–2019')
    """
    if period.kind == PeriodKind.YEAR:
        return f"năm {period.label}"
    if period.kind == PeriodKind.PHASE:
        return f"giai đoạn {period.label}"
    return _MONTH.sub(r"\1 năm \2", period.label)


def recipients(lines: Iterable[str], *, has_addressee: bool) -> tuple[str, ...]:
    """Return who receives the document: first «Như trên», where it is addressed to somebody.

    >>> recipients(["Lưu: VT."], has_addressee=True)
    ('Như trên', 'Lưu: VT.')
    """
    kept = tuple(lines)
    told = any(line.strip(" -;.,").casefold() == _AS_ABOVE.casefold() for line in kept)
    return (_AS_ABOVE, *kept) if has_addressee and not told else kept


def may_be_signed(stand: Stand, working_for: int | None) -> bool:
    """Whether somebody who works for a unit may make the document for signature, and bring the signed sheet back.

    >>> [may_be_signed(Stand(state, 5, 1), unit) for state, unit in (("filed", 5), ("accepted", 5), ("accepted", 1))]
    [True, True, False]
    >>> may_be_signed(Stand("draft", 5, 1), 5)
    False
    """
    return working_for == stand.unit_id and stand.state in {ReportState.FILED, ReportState.ACCEPTED}


def _amendment(page: Manuscript, amendment: Amendment) -> None:
    number = wording.number_line(amendment.number).removeprefix("Số: ")
    page.heading(1, "Nội dung sửa đổi")
    page.paragraph(
        f"Báo cáo này thay thế Báo cáo số {number} {wording.in_words(amendment.day)} (bản {amendment.revision}). "
        f"Lý do sửa: {_closed(amendment.reason)}"
    )
    if amendment.lines:
        columns = (
            Column("TT", "centre", 0.5),
            Column("Chỉ tiêu", width=2.6),
            Column("Số cũ", "right", _FIGURES),
            Column("Số mới", "right", _FIGURES),
            Column("Lý do", width=2.2),
        )
        rows: list[tuple[Text, ...]] = [
            (each.number, each.name, each.before or NO_NUMBER, _told(each.after), each.reason)
            for each in amendment.lines
        ]
        page.table(columns, rows, title="Các số đã sửa")
    if amendment.passages:
        page.paragraph(f"Đã sửa lời văn của phần: {'; '.join(amendment.passages)}.")
    if not amendment.lines and not amendment.passages:
        page.paragraph("Số liệu và lời văn giữ nguyên.")


def _sections(page: Manuscript, text: ReportText) -> None:
    every = [line for section in text.sections for line in section.lines]
    columns = _Columns(
        text, has_previous=any(line.previous for line in every), has_note=any(line.note for line in every)
    )
    last = next((each for each in reversed(text.sections) if each.lines), None)
    for section in text.sections:
        page.heading(1, section.title)
        if section.is_narrative:
            for paragraph in section.text.splitlines() or [""]:
                if paragraph.strip() or not section.text.strip():
                    page.paragraph(paragraph.strip() or _NO_TEXT)
        elif section.lines:
            remark = _OWN_DRAFT if text.is_own_draft and section is last else ""
            page.table(columns.heads(), (columns.cells(line) for line in section.lines), remark=remark)


def _files(page: Manuscript, files: Iterable[PaperFile]) -> None:
    columns = (
        Column("TT", "centre", 0.5),
        Column("Chỉ tiêu", width=2.4),
        Column("Tên tệp", width=2.4),
        Column("Dung lượng", "right", 1.0),
        Column("SHA-256", width=1.4),
    )
    rows: list[tuple[Text, ...]] = [
        (
            each.number,
            each.line,
            each.name,
            size_in_words(each.size),
            f"{each.sha256[: _MARK // 2]} {each.sha256[_MARK // 2 : _MARK]}…",
        )
        for each in files
    ]
    page.heading(1, _ENCLOSED)
    page.table(columns, rows)


def size_in_words(size: int) -> str:
    """Return how large a file is.

    >>> size_in_words(900), size_in_words(153_600), size_in_words(2_726_298)
    ('1 KB', '150 KB', '2,6 MB')
    """
    kilobytes = -(-size // _THOUSAND)
    return f"{kilobytes} KB" if kilobytes < _THOUSAND else f"{scaled(size * 10 // _THOUSAND**2, 1)} MB"


@dataclass(frozen=True)
class _Columns:
    """The columns of every table of a report, the same in all: those of nothing are left out."""

    text: ReportText
    has_previous: bool
    has_note: bool

    def heads(self) -> tuple[Column, ...]:
        previous = (Column(self.text.previous_label, "right", _FIGURES),) if self.has_previous else ()
        note = (Column("Ghi chú", width=1.7),) if self.has_note else ()
        return (
            Column("TT", "centre", 0.5),
            Column("Chỉ tiêu", width=2.8),
            Column("Đơn vị tính", "centre", 0.9),
            *previous,
            Column(self.text.here_label, "right", _FIGURES),
            *note,
        )

    def cells(self, line: PaperLine) -> tuple[Text, ...]:
        previous = (line.previous or "–",) if self.has_previous else ()
        note = (line.note,) if self.has_note else ()
        return (line.number, line.name, line.measure, *previous, _told(line.value), *note)


def _told(value: str) -> Text:
    return figure(value, bold=True) if value else NO_NUMBER


def _closed(sentence: str) -> str:
    return f"{sentence.strip().rstrip('.;, ')}."
