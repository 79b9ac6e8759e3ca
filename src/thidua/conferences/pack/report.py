"""The review report, section by section (Law 06/2022/QH15, Art. 17: results, effect, shortcomings, lessons).

Only what is in the registry is told; what nobody has entered yet is a dotted blank to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.conferences import pictures, sentences
from thidua.conferences.choices import DirectionState
from thidua.conferences.models import Conference, ConferenceDirection
from thidua.conferences.pack.citing import cited, cited_text, note, recalled
from thidua.conferences.queries.reading import ComparedLine, ReviewReading
from thidua.documents.queries import Surroundings
from thidua.indicators.catalogue import entry
from thidua.movements.choices import AimKind
from thidua.movements.queries import PhaseReading
from thidua.paper.charts import PRINT
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document, Honoured, HonourGroup, Paragraph, Row, Run, Text, runs
from thidua.reports.queries import FigureLine
from thidua.vietnamese import writing

_BLANK = "…" * 30
_MODELS, _STEERING = entry("models").group, entry("steering_documents").group
_SHORT_BLANK = "…" * 26
_LINES_FOR_LESSONS = 9


def review_report(
    reading: ReviewReading, phases: Iterable[PhaseReading], surroundings: Surroundings, day: date
) -> Document:
    """Return the report of a review as a document of ``day``."""
    page = Manuscript()
    _situation(page, reading)
    _steering(page, reading)
    _results(page, reading)
    _models(page, reading)
    _commendation(page, reading)
    _shortcomings(page)
    _lessons(page, reading)
    _directions(page, reading, phases)
    return page.finish(
        head=surroundings.head,
        kind="Báo cáo",
        summary=reading.review.title,
        number=surroundings.number("BC"),
        place=surroundings.place,
        day=day,
        signature=surroundings.signature,
        recipients=surroundings.recipients,
        draft=surroundings.is_draft,
    )


def _situation(page: Manuscript, reading: ReviewReading) -> None:
    review = reading.review
    page.heading(1, "Đặc điểm tình hình")
    kind = review.movement.get_category_display()
    page.paragraph(
        f"Báo cáo về {kind} “{review.movement.name}” tại {review.unit.name_in_sentence}, kỳ {review.period.label}. "
        f"Số liệu lấy từ sổ của đơn vị đến hết ngày {review.data_until:%d/%m/%Y}; nguồn của mỗi số ghi ở cuối báo cáo."
    )
    for conference in reading.conferences:
        page.paragraph(cited_text(page, f"{_held(conference)}.", conference))
    _to_fill(page, "Đặc điểm địa bàn, thuận lợi, khó khăn")


def _steering(page: Manuscript, reading: ReviewReading) -> None:
    page.heading(1, "Công tác lãnh đạo, chỉ đạo")
    lines = _of_group(reading, _STEERING)
    for line in lines:
        page.paragraph("Đã ban hành ", *_told(page, line), ".")
    if reading.documents:
        page.paragraph("Phong trào được tổ chức thực hiện theo:")
        page.items([cited_text(page, str(each), each) for each in reading.documents])
    if not lines and not reading.documents:
        _to_fill(page, "Văn bản lãnh đạo, chỉ đạo đã ban hành")


def _results(page: Manuscript, reading: ReviewReading) -> None:
    page.heading(1, "Kết quả thực hiện")
    shown = [row for row in reading.results if row.line.indicator.group not in {_MODELS, _STEERING}]
    groups = list(dict.fromkeys(row.line.indicator.group for row in shown))
    for group in groups:
        page.heading(2, group)
        rows = [row for row in shown if row.line.indicator.group == group and row.now]
        page.items([[*_told(page, row.now), _compared(row)] for row in rows if row.now] or ["Kỳ này chưa có số."])
    if reading.results:
        page.heading(2, "Tổng hợp số liệu")
        _results_table(page, reading)
        _chart(page, reading)
    else:
        _to_fill(page, "Kết quả thực hiện các nội dung, chỉ tiêu")
    if reading.aggregates:
        page.heading(2, "Số liệu công bố")
        page.paragraph("Dẫn lại như nguồn công bố, không cộng, không so sánh:")
        page.items([list(_told(page, line)) for line in reading.aggregates])


def _results_table(page: Manuscript, reading: ReviewReading) -> None:
    """Write the numbers of this period beside those of the one before, or alone where there was none."""
    is_compared = any(row.before for row in reading.results)
    columns = [Column("Nội dung", width=2.4), Column(reading.review.period.label.capitalize(), "right", 1.25)]
    if is_compared:
        columns.insert(1, Column(reading.previous_label or "Kỳ trước", "right", 1.25))
        columns += [Column("Chênh", "right", 0.9), Column("Tỷ lệ", "right", 0.9)]
    rows = [_cells(page, row) if is_compared else _cells(page, row)[::2][:2] for row in reading.results]
    estimated = any(row.change and row.change.is_estimate for row in reading.results)
    remark = "* Có số chỉ nêu “trên, hơn, gần” nên chênh và tỷ lệ là ước tính." if estimated else ""
    page.table(columns, rows, title=sentences.comparison(reading.results), remark=remark)


def _cells(page: Manuscript, row: ComparedLine) -> tuple[Text, ...]:
    """Return the cells of a row: what, before, now, difference, share."""
    change = row.change
    mark = "*" if change and change.is_estimate else ""
    decimals = row.line.indicator.decimals
    disputed = " (hai nguồn khác nhau)" if row.now and row.now.is_disputed else ""
    return (
        f"{row.line.label[:1].upper()}{row.line.label[1:]}{disputed}",
        [cited(page, row.before)] if row.before else "–",
        [cited(page, row.now, bold=True)] if row.now else "chưa có số",
        f"{writing.difference(change.difference, decimals)}{mark}" if change else "–",
        f"{writing.share(change.permille)}{mark}" if change and change.permille is not None else "–",
    )


def _chart(page: Manuscript, reading: ReviewReading) -> None:
    picture = pictures.picture_of(reading, palette=PRINT, width=620)
    if picture is None:
        return
    citations = [figure.citation for figure in picture.figures] + [award.citation for award in picture.awards]
    notes = dict.fromkeys(note(page, citation) for citation in citations)
    line = Run(picture.note, notes=tuple(notes))
    page.chart(picture.title, picture.spec, f"{picture.title}. {picture.note}.", [line])


def _models(page: Manuscript, reading: ReviewReading) -> None:
    page.heading(1, "Mô hình, điển hình tiên tiến")
    rows = [row for row in reading.results if row.line.indicator.group == _MODELS and row.now]
    if rows:
        page.items([[*_told(page, row.now), _compared(row)] for row in rows if row.now])
    _to_fill(page, "Mô hình, điển hình tiêu biểu và cách làm")


def _commendation(page: Manuscript, reading: ReviewReading) -> None:
    page.heading(1, "Công tác khen thưởng")
    if not reading.awards:
        _to_fill(page, "Tập thể, cá nhân được khen thưởng")
    else:
        _awards(page, reading)
    if reading.recalled:
        page.paragraph("Khen thưởng, công nhận của kỳ khác, nhắc lại tại hội nghị:")
        page.items([recalled(page, award) for award in reading.recalled])


def _awards(page: Manuscript, reading: ReviewReading) -> None:
    columns = (Column("Hình thức", width=1.6), Column("Cấp tặng", width=1.4), Column("Được tặng", width=1.6))
    rows = [
        Row(
            (
                runs(award.form_name[:1].upper() + award.form_name[1:]),
                runs(award.authority or "–"),
                runs([cited_text(page, award.recipients_in_words, award)]),
            )
        )
        for award in reading.awards
    ]
    page.table(columns, rows, title=sentences.awards_given(reading))
    named = [award for award in reading.awards if award.recipients.all()]
    if named:
        page.honours(
            HonourGroup(
                str(award),
                tuple(
                    Honoured(each.name, each.reason, (note(page, award.citation),)) for each in award.recipients.all()
                ),
            )
            for award in named
        )


def _shortcomings(page: Manuscript) -> None:
    page.heading(1, "Tồn tại, hạn chế và nguyên nhân")
    _to_fill(page, "Tồn tại, hạn chế")
    _to_fill(page, "Nguyên nhân khách quan, chủ quan")


def _lessons(page: Manuscript, reading: ReviewReading) -> None:
    page.heading(1, "Bài học kinh nghiệm")
    lesson = next((line for line in reading.plans if line.indicator.code == "lessons"), None)
    if lesson is None:
        _to_fill(page, "Bài học rút ra")
        return
    page.paragraph("Hội nghị rút ra ", *_told(page, lesson), ":")
    page.items([_SHORT_BLANK] * min(max(lesson.amount.value, 1), _LINES_FOR_LESSONS), numbered=True)


def _directions(page: Manuscript, reading: ReviewReading, phases: Iterable[PhaseReading]) -> None:
    page.heading(1, "Phương hướng, nhiệm vụ")
    plans = [line for line in reading.plans if line.indicator.code != "lessons"]
    if plans:
        page.paragraph("Kỳ tới đặt ra ", *_joined([list(_told(page, line)) for line in plans]), ".")
    aims = [aim for phase in phases for group in phase.groups for aim in group.aims]
    for kind in AimKind:
        items = [aim.text for aim in aims if aim.kind == kind]
        if items:
            page.heading(2, f"{kind.label[:1].upper()}{kind.label[1:]}")
            page.items(items, numbered=True)
    _given(page, [each for each in reading.directions if each.state != DirectionState.DONE])
    if not plans and not aims and not reading.directions:
        _to_fill(page, "Phương hướng, nhiệm vụ kỳ tới")


def _given(page: Manuscript, directions: list[ConferenceDirection]) -> None:
    """Write the directions still to be carried out: a list, or a table once somebody has one of them."""
    if not directions:
        return
    page.heading(2, "Chỉ đạo tại hội nghị")
    texts = [f"{each.text[:1].upper()}{each.text[1:]}" for each in directions]
    if not any(each.owner or each.due_on for each in directions):
        page.items(texts, numbered=True)
        return
    columns = (Column("Nội dung", width=2.6), Column("Chủ trì", width=1.3), Column("Hạn", "right", 0.9))
    owners = [each.owner or "chưa giao" for each in directions]
    days = [f"{each.due_on:%d/%m/%Y}" if each.due_on else "–" for each in directions]
    page.table(columns, zip(texts, owners, days, strict=True))


def _held(conference: Conference) -> str:
    """Return who held a conference, when and where, as far as its source says."""
    day = conference.held_on
    when = f" ngày {day.day:02d}/{day.month:02d}/{day.year}" if day else ""
    where = f" tại {conference.place}" if conference.place else ""
    by = f", do {', '.join(conference.organisers)} tổ chức" if conference.organisers else ""
    return f"{conference.name}{by}{when}{where}".strip()


def _told(page: Manuscript, line: FigureLine) -> tuple[str | Run, ...]:
    """Return number and what it counts: «hơn 74.000 [6] lượt người dự tuyên truyền»."""
    return (cited(page, line, bold=True), f" {line.label}")


def _compared(row: ComparedLine) -> str:
    change = row.change
    if change is None or row.before is None:
        return ""
    by = writing.share(change.permille) if change.permille is not None else ""
    estimate = ", ước tính" if change.is_estimate else ""
    return f" (kỳ trước {row.before.text}{f'; {by}' if by else ''}{estimate})"


def _joined(parts: list[list[str | Run]]) -> list[str | Run]:
    return [piece for place, part in enumerate(parts) for piece in ([", ", *part] if place else part)]


def _of_group(reading: ReviewReading, group: str) -> list[FigureLine]:
    return [row.now for row in reading.results if row.now and row.line.indicator.group == group]


def _to_fill(page: Manuscript, what: str) -> None:
    """Leave a dotted blank that says what belongs there."""
    page.add(Paragraph(runs(f"{what} (đơn vị bổ sung):", italic=True), "left"))
    page.add(Paragraph(runs(_BLANK), "left"))
