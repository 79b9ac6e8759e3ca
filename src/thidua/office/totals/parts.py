"""What a number consists of, in words and with the addresses that lead further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.choices import Combination
from thidua.office.filing.words import period_name, period_with_year
from thidua.office.totals import words
from thidua.office.totals.asked import WHOLE_YEAR, Addresses, Asked
from thidua.office.totals.published import ShownPublished
from thidua.reports.queries.attachments import counted_files
from thidua.reports.queries.totals import TotalPart, TotalParts, TotalsTable
from thidua.reports.rules.calendar import number_of
from thidua.vietnamese import writing
from thidua.web.formats import day


@dataclass(frozen=True)
class ShownPart:
    """A unit below or a shorter period: its number, the page about it, the report that it comes from, and its files."""

    name: str
    url: str
    word: str = ""
    number: str = ""
    note: str = ""
    report: UUID | None = None
    accepted: str = ""
    files: int = 0


@dataclass(frozen=True)
class ShownParts:
    """The parts of one number. ``elsewhere`` is of units that are another's today; ``close_url`` leaves it."""

    title: str
    period: str
    word: str
    number: str
    unit_word: str
    made_of: str
    parts: tuple[ShownPart, ...]
    missing: tuple[ShownPart, ...]
    elsewhere: str
    is_stale: bool
    close_url: str
    maps_url: str
    published: ShownPublished | None


def shown_parts(
    found: TotalParts, table: TotalsTable, asked: Asked, published: ShownPublished | None = None
) -> ShownParts:
    """Put the parts of a number into words, with what was published of it."""
    files = counted_files(found.indicator, {each.accepted.report for each in found.parts if each.accepted})
    drawing = _Drawing(found, asked, Addresses(asked), asked.period(table, asked.place(table)), files)
    return ShownParts(
        title=found.indicator.name,
        period=period_with_year(found.span).replace(" ", "\xa0"),
        word=found.word,
        number=words.value_in_words(found.indicator, found.total) if found.total else "",
        unit_word=found.indicator.unit_of_measure,
        made_of=_made_of(found, table),
        parts=tuple(drawing.part(each) for each in found.parts),
        missing=tuple(drawing.part(each) for each in found.missing),
        elsewhere=words.value_in_words(found.indicator, found.elsewhere) if found.elsewhere else "",
        is_stale=found.is_stale,
        close_url=drawing.addresses.column(drawing.period),
        maps_url=f"{reverse('office:two_maps')}{drawing.addresses.cell(found.indicator.code, drawing.period)}",
        published=published,
    )


def _made_of(found: TotalParts, table: TotalsTable) -> str:
    """Say of how many of how many values the number consists."""
    if table.is_own or found.total is None or found.indicator.over_units == Combination.NONE:
        return ""
    counted = _("báo cáo") if found.is_over_time else words.units_of(table)
    values = {
        "figures": writing.number(found.total.figures),
        "expected": writing.number(max(found.expected, found.total.figures)),
        "counted": counted,
    }
    return _("số của %(figures)s/%(expected)s %(counted)s") % values


@dataclass(frozen=True)
class _Drawing:
    found: TotalParts
    asked: Asked
    addresses: Addresses
    period: str
    files: Mapping[tuple[UUID, int], int]

    def part(self, each: TotalPart) -> ShownPart:
        """Return a part as the page shows it."""
        indicator = self.found.indicator
        part = each.part
        return ShownPart(
            name=self._name(each),
            url=self._url(each),
            word=each.word,
            number=words.value_in_words(indicator, part) if part else "",
            note=self._note(each),
            report=each.accepted.report if each.accepted else None,
            accepted=self._accepted(each),
            files=self.files.get((each.accepted.report, each.accepted.number), 0) if each.accepted else 0,
        )

    def _name(self, each: TotalPart) -> str:
        if self.found.is_over_time:
            return capfirst(period_name(each.span))
        return capfirst(each.name) if each.name else _("Số của chính đơn vị")

    def _url(self, each: TotalPart) -> str:
        """Where the part is taken apart in its turn; blank for the unit's own number."""
        code = self.found.indicator.code
        if self.found.is_over_time:
            return self.addresses.cell(code, str(number_of(each.span)))
        return self.addresses.unit(each.unit, self.period, code) if each.name else ""

    def _note(self, each: TotalPart) -> str:
        if each.part and each.missing:
            return words.missing_word(each.missing)
        is_of_another = self.period == WHOLE_YEAR and not self.found.is_over_time and each.accepted
        return period_name(each.span) if is_of_another else ""

    def _accepted(self, each: TotalPart) -> str:
        if each.accepted is None:
            return ""
        values = {
            "number": each.accepted.number,
            "day": day(each.accepted.accepted_at),
            "by": each.accepted.accepted_by,
        }
        if each.accepted.number > 1:
            return _("Bản %(number)s, %(by)s nhận ngày %(day)s") % values
        return _("%(by)s nhận ngày %(day)s") % values
