"""Applying a standard to a record: Record × Law → verdicts, and which law a dossier is judged by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from thidua.law.catalogue import NotInForceError, award_form
from thidua.law.conditions import ANY_OF, PROCEDURE, STANDARD_OF, Condition
from thidua.law.day import Law, all_transitions
from thidua.law.entries import Provision
from thidua.law.packs import Pack
from thidua.law.papers import Transition
from thidua.law.record import Record
from thidua.law.standards.recipients import recipient_fits
from thidua.law.standards.tests import TESTS
from thidua.law.verdicts import Finding, Outcome, Verdict, either, overall

RECIPIENT = "doi_tuong"
_FAVOUR = (Outcome.NOT_MET, Outcome.TO_JUDGE, Outcome.MET)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdicts on a record by the law of the day that the transition chose.

    ``crosses`` says that the law changed between the day that chose the law and the day of the assessment;
    ``by_newer`` that the older law would apply and the newer one was taken as more favourable.
    """

    award: str
    law_day: date
    verdicts: tuple[Verdict, ...]
    outcome: Outcome
    transition: Transition | None = None
    by_newer: bool = False
    crosses: bool = False

    @property
    def verified(self) -> bool:
        """Whether all that decided was seen in its text, the transition too where it chose the law."""
        decisive = [each for each in self.verdicts if each.outcome is self.outcome]
        sure = not self.crosses or self.transition is None or self.transition.verified
        return sure and all(each.verified for each in decisive)


def assess(award: str, record: Record, on: date, packs: Iterable[Pack] = ()) -> Assessment:
    """Judge a record ``on`` a day by the law that its day of receipt (or of the deed) chooses.

    Where a change of law lets a dossier received before it take the newer text when that is more favourable, both are
    tried and the better one is returned; on equal outcomes the older law stays.

    Raises:
        UnknownCodeError: there is no such award.
        NotInForceError: no standard is known for that day.
    """
    chosen, transition = day_of_law(record, on)
    record, packs = replace(record, assessed_on=on), tuple(packs)
    crosses = transition is not None and chosen < transition.since <= on
    first = replace(_by_law_of(award, record, Law.on(chosen, packs), transition), crosses=crosses)
    if transition is None or not transition.more_favourable or chosen >= transition.since or on < transition.since:
        return first
    try:
        newer = _by_law_of(award, record, Law.on(transition.since, packs), transition)
    except NotInForceError:
        return first
    better = _FAVOUR.index(newer.outcome) > _FAVOUR.index(first.outcome)
    return replace(newer, by_newer=True, crosses=crosses) if better else first


def day_of_law(record: Record, on: date) -> tuple[date, Transition | None]:
    """Return the day whose law applies, and the change of law that decided it.

    Each change of law up to ``on`` says which day chooses the side; a dossier on the old side keeps the law of the last
    day before the change, or of its own day if that is earlier.
    """
    latest = on
    for change in (each for each in all_transitions() if each.since <= on):
        key = _key_day(record, change.chosen_by, on)
        if key >= change.since:
            return min(key, latest), change if latest == on else _older(latest)
        latest = change.since - timedelta(days=1)
    day = min(latest, record.received_on or on)
    return day, _older(latest) if latest != on else None


def _older(latest: date) -> Transition | None:
    return next((each for each in all_transitions() if each.since == latest + timedelta(days=1)), None)


def _key_day(record: Record, chosen_by: str, on: date) -> date:
    if chosen_by == "deed" and record.deed_on:
        return record.deed_on
    return on if chosen_by == "decision" else record.received_on or on


def judge(award: str, record: Record, law: Law) -> tuple[Verdict, ...]:
    """Return the verdict on each condition of an award's standard, the recipient's kind first.

    What stands for all awards (a hold, a unit that ended) is asked by the law of the day of the assessment.

    Raises:
        UnknownCodeError: there is no such award.
        NotInForceError: no standard is known for that day.
    """
    fits = replace(
        recipient_fits(award_form(award), record.kind, law.day), code=RECIPIENT, requirement="Đúng đối tượng được tặng"
    )
    if fits.outcome is Outcome.NOT_MET:
        return (fits,)
    today = Law.on(max(record.assessed_on or law.day, law.day), law.packs)
    own = [(each, law) for each in law.own_conditions(award, record.kind)]
    general = [(each, today) for each in today.general_conditions(award, record.kind)]
    asked = [(each, of_day) for each, of_day in (*own, *general) if _is_asked(each, record)]
    asked.sort(key=lambda each: each[0].test in PROCEDURE)
    return (fits, *(_verdict(each, record, of_day) for each, of_day in asked))


def requirement(condition: Condition, law: Law) -> str:
    """Return the words of a condition with the quantities of the day in them."""
    values = {
        name: law.parameter(str(code)).words
        for name, code in condition.arguments.items()
        if str(code) in condition.quantities
    }
    return condition.text.format(**values)


def grounds(condition: Condition, law: Law) -> tuple[Provision, ...]:
    """Return the provisions of a condition, and those of local values that it uses in place of national ones."""
    used = [law.parameter(code) for code in condition.quantities]
    of_local = (place for each in used if each.local for place in each.provisions)
    return tuple(dict.fromkeys((*condition.provisions, *of_local)))


def _local_of(condition: Condition, law: Law) -> str:
    return next((each.local for each in map(law.parameter, condition.quantities) if each.local), "")


def _by_law_of(award: str, record: Record, law: Law, transition: Transition | None) -> Assessment:
    verdicts = judge(award, record, law)
    return Assessment(award, law.day, verdicts, overall(each.outcome for each in verdicts), transition)


def _is_asked(condition: Condition, record: Record) -> bool:
    """Tell whether a condition speaks of such a nominee; one that speaks only of others is left out."""
    if condition.groups and record.group not in condition.groups:
        return False
    if condition.only_where_stated and record.type is None:
        return False
    if record.group in condition.not_groups:
        return False
    return not condition.types or record.type is None or record.type in condition.types


def _verdict(condition: Condition, record: Record, law: Law) -> Verdict:
    finding, verified = _find(condition, record, law)
    caution = " ".join(
        filter(None, (law.caution(condition.provisions, verified=verified), _notes(condition, law), finding.caution))
    )
    return Verdict(
        outcome=finding.outcome,
        reason=finding.reason,
        provisions=grounds(condition, law),
        observed=finding.observed,
        verified=not law.caution(condition.provisions, verified=verified),
        caution=caution,
        code=condition.code,
        requirement=requirement(condition, law),
        missing=finding.missing,
        possible_from=finding.possible_from,
        local=condition.local or _local_of(condition, law),
    )


def _notes(condition: Condition, law: Law) -> str:
    """Return the remarks on a condition, and on quantities that it uses and that are not verified."""
    quantities = [law.parameter(code) for code in condition.quantities]
    said = [condition.note]
    said += [each.note for each in quantities if each.note and not each.verified]
    return " ".join(filter(None, dict.fromkeys(said)))


def _find(condition: Condition, record: Record, law: Law) -> tuple[Finding, bool]:
    """Return what the condition's test or combination finds, and whether all that it used was verified."""
    verified = condition.verified and all(law.parameter(code).verified for code in condition.quantities)
    if condition.test in TESTS:
        finding = TESTS[condition.test](record, law, **condition.arguments)
        return finding, verified and finding.sure
    parts = _parts(condition, record, law)
    if not parts:
        return Finding(
            Outcome.TO_JUDGE, "Không có điều kiện nào hợp với đối tượng này; người có thẩm quyền xem."
        ), False
    found = [(part, *_find(part, record, law)) for part in parts]
    sure = verified and all(part_sure for _part, _finding, part_sure in found)
    if condition.test == ANY_OF:
        return _any(found, law, sure=sure, verified=verified)
    return _all(found, law), sure


def _parts(condition: Condition, record: Record, law: Law) -> list[Condition]:
    if condition.test == STANDARD_OF:
        awards: tuple[str, ...] = condition.arguments["of"]  # type: ignore[assignment]
        parts = tuple(each for award in awards for each in law.own_conditions(award, record.kind))
    else:
        parts = condition.parts
    return [part for part in parts if part.concerns(record.kind) and _is_asked(part, record)]


def _any(found: list[tuple[Condition, Finding, bool]], law: Law, *, sure: bool, verified: bool) -> tuple[Finding, bool]:
    """Return what one of several comes to; what was met is as sure as the part that met it."""
    outcome = either(finding.outcome for _part, finding, _sure in found)
    if outcome in {Outcome.MET, Outcome.TO_JUDGE}:
        part, finding, part_sure = next(each for each in found if each[1].outcome is outcome)
        told = replace(finding, reason=f"{requirement(part, law)}: {finding.reason}")
        return told, verified and part_sure if outcome is Outcome.MET else sure
    said = " ".join(f"{requirement(part, law)}: {finding.reason}" for part, finding, _sure in found)
    days = [finding.possible_from for _part, finding, _sure in found if finding.possible_from]
    missing = _listed("; hoặc ", (finding.missing for _part, finding, _sure in found))
    return Finding(outcome, f"Chưa đạt trường hợp nào. {said}", said, missing, min(days, default=None)), sure


def _listed(between: str, missing: Iterable[str]) -> str:
    """Return what is missing in one sentence: inside it «Thêm» begins no sentence."""
    first, *others = dict.fromkeys(each for each in missing if each) or ("",)
    return between.join((first, *(re.sub(r"^Thêm ", "thêm ", each) for each in others)))


def _all(found: list[tuple[Condition, Finding, bool]], law: Law) -> Finding:
    outcome = overall(finding.outcome for _part, finding, _sure in found)
    telling = [(part, finding) for part, finding, _sure in found if finding.outcome is outcome] or [
        (part, finding) for part, finding, _sure in found
    ]
    said = " ".join(f"{requirement(part, law)}: {finding.reason}" for part, finding in telling)
    missing = _listed("; ", (finding.missing for _part, finding in telling))
    days = [finding.possible_from for _part, finding in telling if finding.possible_from]
    caution = " ".join(dict.fromkeys(finding.caution for _part, finding, _sure in found if finding.caution))
    return Finding(outcome, said, said, missing, max(days, default=None), caution)
