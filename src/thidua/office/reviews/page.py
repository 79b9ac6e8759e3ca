"""What the page of a review shows, put in its order; the template only draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.awards.models import Award
from thidua.awards.sentences import recipients_in_words
from thidua.conferences import pictures, sentences
from thidua.conferences.choices import ParticipationRole
from thidua.conferences.models import Participation
from thidua.conferences.queries.reading import ComparedLine, ReviewReading, TargetReading
from thidua.office.reviews.marks import Mark, Marks
from thidua.paper import charts
from thidua.paper.model import Run, Table
from thidua.reports.queries import FigureLine
from thidua.vietnamese import writing

_LEADS = 4
_HALF, _WHOLE = 430, 900
"""Width of a chart beside the table of results, and above it, in px."""
_ON_PHONE = 310
_ON_PAPER = 640
_ROWS_BESIDE_A_CHART = 6


@dataclass(frozen=True)
class ShownNumber:
    """A number with its marks."""

    qualifier: str
    number: str
    label: str
    marks: list[Mark]
    unit_count: int = 1
    is_disputed: bool = False


@dataclass(frozen=True)
class Lead:
    """A number of the strip on top, with that of the period before under it."""

    now: ShownNumber
    before: ShownNumber | None = None


@dataclass(frozen=True)
class ResultRow:
    """A row of the table of results."""

    label: str
    before: ShownNumber | None
    now: ShownNumber | None
    difference: str = ""
    share: str = ""
    fell: bool = False


@dataclass(frozen=True)
class Honoured:
    """One entry of the honour panel: a named recipient, or those whom the source only counts."""

    name: str
    award: str
    why: str
    mark: Mark


@dataclass(frozen=True)
class HonourColumn:
    """Collectives, individuals, or those whom the source does not tell apart."""

    name: str | Promise
    people: list[Honoured]


@dataclass(frozen=True)
class ShownChart:
    """A chart with the table behind it."""

    title: str
    note: str
    svg: SafeString
    narrow: SafeString
    printed: SafeString
    columns: list[str]
    rows: list[list[str]]
    marks: list[Mark]


@dataclass(frozen=True)
class ShownPerson:
    """Somebody who was there."""

    name: str
    posts: str
    roles: str
    mark: Mark


@dataclass(frozen=True)
class ShownTarget:
    """A target with a bar."""

    name: str
    value: str
    unit: str
    share: int
    goal: str
    met: bool
    gap: str


@dataclass(frozen=True)
class ReviewPage:
    """Everything on the page."""

    reading: ReviewReading
    lede: str
    leads: list[Lead]
    disputes: list[list[ShownNumber]]
    results_title: str
    results: list[ResultRow]
    is_estimated: bool
    chart: ShownChart | None
    is_beside: bool
    honours_title: str
    honours: list[HonourColumn]
    honoured_count: int
    plans: list[ShownNumber]
    aggregates: list[ShownNumber]
    people: list[ShownPerson]
    targets: list[ShownTarget]
    directions_note: str
    marks: list[Mark] = field(default_factory=list)


def page_of(reading: ReviewReading) -> ReviewPage:
    """Return the page of a review, its marks numbered in the order in which they are read."""
    marks = Marks(reading.review)
    leads = _leads(reading, marks)
    honours = [*_honours(reading.awards, marks), *_recalled(reading.recalled, marks)]
    return ReviewPage(
        reading=reading,
        lede=sentences.what_the_review_holds(reading),
        leads=leads,
        disputes=_disputes(reading, marks),
        results_title=sentences.comparison(reading.results),
        results=[_row(row, marks) for row in reading.results],
        is_estimated=any(row.change and row.change.is_estimate for row in reading.results),
        chart=_chart(reading, marks),
        is_beside=is_beside_table(reading),
        honours_title=sentences.awards_given(reading),
        honours=honours,
        honoured_count=sum(len(column.people) for column in honours),
        plans=[_shown(line, marks) for line in reading.plans] if _has_results(reading) else [],
        aggregates=[_shown(line, marks) for line in reading.aggregates],
        people=[_person(each, marks) for each in reading.people],
        targets=[_target(each) for each in reading.targets],
        directions_note=sentences.directions_given(reading),
        marks=marks.all,
    )


def _leads(reading: ReviewReading, marks: Marks) -> list[Lead]:
    """The first results; where there are fewer than four, awards, plans and published figures follow."""
    compared = [row for row in reading.results if row.now and not row.now.is_disputed]
    leads = [Lead(_shown(row.now, marks), _shown(row.before, marks) if row.before else None)
             for row in compared[:_LEADS] if row.now]  # fmt: skip
    counted = [award for award in reading.awards if award.recipient_count is not None]
    leads += [_award_lead(award, marks) for award in counted[: _LEADS - len(leads)]]
    others = [*reading.plans, *reading.aggregates]
    return leads + [Lead(_shown(line, marks)) for line in others[: _LEADS - len(leads)]]


def _has_results(reading: ReviewReading) -> bool:
    """Whether results or counted awards fill the strip on top; else the plans stand there, and are not told twice."""
    return any(row.now for row in reading.results) or any(each.recipient_count is not None for each in reading.awards)


def _award_lead(award: Award, marks: Marks) -> Lead:
    label = _after_the_count(award) % {
        "who": award.recipient_noun or _("tập thể, cá nhân"), "award": str(award)[:1].lower() + str(award)[1:]
    }  # fmt: skip
    return Lead(ShownNumber("", writing.number(award.recipient_count or 0), label, [marks.of(award.citation)]))


def _after_the_count(award: Award) -> str:
    if award.collectives is not None and award.individuals is not None:
        return _("tập thể và cá nhân nhận %(award)s")
    if award.collectives is not None:
        return ngettext("tập thể nhận %(award)s", "tập thể nhận %(award)s", award.collectives)
    if award.individuals is not None:
        return ngettext("cá nhân nhận %(award)s", "cá nhân nhận %(award)s", award.individuals)
    return _("%(who)s nhận %(award)s")


def _disputes(reading: ReviewReading, marks: Marks) -> list[list[ShownNumber]]:
    """The numbers on which documents disagree, side by side, indicator by indicator."""
    groups: dict[int, list[ShownNumber]] = {}
    for line in reading.disputed:
        groups.setdefault(line.indicator.pk, []).append(_shown(line, marks))
    return list(groups.values())


def _shown(line: FigureLine, marks: Marks) -> ShownNumber:
    return ShownNumber(line.qualifier, line.number, line.label, marks.of_line(line), len(line.units), line.is_disputed)


def _row(row: ComparedLine, marks: Marks) -> ResultRow:
    change, decimals = row.change, row.line.indicator.decimals
    mark = "*" if change and change.is_estimate else ""
    label = row.line.label
    return ResultRow(
        label=f"{label[:1].upper()}{label[1:]}",
        before=_shown(row.before, marks) if row.before else None,
        now=_shown(row.now, marks) if row.now else None,
        difference=f"{writing.difference(change.difference, decimals)}{mark}" if change else "",
        share=f"{writing.share(change.permille)}{mark}" if change and change.permille is not None else "",
        fell=bool(change and change.difference < 0),
    )


def _chart(reading: ReviewReading, marks: Marks) -> ShownChart | None:
    picture = pictures.picture_of(reading, width=_HALF if is_beside_table(reading) else _WHOLE)
    if picture is None:
        return None
    on_phone = pictures.picture_of(reading, width=_ON_PHONE)
    on_paper = pictures.picture_of(reading, palette=charts.PRINT, width=_ON_PAPER)
    table: Table = charts.data_table(picture.spec)
    citations = [figure.citation for figure in picture.figures] + [award.citation for award in picture.awards]
    found = {mark.number: mark for mark in (marks.of(citation) for citation in citations)}
    return ShownChart(
        title=picture.title,
        note=picture.note,
        svg=_drawn(picture),
        narrow=_drawn(on_phone or picture),
        printed=_drawn(on_paper or picture),
        columns=[column.head for column in table.columns],
        rows=[[_plain(cell) for cell in row.cells] for row in table.rows],
        marks=list(found.values()),
    )


def _drawn(picture: pictures.Picture) -> SafeString:
    return mark_safe(charts.svg(picture.spec))  # noqa: S308 - drawn here by vl-convert, text escaped in it


def is_beside_table(reading: ReviewReading) -> bool:
    """Whether chart and table stand side by side; a long table, or a chart alone, takes the whole width."""
    return 0 < len(reading.results) <= _ROWS_BESIDE_A_CHART


def _plain(cell: Iterable[Run]) -> str:
    return "".join(run.text for run in cell)


def _honours(awards: Iterable[Award], marks: Marks) -> list[HonourColumn]:
    """Those honoured, named ones first; whom the source only counts stand as a count."""
    collectives: list[Honoured] = []
    individuals: list[Honoured] = []
    together: list[Honoured] = []
    columns = {"collective": collectives, "individual": individuals, "household": together}
    for award in awards:
        mark = marks.of(award.citation)
        named = list(award.recipients.all())
        for each in named:
            columns[each.kind].append(Honoured(each.name, str(award), each.reason or award.reason, mark))
        if named:
            continue
        if award.collectives is not None:
            words = recipients_in_words(award.collectives, None, None)
            collectives.append(Honoured(words, str(award), award.reason, mark))
        if award.individuals is not None:
            words = recipients_in_words(None, award.individuals, None)
            individuals.append(Honoured(words, str(award), award.reason, mark))
        if award.collectives is None and award.individuals is None:
            together.append(Honoured(award.recipients_in_words, str(award), award.reason, mark))
    found = (
        HonourColumn(gettext_lazy("Tập thể"), collectives),
        HonourColumn(gettext_lazy("Cá nhân"), individuals),
        HonourColumn(gettext_lazy("Tập thể và cá nhân"), together),
    )
    return [column for column in found if column.people]


def _recalled(awards: Iterable[Award], marks: Marks) -> list[HonourColumn]:
    """Awards of other periods of which the conference told."""
    people = [
        Honoured(award.recipients_in_words, str(award), str(award.period or ""), marks.of(award.citation))
        for award in awards
    ]
    return [HonourColumn(gettext_lazy("Kỳ khác, nhắc lại tại hội nghị"), people)] if people else []


def _person(each: Participation, marks: Marks) -> ShownPerson:
    roles = ", ".join(str(ParticipationRole(role).label) for role in each.roles)
    name = f"{each.rank} {each.person.name}".strip()
    return ShownPerson(name, ", ".join(each.posts), roles, marks.of(each.citation))


def _target(each: TargetReading) -> ShownTarget:
    indicator = each.aim.indicator
    goal, decimals = each.aim.value or 0, indicator.decimals if indicator else 0
    unit = indicator.unit_of_measure if indicator else ""
    if each.reached is None or each.gap is None:
        return ShownTarget(each.aim.text, "", unit, 0, writing.scaled(goal, decimals), False, _("Chưa có số để so."))
    share = min(100, each.reached.amount.value * 100 // goal) if goal else 100
    missing = {"missing": writing.scaled(each.gap.missing, decimals), "unit": unit}
    if each.gap.is_reached:
        gap = _("Đã đạt chỉ tiêu.")
    elif each.gap.is_reached is None:
        gap = _("Nguồn nêu số ước chừng, chưa kết luận được.")
    else:
        gap = _("Thiếu %(missing)s %(unit)s.") % missing
    return ShownTarget(
        each.aim.text,
        each.reached.text,
        unit,
        share,
        writing.scaled(goal, decimals),
        bool(each.gap.is_reached),
        gap,
    )
