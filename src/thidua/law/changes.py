"""What about an award is otherwise from a later day on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from thidua.law.catalogue import all_award_forms, all_parameters
from thidua.law.conditions import Condition
from thidua.law.day import Law, all_bonuses, all_conditions, all_deadlines, all_dossiers
from thidua.law.entries import AwardForm, Parameter
from thidua.law.judging import requirement
from thidua.law.money import BASE_SALARY
from thidua.vietnamese.writing import number, scaled


@dataclass(frozen=True, slots=True)
class Change:
    """Something about an award that is otherwise from a later day on."""

    since: date
    text: str
    verified: bool


def changes_since(award: str, law: Law) -> tuple[Change, ...]:
    """Return what begins to hold for an award after the law's day, oldest first.

    Raises:
        KeyError: there is no such award.
    """
    versions = all_award_forms()[award]
    codes = {award, versions[-1].family} - {""}
    found = {
        *map(_of_form, versions),
        *_of_conditions(codes, law),
        *_of_papers(codes),
        *_of_money(codes),
    }
    return tuple(sorted((each for each in found if each.since > law.day), key=lambda each: (each.since, each.text)))


def _of_form(form: AwardForm) -> Change:
    words = f"Tên gọi, đối tượng, thẩm quyền: {form.name}; {form.decided_by.who}"
    return Change(form.since or date.min, words, form.verified and form.decided_by.verified)


def _of_conditions(codes: Collection[str], law: Law) -> Iterator[Change]:
    """Yield conditions that begin, and quantities that they use and that get another value."""
    every = (*all_conditions(), *(each for pack in law.packs for each in pack.conditions))
    mine = [each for each in every if set(codes).intersection(each.awards)]
    for each in mine:
        words = requirement(each, Law.on(each.since, law.packs))
        yield Change(each.since, f"Điều kiện: {words}", each.verified)
    for code in {code for each in mine for part in _with_parts(each) for code in part.quantities}:
        yield from map(_of_quantity, all_parameters().get(code, ()))


def _of_papers(codes: Collection[str]) -> Iterator[Change]:
    for dossier in all_dossiers():
        if set(codes).intersection(dossier.awards):
            yield Change(dossier.since, f"Thành phần hồ sơ: {dossier.title}", dossier.verified)
    for deadline in all_deadlines():
        if set(codes).intersection(deadline.awards):
            yield Change(deadline.since, f"Thời hạn: {deadline.text}", deadline.verified)


def _of_money(codes: Collection[str]) -> Iterator[Change]:
    mine = [each for each in all_bonuses() if each.award in codes]
    for each in mine:
        words = f"Tiền thưởng {each.kind.label}: {scaled(each.tenths, 1)} lần mức lương cơ sở"
        yield Change(each.since, words, each.verified)
    if mine:
        yield from map(_of_quantity, all_parameters()[BASE_SALARY])


def _of_quantity(value: Parameter) -> Change:
    words = value.words if value.choices else f"{number(value.value)} {value.unit}"
    return Change(value.since, f"{value.description}: {words}", value.verified)


def _with_parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in condition.parts:
        yield from _with_parts(part)
