"""One review put together: what its page, its print and its pack show, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from thidua.awards.models import Award
from thidua.awards.queries import awards_of_movement, awards_with_ids
from thidua.conferences.models import Conference, ConferenceDirection, Participation, Review
from thidua.conferences.rules import looks_back
from thidua.movements.models import Aim, GoverningDocument, Phase
from thidua.movements.queries import governing_documents_of
from thidua.reports import queries as reports
from thidua.reports import rules
from thidua.reports.models import Figure, Period
from thidua.reports.queries import FigureLine

NEXT_TERM = "Kỳ tới"
"""The group of indicators that count what a conference set for the next term (``indicators/data``)."""


@dataclass(frozen=True)
class ComparedLine:
    """One row of the results: the number of this period, that of the one before, and the change between them."""

    now: FigureLine | None
    before: FigureLine | None = None
    change: rules.Change | None = None

    @property
    def line(self) -> FigureLine:
        """The number that names the row."""
        found = self.now or self.before
        if found is None:
            raise ValueError("a row of results has a number of one period at least")
        return found


@dataclass(frozen=True)
class PointInTime:
    """The number of one indicator in one period."""

    period: Period
    line: FigureLine


@dataclass(frozen=True)
class TargetReading:
    """A target with the number reached and what is missing."""

    aim: Aim
    reached: FigureLine | None
    gap: rules.Gap | None


@dataclass(frozen=True)
class ReviewReading:
    """A review as it stands, or as it was fixed.

    ``results`` are what units report; ``plans`` the counts set for the next term; ``aggregates`` what sources publish
    and we only repeat; ``recalled`` are awards of other periods of which its conferences told; ``new_since_frozen``
    counts the figures and awards that came after the data cut.
    """

    review: Review
    results: tuple[ComparedLine, ...]
    plans: tuple[FigureLine, ...]
    aggregates: tuple[FigureLine, ...]
    awards: tuple[Award, ...]
    recalled: tuple[Award, ...]
    conferences: tuple[Conference, ...]
    people: tuple[Participation, ...]
    directions: tuple[ConferenceDirection, ...]
    documents: tuple[GoverningDocument, ...]
    targets: tuple[TargetReading, ...]
    history: tuple[PointInTime, ...]
    previous_label: str
    new_since_frozen: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet to review."""
        return not (any(row.now for row in self.results) or self.plans or self.aggregates or self.awards)

    @property
    def disputed(self) -> tuple[FigureLine, ...]:
        """The numbers on which documents disagree."""
        return tuple(row.now for row in self.results if row.now is not None and row.now.is_disputed)


def read_review(review: Review) -> ReviewReading:
    """Put a review together; one that is frozen from the figures and awards of its data cut."""
    all_figures = reports.figures_of_movement(review.movement_id, review.unit_id)
    all_awards = awards_of_movement(review.movement_id, review.unit_id)
    held, elsewhere = _conferences(review)
    now, before, awards = _cut(review, all_figures, all_awards, elsewhere)
    lines = reports.lines(now, review.unit_id)
    results = [line for line in lines if not line.is_published_aggregate and line.indicator.group != NEXT_TERM]
    earlier = [line for line in reports.lines(before, review.unit_id) if not line.is_published_aggregate]
    earlier = [line for line in earlier if line.indicator.group != NEXT_TERM]
    standing = reports.of_period(all_figures, review.period, told_elsewhere=elsewhere)
    fresh = {row.pk for row in standing} - {row.pk for row in now}
    return ReviewReading(
        review=review,
        results=compare(results, earlier),
        plans=tuple(line for line in lines if line.indicator.group == NEXT_TERM),
        aggregates=tuple(line for line in lines if line.is_published_aggregate),
        awards=tuple(awards),
        recalled=tuple(_recalled(all_awards, awards, held)),
        conferences=tuple(held),
        people=tuple(_people(held)),
        directions=tuple(ConferenceDirection.objects.in_force().filter(review=review).select_related("citation")),
        documents=tuple(governing_documents_of(review.movement)),
        targets=_targets(review, results),
        history=_history(all_figures, results, review),
        previous_label=_previous_label(earlier),
        new_since_frozen=len(fresh) if review.frozen_at else 0,
    )


def awards_of_period(rows: Iterable[Award], period: Period, told_elsewhere: Collection[int]) -> list[Award]:
    """Return the awards that count in a review of ``period``; of no stated period, those of its conferences."""
    review = reports.span(period)
    return [row for row in rows if reports.counts_in(row.period, row.citation.document_id, review, told_elsewhere)]


def _recalled(rows: Iterable[Award], counted: Collection[Award], held: Sequence[Conference]) -> list[Award]:
    """Return the awards of other periods that stand in the documents of a review's conferences."""
    documents = {conference.citation.document_id for conference in held}
    return [row for row in rows if row.citation.document_id in documents and row not in counted]


def compare(now: Sequence[FigureLine], before: Sequence[FigureLine]) -> tuple[ComparedLine, ...]:
    """Pair the lines of two periods; a change is told only where each period has one undisputed number."""
    rows: list[ComparedLine] = []
    for line in now:
        same = [each for each in before if each.indicator == line.indicator]
        siblings = [each for each in now if each.indicator == line.indicator]
        if len(same) == 1 and len(siblings) == 1:
            rows.append(ComparedLine(line, same[0], rules.change(same[0].amount, line.amount)))
        else:
            rows.append(ComparedLine(line))
    known = {line.indicator for line in now}
    rows += [ComparedLine(None, line) for line in before if line.indicator not in known]
    return tuple(sorted(rows, key=lambda row: row.line.indicator.order))


def _cut(
    review: Review, figures: list[Figure], awards: list[Award], elsewhere: Collection[int]
) -> tuple[list[Figure], list[Figure], list[Award]]:
    if review.frozen_at is None:
        return (
            reports.of_period(figures, review.period, told_elsewhere=elsewhere),
            reports.of_previous_period(figures, review.period),
            awards_of_period(awards, review.period, elsewhere),
        )
    ids: dict[str, list[int]] = review.frozen
    return (
        reports.figures_with_ids(ids["figures"]),
        reports.figures_with_ids(ids["earlier"]),
        awards_with_ids(ids["awards"]),
    )


def _conferences(review: Review) -> tuple[list[Conference], set[int]]:
    """Return the conferences of a review, and the documents (ids) whose undated facts belong to other periods.

    A document that tells both of a review and of a launch belongs to the period that is reviewed.
    """
    rows = Conference.objects.in_force().filter(movement=review.movement_id, unit=review.unit_id)
    rows = rows.select_related("period", "citation__document").order_by("held_on", "id")
    held = [row for row in rows if _is_held_for(row, review.period)]
    looking_back = {row.citation.document_id for row in rows if looks_back(row.kinds)}
    own = {
        row.citation.document_id
        for row in held
        if looks_back(row.kinds) or row.citation.document_id not in looking_back
    }
    return held, {row.citation.document_id for row in rows} - own


def _is_held_for(conference: Conference, period: Period) -> bool:
    """Whether a conference looks back on ``period``; one that states none, by the year in which it was held."""
    if conference.period is not None and conference.period.since is not None:
        return rules.belongs_to(reports.span(conference.period), reports.span(period))
    if conference.held_on is None or period.since is None or period.until is None:
        return True
    return period.since.year <= conference.held_on.year <= period.until.year


def _people(held: list[Conference]) -> list[Participation]:
    rows = Participation.objects.in_force().filter(conference__in=held)
    return list(rows.select_related("person", "citation__document").order_by("conference_id", "order", "id"))


def _targets(review: Review, results: Sequence[FigureLine]) -> tuple[TargetReading, ...]:
    period = review.period
    if period.since is None:
        return ()
    phases = Phase.objects.filter(movement=review.movement_id, first_year=period.since.year)
    aims = Aim.objects.in_force().filter(phase__in=phases, indicator__isnull=False, value__isnull=False)
    found: list[TargetReading] = []
    for aim in aims.select_related("indicator"):
        lines = [line for line in results if line.indicator == aim.indicator]
        reached = lines[0] if len(lines) == 1 else None
        gap = rules.gap(aim.value or 0, reached.amount) if reached else None
        found.append(TargetReading(aim, reached, gap))
    return tuple(found)


def _history(figures: list[Figure], results: Sequence[FigureLine], review: Review) -> tuple[PointInTime, ...]:
    """Return the first result's number period by period, where two periods at least have one undisputed number."""
    for line in results:
        periods = {row.period_id: row.period for row in figures if row.indicator_id == line.indicator.pk}
        dated = sorted((each for each in periods.values() if each.since), key=lambda each: (each.since, each.pk))
        points: list[PointInTime] = []
        for period in dated:
            rows = [row for row in figures if row.indicator_id == line.indicator.pk and row.period_id == period.pk]
            found = reports.lines(rows, review.unit_id)
            if len(found) == 1:
                points.append(PointInTime(period, found[0]))
        if len(points) > 1:
            return tuple(points)
    return ()


def _previous_label(earlier: Sequence[FigureLine]) -> str:
    labels = {line.period.label for line in earlier}
    return labels.pop() if len(labels) == 1 else ""
