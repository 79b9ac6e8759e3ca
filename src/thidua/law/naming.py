"""Which award a person means by what they type: a code or name, accents or not; else the ones that it comes near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from thidua.law.catalogue import AwardForm, all_award_forms, award_form, recognise_form
from thidua.vietnamese.fold import fold

_BETWEEN = re.compile(r"[\W_]+")


def award_meant(typed: str, on: date) -> AwardForm | None:
    """Return the award of a code or name, or None where there is none or there are several.

    >>> award_meant("GIAY KHEN", date(2026, 1, 1)).code, award_meant("bằng khen", date(2026, 1, 1))
    ('giay_khen', None)
    """
    words = _plain(typed)
    code = words.replace(" ", "_")
    if code in all_award_forms():
        return award_form(code)
    if found := recognise_form(typed, None, on) or recognise_form(typed):
        return found
    of_name = [code for code in all_award_forms() if words in _names(code)]
    return award_form(of_name[0]) if len(of_name) == 1 else None


def near_awards(typed: str) -> list[AwardForm]:
    """Return the awards of the few names that come nearest, the nearest first; none where nothing comes near."""
    codes: dict[str, list[str]] = {}
    for code in all_award_forms():
        for name in _names(code):
            codes.setdefault(name, []).append(code)
    near = get_close_matches(_plain(typed), codes)
    return [award_form(code) for code in dict.fromkeys(code for name in near for code in codes[name])]


def first_day_of(code: str) -> date | None:
    """Return the first day on which the catalogue has an award; None where its beginning is unknown."""
    first = all_award_forms()[code][0]
    return first.since or first.not_before


def _names(code: str) -> frozenset[str]:
    return frozenset(_plain(name) for name in _spellings(code))


def _spellings(code: str) -> Iterator[str]:
    for form in all_award_forms()[code]:
        yield from (form.name, *form.press_names)


def _plain(text: str) -> str:
    return " ".join(_BETWEEN.sub(" ", fold(text)).split())
