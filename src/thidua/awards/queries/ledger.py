"""The named recipients of one award held against the ledger: who is written, who may be there, who is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from thidua.awards.models import Award, Recipient
from thidua.core.actors import Actor
from thidua.honours.choices import HolderKind
from thidua.honours.models import Holder, Honour, Post
from thidua.honours.queries.known import erasures_of
from thidua.honours.queries.matching import Named, Proposal, proposals_for
from thidua.honours.queries.namesakes import namesakes
from thidua.honours.queries.person import ended_before
from thidua.honours.rules.matching import Likeness
from thidua.vietnamese.fold import fold


@dataclass(frozen=True, slots=True)
class AlikeRecord:
    """A record that may be the recipient, how likely and why; ``received``: what it has of that form and year.

    ``post`` is the latest of a person, by which one of two namesakes is known.
    """

    holder: Holder
    likeness: Likeness
    received: tuple[Honour, ...]
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A named recipient, and the records that it may be; of one that is written there are none.

    ``may_be_erased`` says that it was written under a person whose data were erased since, or has the name of one.
    """

    recipient: Recipient
    alike: tuple[AlikeRecord, ...]
    may_be_erased: bool = False

    @property
    def is_new(self) -> bool:
        """Whether nobody like it is, or was, in the ledger."""
        return not (self.recipient.is_in_ledger or self.alike or self.may_be_erased)


def named_rows(actor: Actor, award: Award, *, on: date) -> list[NamedRow]:
    """Return the named recipients of an award in their order, each with whom of the actor's ledgers it may be.

    A unit that had ended by the day of the award is none of them. A dozen queries, however many they are.
    """
    recipients = list(award.recipients.select_related("unit", "honour__holder"))
    waiting = [each for each in recipients if not each.is_in_ledger]
    found = dict(zip((each.pk for each in waiting), _proposals(actor, waiting, on), strict=True))
    keys = {one.holder_id for each in found.values() for one in each}
    posts = Prefetch("posts", Post.objects.select_related("body"))
    records = Holder.objects.filter(pk__in=keys).select_related("keeper", "body_unit").prefetch_related(posts)
    day = award.awarded_on
    holders = {each.pk: each for each in records if not (day and ended_before(each, day))}
    received, erased = _received(award, keys), _erased(award, waiting)
    return [
        NamedRow(
            each,
            tuple(
                _alike(holders[one.holder_id], one.likeness, received)
                for one in found.get(each.pk, ())
                if one.holder_id in holders
            ),
            each.pk in erased,
        )
        for each in recipients
    ]


def _alike(holder: Holder, likeness: Likeness, received: Mapping[int, tuple[Honour, ...]]) -> AlikeRecord:
    return AlikeRecord(holder, likeness, received.get(holder.pk, ()), next(iter(holder.posts.all()), None))


def _proposals(actor: Actor, waiting: Sequence[Recipient], on: date) -> list[tuple[Proposal, ...]]:
    """Return what the matching of persons proposes, and behind it the records that only have the same name."""
    persons = [each for each in waiting if each.kind == HolderKind.INDIVIDUAL]
    named = [Named(each.name, unit=each.unit.full_name if each.unit else "") for each in persons]
    likely = dict(zip((each.pk for each in persons), proposals_for(actor, named, on=on), strict=True))
    same = namesakes(actor, [(each.kind, each.name) for each in waiting], on=on)
    return [_joined(likely.get(each.pk, ()), of_name) for each, of_name in zip(waiting, same, strict=True)]


def _joined(likely: Sequence[Proposal], of_name: Sequence[Proposal]) -> tuple[Proposal, ...]:
    there = {one.holder_id for one in likely}
    return (*likely, *(one for one in of_name if one.holder_id not in there))


def _erased(award: Award, waiting: Sequence[Recipient]) -> frozenset[int]:
    """Return who may be somebody erased from the ledger of the award's unit, or is."""
    persons = [each for each in waiting if each.kind == HolderKind.INDIVIDUAL]
    if not persons:
        return frozenset()
    erasures = erasures_of(award.unit_id)
    return frozenset(each.pk for each in persons if _was_erased(each) or erasures.have_name(each.name))


def _was_erased(recipient: Recipient) -> bool:
    return recipient.honour is not None and recipient.honour.holder.erased_at is not None


def _received(award: Award, holders: Collection[int]) -> Mapping[int, tuple[Honour, ...]]:
    """Return what records have in the ledger of the award's form, in its year where that is known."""
    rows = Honour.objects.in_force().filter(holder__in=holders).order_by("-year", "-pk")
    if award.awarded_on is not None:
        rows = rows.filter(year=award.awarded_on.year)
    found: dict[int, tuple[Honour, ...]] = {}
    for honour in rows:
        if _is_form(honour, award):
            found[honour.holder_id] = (*found.get(honour.holder_id, ()), honour)
    return found


def _is_form(honour: Honour, award: Award) -> bool:
    if honour.form_code and award.form_code:
        return honour.form_code == award.form_code
    return fold(honour.form_name) == fold(award.form_name)
