"""``Law.on(day)``: the law of one day, with the local rules that an office follows. Nothing here reads the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Protocol, TypeVar

from thidua.law import catalogue
from thidua.law.catalogue import NotInForceError, UnknownCodeError, all_award_forms, all_parameters, instruments
from thidua.law.conditions import PROCEDURE, Condition, with_parts
from thidua.law.entries import AwardForm, Category, Instrument, Parameter, Provision, RecipientKind
from thidua.law.loading.conditions import Known, by_award, load_conditions
from thidua.law.loading.packs import National, load_packs
from thidua.law.loading.papers import (
    load_bases,
    load_folder,
    load_principles,
    load_transitions,
    read_bonuses,
    read_deadline,
    read_dossier,
)
from thidua.law.packs import LocalDecider, Pack
from thidua.law.papers import Bonus, Deadline, Dossier, LegalBasis, Principle, Transition

_LAW = files("thidua.law")


class _OfAwards(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def awards(self) -> tuple[str, ...]: ...
    def in_force(self, on: date) -> bool: ...


_Paper = TypeVar("_Paper", bound=_OfAwards)


def national() -> National:
    """Return the national law that packs stand beside."""
    return National(instruments(), all_award_forms(), all_parameters())


@lru_cache(maxsize=1)
def all_conditions() -> tuple[Condition, ...]:
    """Return every condition of every standard over time."""
    return load_conditions(_LAW / "requirements", Known(instruments(), all_award_forms(), all_parameters()))


@lru_cache(maxsize=1)
def all_dossiers() -> tuple[Dossier, ...]:
    """Return every list of papers over time."""
    return load_folder(_LAW / "dossiers", read_dossier, instruments(), all_award_forms())


@lru_cache(maxsize=1)
def all_deadlines() -> tuple[Deadline, ...]:
    """Return every date and term over time."""
    return load_folder(_LAW / "deadlines", read_deadline, instruments(), all_award_forms())


@lru_cache(maxsize=1)
def all_bonuses() -> tuple[Bonus, ...]:
    """Return every coefficient over time."""
    return load_folder(_LAW / "bonuses", read_bonuses, instruments(), all_award_forms())


@lru_cache(maxsize=1)
def all_transitions() -> tuple[Transition, ...]:
    """Return the changes of law, newest first."""
    return load_transitions(_LAW / "transitions.yaml", instruments())


@lru_cache(maxsize=1)
def all_principles() -> tuple[Principle, ...]:
    """Return what is told on pages of awards and not computed, over time."""
    return load_principles(_LAW / "principles.yaml", instruments(), all_award_forms())


@lru_cache(maxsize=1)
def all_bases() -> tuple[LegalBasis, ...]:
    """Return the lines «Căn cứ …» of decisions over time, in their order."""
    return load_bases(_LAW / "bases.yaml", instruments())


@lru_cache(maxsize=1)
def shipped_packs() -> dict[str, Pack]:
    """Return the packs that come with the software, by code; none is followed unless an office chooses it."""
    return load_packs(_LAW / "packs", national())


@lru_cache(maxsize=1)
def _conditions_by_award() -> dict[str, tuple[Condition, ...]]:
    return dict(by_award(all_conditions()))


@dataclass(frozen=True, slots=True)
class Law:
    """The law as it was on one day. What a day does not have is an error that says so, never a guess."""

    day: date
    packs: tuple[Pack, ...] = ()

    @classmethod
    def on(cls, day: date, packs: Iterable[Pack] = ()) -> Law:
        """Return the law of a day; of packs that speak of one thing, the later in the row wins."""
        return cls(day, tuple(packs))

    def award(self, code: str) -> AwardForm:
        """Return an award form as it was that day; who decides, as the last pack has it that says so.

        Raises:
            UnknownCodeError: there is no such code.
            NotInForceError: the law had no such form that day.
        """
        form = catalogue.award_form(code, self.day)
        mine = self._deciders(form)
        return replace(form, decided_by=mine[-1][1].body) if mine else form

    def pack_that_decides(self, code: str) -> str:
        """Return the code of the pack that says who decides on an award that day; empty where national law does.

        Raises:
            UnknownCodeError: there is no such code.
            NotInForceError: the law had no such form that day.
        """
        mine = self._deciders(catalogue.award_form(code, self.day))
        return mine[-1][0] if mine else ""

    def _deciders(self, form: AwardForm) -> list[tuple[str, LocalDecider]]:
        local = [(pack.code, each) for pack in self.packs for each in pack.deciders if each.in_force(self.day)]
        return [(pack, each) for pack, each in local if {form.code, form.family}.intersection(each.awards)]

    def parameter(self, code: str) -> Parameter:
        """Return a quantity as it was that day: a local value before the national one.

        Raises:
            UnknownCodeError: neither national law nor a pack has this code.
            NotInForceError: nothing set a value for that day.
        """
        for pack in reversed(self.packs):
            for value in pack.parameters.get(code, ()):
                if value.in_force(self.day):
                    return value
        if code not in all_parameters() and any(code in pack.parameters for pack in self.packs):
            raise NotInForceError(f"{code} on {self.day.isoformat()}")
        return catalogue.parameter(code, self.day)

    def number(self, code: str) -> int:
        """Return the value of a quantity that is a number."""
        found = self.parameter(code)
        if found.choices:
            raise TypeError(f"{code} is a choice, not a number")
        return found.value

    def choice(self, code: str) -> str:
        """Return the code of a quantity that is a choice."""
        found = self.parameter(code)
        if not found.choices:
            raise TypeError(f"{code} is a number, not a choice")
        return found.choices[found.value][0]

    def conditions(self, award: str, kind: RecipientKind) -> tuple[Condition, ...]:
        """Return what the standard of an award asks of such a recipient: what it is itself, then vote and comment.

        Raises:
            UnknownCodeError: there is no such award.
            NotInForceError: no file has a standard of this award for that day.
        """
        every = (*self.own_conditions(award, kind), *self.general_conditions(award, kind))
        return tuple(sorted(every, key=lambda each: each.test in PROCEDURE))

    def general_conditions(self, award: str, kind: RecipientKind) -> tuple[Condition, ...]:
        """Return what stands for all awards, as far as it concerns this one."""
        is_commendation = catalogue.award_form(award).category is Category.COMMENDATION
        found = self._standing(_conditions_by_award().get("", ()), "", kind)
        return tuple(each for each in found if is_commendation or not each.only_commendations)

    def own_conditions(self, award: str, kind: RecipientKind) -> tuple[Condition, ...]:
        """Return the conditions of an award without those that stand for all awards. Raises as ``conditions``."""
        form = catalogue.award_form(award)
        of_family = _conditions_by_award().get(form.family, ()) if form.family else ()
        found = self._standing((*_conditions_by_award().get(award, ()), *of_family), award, kind, form.family)
        if not found:
            raise NotInForceError(f"standard of {award} ({kind}) on {self.day.isoformat()}")
        return found

    def dossiers(self, award: str) -> tuple[Dossier, ...]:
        """Return the lists of papers for an award that day; none where no file has one."""
        return self._papers(all_dossiers(), [each for pack in self.packs for each in pack.dossiers], award)

    def deadlines(self, award: str) -> tuple[Deadline, ...]:
        """Return the dates and terms for an award that day."""
        return self._papers(all_deadlines(), [each for pack in self.packs for each in pack.deadlines], award)

    def bonus(self, award: str, kind: RecipientKind) -> Bonus:
        """Return the coefficient of an award for a kind of recipient that day.

        Raises:
            NotInForceError: no file has one for that day.
        """
        family = catalogue.award_form(award).family
        local = [each for pack in reversed(self.packs) for each in pack.bonuses]
        for code in (award, family):
            for each in (*local, *all_bonuses()):
                if code and each.award == code and each.kind is kind and each.in_force(self.day):
                    return each
        raise NotInForceError(f"bonus of {award} ({kind}) on {self.day.isoformat()}")

    def bases(self, dossier_day: date) -> tuple[LegalBasis, ...]:
        """Return the legal bases of a decision of that day on dossiers judged by the law of ``dossier_day``."""
        return tuple(each for each in all_bases() if each.in_force(dossier_day if each.by_dossier else self.day))

    def principles(self, award: str) -> tuple[Principle, ...]:
        """Return what is told of an award that day, and not computed."""
        form = catalogue.award_form(award)
        of_award = [each for kind in RecipientKind for each in self._own_or_none(award, kind)]
        tests = {part.test for condition in of_award for part in with_parts(condition)}
        return tuple(each for each in all_principles() if each.in_force(self.day) and each.concerns(form, tests))

    def _own_or_none(self, award: str, kind: RecipientKind) -> tuple[Condition, ...]:
        try:
            return self.own_conditions(award, kind)
        except NotInForceError:
            return ()

    def instrument(self, number: str) -> Instrument:
        """Return an instrument of national law or of a pack by its number."""
        for pack in self.packs:
            if number in pack.instruments:
                return pack.instruments[number]
        return instruments()[number]

    def caution(self, provisions: tuple[Provision, ...], *, verified: bool) -> str:
        """Say why a rule is not sure on that day; "" where it was seen in a text that is still in force."""
        return " ".join(filter(None, (self.own_caution(provisions, verified=verified), *self.unseen(provisions))))

    def own_caution(self, provisions: tuple[Provision, ...], *, verified: bool) -> str:
        """Say why a rule itself is not sure, apart from amendments to its instrument that were not seen."""
        said = [] if verified else ["Điều khoản này chưa được đối chiếu với văn bản gốc."]
        acts = [self.instrument(place.number) for place in provisions]
        if acts and not any(act.in_force(self.day) for act in acts):
            ended = ", ".join(act.number for act in acts)
            said.append(f"Văn bản dẫn chiếu ({ended}) không còn hiệu lực ngày này; chưa thấy văn bản thay thế.")
        return " ".join(said)

    def unseen(self, provisions: Iterable[Provision]) -> list[str]:
        """Return a sentence for each amendment in force to the instruments cited whose content was not seen."""
        seen = {act.number for pack in self.packs for act in pack.instruments.values() if act.content_seen}
        return [
            f"Nội dung sửa đổi theo {act.number} ({_beginning(act.since)}) chưa được đối chiếu với Công báo."
            for act in catalogue.unseen_amendments(provisions, self.day)
            if act.number not in seen
        ]

    def _standing(
        self, found: tuple[Condition, ...], award: str, kind: RecipientKind, family: str = ""
    ) -> tuple[Condition, ...]:
        """Return the conditions of that day; one of a pack takes the place of the national one with its code."""
        local = [
            each
            for pack in self.packs
            for each in pack.conditions
            if each.in_force(self.day) and (award in each.awards or family in each.awards or not (award or each.awards))
        ]
        replaced = {each.code for each in local}
        kept = [each for each in found if each.in_force(self.day) and each.code not in replaced]
        last = {each.code: each for each in local}
        return tuple(each for each in (*kept, *last.values()) if each.concerns(kind))

    def _papers(self, shipped: tuple[_Paper, ...], local: list[_Paper], award: str) -> tuple[_Paper, ...]:
        codes = {award, catalogue.award_form(award).family}
        mine = {each.code: each for each in local if each.in_force(self.day) and codes.intersection(each.awards)}
        kept = [
            each
            for each in shipped
            if each.in_force(self.day) and codes.intersection(each.awards) and each.code not in mine
        ]
        return (*kept, *mine.values())


def _beginning(day: date | None) -> str:
    return f"có hiệu lực từ {day:%d/%m/%Y}" if day else "chưa rõ ngày có hiệu lực"


__all__ = ["Law", "NotInForceError", "UnknownCodeError", "all_transitions", "shipped_packs"]
