"""Persons whose data were erased, whom a list brings again: known by awards that stay, or by digests.

Of an erased person with decisions in force the name stays on them (the law on archives), so the same award under this
name is known again. Beside it, and where the name went, digests keyed with the secret of the installation are all that
is left of the names and years of birth that the person's records had: from the database alone nobody finds out whose
they were (ADR 24).
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from thidua.honours.choices import HolderKind
from thidua.honours.rules.bodies import body_form, is_same_body
from thidua.honours.rules.importing.cells import is_written_alike
from thidua.honours.rules.importing.one_row import Row
from thidua.honours.rules.importing.stating import Stated, stated
from thidua.honours.rules.lines import LONGEST_NAME
from thidua.vietnamese.fold import fold, same_form

ANY_YEAR: Final = "*"
_BARE: Final = "bare\n"


@dataclass(frozen=True, slots=True)
class Erased:
    """A record whose data were erased: its name (what stands for it where it went), its digests, and its awards.

    ``honours`` are also those that were withdrawn, each with the form of the body; ``has_decisions`` says whether one
    is in force.
    """

    folded: str
    name: str
    digests: Sequence[str]
    honours: tuple[tuple[Stated, str], ...]
    has_decisions: bool


class Erasures:
    """The erased persons of one ledger.

    Args:
        secret: what digests are keyed with; it is not in the database.
        keeper: whose ledger it is: a person has other digests in other ledgers.
        records: the erased ones.
    """

    def __init__(self, secret: str = "", keeper: int = 0, records: Iterable[Erased] = ()) -> None:
        self._secret, self._keeper = secret, keeper
        self._named: dict[str, list[Erased]] = {}
        self._digested: dict[str, list[Erased]] = {}
        self._awards: set[Stated] = set()
        for each in records:
            self._awards.update(award for award, _body in each.honours)
            self._named.setdefault(each.folded, []).append(each)
            for digest in each.digests:
                self._digested.setdefault(digest, []).append(each)

    def have_award(self, row: Row) -> bool:
        """Whether the award of a row stands on the record of an erased person of this name.

        By a digest the year of birth counts, except where the record once had none.
        """
        award = stated(row.form_code, row.form_name, row.year, row.decision_number)
        if row.kind != HolderKind.INDIVIDUAL or award not in self._awards:
            return False
        body = body_form(row.body)
        return any(
            given == award and (not body or not there or is_same_body(body, there))
            for each in [*self._of_name(row.name), *self._of_digests(row.name, {row.birth_year, None})]
            for given, there in each.honours
        )

    def have_person(self, row: Row) -> bool:
        """Whether a row names an erased person of whom no decision is left, by name and year of birth."""
        if row.kind != HolderKind.INDIVIDUAL or row.birth_year is None:
            return False
        return any(not each.has_decisions for each in self._of_digests(row.name, {row.birth_year}))

    def have_name(self, name: str) -> bool:
        """Whether an erased person had this name, whatever the year of birth: for somebody to look at, no proof."""
        return bool(self._of_name(name) or self._of_digests(name, {ANY_YEAR}))

    def _of_name(self, name: str) -> list[Erased]:
        return [each for each in self._named.get(fold(name)[:LONGEST_NAME], ()) if is_written_alike(name, each.name)]

    def _of_digests(self, name: str, years: Collection[int | str | None]) -> list[Erased]:
        """Return who has one of these years and a name that is written alike: marks count, unless one side has none."""
        if not self._digested:
            return []
        form, folded = same_form(name), fold(name)
        forms = {form, _BARE + folded if form.isascii() else folded}
        keys = [erasure_digest(self._secret, self._keeper, each, year) for each in forms for year in years]
        return [each for key in keys for each in self._digested.get(key, ())]


def erasure_digests(secret: str, keeper: int, names: Iterable[str], years: Collection[int | None]) -> list[str]:
    """Return what is left of the names and the years of birth of somebody erased, in no order that tells which is what.

    Each name gives its form with marks, and the one without, under which only names written without marks find it;
    each of them with each year, and once whatever the year.
    """
    forms = {form for name in names for form in (same_form(name), _BARE + fold(name))}
    return sorted(erasure_digest(secret, keeper, form, year) for form in forms for year in {*years, ANY_YEAR})


def erasure_digest(secret: str, keeper: int, form: str, birth_year: int | str | None) -> str:
    """Return what is left of a form of a name and a year of birth (or ``ANY_YEAR``) that were erased.

    >>> erasure_digest("s", 1, "le thi hoa", 1975) == erasure_digest("s", 1, "le thi hoa", 1975)
    True
    >>> erasure_digest("s", 1, "le thi hoa", 1975) == erasure_digest("s", 2, "le thi hoa", 1975)
    False
    """
    told = f"honours.erased\n{keeper}\n{form}\n{birth_year or ''}"
    return hmac.digest(secret.encode(), told.encode(), "sha256").hex()
