"""Amounts that a case expects: whole numbers as YAML reads them, or as officials write: «1.140.000 đồng», «80 %»."""

from __future__ import annotations

import re

from thidua.law.cases import words
from thidua.law.strict import Reader, shown
from thidua.vietnamese.fold import same_form

MONEY = "đồng"
_NUMBER = re.compile(r"(?P<number>\d{1,3}(\.\d{3})+|\d+)\s*(?P<unit>\D*)\Z")


def expected_amount(reader: Reader, key: str, unit: str) -> int | str:
    """Return the whole number expected under a key, or the words for a day without a rule.

    Raises:
        LawFileError: it is no whole number of that unit.
    """
    value = reader.plain(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        if same_form(value) == same_form(words.NO_RULE):
            return words.NO_RULE
        written = _NUMBER.match(value.strip())
        if written and same_form(written["unit"].strip()) in {"", same_form(unit)}:
            return int(written["number"].replace(".", ""))
    unit_words = f" {unit}" if unit else ""
    raise reader.error(
        f"{key} phải là số nguyên{unit_words} (có thể viết “1.140.000{unit_words}”) hoặc “{words.NO_RULE}”, "
        f"lại thấy {shown(value)}"
    )


def expected_choice(reader: Reader, key: str, codes: tuple[str, ...]) -> str:
    """Return which of some choices is expected under a key, by its code, or the words for a day without a rule.

    Raises:
        LawFileError: there is no such choice.
    """
    value = str(reader.plain(key))
    if same_form(value) == same_form(words.NO_RULE):
        return words.NO_RULE
    if value not in codes:
        raise reader.error(f"{key} phải là một trong: {', '.join(codes)}; lại thấy {shown(value)}")
    return value
