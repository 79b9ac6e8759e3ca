"""Persons whose data were erased, whom a list brings again: known by awards that stay, or by a digest.

Of an erased person with decisions in force the name stays on them (the law on archives), so the same award under this
name is known again. Where the name went, a digest keyed with the secret of the installation is all that is left of it:
from the database alone nobody finds out whose it was (ADR 24).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.honours.choices import HolderKind
from thidua.honours.rules.bodies import body_form, is_same_body
from thidua.honours.rules.importing.cells import is_written_alike
from thidua.honours.rules.importing.one_row import Row
from thidua.honours.rules.importing.stating import Stated, stated


@dataclass(frozen=True, slots=True)
class Erased:
    """A record whose data were erased: its name where that stays, else its digest, and its awards.

    ``honours`` are also those that were withdrawn, each with the form of the body; ``has_decisions`` says whether one
    is in force.
    """

    folded: str
    name: str
    digest: str
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
        self._nameless: dict[str, list[Erased]] = {}
        for each in records:
            kept, key = (self._nameless, each.digest) if each.digest else (self._named, each.folded)
            kept.setdefault(key, []).append(each)

    def have_award(self, row: Row) -> bool:
        """Whether the award of a row stands on the record of an erased person of this name."""
        named = [each for each in self._named.get(row.folded, ()) if is_written_alike(row.name, each.name)]
        if row.kind != HolderKind.INDIVIDUAL or not (named or self._nameless):
            return False
        award, body = stated(row.form_code, row.form_name, row.year, row.decision_number), body_form(row.body)
        return any(
            given == award and (not body or not there or is_same_body(body, there))
            for each in [*named, *self._digested(row)]
            for given, there in each.honours
        )

    def have_person(self, row: Row) -> bool:
        """Whether a row names an erased person of whom no decision is left, by name and year of birth."""
        if row.kind != HolderKind.INDIVIDUAL or row.birth_year is None:
            return False
        return any(not each.has_decisions for each in self._digested(row))

    def _digested(self, row: Row) -> list[Erased]:
        if not self._nameless:
            return []
        return self._nameless.get(erasure_digest(self._secret, self._keeper, row.folded, row.birth_year), [])


def erasure_digest(secret: str, keeper: int, folded: str, birth_year: int | None) -> str:
    """Return what is left of a name and a year of birth that were erased.

    >>> erasure_digest("s", 1, "le thi hoa", 1975) == erasure_digest("s", 1, "le thi hoa", 1975)
    True
    >>> erasure_digest("s", 1, "le thi hoa", 1975) == erasure_digest("s", 2, "le thi hoa", 1975)
    False
    """
    told = f"honours.erased\n{keeper}\n{folded}\n{birth_year or ''}"
    return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()
