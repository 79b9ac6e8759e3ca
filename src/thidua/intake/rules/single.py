"""Checks on one fact: may this recipient have this award."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from thidua.intake.choices import FindingKind
from thidua.intake.rules.facts import CheckedFact, Found, gettext_noop
from thidua.law.catalogue import recognise_form
from thidua.law.standards.recipients import recipient_fits
from thidua.law.verdicts import Outcome, Verdict
from thidua.vietnamese.writing import number

_RECIPIENT = gettext_noop("Bài ghi %(count)s %(kind)s nhận %(form)s. Luật chỉ tặng %(form)s cho %(admitted)s.")
_KINDS = {"collectives": "collective", "individuals": "individual"}
_HOUSEHOLD = re.compile(r"(?:hộ|gia đình)(?!\w)")


def check_recipients(facts: Collection[CheckedFact], on: date) -> Iterator[Found]:
    """Yield each award whose form the law, as it was ``on`` that day, does not give to such a recipient."""
    for fact in facts:
        if fact.kind != "award" or fact.value.get("status") == "planned":
            continue
        form = recognise_form(str(fact.value.get("form", "")), fact.value.get("authority"), on)
        if form is None:
            continue
        for name, kind in _KINDS.items():
            if fact.value.get(name):
                verdict = recipient_fits(form, _household_or(kind, fact.value), on)
                if verdict.outcome is Outcome.NOT_MET:
                    admitted = " hoặc ".join(rule.kind.label for rule in form.recipients)
                    yield _against_rule(fact, name, verdict, admitted)


def _household_or(kind: str, value: Mapping[str, Any]) -> str:
    """A household is counted among the collectives, where the text calls it a household it is one to the law."""
    is_household = kind == "collective" and _HOUSEHOLD.match(str(value.get("recipient_noun") or "").casefold())
    return "household" if is_household else kind


def _against_rule(fact: CheckedFact, name: str, verdict: Verdict, admitted: str) -> Found:
    values = {
        "count": number(fact.value[name]),
        "kind": verdict.observed,
        "form": str(fact.value.get("form", "")),
        "admitted": admitted,
    }
    return Found(
        kind=FindingKind.RECIPIENT,
        key=f"recipient:{name}:{fact.place}",
        facts=(fact.id,),
        in_question=(fact.id,),
        message=_RECIPIENT,
        values=values,
        provision=verdict.provision,
        caution=verdict.caution,
    )


def one_fact(kind: FindingKind, key: str, fact: CheckedFact, message: str, values: Mapping[str, Any]) -> Found:
    """Return a finding about one fact, which is the one in question."""
    return Found(kind=kind, key=key, facts=(fact.id,), in_question=(fact.id,), message=message, values=values)
