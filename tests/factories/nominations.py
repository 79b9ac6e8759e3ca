"""Rounds and nominations, made by the product's own commands, and whoever takes them on their way."""

from dataclasses import dataclass
from datetime import date

from tests.factories.honours import make_person
from tests.factories.organisations import AT
from tests.factories.people import make_actor

from thidua.core.actors import Actor, Role
from thidua.law.verdicts import Outcome
from thidua.nominations.choices import Act
from thidua.nominations.commands import StatedNomination, conclude, move, nominate
from thidua.nominations.models import Nomination, Paper, Round
from thidua.nominations.queries.assessing import assess_nominations

PRAISE, MERIT, FIGHTER = "giay_khen", "bang_khen_bo_tinh", "chien_si_thi_dua_bo_tinh"
ON = date(2026, 11, 20)


@dataclass(frozen=True)
class Offices:
    """Who works on a nomination: at the unit that proposes and at the unit whose round it is."""

    officer: Actor
    approver: Actor
    appraiser: Actor
    leader: Actor


def make_offices(unit, decider):
    """An officer and an approver of the proposing unit, an officer and a leader of the deciding one."""
    return Offices(
        officer=make_actor(Role.OFFICER, unit=unit),
        approver=make_actor(Role.APPROVER, unit=unit),
        appraiser=make_actor(Role.OFFICER, unit=decider),
        leader=make_actor(Role.LEADER, unit=decider),
    )


def make_round(unit, awards=(PRAISE, MERIT, FIGHTER), **fields):
    """A round of a unit that takes some awards."""
    given = {
        "title": "Xét khen thưởng năm 2026",
        "kind": "yearly",
        "year": 2026,
        "authority": f"Chủ tịch Ủy ban nhân dân {unit.full_name}",
        "opens_on": date(2026, 11, 1),
        **fields,
    }
    return Round.objects.create(unit=unit, award_codes=list(awards), created_at=AT, **given)


def make_nomination(round_, unit, by, *, holder=None, award=PRAISE, **stated):
    """A nomination of a person of the unit's own ledger."""
    holder = holder or make_person(unit)
    given = {"type": "movement", "achievement": f"Dẫn đầu một phần việc của phong trào, {holder.name}", **stated}
    told = StatedNomination(holder=holder, award_code=award, **given)
    return nominate(round=round_, unit=unit, stated=told, by=by, at=AT)


def fill_dossier(nomination, *but):
    """Put every paper into a dossier that it needs, but for some."""
    codes = {"to_trinh", "bien_ban", "bao_cao", "danh_sach", "bien_ban_bo_phieu", "giay_sang_kien"}
    for code in sorted(codes - set(but)):
        Paper.objects.create(nomination=nomination, item_code=code, text=code, provided_by="Người thử", created_at=AT)


def take(nomination, offices, *acts, at=AT):
    """Take a nomination through acts, each done by whoever may."""
    who = {
        Act.SEND_TO_REVIEW: offices.officer,
        Act.SUBMIT: offices.approver,
        Act.RECALL: offices.officer,
        Act.WITHDRAW: offices.officer,
    }
    for act in acts:
        reason = "Theo yêu cầu của đơn vị" if act in {Act.RETURN, Act.WITHDRAW} else ""
        nomination = move(nomination=nomination, act=act, reason=reason, by=who.get(act, offices.appraiser), at=at)
    return nomination


def to_appraisal(nomination, offices):
    """Take a draft to where the deciding unit appraises it."""
    return take(nomination, offices, Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECEIVE)


def judge_all(nomination, offices, *, is_met=True):
    """Conclude every condition that asks a person."""
    kept = Nomination.objects.select_related("round__unit", "unit").get(pk=nomination.pk)
    rows = assess_nominations([kept], on=ON)[kept.pk].rows
    for row in rows:
        if row.outcome is Outcome.TO_JUDGE:
            conclude(
                nomination=kept, condition=row.code, is_met=is_met, reason="Đã đối chiếu", by=offices.appraiser, at=AT
            )
