"""Which indicator a printed number belongs to. Pure."""

from __future__ import annotations

import re

from thidua.indicators.catalogue import Entry, entries
from thidua.vietnamese.letters import matching_form


def propose(printed_unit: str, context: str, *, quote: str = "") -> str | None:
    """Return the code of the indicator that a printed number means, or ``None`` (then it is a published aggregate).

    ``printed_unit`` is what follows the number; ``context`` the phrase or sentence that says what was counted. Where
    the sentence has several clauses, ``quote`` (the fact's own words) picks the one that counts.

    >>> propose("vụ", "tổ chức hòa giải thành 2.822 vụ; khám phá 50 vụ án", quote="2.822 vụ")
    'mediations'
    >>> propose("vụ", "khám phá hơn 3.600 vụ phạm pháp hình sự") is None
    True
    """
    unit = _plain(printed_unit)
    clause = _plain(clause_of(context, quote)) + " " + unit
    return next((entry.code for entry in entries() if _fits(entry, unit, clause)), None)


def clause_of(sentence: str, quote: str) -> str:
    """Return the part of ``sentence`` between semicolons that holds ``quote``; the whole where it is not found."""
    if not quote:
        return sentence
    return next((part for part in sentence.split(";") if quote in part), sentence)


def _fits(entry: Entry, unit: str, clause: str) -> bool:
    if not any(_begins(unit, word) for word in entry.units):
        return False
    if any(word in clause for word in entry.not_words):
        return False
    return not entry.words or any(_stands_in(clause, word) for word in entry.words)


def _begins(unit: str, word: str) -> bool:
    return re.match(rf"{re.escape(word)}(?!\w)", unit) is not None


def _stands_in(clause: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", clause) is not None


def _plain(text: str) -> str:
    return " ".join(matching_form(text).split())
