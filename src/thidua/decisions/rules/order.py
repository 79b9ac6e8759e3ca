"""In which order a decision names its recipients."""

from __future__ import annotations

from thidua.honours.choices import HolderKind
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.law.entries import Group

_GROUPS = list(Group)
_KINDS = [HolderKind.COLLECTIVE, HolderKind.INDIVIDUAL, HolderKind.HOUSEHOLD]

Place = tuple[int, str, int, str]


def printed_place(award_code: str, kind: str, sort_key: str) -> Place:
    """Return what recipients are sorted by: the award, then collectives, persons, households, then the name.

    >>> places = [printed_place("giay_khen", kind, "an") for kind in ("individual", "household", "collective")]
    >>> [places.index(each) for each in sorted(places)]
    [2, 0, 1]
    """
    try:
        group = _GROUPS.index(award_form(award_code).group)
    except UnknownCodeError:
        group = len(_GROUPS)
    return group, award_code, _KINDS.index(HolderKind(kind)), sort_key
