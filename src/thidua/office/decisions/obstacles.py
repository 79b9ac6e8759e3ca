"""What stands in the way of a draft, each with the provision, what to do and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.decisions.choices import DecisionKind
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.decisions import DecisionPage
from thidua.decisions.queries.signing import kept_signer
from thidua.decisions.rules.signing import still_there
from thidua.documents.queries import signatories_on
from thidua.documents.rules import signer_line
from thidua.law.verdicts import Outcome
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination
from thidua.nominations.queries.assessing import assess_nominations
from thidua.nominations.rules.gates import is_held
from thidua.web.addresses import address
from thidua.web.formats import day

SHOWN = 20
"""Nominations that are told one by one; how many there are is always said."""


@dataclass(frozen=True)
class Obstacle:
    """A verdict row: ``state`` of ``web.states``, what is wrong, the way to correct it, the provision."""

    state: str
    rule: str
    seen: str = ""
    url: str = ""
    label: str = ""
    law: str = ""


def obstacles(page: DecisionPage, lines: Sequence[DecisionLine], actor: Actor) -> list[Obstacle]:
    """Return what stands in the way of issuing a draft as far as it is known without asking the law anew."""
    decision = page.decision
    found = []
    if not page.count:
        found.append(_empty(decision, actor))
    found += _of_signer(decision, clock.today())
    by_key = {line.nomination_id: line.nomination for line in lines}
    found += [
        _of(by_key.get(each.key), "not_met", each.name, _sentence(each.why), actor) for each in page.unfit[:SHOWN]
    ]
    found += _stuck([line.nomination for line in lines if line.nomination], actor)
    for line in page.asks[:SHOWN]:
        url = f"{reverse('office:decision', args=[decision.uid])}#so-tien"
        rule = _("%(name)s: cần ghi số tiền thưởng") % {"name": line.name}
        found.append(Obstacle("judge", rule, line.bonus_note, url, _("Ghi số tiền"), line.provisions))
    return found


def _of_signer(decision: AwardDecision, on: date) -> list[Obstacle]:
    """Return that the office profile of the day has no longer whom the draft keeps as its signer."""
    kept = kept_signer(decision)
    if kept is None or still_there(signatories_on(decision.unit, on), kept):
        return []
    rule = _("Hồ sơ cơ quan không còn người ký “%(signer)s”") % {"signer": signer_line(kept)}
    url = reverse("office:change_decision", args=[decision.uid])
    return [Obstacle("not_met", rule, _("Chọn người ký khác rồi ban hành."), url, _("Sửa dự thảo"))]


def unclear_now(decision: AwardDecision, lines: Iterable[DecisionLine], actor: Actor, *, on: date) -> list[Obstacle]:
    """Ask the law anew about every nomination of a draft; return those that it does not let pass, with why."""
    if decision.kind != DecisionKind.AWARD:
        return []
    keys = [line.nomination_id for line in lines if line.nomination_id is not None]
    rows = list(Nomination.objects.filter(pk__among=keys).select_related("round__unit", "unit"))
    assessed = assess_nominations(rows, on=on, deciding=True)
    found = []
    for row in rows:
        standing = assessed[row.pk].standing
        in_way = {*standing.not_met, *standing.to_judge}
        verdicts = [each for each in assessed[row.pk].rows if each.code in in_way]
        if row.state != State.TO_DECIDE:
            seen = _("Hồ sơ đang ở bước “%(state)s”, không còn chờ quyết định.") % {"state": row.get_state_display()}
            found.append(_of(row, "not_met", _named(row), seen, actor))
        elif is_held(row.held_until, on):
            seen = _("Tạm dừng xét đến ngày %(day)s.") % {"day": day(row.held_until)}
            found.append(_of(row, "not_met", _named(row), seen, actor))
        elif verdicts:
            state = "not_met" if any(each.outcome is Outcome.NOT_MET for each in verdicts) else "judge"
            law = "; ".join(dict.fromkeys(each.provision for each in verdicts if each.provision))
            seen = "; ".join(each.requirement for each in verdicts)
            found.append(_of(row, state, _named(row), f"{seen}.", actor, law))
    return found


def _stuck(nominations: Iterable[Nomination], actor: Actor) -> list[Obstacle]:
    """Return the nominations of which the last check found something in the way."""
    rows = [row for row in nominations if row.not_met or row.to_judge]
    found = []
    for row in rows[:SHOWN]:
        told = []
        if row.not_met:
            told.append(
                ngettext("%(n)s điều kiện chưa đạt", "%(n)s điều kiện chưa đạt", row.not_met) % {"n": row.not_met}
            )
        if row.to_judge:
            told.append(
                ngettext("%(n)s điều kiện cần người xét", "%(n)s điều kiện cần người xét", row.to_judge)
                % {"n": row.to_judge}
            )
        found.append(_of(row, "not_met" if row.not_met else "judge", _named(row), ", ".join(told) + ".", actor))
    return found


def _of(row: Nomination | None, state: str, rule: str, seen: str, actor: Actor, law: str = "") -> Obstacle:
    url = address("office:nomination", for_actor=actor, uid=row.uid) if row else ""
    return Obstacle(state, rule, seen, url, _("Mở hồ sơ") if url else "", law)


def _empty(decision: AwardDecision, actor: Actor) -> Obstacle:
    url = address("office:add_to_decision", for_actor=actor, uid=decision.uid) if decision.round_id else ""
    return Obstacle(
        "not_met", _("Dự thảo chưa có ai"), _("Thêm hồ sơ chờ quyết định rồi ban hành."), url, _("Thêm hồ sơ")
    )


def _named(row: Nomination) -> str:
    return f"{row.code}, {row.name}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
