"""Innovations that a nomination rests on and that were used before (guidance 5007/BNV-TĐKT of 2023): a warning only."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from thidua.honours.queries.merged import standing_for
from thidua.law.catalogue import all_award_forms
from thidua.law.entries import Category
from thidua.nominations.models import Innovation, Nomination
from thidua.nominations.queries.retellings import merged_into
from thidua.nominations.rules.achievements.comparing import Verdict, compare
from thidua.nominations.rules.achievements.pictures import Achievement, picture
from thidua.nominations.rules.path import STANDING

_AT_ONCE = 2000
_OTHERS_NAMED = 5
"""Of other nominees with the same certificate: one decision recognises hundreds, and some of them say enough."""
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class UsedInnovation:
    """An innovation of a nomination that another one rests on, too.

    Attributes:
        name: as the nomination names it.
        used_name, used_year, certificate: as the other one has it.
        award_name, year, code, nominee: of the other one.
        is_same_holder: whether that is the same nominee; else only the certificate is the same.
        is_other_use: a title there and a commendation here, or the other way round.
    """

    name: str
    used_name: str
    used_year: int
    certificate: str
    award_name: str
    year: int
    code: str
    nominee: str
    is_same_holder: bool
    is_other_use: bool

    @property
    def what(self) -> str:
        """The use in words, as a verdict keeps it."""
        return f"“{self.used_name}” – {self.award_name} năm {self.year} của {self.nominee} ({self.code})"


def innovations_used_before(nomination: Nomination) -> tuple[UsedInnovation, ...]:
    """Return which innovations of a nomination another one that stands rests on, too.

    Of the same nominee by name, slips and other words allowed, or certificate; of anybody by certificate and year.
    """
    return innovations_used_before_many([nomination])[nomination.pk]


def innovations_used_before_many(nominations: Sequence[Nomination]) -> dict[int, tuple[UsedInnovation, ...]]:
    """Return the same for many, by the nomination's key; a handful of statements for each two thousand."""
    found: dict[int, tuple[UsedInnovation, ...]] = {each.pk: () for each in nominations}
    for part in _parts(nominations):
        found |= _of_part(part)
    return found


def _of_part(part: Sequence[Nomination]) -> dict[int, tuple[UsedInnovation, ...]]:
    mine: dict[int, list[Innovation]] = defaultdict(list)
    for row in Innovation.objects.filter(nomination__pk__among=[each.pk for each in part]).order_by("pk"):
        mine[row.nomination_id].append(row)
    resting = [each for each in part if each.pk in mine]
    if not resting:
        return {}
    standing, others = _others(resting, [row for rows in mine.values() for row in rows])
    by_holder: dict[int, list[Innovation]] = defaultdict(list)
    by_certificate: dict[tuple[str, int], list[Innovation]] = defaultdict(list)
    for row in others:
        by_holder[standing.get(row.nomination.holder_id, row.nomination.holder_id)].append(row)
        if row.certificate:
            by_certificate[_certificate(row)].append(row)
    return {
        each.pk: tuple(
            _used(each, own, other, is_same_holder=is_same)
            for own in mine[each.pk]
            for other, is_same in _same(each, own, standing[each.holder_id], by_holder, by_certificate)
        )
        for each in resting
    }


def _others(resting: Sequence[Nomination], mine: Sequence[Innovation]) -> tuple[dict[int, int], list[Innovation]]:
    """Return which record stands for each, and every innovation that may be one of these."""
    standing = standing_for({each.holder_id for each in resting})
    standing |= merged_into(set(standing.values()))
    known = Innovation.objects.filter(nomination__state__in=STANDING).select_related("nomination").order_by("pk")
    holders = standing.keys() | set(standing.values())
    rows = {row.pk: row for row in known.filter(nomination__holder__pk__among=holders)}
    for some in _parts(sorted({row.certificate for row in mine if row.certificate})):
        rows |= {row.pk: row for row in known.filter(certificate__in=some)}
    return standing, list(rows.values())


def _same(
    one: Nomination,
    own: Innovation,
    holder: int,
    by_holder: Mapping[int, Collection[Innovation]],
    by_certificate: Mapping[tuple[str, int], Collection[Innovation]],
) -> Iterator[tuple[Innovation, bool]]:
    seen = set()
    for other in by_holder.get(holder, ()):
        if other.nomination_id != one.pk and _is_one(own, other):
            seen.add(other.pk)
            yield other, True
    alike = by_certificate.get(_certificate(own), ()) if own.certificate else ()
    strangers = (other for other in alike if other.nomination_id != one.pk and other.pk not in seen)
    yield from ((other, False) for other in itertools.islice(strangers, _OTHERS_NAMED))


def _is_one(one: Innovation, other: Innovation) -> bool:
    if one.folded == other.folded or (one.certificate and _certificate(one) == _certificate(other)):
        return True
    mine, theirs = (picture(Achievement(row.name, one.year)) for row in (one, other))
    return not mine.is_formula and compare(mine, theirs, is_same_holder=True).verdict is Verdict.SAME


def _certificate(row: Innovation) -> tuple[str, int]:
    return row.certificate, row.year


def _used(one: Nomination, own: Innovation, other: Innovation, *, is_same_holder: bool) -> UsedInnovation:
    used = other.nomination
    return UsedInnovation(
        name=own.name,
        used_name=other.name,
        used_year=other.year,
        certificate=other.certificate,
        award_name=used.award_name,
        year=used.year,
        code=used.code,
        nominee=used.name,
        is_same_holder=is_same_holder,
        is_other_use=_is_title(one.award_code) != _is_title(used.award_code),
    )


def _is_title(code: str) -> bool:
    return any(form.category is Category.TITLE for form in all_award_forms().get(code, ())[-1:])


def _parts(values: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
