"""What the law and our own conditions say of nominations on a day; nothing is stored here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.day import Law
from thidua.law.entries import AwardForm, Category, RecipientKind
from thidua.law.judging import assess, day_of_law
from thidua.law.packs import Pack
from thidua.law.verdicts import Outcome, overall
from thidua.local_rules.queries import packs_for
from thidua.nominations.models import Conclusion, Nomination
from thidua.nominations.queries.achievements import alike_told
from thidua.nominations.queries.innovations import innovations_used_before_many
from thidua.nominations.queries.records import Material, materials
from thidua.nominations.rules.asks import asks_of
from thidua.nominations.rules.authorities import authority_levels
from thidua.nominations.rules.gates import Concluded, Standing, standing, with_conclusions
from thidua.nominations.rules.own_rows import (
    AlikeTold,
    authority_row,
    innovations_row,
    needed_items,
    papers_row,
    registered_row,
    repeated_row,
)
from thidua.nominations.rules.path import Asks
from thidua.nominations.rules.quotas import Quota, quotas_of
from thidua.nominations.rules.verdict_rows import VerdictRow, verdict_rows

_URGENCY = (Outcome.NOT_MET, Outcome.TO_JUDGE, Outcome.NOT_YET, Outcome.MET)
_NO_STANDARD = "tieu_chuan"


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found of one nomination.

    Attributes:
        rows: every condition, what stands in the way first.
        law_day: the day whose law was applied; ``by_newer`` where that is the newer law as more favourable.
        asks: the steps that this award has.
        standing: what stands in the way, with overrides taken into account.
    """

    rows: tuple[VerdictRow, ...]
    outcome: Outcome
    law_day: date
    by_newer: bool
    asks: Asks
    standing: Standing


@dataclass(frozen=True, slots=True)
class _About:
    """What is known around one nomination: awarded ``before`` are achievements like its own, ``used`` innovations."""

    material: Material
    before: Sequence[AlikeTold]
    used: Sequence[str]
    packs: tuple[Pack, ...]
    concluded: Sequence[Concluded]


def assess_nominations(nominations: Sequence[Nomination], *, on: date, deciding: bool = False) -> dict[int, Assessed]:
    """Return what is found of each nomination ``on`` a day, by its key; ``deciding`` where it is about to be decided.

    The rounds and their units are read with the nominations (``select_related``) by the caller.
    """
    packs = {unit: packs_for(unit, on=on) for unit in {each.round.unit_id for each in nominations}}
    quotas = _quotas(nominations, packs, on)
    known = materials(nominations, quotas)
    concluded = _conclusions([each.pk for each in nominations])
    before, used = alike_told(nominations), innovations_used_before_many(nominations)
    found = {}
    for each in nominations:
        words = tuple(one.what for one in used[each.pk])
        about = _About(known[each.pk], before[each.pk], words, packs[each.round.unit_id], concluded.get(each.pk, []))
        found[each.pk] = _assessed(each, about, on, deciding=deciding)
    return found


def asks_for(nomination: Nomination, *, on: date) -> Asks:
    """Return the steps that the award of a nomination has by the law of a day."""
    packs = packs_for(nomination.round.unit_id, on=on)
    kind = RecipientKind(nomination.kind)
    return asks_of(nomination.award_code, kind, Law.on(on, packs), of_office=nomination.round.asks_council)


def _assessed(one: Nomination, about: _About, on: date, *, deciding: bool) -> Assessed:
    kind, record = RecipientKind(one.kind), about.material.record
    try:
        found = assess(one.award_code, record, on, about.packs)
        rows, law_day, by_newer = verdict_rows(found.verdicts), found.law_day, found.by_newer
    except (NotInForceError, UnknownCodeError):
        rows, law_day, by_newer = (_without_standard(one),), day_of_law(record, on)[0], False
    law = Law.on(law_day, about.packs)
    rows = with_conclusions((*rows, *_own_rows(one, about, law, deciding=deciding)), about.concluded)
    ordered = tuple(sorted(rows, key=lambda row: _URGENCY.index(row.outcome)))
    return Assessed(
        rows=ordered,
        outcome=overall(row.outcome for row in ordered),
        law_day=law_day,
        by_newer=by_newer,
        asks=asks_of(one.award_code, kind, law, of_office=one.round.asks_council),
        standing=standing(((row.code, row.outcome) for row in ordered), about.concluded),
    )


def _own_rows(one: Nomination, about: _About, law: Law, *, deciding: bool) -> tuple[VerdictRow, ...]:
    unit, material = one.round.unit, about.material
    items, dossier = needed_items(law.dossiers(one.award_code), simplified=one.round.is_simplified)
    rows = [papers_row(items, dossier, material.papers, has_voted=bool(one.vote)), repeated_row(about.before)]
    if (warning := innovations_row(about.used)) is not None:
        rows.append(warning)
    form = _form(one.award_code, law)
    if form is not None:
        levels = authority_levels(unit.kind, unit.level)
        local = law.pack_that_decides(one.award_code)
        rows.append(authority_row(form, levels, unit.full_name, deciding=deciding, local=local))
        if form.category is Category.TITLE:
            rows.append(registered_row(material.registered_on))
    return tuple(rows)


def _form(award: str, law: Law) -> AwardForm | None:
    try:
        return law.award(award)
    except (NotInForceError, UnknownCodeError):
        return None


def _without_standard(one: Nomination) -> VerdictRow:
    return VerdictRow(
        _NO_STANDARD,
        Outcome.TO_JUDGE,
        "Đạt tiêu chuẩn của danh hiệu, hình thức",
        f"Danh mục chưa có tiêu chuẩn của “{one.award_name}” cho ngày này; người có thẩm quyền đối chiếu văn bản.",
        verified=False,
    )


def _quotas(
    nominations: Sequence[Nomination], packs: Mapping[int, tuple[Pack, ...]], on: date
) -> dict[str, tuple[Quota, ...]]:
    found: dict[str, tuple[Quota, ...]] = {}
    for unit, award, kind in {(each.round.unit_id, each.award_code, each.kind) for each in nominations}:
        try:
            mine = quotas_of(award, RecipientKind(kind), Law.on(on, packs[unit]))
        except (NotInForceError, UnknownCodeError):
            continue
        found[award] = tuple(dict.fromkeys((*found.get(award, ()), *mine)))
    return found


def _conclusions(keys: Sequence[int]) -> dict[int, list[Concluded]]:
    found: dict[int, list[Concluded]] = defaultdict(list)
    rows = Conclusion.objects.in_force().filter(nomination__pk__among=keys).order_by()
    for nomination, condition, is_met, is_override in rows.values_list(
        "nomination_id", "condition", "is_met", "is_override"
    ):
        found[nomination].append(Concluded(condition, is_met, is_override))
    return found
