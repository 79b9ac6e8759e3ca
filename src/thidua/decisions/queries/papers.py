"""What the papers of a decision say, read from the decision, the law of its day and the office profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db.models import Max, QuerySet

from thidua.decisions.choices import DecisionKind, PaperKind
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.signing import signature_of, surroundings_of
from thidua.decisions.rules.papers import (
    DecisionText,
    LineText,
    Office,
    annulment_of,
    award_of,
    handover_of,
    issuer_for,
    payment_of,
    reissue_of,
)
from thidua.law.catalogue import NotInForceError, UnknownCodeError, award_form
from thidua.law.day import Law
from thidua.law.entries import Category
from thidua.local_rules.queries import law_for
from thidua.nominations.models import Check
from thidua.paper.model import Document

_VERBS = {Category.TITLE: "Công nhận danh hiệu", Category.COMMENDATION: "Tặng", Category.RECOGNITION: "Công nhận"}
_OF_DECISION: Mapping[str, Callable[[DecisionText], Document]] = {
    DecisionKind.AWARD: award_of,
    DecisionKind.ANNUL: annulment_of,
    DecisionKind.REISSUE: reissue_of,
}
_OF_MONEY = "tien_thuong"


def document_of(decision: AwardDecision, kind: PaperKind, *, on: date) -> Document:
    """Return a paper of a decision as a document; of a draft one without a number, as it would look ``on`` a day.

    The decision says what it said when it was issued. Nobody whose award was annulled since is handed anything, nor
    paid, unless that was done before.
    """
    rows = DecisionLine.objects.in_force().filter(decision=decision)
    if kind is PaperKind.PAYMENT_LIST:
        return payment_of(_said(decision, rows.exclude(annulled_at__isnull=False, paid_on=None), on=on))
    if kind is PaperKind.HANDOVER_SLIP:
        return handover_of(_said(decision, rows.filter(annulled_at=None), on=on))
    return _OF_DECISION[decision.kind](_said(decision, rows, on=on))


def _said(decision: AwardDecision, rows: QuerySet[DecisionLine], *, on: date) -> DecisionText:
    """Return what a decision says of lines; the law and the office profile are those of its day, else of ``on``."""
    day = decision.dated_on or on
    law = law_for(decision.unit_id, day, on=day)
    lines = list(rows.order_by("place", "pk").select_related("of__decision", "request", "honour"))
    return DecisionText(
        title=decision.title,
        authority=decision.authority,
        unit=decision.unit.name_in_sentence,
        symbol=decision.symbol,
        lines=tuple(_line(line) for line in lines),
        office=_office(decision, day),
        number=decision.number,
        day=decision.dated_on,
        legal=tuple(each.text for each in law.bases(_dossier_day(lines) or day)),
        own=tuple(line for line in decision.bases.splitlines() if line.strip()),
        money_provisions="; ".join(dict.fromkeys(line.provisions for line in lines if line.bonus and line.provisions)),
        gifts=_gifts(lines, law),
        annulled=decision.annuls.code if decision.annuls else "",
        annulled_day=decision.annuls.dated_on if decision.annuls else None,
        ground=str(decision.get_reason_display()) if decision.reason else "",
    )


def unverified_bases(decision: AwardDecision, *, on: date) -> tuple[str, ...]:
    """Return the lines «Căn cứ …» of a decision whose wording was not compared with the source, each with its note."""
    day = decision.dated_on or on
    lines = list(DecisionLine.objects.in_force().filter(decision=decision))
    bases = law_for(decision.unit_id, day, on=day).bases(_dossier_day(lines) or day)
    return tuple(f"{each.text}: {each.note}" for each in bases if not each.verified)


def _dossier_day(lines: Sequence[DecisionLine]) -> date | None:
    """Return the latest day whose law was applied to a nomination of the decision."""
    keys = [line.nomination_id for line in lines if line.nomination_id is not None]
    last = Check.objects.filter(nomination__pk__among=keys).order_by().values("nomination").annotate(last=Max("pk"))
    found: date | None = Check.objects.filter(pk__in=last.values("last")).aggregate(day=Max("law_day"))["day"]
    return found


def _office(decision: AwardDecision, day: date) -> Office:
    around = surroundings_of(decision, day)
    return Office(
        head=issuer_for(around.head, decision.authority),
        place=around.place,
        signature=signature_of(decision, around),
        recipients=around.recipients,
        symbol=around.symbol,
        is_complete=not around.is_draft,
    )


def _line(line: DecisionLine) -> LineText:
    first = line.of.decision if line.of else None
    told = f"Quyết định số {first.code} ngày {first.dated_on:%d/%m/%Y}" if first and first.dated_on else ""
    if not told and line.honour and line.does == DecisionKind.REISSUE:
        told = f"Quyết định số {line.honour.decision_number}" if line.honour.decision_number else ""
    return LineText(
        ordinal=line.place,
        name=line.name,
        kind=line.kind,
        award=line.award_name,
        verb=_verb(line.award_code),
        post=line.post,
        achievement=line.achievement,
        bonus=line.bonus or 0,
        coefficient=line.coefficient,
        base_salary=line.base_salary,
        household_factor=line.household_factor,
        to_recover=(line.of.to_recover or _paid(line.of)) if line.of and line.does == DecisionKind.ANNUL else 0,
        first=told,
        golden=line.golden_text.rpartition(" ")[2],
        ground=str(line.request.get_ground_display()) if line.request else "",
    )


def _paid(award: DecisionLine) -> int:
    """Return what an award that is about to be annulled was paid, in đồng."""
    return (award.bonus or 0) if award.paid_on and award.annulled_at is None else 0


def _verb(code: str) -> str:
    try:
        return _VERBS[award_form(code).category]
    except UnknownCodeError:
        return _VERBS[Category.COMMENDATION]


def _gifts(lines: Sequence[DecisionLine], law: Law) -> tuple[tuple[str, str, str], ...]:
    """Return what the law of the day says goes with each award (Decree 152/2025/NĐ-CP, Art. 50)."""
    found = []
    for code, name in dict.fromkeys((line.award_code, line.award_name) for line in lines):
        try:
            principles = law.principles(code)
        except (NotInForceError, UnknownCodeError):
            continue
        of_award = [each for each in principles if each.about == _OF_MONEY and (each.awards or each.groups)]
        found += [(name, each.text.rstrip("."), "; ".join(map(str, each.provisions))) for each in of_award]
    return tuple(found)
