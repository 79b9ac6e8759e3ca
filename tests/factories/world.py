"""Three units with one of everything each: a province, a commune under it, and a foreign province."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from tests.factories.councils import make_chamber
from tests.factories.decisions import CERTIFICATE, MINISTRY_CERTIFICATE, draft, waiting
from tests.factories.decisions import make_round as make_award_round
from tests.factories.honours import give, make_person
from tests.factories.nominations import make_nomination, make_round
from tests.factories.notices import ask_public
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, make_token, make_user, process_actor
from tests.factories.registry import make_award, make_document, make_figure, make_movement, make_review
from tests.factories.reports import make_form, make_report, month
from tests.factories.rounds import move_to
from tests.factories.scans import png

from thidua.conferences.commands import add_direction, make_pack
from thidua.conferences.models import Conference, Participation
from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import Record
from thidua.councils.commands import StatedSession, plan_session, recuse
from thidua.councils.models import AgendaItem
from thidua.decisions.commands import attach_signed_decision, issue_decision, open_fund, order_paper, request_reissue
from thidua.documents.commands import add_profile
from thidua.documents.rules import ProfileText
from thidua.honours.commands import merge_holders
from thidua.honours.commands.importing import start_batch as start_batch_of_honours
from thidua.honours.models import Holder
from thidua.intake.commands import read_document, start_batch
from thidua.local_rules.commands import add_value, follow_pack
from thidua.local_rules.rules import StatedValue
from thidua.movements.commands import add_aim, add_governing_document, ensure_phase
from thidua.nominations.commands.dossier import StatedPaper, attach_paper
from thidua.nominations.commands.listing import start_list
from thidua.nominations.commands.registering import StatedRegistration, register_title
from thidua.nominations.models import Comment, Conclusion, Opinion
from thidua.organisations.choices import Level
from thidua.organisations.commands import draft_reorganisation
from thidua.organisations.models import Unit
from thidua.organisations.plans import NewUnit, Step, StepAct
from thidua.people.commands import record_public_person
from thidua.people.models import User
from thidua.reports.commands import (
    attach_cell_file,
    attach_signed_copy,
    file_report,
    make_paper,
    save_note,
    start_workbooks,
)
from thidua.reports.commands.tables import start_table
from thidua.reports.models import Form, Publication
from thidua.sources.commands import store_file

FOREIGN_MARK = "Zzngoại"
"""In every text of the foreign unit and nowhere else."""
FOREIGN_WORD = "Ngoạivi"
"""What to search for to hit the foreign unit's things; it stands beside the mark."""


@dataclass(frozen=True)
class World:
    """The three units and, for each, the rows with a uid that were made for it."""

    own: Unit
    child: Unit
    foreign: Unit
    rows: dict[int, list[Record]]


def make_world() -> World:
    """Make it all by the product's commands."""
    own = make_unit("Hưng Yên")
    child = make_commune("Vũ Thư", under=own)
    foreign = make_unit(f"{FOREIGN_MARK} {FOREIGN_WORD}")
    make_form("world_sessions", name="Biểu chung", levels=(own.level, child.level))
    rows = {}
    for unit, mark in ((own, "Tỉnh nhà"), (child, "Xã nhà"), (foreign, f"{FOREIGN_MARK} {FOREIGN_WORD}")):
        before = _uids()
        _fill(unit, mark)
        rows[unit.pk] = [unit, *(row for row in _records() if row.uid not in before)]
    return World(own, child, foreign, rows)


def _value_of(mark: str) -> StatedValue:
    return StatedValue("council_vote_share", 85, date(2026, 1, 1), f"12/2026/QĐ {mark}", f"Công báo {mark}")


def _fill(unit: Unit, mark: str) -> None:
    by = process_actor(unit)
    make_token(make_user(unit=unit, full_name=f"Người {mark}"), name=f"Máy {mark}")
    movement = make_movement(unit, f"Phong trào {mark}")
    phase = ensure_phase(movement=movement, first_year=2014, last_year=2019, by=by, at=AT)
    add_governing_document(movement=movement, title=f"Kế hoạch {mark}", by=by, at=AT)
    add_value(unit=unit, stated=_value_of(mark), by=by, at=AT)
    person, other = make_person(unit, f"Người {mark}", unit=f"Đơn vị {mark}"), make_person(unit, f"Ông {mark}")
    give(person, 2021, reason=mark)
    merge_holders(kept=person, gone=other, by=by, at=AT)
    _nominate(unit, mark, person)
    _register(unit, mark, person)
    own_pack = f"code: goi_rieng\nname: Gói {mark}\nauthority: {mark}\n"
    follow_pack(unit=unit, content=own_pack.encode(), by=by, at=AT)
    add_aim(phase=phase, kind="task", text=f"Nhiệm vụ {mark}", by=by, at=AT)
    event = f"Ngày 05/6/2020, UBND tỉnh {mark} tổ chức hội nghị tổng kết."
    text = f"{event} {mark} hòa giải thành 2.822 vụ. 3 cá nhân nhận Cờ thi đua."
    document = make_document(unit, text, title=f"Bài {mark}")
    read_document(document=document, by=by, at=AT)
    figure = make_figure(
        unit, movement=movement, document=make_document(unit, f"{mark}: 2087 veteran_models.", title=f"Số {mark}")
    )
    award = make_award(unit, movement=movement, document=document, form_name=f"Bằng khen {mark}", collectives=2)
    person = record_public_person(name=f"Nguyễn {mark}", posts=[f"Chủ tịch {mark}"], by=by, at=AT)
    conference = Conference.objects.create(
        unit=unit, movement=movement, period=figure.period, name=f"Hội nghị {mark}", kinds=["tong_ket"],
        held_on=date(2020, 6, 5), citation=award.citation, created_at=AT,
    )  # fmt: skip
    Participation.objects.create(
        unit=unit, conference=conference, person=person, roles=["chair"], citation=award.citation, created_at=AT
    )
    review = make_review(unit, movement=movement)
    add_direction(review=review, text=f"Chỉ đạo {mark}", by=by, at=AT)
    profile = ProfileText(issuing_body=f"Ban {mark}", symbol="BCD", place=mark)
    add_profile(unit=unit, since=date(2010, 1, 1), text=profile, by=by, at=AT)
    make_pack(review=review, by=by, at=AT)
    step = Step(StepAct.RENAME, (str(unit.uid),), made=(NewUnit(f"Mới {mark}", unit.kind),))
    draft_reorganisation(unit=unit, title=f"Sắp xếp {mark}", on=date(2026, 7, 1), steps=[step], by=by, at=AT)
    report = make_report(Form.objects.get(name="Biểu chung"), unit, month(), world_sessions="12")
    line = report.edition.sections.get().lines.get()
    save_note(report=report, line=line, note=f"Ghi chú {mark}", by=by, at=AT)
    attach_cell_file(report=report, line=line, content=png(2), name=f"Ảnh {mark}.png", by=by, at=AT)
    filed = make_report(Form.objects.get(name="Biểu chung"), unit, month(9), world_sessions="11")
    filed = file_report(report=filed, by=by, at=AT)
    make_paper(report=filed, by=by, at=AT)
    Publication.objects.create(
        form=report.form, period=report.period, unit=unit, number=1, map_on=date(2026, 10, 31),
        published_by=f"Người {mark}", created_at=AT,
    )  # fmt: skip
    attach_signed_copy(report=filed, content=png(), name=f"Bản ký {mark}.png", by=by, at=AT)
    start_batch(unit=unit, content=_zip_of(f"Bài {mark}.txt", text), file_name=f"Nhiều bài {mark}.zip", by=by, at=AT)
    start_workbooks(unit=unit, content=_zip_of(f"Biểu {mark}.xlsx", text), file_name=f"Biểu {mark}.zip", by=by, at=AT)
    table = f"Đơn vị;Chỉ tiêu\n{mark};1\n".encode()
    start_table(unit=unit, content=table, file_name=f"Bảng {mark}.csv", media_type="text/csv", by=by, at=AT)
    _hold_council(unit, mark)
    _decide(unit, mark)
    _ask_public(unit, mark)
    honours = f"Họ và tên;Danh hiệu;Năm\nNguyễn {mark};Giấy khen;2020\n".encode()
    start_batch_of_honours(unit=unit, content=honours, file_name=f"Sổ {mark}.csv", media_type="text/csv", by=by, at=AT)


def _nominate(unit: Unit, mark: str, person: Holder) -> None:
    """A round and a nomination of the unit in it, with a paper and a conclusion."""
    by = make_actor(Role.OFFICER, unit=unit, full_name=f"Người {mark}")
    one = make_nomination(make_round(unit, title=f"Đợt xét {mark}"), unit, by, holder=person, post=f"Đơn vị {mark}")
    stated = StatedPaper("khac", text=f"Giấy {mark}")
    attach_paper(nomination=one, stated=stated, content=png(3), name=f"Giấy {mark}.png", by=by, at=AT)
    Conclusion.objects.create(
        nomination=one, condition="thu", requirement=f"Điều kiện {mark}", reason=f"Lý do {mark}",
        concluded_by=f"Người {mark}", concluded_role="officer", created_at=AT,
    )  # fmt: skip
    letter = store_file(content=png(4), name=f"Công văn {mark}.png", media_type="image/png", by=by, at=AT)
    Opinion.objects.create(
        nomination=one, body=f"Cơ quan {mark}", asked_on=date(2026, 11, 1), due_on=date(2026, 11, 10),
        asked_by=f"Người {mark}", answer="agree", answered_on=date(2026, 11, 9), file=letter, created_at=AT,
    )  # fmt: skip


def _register(unit: Unit, mark: str, person: Holder) -> None:
    """A title that somebody registered, and lists of nominees and of titles that wait for their columns."""
    by, told = process_actor(unit), {"media_type": "text/csv", "at": AT}
    stated = StatedRegistration(person, "lao_dong_tien_tien", date(2026, 3, 2))
    register_title(unit=unit, year=2026, stated=stated, by=by, at=AT)
    content = f"Họ và tên;Danh hiệu\nLê {mark};Giấy khen\n".encode()
    round_ = make_round(unit, title=f"Đợt nhận danh sách {mark}")
    for name, kept in (("Đề nghị", round_), ("Đăng ký", None)):
        start_list(unit=unit, round=kept, content=content, file_name=f"{name} {mark}.csv", by=by, **told)


def _hold_council(unit: Unit, mark: str) -> None:
    """A council, its session to come, and a nomination on the agenda from which somebody stepped aside."""
    by = process_actor(unit)
    chamber = make_chamber(unit, size=3, mark=f" {mark}")
    nominee = make_person(unit, f"Bà {mark}", unit=f"Tổ {mark}")
    nomination = make_nomination(make_round(unit, title=f"Đợt {mark}"), unit, by, holder=nominee)
    stated = StatedSession(title=f"Phiên {mark}", place=f"Phòng {mark}", starts_at=AT)
    session = plan_session(council=chamber.council, stated=stated, by=by, at=AT)
    item = AgendaItem.objects.create(
        session=session, order=1, nomination=nomination, way="show_of_hands", created_at=AT
    )
    recuse(item=item, ground="own", member=chamber.members[2], by=by, at=AT)


def _decide(unit: Unit, mark: str) -> None:
    """Make a round with a nomination that waits, a draft, an issued decision with its scan, and what follows."""
    award = CERTIFICATE if unit.level == Level.COMMUNE else MINISTRY_CERTIFICATE
    by, now, today = make_actor(Role.OFFICER, unit=unit), clock.now(), clock.today()
    round_ = make_award_round(unit, title=f"Đợt xét {mark}", authority=f"Chủ tịch {mark}")
    people = [make_person(unit, f"Được khen {number} {mark}") for number in range(3)]
    _waits, drafted, given = (waiting(round_, each, award, achievement=f"{mark} {each.name}") for each in people)
    draft(round_, drafted, title=f"Dự thảo {mark}", by=by)
    made = draft(round_, given, title=f"Quyết định {mark}", by=by)
    made = issue_decision(decision=made, dated_on=today, by=by, at=now).decision
    open_fund(unit=unit, year=today.year, opening=10_000_000, by=by, at=now)
    attach_signed_decision(decision=made, content=png(3), name=f"Quyết định ký {mark}.png", by=by, at=now)
    order_paper(decision=made, kind="decision", by=by, at=now)
    honour = made.lines.get().honour
    request_reissue(unit=unit, honour=honour, ground="damaged", asked_on=today, asked_by=mark, by=by, at=now)


def _ask_public(unit: Unit, mark: str) -> None:
    """Open a notice with a comment on it. What is open is everybody's; the foreign one opens tomorrow, for nobody."""
    by, found = process_actor(unit), make_round(unit, title=f"Đợt hộ {mark}", authority=f"Chủ tịch {mark}")
    rows = [
        move_to(make_nomination(found, unit, by, holder=make_person(unit, f"Ý {mark} {number}")), "public_comment")
        for number in range(2)
    ]
    opened_on = clock.today() + timedelta(days=FOREIGN_MARK in mark)
    stated = {"title": f"Lấy ý kiến {mark}", "days": 5, "provision": f"Quy chế {mark}", "opened_on": opened_on}
    notice = ask_public(found, rows[0], **stated)
    Comment.objects.create(line=notice.lines.get(), text=f"Đồng ý {mark}", written_on=opened_on)


def _zip_of(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, text)
    return made.getvalue()


def _records() -> list[Record]:
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    return [row for model in models for row in model._base_manager.all()]


def _uids() -> set:
    return {row.uid for row in _records()}


def staff(world: World, role, unit: Unit) -> User:
    """A user who holds ``role`` at ``unit`` of the world."""
    return make_user(role, unit=unit, full_name="Người thử quyền")
