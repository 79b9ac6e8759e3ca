"""Checks on one fact: may this recipient have this award, is a share over its whole, is the unit known."""

from __future__ import annotations

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
_OVER_WHOLE = gettext_noop("Bài ghi %(value)s/%(of)s %(unit)s: phần lớn hơn toàn bộ. Xem lại hai số.")
_OVER_HUNDRED = gettext_noop("Bài ghi %(value)s%% cho “%(what)s”. Một phần của toàn bộ không quá 100%%.")
_GROWTH = ("tăng", "giảm", "vượt", "so với", "gấp", "bằng", "chỉ tiêu", "kế hoạch")
_HUNDRED = 100
_KINDS = {"collectives": "collective", "individuals": "individual"}


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
                verdict = recipient_fits(form, kind, on)
                if verdict.outcome is Outcome.NOT_MET:
                    admitted = " hoặc ".join(rule.kind.label for rule in form.recipients)
                    yield _against_rule(fact, name, verdict, admitted)


def check_ratios(facts: Collection[CheckedFact]) -> Iterator[Found]:
    """Yield each share that is larger than its whole; growth and fulfilment of a plan may be over a hundred."""
    for fact in facts:
        if fact.kind != "figure":
            continue
        value, of = fact.value.get("value"), fact.value.get("of")
        if value is None:
            continue
        if of is not None and value > of:
            values = {"value": number(value), "of": number(of), "unit": fact.value.get("unit", "")}
            yield one_fact(FindingKind.RATIO, f"ratio:{fact.place}", fact, _OVER_WHOLE, values)
        elif _is_percent(fact.value) and value > _HUNDRED and not _may_exceed(fact):
            what = fact.value.get("measure") or fact.quote
            values = {"value": number(value, 1), "what": what}
            yield one_fact(FindingKind.RATIO, f"ratio:{fact.place}", fact, _OVER_HUNDRED, values)


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


def _is_percent(value: Mapping[str, Any]) -> bool:
    return str(value.get("unit", "")).strip() in {"%", "phần trăm"}


def _may_exceed(fact: CheckedFact) -> bool:
    words = f"{fact.sentence} {fact.value.get('measure', '')}".casefold()
    return any(word in words for word in _GROWTH)
