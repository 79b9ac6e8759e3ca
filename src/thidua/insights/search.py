"""One search over everything in scope: by folded names, every word of the question somewhere in the name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext

from thidua.awards.models import Award, Recipient
from thidua.conferences.models import Conference, Participation
from thidua.core.actors import Actor
from thidua.movements.models import Movement
from thidua.organisations.choices import Level
from thidua.organisations.models import Lineage, Unit, UnitDescription
from thidua.organisations.queries import units_in_scope
from thidua.people.models import PublicPerson
from thidua.sources.models import Document
from thidua.vietnamese.fold import fold

SHORTEST = 2
"""Letters below which a question finds nothing: one letter is in every name."""


class HitKind(StrEnum):
    """What was found, in the order of the page."""

    UNIT = "unit"
    MOVEMENT = "movement"
    DOCUMENT = "document"
    PERSON = "person"
    AWARD = "award"
    CONFERENCE = "conference"


@dataclass(frozen=True)
class Hit:
    """One thing found. ``note`` tells it apart from its namesakes: a code, a unit, a day."""

    kind: HitKind
    title: str
    note: str
    uid: UUID
    listed_as: str = ""
    """How a list finds it, where its title is not its name."""
    conference: UUID | None = None
    """Of a person: the last conference in scope at which they are named."""


@dataclass(frozen=True)
class Hits:
    """What was found of one kind; ``more`` says that there is more than was fetched."""

    kind: HitKind
    rows: tuple[Hit, ...]
    more: bool


def search(actor: Actor, question: str, *, on: date, at_most: int) -> list[Hits]:
    """Return at most ``at_most`` hits of each kind that has any, best first, nothing from outside the scope."""
    words = fold(question).split()
    if len("".join(words)) < SHORTEST:
        return []
    units = units_in_scope(actor, on=on)
    found = {kind: look(units, words, at_most + 1) for kind, look in _LOOKS.items()}
    return [Hits(kind, tuple(rows[:at_most]), len(rows) > at_most) for kind, rows in found.items() if rows]


def _named(words: list[str], column: str = "folded") -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__contains": word})
    return condition


def _closeness(words: list[str]) -> Case:
    """Order whole names before beginnings, and beginnings before the rest."""
    whole = " ".join(words)
    return Case(
        When(folded=whole, then=Value(0)),
        When(folded__endswith=f" {whole}", then=Value(1)),
        When(folded__startswith=whole, then=Value(2)),
        When(folded__contains=whole, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )


def _units(units: QuerySet[Unit], words: list[str], at_most: int) -> list[Hit]:
    """Units by any name they ever bore; those in force, the higher and the shorter names first."""
    named = units.filter(Q(pk__in=units.filter(_named(words))) | Q(descriptions__in=_descriptions(words)))
    ranked = named.distinct().annotate(closeness=_closeness(words), letters=Length("folded"))
    rows = list(ranked.order_by("closeness", "level", "letters", "sort_key", "pk")[:at_most])
    above = _provinces(rows)
    return [Hit(HitKind.UNIT, row.full_name, _told_apart(row, above.get(row.pk, "")), row.uid) for row in rows]


def _provinces(rows: Sequence[Unit]) -> dict[int, str]:
    """Return under which province each unit stands or stood last."""
    lines = Lineage.objects.filter(descendant__in=rows, ancestor__level=Level.PROVINCE, depth__gt=0)
    ordered = lines.order_by("descendant", F("until").asc(nulls_last=True), "pk")
    return dict(ordered.values_list("descendant", "ancestor__full_name"))


def _descriptions(words: list[str]) -> QuerySet[UnitDescription]:
    return UnitDescription.objects.filter(_named(words))


def _told_apart(row: Unit, province: str) -> str:
    """Tell units of one name apart: the province, the code, and the day when an old one ended."""
    ended = gettext("đến %(on)s") % {"on": f"{row.until:%d/%m/%Y}"} if row.until else ""
    code = gettext("mã %(code)s") % {"code": row.code} if row.code else ""
    return " · ".join(part for part in (province, code, ended) if part)


def _movements(units: QuerySet[Unit], words: list[str], at_most: int) -> list[Hit]:
    rows = Movement.objects.filter(_named(words), unit__in=units).select_related("unit")
    ordered = rows.annotate(closeness=_closeness(words)).order_by("closeness", "name", "pk")
    return [Hit(HitKind.MOVEMENT, row.name, row.unit.full_name, row.uid) for row in ordered[:at_most]]


def _documents(units: QuerySet[Unit], words: list[str], at_most: int) -> list[Hit]:
    rows = Document.objects.filter(_named(words), unit__in=units).select_related("unit").defer("text", "noise")
    return [Hit(HitKind.DOCUMENT, row.title, row.publisher or row.unit.full_name, row.uid) for row in rows[:at_most]]


def _persons(units: QuerySet[Unit], words: list[str], at_most: int) -> list[Hit]:
    """Persons who took part or received something in scope; a name alone, from elsewhere, is not shown."""
    here = Q(pk__in=Participation.objects.in_force().filter(unit__in=units).values("person"))
    honoured = Q(
        pk__in=Recipient.objects.filter(award__unit__in=units, award__withdrawn_at__isnull=True, person__isnull=False)
        .values("person")
    )  # fmt: skip
    rows = PublicPerson.objects.filter(_named(words), here | honoured, withdrawn_at__isnull=True)
    ordered = rows.annotate(closeness=_closeness(words)).order_by("closeness", "sort_key", "pk")
    people = list(ordered[:at_most])
    seen = dict(
        Participation.objects.in_force()
        .filter(person__in=people, unit__in=units, conference__withdrawn_at__isnull=True, conference__unit__in=units)
        .order_by("pk")
        .values_list("person", "conference__uid")
    )
    return [Hit(HitKind.PERSON, row.name, _capacity(row), row.uid, row.name, seen.get(row.pk)) for row in people]


def _capacity(row: PublicPerson) -> str:
    return ", ".join(part for part in (row.rank, *map(str, row.posts[:1])) if part)


def _awards(units: QuerySet[Unit], words: list[str], at_most: int) -> list[Hit]:
    """Awards by who holds them, or by form and authority (few different ones, folded here)."""
    rows = Award.objects.in_force().filter(unit__in=units)
    forms = set(rows.values_list("form_name", "authority").order_by().distinct())
    named = [pair for pair in forms if _all_in(words, " ".join(pair))]
    by_form = Q(pk__in=[])
    for form_name, authority in named:
        by_form |= Q(form_name=form_name, authority=authority)
    held = Recipient.objects.filter(_named(words), award__in=rows)
    found = (
        rows.filter(by_form | Q(pk__in=held.values("award")))
        .prefetch_related("recipients")
        .order_by("-awarded_on", "pk")
    )
    return [Hit(HitKind.AWARD, str(row), _holders(row, words), row.uid, row.form_name) for row in found[:at_most]]


def _holders(row: Award, words: list[str]) -> str:
    names = [recipient.name for recipient in row.recipients.all()]
    matching = [name for name in names if _all_in(words, name)] or names
    return ", ".join(matching[:2]) + ("…" if len(matching) > 2 else "")  # noqa: PLR2004 - two names fit a line


def _conferences(units: QuerySet[Unit], words: list[str], at_most: int) -> list[Hit]:
    rows = Conference.objects.in_force().filter(unit__in=units)
    names = [name for name in rows.values_list("name", flat=True).order_by().distinct() if _all_in(words, name)]
    found = rows.filter(name__in=names).select_related("unit")
    return [
        Hit(HitKind.CONFERENCE, row.name, " · ".join(part for part in (row.place, row.unit.full_name) if part), row.uid)
        for row in found[:at_most]
    ]


def _all_in(words: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


_LOOKS: dict[HitKind, Callable[[QuerySet[Unit], list[str], int], list[Hit]]] = {
    HitKind.UNIT: _units,
    HitKind.MOVEMENT: _movements,
    HitKind.DOCUMENT: _documents,
    HitKind.PERSON: _persons,
    HitKind.AWARD: _awards,
    HitKind.CONFERENCE: _conferences,
}
