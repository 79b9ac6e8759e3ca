"""What tells one award of a holder from another."""

from __future__ import annotations

from thidua.vietnamese.fold import fold

Stated = tuple[str, int, str]
"""An award as it is told from another of the same holder: its form, year, number of the decision."""


def stated(form_code: str, form_name: str, year: int, decision_number: str) -> Stated:
    """Return by what an award is told from another one.

    >>> stated("", "Bằng khen", 2019, "Số 12 /QĐ-UBND") == stated("", "BẰNG KHEN", 2019, "12/QĐ-UBND")
    True
    """
    number = fold(decision_number).replace(" ", "").removeprefix("so").removeprefix(":")
    return form_code or fold(form_name), year, number
