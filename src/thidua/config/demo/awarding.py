"""A sample round of awards of a province: nominations at every step, a council with a session to come, a decision.

All persons, posts, numbers and deeds are invented; that units are named says nothing of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from thidua.config.demo.office import OF_COMMITTEE
from thidua.core.actors import Actor, Role
from thidua.core.clock import legal_day
from thidua.councils.commands import (
    StatedCouncil,
    StatedMember,
    StatedSession,
    add_member,
    add_nominations,
    plan_session,
    set_up_council,
)
from thidua.councils.models import Council
from thidua.decisions.commands import draft_decision, issue_decision
from thidua.documents.queries import signatories_on
from thidua.documents.rules import signer_line
from thidua.honours.commands import StatedHolder, StatedHonour, add_holder, record_honour
from thidua.honours.models import Holder
from thidua.law.record import Reach
from thidua.law.verdicts import Outcome
from thidua.nominations.choices import Act, RoundKind, State
from thidua.nominations.commands import StatedNomination, conclude, move, nominate
from thidua.nominations.commands.dossier.innovations import StatedInnovation, add_innovation
from thidua.nominations.commands.dossier.papers import StatedPaper, attach_paper
from thidua.nominations.commands.dossier.report import finish_report, save_report
from thidua.nominations.commands.notices import StatedNotice, open_notice
from thidua.nominations.commands.opinions import StatedAnswer, ask_opinion, record_answer
from thidua.nominations.commands.registering import StatedRegistration, register_title
from thidua.nominations.commands.rounds import StatedRound, open_round
from thidua.nominations.models import Nomination, Round
from thidua.nominations.queries.assessing import assess_nominations
from thidua.nominations.queries.dossier import items_of
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.people.queries import actor_of

_MERIT, _FIGHTER, _FLAG = "bang_khen_bo_tinh", "chien_si_thi_dua_bo_tinh", "co_thi_dua_bo_tinh"
_SURVEY_PAPER = "giay_xac_nhan_pham_vi"
_GROUP = "cán bộ, công chức, viên chức, người lao động"


@dataclass(frozen=True, slots=True)
class _Proposed:
    """Somebody of the commune proposed in the round, and how far it has come."""

    name: str
    born: int
    post: str
    award: str
    achievement: str
    reaches: State
    lacking: Sequence[str] = ()
    fighter_years: Sequence[int] = ()


_PROPOSED: Final = (
    _Proposed("Trịnh Thị Thơm", 1982, "Chi hội trưởng phụ nữ thôn Trung Hòa, xã Vũ Thư", _MERIT,
              "Vận động 126 hộ lắp đèn trước ngõ, cả thôn không còn đoạn đường tối", State.DECIDED),
    _Proposed("Đoàn Văn Lực", 1969, "Tổ trưởng Tổ bảo vệ an ninh, trật tự thôn Việt Thắng, xã Vũ Thư", _MERIT,
              "Hòa giải thành 31 vụ việc ở thôn trong hai năm, không vụ nào phải chuyển lên xã", State.TO_DECIDE),
    _Proposed("Lê Thị Hòa", 1978, "Công chức Văn phòng Ủy ban nhân dân xã Vũ Thư", _FIGHTER,
              "Đề xuất cách báo tin bằng tiếng kẻng an ninh, đang chạy ở 14 điểm của 3 xã", State.APPRAISAL,
              lacking=(_SURVEY_PAPER,), fighter_years=(3, 2, 1)),
    _Proposed("Bùi Quang Sáng", 1974, "Trưởng Công an xã Vũ Thư", _FIGHTER,
              "Xây dựng 9 tổ liên gia tự quản về phòng cháy, được tỉnh cho nhân rộng", State.COUNCIL,
              fighter_years=(3, 2, 1)),
    _Proposed("Hà Thị Duyên", 1986, "Giáo viên Trường THCS Vũ Thư", _MERIT,
              "Dạy bơi miễn phí cho 212 học sinh trong ba kỳ nghỉ hè", State.SUBMITTED),
    _Proposed("Mai Văn Chỉnh", 1971, "Trưởng thôn Thanh Trai, xã Vũ Thư", _MERIT,
              "Cùng dân hiến 480 m² đất mở rộng đường thôn", State.DRAFT),
)  # fmt: skip
_FAMILY: Final = "gia_dinh_van_hoa"
_HOUSEHOLDS: Final = (
    ("Hộ ông Vũ Đình Khang", "Ba thế hệ hòa thuận, hiến 40 m² đất mở ngõ của xóm"),
    ("Hộ bà Phạm Thị Nhài", "Hai con học giỏi, nhà nhận chăm sóc vườn hoa của thôn"),
    ("Hộ ông Ngô Văn Tám", "Tự nguyện lắp đèn ngõ và giữ tủ sách của thôn"),
)
_REGISTERED: Final = (
    ("Phạm Thị Nhung", 1990, "chien_si_thi_dua_co_so"),
    ("Vũ Đức Mạnh", 1985, "lao_dong_tien_tien"),
    ("Trần Thị Lụa", 1979, "lao_dong_tien_tien"),
    ("Đặng Văn Toàn", 1988, _FIGHTER),
)
"""Who registered a title at the commune beside those proposed for one, and is not proposed yet."""
_MEMBERS: Final = (
    ("Phạm Văn Thịnh", "Chủ tịch Ủy ban nhân dân tỉnh", "chair"),
    ("Vũ Thị Bích", "Giám đốc Sở Nội vụ", "vice_chair"),
    ("Nguyễn Thị Hòa", "Trưởng phòng, Sở Nội vụ", "secretary"),
    ("Đào Xuân Trường", "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc tỉnh", "member"),
    ("Lưu Thị Hạnh", "Chủ tịch Hội Liên hiệp Phụ nữ tỉnh", "member"),
)
_FORWARD: Final[Mapping[State, Sequence[Act]]] = {
    State.DRAFT: (),
    State.SUBMITTED: (Act.SEND_TO_REVIEW, Act.SUBMIT),
    State.APPRAISAL: (Act.SEND_TO_REVIEW, Act.SUBMIT, Act.RECEIVE),
}
_WITHOUT_DISTRICTS = 2025
_PASSED = frozenset({State.COUNCIL, State.TO_DECIDE, State.DECIDED})


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who acts in the demo: the commune that proposes and the province whose round it is."""

    commune: Actor
    province: Actor
    at: datetime

    def actor(self, act: Act) -> Actor:
        """Return who does an act."""
        return self.commune if act in {Act.SEND_TO_REVIEW, Act.SUBMIT} else self.province


def make_awarding(*, at: datetime) -> Round:
    """Open a round, bring its nominations as far as they are told, plan a session, issue a decision."""
    stage = _Stage(_head("lan.vt", at), _head("hoa.hy", at), at)
    province = Unit.objects.get(pk=stage.province.unit_id or 0)
    round_ = _open(province, stage)
    made = [_nominate(round_, each, stage) for each in _PROPOSED]
    _register_others(stage)
    _plan(round_, [each for each in made if each.state == State.COUNCIL], stage)
    _decide(round_, made, stage)
    _ask_others(made, stage)
    _ask_public(stage)
    return round_


def _head(username: str, at: datetime) -> Actor:
    """Return a user of the demo with what the head of the office may do, too: the demo has few users."""
    actor = actor_of(User.objects.get(username=username), on=legal_day(at))
    roles = (Role.OFFICER, Role.APPROVER, Role.LEADER)
    grant = actor.grants[0]
    grants = tuple(type(grant)(role, grant.unit_id) for role in roles)
    return Actor(actor.uid, actor.label, grants, unit_id=grant.unit_id, user_id=actor.user_id)


def _open(province: Unit, stage: _Stage) -> Round:
    today = legal_day(stage.at)
    stated = StatedRound(
        title=f"Xét khen thưởng năm {today.year}",
        kind=RoundKind.YEARLY,
        year=today.year,
        authority=f"Chủ tịch Ủy ban nhân dân {province.name_in_sentence}",
        award_codes=(_MERIT, _FIGHTER, _FLAG),
        opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=20),
    )
    return open_round(unit=province, stated=stated, by=stage.province, at=stage.at)


def _nominate(round_: Round, told: _Proposed, stage: _Stage) -> Nomination:
    commune = Unit.objects.get(pk=stage.commune.unit_id or 0)
    stated = StatedNomination(
        holder=_holder(commune, told, stage),
        award_code=told.award,
        type="merit" if told.award == _FIGHTER else "movement",
        post=told.post,
        achievement=told.achievement,
        since=date(round_.year - 1, 1, 1),
        until=date(round_.year, 10, 31),
        facts={"group": _GROUP, "ratings": {str(round_.year - 1): "hoàn thành xuất sắc"}},
    )
    if told.award == _FIGHTER:
        _register(stated.holder, told.award, stage)
    made = nominate(round=round_, unit=commune, stated=stated, by=stage.commune, at=stage.at)
    _fill(made, told, stage)
    for act in _FORWARD.get(told.reaches, _FORWARD[State.APPRAISAL]):
        made = move(nomination=made, act=act, by=stage.actor(act), at=stage.at)
    if told.reaches in _PASSED:
        _conclude(made, stage.province, stage.at)
        made = move(nomination=made, act=Act.FINISH_APPRAISAL, by=stage.province, at=stage.at)
    return made


def _holder(commune: Unit, told: _Proposed, stage: _Stage) -> Holder:
    stated = StatedHolder("individual", told.name, told.born)
    holder = add_holder(keeper=commune, stated=stated, is_another=True, by=stage.commune, at=stage.at)
    for ago in told.fighter_years:
        year = legal_day(stage.at).year - ago
        given = StatedHonour(
            form_name="Chiến sĩ thi đua cơ sở",
            form_code="chien_si_thi_dua_co_so",
            year=year,
            type="merit",
            decision_number=f"{160 + ago * 16}/QĐ-UBND",
            decided_on=date(year, 12, 18),
            authority="Chủ tịch UBND huyện Vũ Thư" if year < _WITHOUT_DISTRICTS else "Chủ tịch UBND xã Vũ Thư",
        )
        record_honour(holder=holder, stated=given, by=stage.commune, at=stage.at)
    return holder


def _register(holder: Holder, code: str, stage: _Stage) -> None:
    """Register a title at the beginning of the year, as somebody who is proposed for it did."""
    commune, today = Unit.objects.get(pk=stage.commune.unit_id or 0), legal_day(stage.at)
    registration = StatedRegistration(holder, code, min(today, date(today.year, 1, 20)))
    register_title(unit=commune, year=today.year, stated=registration, by=stage.commune, at=stage.at)


def _register_others(stage: _Stage) -> None:
    commune = Unit.objects.get(pk=stage.commune.unit_id or 0)
    for name, born, code in _REGISTERED:
        stated = StatedHolder("individual", name, born)
        holder = add_holder(keeper=commune, stated=stated, is_another=True, by=stage.commune, at=stage.at)
        _register(holder, code, stage)


def _fill(made: Nomination, told: _Proposed, stage: _Stage) -> None:
    """Note the papers of the dossier, write its report, and add the innovation that a title rests on."""
    if told.fighter_years:
        year = legal_day(stage.at).year - 1
        stated = StatedInnovation(told.achievement[:120], year, reach=Reach.MINISTRY_PROVINCE, certificate="27/QĐ-SNV")
        add_innovation(nomination=made, stated=stated, by=stage.commune, at=stage.at)
    if told.reaches is State.DRAFT:
        return
    text = f"{told.achievement}.\n\nBáo cáo mẫu: phần này do đơn vị viết."
    report = save_report(nomination=made, text=text, version=0, by=stage.commune, at=stage.at)
    finish_report(nomination=made, version=report.version, by=stage.commune, at=stage.at)
    for item in items_of(made, on=legal_day(stage.at)):
        if item.is_needed and not (item.is_vote or item.is_report or item.code in told.lacking):
            paper = StatedPaper(item.code, note="Bản giấy ở văn thư xã")
            attach_paper(nomination=made, stated=paper, by=stage.commune, at=stage.at)


def _conclude(made: Nomination, by: Actor, at: datetime) -> None:
    kept = Nomination.objects.select_related("round__unit", "unit").get(pk=made.pk)
    for row in assess_nominations([kept], on=legal_day(at))[kept.pk].rows:
        if row.outcome is Outcome.TO_JUDGE:
            reason = "Đã đối chiếu báo cáo và xác nhận của xã"
            conclude(nomination=kept, condition=row.code, is_met=True, reason=reason, by=by, at=at)


def _plan(round_: Round, waiting: Sequence[Nomination], stage: _Stage) -> None:
    council, today = _council(round_.unit, stage), legal_day(stage.at)
    starts_at = timezone.make_aware(datetime.combine(today + timedelta(days=3), time(14)))
    stated = StatedSession(
        title="Phiên họp xét khen thưởng năm", place="Phòng họp số 2", starts_at=starts_at, round=round_
    )
    session = plan_session(council=council, stated=stated, by=stage.province, at=stage.at)
    if waiting:
        add_nominations(session=session, nominations=waiting, by=stage.province, at=stage.at)


def _council(unit: Unit, stage: _Stage) -> Council:
    since = date(legal_day(stage.at).year, 1, 15)
    stated = StatedCouncil(
        name=f"Hội đồng Thi đua, khen thưởng {unit.name_in_sentence}",
        decision_number="96/QĐ-UBND",
        decided_on=since,
        since=since,
    )
    council = set_up_council(unit=unit, stated=stated, by=stage.province, at=stage.at)
    for name, office, role in _MEMBERS:
        user = User.objects.filter(username="hoa.hy").first() if role == "secretary" else None
        add_member(council=council, stated=StatedMember(name, office, role, user=user), by=stage.province, at=stage.at)
    return council


def _decide(round_: Round, made: Sequence[Nomination], stage: _Stage) -> None:
    reached = {told.name for told in _PROPOSED if told.reaches is State.DECIDED}
    ready = [each for each in made if each.name in reached]
    draft = draft_decision(
        round=round_,
        title="Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        symbol="QĐ-UBND",
        signer=signer_line(OF_COMMITTEE) if OF_COMMITTEE in signatories_on(round_.unit, legal_day(stage.at)) else "",
        nominations=ready,
        by=stage.province,
        at=stage.at,
    )
    issue_decision(decision=draft, number="2541", dated_on=legal_day(stage.at), by=stage.province, at=stage.at)


def _ask_others(made: Sequence[Nomination], stage: _Stage) -> None:
    """Ask two bodies: one is late, one answered."""
    today = legal_day(stage.at)
    first = next(each for each in made if each.state == State.APPRAISAL)
    second = next(each for each in made if each.state == State.COUNCIL)
    asked_on = today - timedelta(days=17)
    for one, body, due_on in (
        (first, "Bảo hiểm xã hội tỉnh", today - timedelta(days=3)),
        (second, "Sở Khoa học và Công nghệ", today),
    ):
        asked = ask_opinion(nomination=one, body=body, asked_on=asked_on, due_on=due_on, by=stage.province, at=stage.at)
    stated = StatedAnswer("agree", today - timedelta(days=2), "Sáng kiến đã được áp dụng ở nhiều xã")
    record_answer(opinion=asked, stated=stated, by=stage.province, at=stage.at)


def _ask_public(stage: _Stage) -> None:
    """Let the commune ask the public about households, as the law wants for this title."""
    commune, today = Unit.objects.get(pk=stage.commune.unit_id or 0), legal_day(stage.at)
    told = StatedRound(
        title=f"Bình xét Gia đình văn hóa năm {today.year}",
        kind=RoundKind.YEARLY,
        year=today.year,
        authority=f"Chủ tịch Ủy ban nhân dân {commune.name_in_sentence}",
        award_codes=(_FAMILY,),
        opens_on=today - timedelta(days=15),
        closes_on=today + timedelta(days=30),
    )
    round_ = open_round(unit=commune, stated=told, by=stage.commune, at=stage.at)
    rows = [_nominate_household(round_, name, deed, stage) for name, deed in _HOUSEHOLDS]
    notice = StatedNotice(title=f"Lấy ý kiến danh sách Gia đình văn hóa năm {today.year}", opened_on=today)
    open_notice(round=round_, nominations=rows, stated=notice, by=stage.commune, at=stage.at)


def _nominate_household(round_: Round, name: str, deed: str, stage: _Stage) -> Nomination:
    stated = StatedHolder("household", name)
    holder = add_holder(keeper=round_.unit, stated=stated, is_another=True, by=stage.commune, at=stage.at)
    proposed = StatedNomination(
        holder=holder, award_code=_FAMILY, type="merit", post="Thôn Trung Hòa, xã Vũ Thư", achievement=deed
    )
    made = nominate(round=round_, unit=round_.unit, stated=proposed, by=stage.commune, at=stage.at)
    for item in items_of(made, on=legal_day(stage.at)):
        if item.is_needed and not item.is_vote:
            paper = StatedPaper(item.code, note="Bản giấy ở văn hóa xã")
            attach_paper(nomination=made, stated=paper, by=stage.commune, at=stage.at)
    for act in _FORWARD[State.APPRAISAL]:
        made = move(nomination=made, act=act, by=stage.commune, at=stage.at)
    _conclude(made, stage.commune, stage.at)
    return move(nomination=made, act=Act.FINISH_APPRAISAL, by=stage.commune, at=stage.at)
