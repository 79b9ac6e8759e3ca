"""What about an award is otherwise from a later day on: what begins, what is replaced by what, and what ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from thidua.law.catalogue import all_award_forms, all_parameters, instruments
from thidua.law.conditions import Condition, with_parts
from thidua.law.day import Law, all_bonuses, all_conditions, all_deadlines, all_dossiers, all_principles
from thidua.law.entries import AwardForm, Instrument, Parameter, Provision
from thidua.law.judging import requirement
from thidua.law.money import BASE_SALARY
from thidua.law.papers import Bonus, Deadline, Dossier, Principle
from thidua.vietnamese.writing import number, scaled


@dataclass(frozen=True, slots=True)
class Change:
    """Something about an award that is otherwise from a later day on."""

    since: date
    text: str
    verified: bool


class _Version(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def verified(self) -> bool: ...
    @property
    def provisions(self) -> tuple[Provision, ...]: ...


_Thing = TypeVar("_Thing", bound=_Version)
_Key = TypeVar("_Key")


def changes_since(award: str, law: Law) -> tuple[Change, ...]:
    """Return what begins, changes or ends for an award after the law's day, oldest first.

    Raises:
        KeyError: there is no such award.
    """
    forms = all_award_forms()[award]
    codes = {award, forms[-1].family} - {""}
    conditions = _conditions(codes, law)
    dossiers = [each for each in all_dossiers() if codes.intersection(each.awards)]
    deadlines = [each for each in all_deadlines() if codes.intersection(each.awards)]
    bonuses = [each for each in all_bonuses() if each.award in codes]
    principles = [each for each in all_principles() if each.concerns(forms[-1], _tests(conditions))]
    told: list[Iterable[_Version]] = [forms, conditions, dossiers, deadlines, bonuses, principles]
    found = {
        *_along(forms, _of_form),
        *_each(
            conditions, lambda each: (each.code, each.kinds, each.local), lambda old, new: _of_condition(old, new, law)
        ),
        *_each(dossiers, lambda each: each.code, _of_dossier),
        *_each(deadlines, lambda each: each.code, _of_deadline),
        *_each(bonuses, lambda each: (each.award, each.kind), _of_bonus),
        *_each(principles, lambda each: each.code, _of_principle),
        *_of_quantities(conditions, with_money=bool(bonuses)),
        *_of_instruments({place.number for things in told for each in things for place in each.provisions}),
    }
    return tuple(sorted((each for each in found if each.since > law.day), key=lambda each: (each.since, each.text)))


def _each(
    things: Iterable[_Thing], key: Callable[[_Thing], _Key], words: Callable[[_Thing | None, _Thing], str]
) -> Iterator[Change]:
    """Yield the changes of many things, each of which has its versions under one key."""
    rows: dict[_Key, list[_Thing]] = {}
    for thing in things:
        rows.setdefault(key(thing), []).append(thing)
    for versions in rows.values():
        yield from _along(sorted(versions, key=lambda each: each.since or date.min), words)


def _along(versions: Sequence[_Thing], words: Callable[[_Thing | None, _Thing], str]) -> Iterator[Change]:
    """Yield how one thing goes from version to version; one that nothing follows at once has ended."""
    for before, each in pairwise((None, *versions)):
        if each is not None and each.since is not None:
            follows = before is not None and before.until == each.since
            yield Change(each.since, words(before if follows else None, each), each.verified)
    for each, after in pairwise((*versions, None)):
        if each is not None and each.until and (after is None or after.since != each.until):
            yield Change(each.until, f"Hết áp dụng: {words(None, each)}", each.verified)


def _same(what: str, thing: _Version) -> str:
    return f"{what} (không đổi; căn cứ mới: {'; '.join(map(str, thing.provisions))})"


def _of_form(before: AwardForm | None, form: AwardForm) -> str:
    kinds = ", ".join(rule.kind.label for rule in form.recipients)
    if before is None:
        return f"Tên gọi, đối tượng, thẩm quyền: {form.name}; {kinds}; {form.decided_by.who}"
    said = []
    if before.name != form.name:
        said.append(f"Tên gọi: {form.name}")
    if before.recipient_kinds != form.recipient_kinds:
        said.append(f"Đối tượng: {kinds}")
    if before.decided_by.who != form.decided_by.who:
        said.append(f"Thẩm quyền: {form.decided_by.who}")
    return ". ".join(said) or _same("Tên gọi, đối tượng, thẩm quyền", form)


def _conditions(codes: Collection[str], law: Law) -> list[Condition]:
    """Return the conditions of these awards, and those that stand for all, over time."""
    is_title = all(all_award_forms()[code][-1].category != "hinh_thuc_khen_thuong" for code in codes)
    every = (*all_conditions(), *(each for pack in law.packs for each in pack.conditions))
    general = [each for each in every if each.is_general and not (is_title and each.only_commendations)]
    return [each for each in every if set(codes).intersection(each.awards)] + general


def _of_condition(before: Condition | None, condition: Condition, law: Law) -> str:
    now = _texts(condition, law)
    then = _texts(before, law) if before else []
    if now == then:
        return _same(f"Điều kiện: {now[0]}", condition)
    words = f"Điều kiện: {now[0]}"
    if then and now[0] == then[0]:
        words += f"; nay gồm: {'; '.join(each for each in now if each not in then)}"
    return words


def _texts(condition: Condition, law: Law) -> list[str]:
    """Return the words of a condition and of its parts, as they were on its first day."""
    day = Law.on(condition.since, law.packs)
    return [requirement(each, day) for each in with_parts(condition)]


def _of_dossier(before: Dossier | None, dossier: Dossier) -> str:
    words = dossier.title
    now = [item.text for item in dossier.items]
    then = [item.text for item in before.items] if before else []
    if now == then:
        return _same(words, dossier)
    if before is None:
        return f"{words}: {'; '.join(now)}"
    more = [f"thêm {each}" for each in now if each not in then]
    less = [f"bỏ {each}" for each in then if each not in now]
    return f"{words}: {'; '.join((*more, *less))}"


def _of_deadline(before: Deadline | None, deadline: Deadline) -> str:
    words = f"Thời hạn: {deadline.text}: {deadline.when}"
    return _same(words, deadline) if before and before.when == deadline.when else words


def _of_bonus(_before: Bonus | None, bonus: Bonus) -> str:
    return f"Tiền thưởng {bonus.kind.label}: {scaled(bonus.tenths, 1)} lần mức lương cơ sở"


def _of_principle(before: Principle | None, principle: Principle) -> str:
    words = f"Quy định chung: {principle.text}"
    return _same(words, principle) if before and before.text == principle.text else words


def _of_quantities(conditions: Iterable[Condition], *, with_money: bool) -> Iterator[Change]:
    codes = {code for each in conditions for part in with_parts(each) for code in part.quantities}
    for code in codes | ({BASE_SALARY} if with_money else set()):
        yield from _along(all_parameters().get(code, ()), _of_quantity)


def _of_quantity(before: Parameter | None, value: Parameter) -> str:
    words = f"{value.description}: {value.words if value.choices else f'{number(value.value)} {value.unit}'}"
    return _same(words, value) if before and before.value == value.value else words


def _of_instruments(cited: Collection[str]) -> Iterator[Change]:
    """Yield when the instruments cited, and those that amend them, begin and end."""
    for act in instruments().values():
        if act.number in cited or set(cited).intersection(act.amends):
            if act.since:
                yield Change(act.since, f"{act.number} có hiệu lực: {act.title}", act.verified)
            if act.until:
                yield Change(act.until, f"{act.number} hết hiệu lực; {_followed(act)}", act.verified)


def _followed(act: Instrument) -> str:
    next_ones = [each.number for each in instruments().values() if act.number in each.replaces]
    return f"thay bằng {', '.join(next_ones)}" if next_ones else "chưa thấy văn bản thay thế"


def _tests(conditions: Iterable[Condition]) -> frozenset[str]:
    return frozenset(part.test for each in conditions for part in with_parts(each))
