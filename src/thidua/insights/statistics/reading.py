"""The statistics of a unit and of all under it for a year, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.awards.queries import RegisterFilter, register
from thidua.core.actors import Actor
from thidua.honours.choices import HolderKind
from thidua.insights.statistics.awards import awards_of_year, rows_of_year
from thidua.insights.statistics.behind import doubles_on
from thidua.insights.statistics.doubles import Double
from thidua.insights.statistics.given import Aside, Given, placed, without
from thidua.insights.statistics.kept_twice import awards_kept_twice
from thidua.insights.statistics.movements import MovementsOfYear, movements_of_year
from thidua.insights.statistics.tables import Table, table
from thidua.law.statistic_forms import StatisticForm, Subject
from thidua.law.statistics import statistics_on


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One form of award that a table counts, since the official form wants each by itself.

    ``is_whole``: every row of the form in the year is counted on this table, so a list of the form is what was counted.
    """

    code: str
    name: str
    is_whole: bool
    collectives: int
    households: int
    individuals: int

    @property
    def total(self) -> int:
        """How many received it."""
        return self.collectives + self.households + self.individuals


@dataclass(frozen=True, slots=True)
class Twice:
    """Awards of a table that stand more than once and count once: in ledgers of several units, within one of them."""

    of_several: int
    within_one: int

    def __bool__(self) -> bool:
        return bool(self.of_several or self.within_one)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The forms of a year with their numbers, and all that counts on none of them.

    Attributes:
        awards_by_form: the forms of award that each table of awards counts, by the code of the table.
        twice_by_form: what each table of awards counts once though it is kept more than once.
        typed: the forms whose numbers officers type.
        ledger: the rows of the year; ``again`` of them say an award that another row says already, ``unnumbered`` have
            no number of a decision, so that nobody can tell.
        no_form, no_level, other_level: awards of the ledger of which no form is known, whose giver's level is not
            known, and whose giver is of a level that no form asks for.
        articles: awards that articles state in totals; ``article_recipients`` of them are counted there.
    """

    year: int
    tables: tuple[Table, ...]
    awards_by_form: dict[str, tuple[AwardLine, ...]]
    twice_by_form: dict[str, Twice]
    typed: tuple[StatisticForm, ...]
    movements: MovementsOfYear
    ledger: int
    again: int
    unnumbered: int
    no_form: int
    no_level: int
    other_level: int
    articles: int
    article_recipients: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to count or to tell."""
        return not (any(each.total for each in self.tables) or self.ledger or self.articles or self.movements.undated)


def read_statistics(actor: Actor, year: int, *, on: date) -> Statistics:
    """Return the statistics that the unit of ``actor`` owes for a year, as things stand on the day ``on``."""
    forms = statistics_on(date(year, 12, 31))
    of_awards = [form for form in forms if form.subject is Subject.AWARDS]
    movements, rows = movements_of_year(actor, year, on=on), awards_of_year(actor, year, on=on)
    twice = awards_kept_twice(actor, year, of_awards, on=on)
    again = [row.given for each in twice for row in each.others]
    by_place: dict[StatisticForm | Aside, list[Given]] = defaultdict(list)
    for each in without(rows, again):
        by_place[placed(each, of_awards)].append(each)
    stated = register(actor, RegisterFilter(year=year), on=on)
    return Statistics(
        year=year,
        tables=tuple(
            table(form, by_place[form]) if form.subject is Subject.AWARDS else table(form, movements.running)
            for form in forms
            if form.subject is not Subject.TYPED
        ),
        awards_by_form={form.code: _by_form(by_place[form], form, again) for form in of_awards},
        twice_by_form={form.code: _twice(doubles_on(twice, form, of_awards)) for form in of_awards},
        typed=tuple(form for form in forms if form.subject is Subject.TYPED),
        movements=movements,
        ledger=_sum(rows),
        again=len(again),
        unnumbered=rows_of_year(actor, year, on=on).filter(decision_number="").count(),
        no_form=_sum(by_place[Aside.NO_FORM]),
        no_level=_sum(by_place[Aside.NO_LEVEL]),
        other_level=_sum(by_place[Aside.OTHER_LEVEL]),
        articles=len(stated),
        article_recipients=sum(award.recipient_count or 0 for award in stated),
    )


def _sum(given: Iterable[Given]) -> int:
    return sum(each.times for each in given)


def _twice(found: Sequence[Double]) -> Twice:
    return Twice(sum(each.is_of_several for each in found), sum(each.is_within_one for each in found))


def _by_form(given: Sequence[Given], form: StatisticForm, again: Iterable[Given]) -> tuple[AwardLine, ...]:
    awards = {each.code: award for each in given if (award := each.award)}
    said_again = {each.code for each in again}
    times: dict[tuple[str, str], int] = defaultdict(int)
    for each in given:
        times[each.code, each.holder_kind] += each.times
    return tuple(
        AwardLine(
            code,
            award.name,
            is_whole=code not in said_again and set(award.given_by).issubset(form.given_by),
            collectives=times[code, HolderKind.COLLECTIVE],
            households=times[code, HolderKind.HOUSEHOLD],
            individuals=times[code, HolderKind.INDIVIDUAL],
        )
        for code, award in sorted(awards.items())
    )
