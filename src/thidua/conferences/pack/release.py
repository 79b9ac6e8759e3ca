"""The press release, from the same figures as the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.text import capfirst

from thidua.conferences.models import Conference, Participation
from thidua.conferences.pack.citing import cited, cited_text, recalled
from thidua.conferences.queries.reading import ReviewReading
from thidua.documents.queries import Surroundings
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Document, HeadKind, Run

_BLANK = "……………………"
_MOST_FIGURES = 8
_MOST_PEOPLE = 6


def press_release(reading: ReviewReading, surroundings: Surroundings, day: date) -> Document:
    """Return the press release of a review as a document of ``day``."""
    page = Manuscript()
    _lead(page, reading)
    _people(page, reading)
    _figures(page, reading)
    _awards(page, reading)
    _next_term(page, reading)
    page.paragraph(Run("Người phát ngôn, trích lời phát biểu (đơn vị bổ sung): ", italic=True), _BLANK)
    return page.finish(
        head=replace(surroundings.head, kind=HeadKind.PRESS),
        kind="Thông cáo báo chí",
        summary=reading.review.title,
        place=surroundings.place,
        day=day,
        contact=surroundings.contact,
        draft=surroundings.is_draft,
    )


def _lead(page: Manuscript, reading: ReviewReading) -> None:
    review = reading.review
    if not reading.conferences:
        page.paragraph(
            f"{capfirst(review.unit.full_name)} tổng kết “{review.movement.name}”, kỳ {review.period.label}. "
            "Ngày, nơi họp (đơn vị bổ sung): ",
            _BLANK,
        )
        return
    for conference in reading.conferences:
        page.paragraph(cited_text(page, _gathering(conference), conference))


def _gathering(conference: Conference) -> str:
    who = ", ".join(conference.organisers) or conference.unit.full_name
    day = conference.held_on
    part = f"{conference.part} " if conference.part else ""
    when = f"{part}ngày {day.day}/{day.month}/{day.year}, " if day else ""
    where = f" tại {conference.place}" if conference.place else ""
    return f"{capfirst(f'{when}{who}')} tổ chức {conference.name[:1].lower()}{conference.name[1:]}{where}."


def _people(page: Manuscript, reading: ReviewReading) -> None:
    if not reading.people:
        return
    page.paragraph("Dự hội nghị có:")
    page.items([cited_text(page, _presented(each), each) for each in reading.people[:_MOST_PEOPLE]])


def _presented(who: Participation) -> str:
    """Return an office-holder as a release names one: rank and name, then the posts."""
    name = f"{who.rank} {who.person.name}".strip()
    posts = ", ".join(who.posts)
    return f"{name}, {posts}" if posts else name


def _figures(page: Manuscript, reading: ReviewReading) -> None:
    lines = [row.now for row in reading.results if row.now is not None and not row.now.is_disputed]
    if not lines:
        return
    page.paragraph(f"Kết quả kỳ {reading.review.period.label}:")
    page.items([[cited(page, line, bold=True), f" {line.label}"] for line in lines[:_MOST_FIGURES]])


def _awards(page: Manuscript, reading: ReviewReading) -> None:
    if not reading.awards:
        return
    page.paragraph("Khen thưởng:")
    page.items(
        [[f"{award}: ", cited_text(page, award.recipients_in_words, award)] for award in reading.awards],
    )
    if reading.recalled:
        page.paragraph("Nhắc lại tại hội nghị:")
        page.items([recalled(page, award) for award in reading.recalled])


def _next_term(page: Manuscript, reading: ReviewReading) -> None:
    plans = [line for line in reading.plans if line.indicator.code != "lessons"]
    if plans:
        page.paragraph("Kỳ tới đặt ra:")
        page.items([[cited(page, line, bold=True), f" {line.label}"] for line in plans])
