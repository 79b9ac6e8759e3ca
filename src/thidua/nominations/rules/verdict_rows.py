"""Verdicts as rows that are kept: what the law said that day, readable when the law's files have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law.verdicts import Outcome, Verdict, most_urgent_first

_ALWAYS = frozenset({"code", "outcome", "requirement", "reason"})


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One condition as it was judged: the words of the law's engine, the provisions in words."""

    code: str
    outcome: Outcome
    requirement: str
    reason: str
    observed: str = ""
    missing: str = ""
    possible_from: date | None = None
    provision: str = ""
    verified: bool = True
    caution: str = ""
    local: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the values that are kept; what says nothing is left out."""
        told = {name: getattr(self, name) for name in self.__slots__}
        told["outcome"] = self.outcome.value
        told["possible_from"] = self.possible_from.isoformat() if self.possible_from else ""
        return {name: value for name, value in told.items() if name in _ALWAYS or value not in ("", None)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> VerdictRow:
        """Return the row that was kept."""
        told = dict(kept)
        told["outcome"] = Outcome(told["outcome"])
        if told.get("possible_from"):
            told["possible_from"] = date.fromisoformat(told["possible_from"])
        return cls(**told)


def verdict_rows(verdicts: Iterable[Verdict]) -> tuple[VerdictRow, ...]:
    """Return verdicts as rows, what stands in the way first."""
    return tuple(
        VerdictRow(
            code=each.code,
            outcome=each.outcome,
            requirement=each.requirement,
            reason=each.reason,
            observed=each.observed,
            missing=each.missing,
            possible_from=each.possible_from,
            provision=each.provision,
            verified=each.verified,
            caution=each.caution,
            local=each.local,
        )
        for each in most_urgent_first(verdicts)
    )
