"""Which quotas the standard of an award has, and what they are counted against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.law.conditions import with_parts
from thidua.law.day import Law
from thidua.law.entries import RecipientKind

_SHARE, _NUMBER = "within_share", "within_number"


@dataclass(frozen=True, slots=True)
class Base:
    """What a share is taken of: nominations for these awards, of the same unit or of the whole round."""

    awards: tuple[str, ...]
    within_unit: bool


_BASES: Mapping[str, Base] = {
    "chien_si_thi_dua_co_so": Base(("lao_dong_tien_tien", "chien_si_tien_tien"), within_unit=True),
    "co_thi_dua_chinh_phu": Base(("co_thi_dua_bo_tinh",), within_unit=False),
}


@dataclass(frozen=True, slots=True)
class Quota:
    """One quota: the code of its condition; ``base`` is ``None`` where a number of the year is counted."""

    condition: str
    base: Base | None


def quotas_of(award: str, kind: RecipientKind, law: Law) -> tuple[Quota, ...]:
    """Return the quotas of an award that day; a share whose base is not known is left to be told by a person.

    Raises:
        NotInForceError: no standard of the award is known for that day.
    """
    parts = [part for each in law.conditions(award, kind) for part in with_parts(each)]
    shares = [part.code for part in parts if part.test == _SHARE] if award in _BASES else []
    numbers = [part.code for part in parts if part.test == _NUMBER]
    return (*(Quota(code, _BASES[award]) for code in shares), *(Quota(code, None) for code in numbers))
