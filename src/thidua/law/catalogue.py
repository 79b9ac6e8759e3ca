"""The law as dated data: which awards there are on a day, what an award in a text is, what a quantity was.

Nothing here reads the clock: the day is always given. The files are read once for the whole process.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib.resources import files

from thidua.law.entries import (
    AuthorityLevel,
    AwardForm,
    Category,
    Confidence,
    Group,
    Instrument,
    Parameter,
    Provision,
    RecipientKind,
)
from thidua.law.loading import load_awards, load_instruments, load_parameters, load_sources
from thidua.law.wording import authority_levels, names_in, spelled

__all__ = [
    "AuthorityLevel",
    "AwardForm",
    "Category",
    "Confidence",
    "Group",
    "Instrument",
    "NotInForceError",
    "Parameter",
    "Provision",
    "RecipientKind",
    "UnknownCodeError",
    "all_award_forms",
    "all_parameters",
    "award_form",
    "catalogue",
    "instruments",
    "parameter",
    "recognise_form",
    "sources",
    "unseen_amendments",
]

_LAW = files("thidua.law")


class UnknownCodeError(LookupError):
    """No award form or quantity has this code, on any day."""


class NotInForceError(LookupError):
    """The code is known, but the law had nothing under it on that day."""


@lru_cache(maxsize=1)
def instruments() -> dict[str, Instrument]:
    """Return every law, decree and circular that is cited, by its number."""
    return load_instruments(_LAW / "instruments")


@lru_cache(maxsize=1)
def all_award_forms() -> dict[str, tuple[AwardForm, ...]]:
    """Return every version of every award form by code, oldest first."""
    return load_awards(_LAW / "awards", instruments())


@lru_cache(maxsize=1)
def all_parameters() -> dict[str, tuple[Parameter, ...]]:
    """Return every value of every quantity by code, oldest first."""
    return load_parameters(_LAW / "parameters", instruments())


@lru_cache(maxsize=1)
def sources() -> dict[str, str]:
    """Return where each source key of the files leads."""
    return load_sources(_LAW / "sources.yaml")


@lru_cache(maxsize=64)
def catalogue(on: date) -> tuple[AwardForm, ...]:
    """Return the award forms that the law has on a day, by group and then in the order of their codes."""
    order = list(Group)
    today = (form for versions in all_award_forms().values() for form in versions if form.in_force(on))
    return tuple(sorted(today, key=lambda form: (order.index(form.group), form.code)))


def award_form(code: str, on: date | None = None) -> AwardForm:
    """Return the award form with this code as it was on a day; without a day, its newest version.

    Raises:
        UnknownCodeError: there is no such code.
        NotInForceError: the law had no such form on that day.
    """
    versions = all_award_forms().get(code)
    if versions is None:
        raise UnknownCodeError(code)
    if on is None:
        return versions[-1]
    for version in versions:
        if version.in_force(on):
            return version
    raise NotInForceError(f"{code} on {on.isoformat()}")


def parameter(code: str, on: date) -> Parameter:
    """Return a quantity as it was on a day: its value, unit and provision.

    Raises:
        UnknownCodeError: there is no such code.
        NotInForceError: the law set no value for that day.
    """
    values = all_parameters().get(code)
    if values is None:
        raise UnknownCodeError(code)
    for value in values:
        if value.in_force(on):
            return value
    raise NotInForceError(f"{code} on {on.isoformat()}")


def recognise_form(text: str, authority: str | None = None, on: date | None = None) -> AwardForm | None:
    """Return the form that a text means by an award's name and the body that gave it, or None.

    A name alone may stand for several forms ("Bằng khen" of the Prime Minister, of a ministry, of a military region);
    then the authority decides. None is also the answer when two forms are named, when the authority does not settle it,
    and when the law had no such form on the day: a person then chooses.

    >>> recognise_form("Cờ thi đua", "UBND tỉnh Hải Dương", date(2017, 3, 7)).code
    'co_thi_dua_bo_tinh'
    """
    named = names_in(spelled(text), _codes_by_name())
    if len(named.entries) != 1 or named.class_left_over:
        return None
    codes = _narrowed(next(iter(named.entries)), named.giver, authority)
    forms = [form for code in codes if (form := _form_or_none(code, on))]
    return forms[0] if len(forms) == 1 else None


def unseen_amendments(provisions: Iterable[Provision], on: date) -> tuple[Instrument, ...]:
    """Return the amendments in force that day to the instruments cited whose content was not seen."""
    cited = {place.number for place in provisions}
    return tuple(
        each
        for each in instruments().values()
        if not each.content_seen and each.in_force(on) and cited.intersection(each.amends)
    )


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, frozenset[str]]:
    """Return the codes that a name may stand for, by the name spelled out; old names stay readable."""
    found: dict[str, set[str]] = {}
    for code, versions in all_award_forms().items():
        for name in (name for version in versions for name in (version.name, *version.press_names)):
            found.setdefault(spelled(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _narrowed(codes: frozenset[str], *givers: str | None) -> list[str]:
    """Return the codes left of several that share a name by the first giver of a known level; one needs no giver."""
    if len(codes) == 1:
        return sorted(codes)
    levels = next((levels for giver in givers if giver and (levels := authority_levels(giver))), None)
    return [code for code in sorted(codes) if levels and levels <= set(award_form(code).given_by)]


def _form_or_none(code: str, on: date | None) -> AwardForm | None:
    try:
        return award_form(code, on)
    except NotInForceError:
        return None
