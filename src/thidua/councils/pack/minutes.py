"""The minutes of a session (Decree 30/2020/NĐ-CP, Appendix III, form 1.9): who was there, each item, how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from thidua.councils.choices import Choice, Ground, ItemState, Outcome, Presence, SessionState, TieRule, Way
from thidua.councils.models import AgendaItem, Attendance
from thidua.councils.pack import words
from thidua.councils.queries.record import ItemRecord, SessionRecord
from thidua.documents.queries import Surroundings
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document, Run
from thidua.paper.wording import in_words

_NOT_TAKEN_UP = "Chưa xét tại phiên họp này."
_LEFT = "Không kết luận: hồ sơ đã được rút hoặc trả lại sau khi mở mục này."


def minutes(read: SessionRecord, around: Surroundings) -> Document:
    """Return the minutes of a session; of one that is not closed, a draft without anything of items that are open."""
    page, session = Manuscript(), read.session
    start = session.opened_at or session.starts_at
    page.paragraph(
        f"Hồi {words.hour(start)}, {in_words(session.held_on)}, tại {session.place}, {session.council.name} "
        f"(thành lập theo {words.set_up_by(session)}) họp: {session.title}."
    )
    _who_was_there(page, read)
    page.heading(1, "Nội dung")
    _rules_of_voting(page, read)
    for _key, views in groupby(read.items, key=_alike):
        _told_together(page, list(views))
    end = words.hour(session.closed_at)
    page.paragraph(f"Phiên họp kết thúc hồi {end} cùng ngày.")
    return words.document(page, read, around, kind="Biên bản", summary=f"Họp {session.council.name}")


def _who_was_there(page: Manuscript, read: SessionRecord) -> None:
    session = read.session
    page.heading(1, "Thành phần")
    page.paragraph(Run("Chủ tọa: ", bold=True), f"{words.who(session.chair)}.")
    page.paragraph(Run("Thư ký: ", bold=True), f"{words.who(session.secretary)}.")
    there = [row for row in read.roll if row.presence == Presence.PRESENT]
    away = [row for row in read.roll if row.presence == Presence.ABSENT]
    page.paragraph(Run(f"Có mặt {len(there)}/{read.members} thành viên:", bold=True))
    page.items([_seat(row) for row in there])
    if away:
        page.paragraph(Run(f"Vắng {len(away)} thành viên:", bold=True))
        page.items([f"{words.who(row.member)}. Lý do: {row.reason}." for row in away])
    if read.quorum is not None and read.least is not None:
        mark = words.unchecked(verified=read.quorum.verified)
        enough = "đủ" if len(there) >= read.least else "chưa đủ"
        page.paragraph(
            f"Số thành viên phải có mặt: ít nhất {read.least}/{read.members} ({read.quorum.provision}{mark}). "
            f"Phiên họp {enough} số thành viên có mặt."
        )


def _seat(row: Attendance) -> str:
    left = f", có mặt đến {words.hour(row.left_at)}" if row.left_at else ""
    return f"{words.who(row.member)}{left}."


def _rules_of_voting(page: Manuscript, read: SessionRecord) -> None:
    if any(not view.standard.is_of_law and view.item.way != Way.NONE for view in read.items):
        told = TieRule(read.session.tie_rule).label
        page.paragraph(
            "Với nội dung mà pháp luật không quy định tỷ lệ phiếu, khi số đồng ý và không đồng ý ngang nhau: "
            f"{told} (quy định của Hội đồng)."
        )


def _alike(view: ItemRecord) -> tuple[object, ...]:
    """Return what consecutive items must share to be told in one list: decided by hand, with the same count."""
    item = view.item
    is_plain = item.nomination is not None and item.way == Way.HANDS and view.tally is not None
    if not is_plain or view.recusals or view.opinions or item.times > 1:
        return (item.pk,)
    return (item.award, view.tally, view.standard, item.outcome, item.reason, item.lower_form)


def _told_together(page: Manuscript, views: list[ItemRecord]) -> None:
    first = views[0]
    if len(views) == 1:
        page.heading(2, words.title(first.item))
        if about := words.nominee(first.item):
            page.paragraph(f"{about[:1].upper()}{about[1:]}.")
    else:
        page.heading(2, f"{first.item.award}: {len(views)} hồ sơ, biểu quyết chung")
        columns = [Column("TT", "right", 0.4), Column("Được đề nghị", width=2), Column("Hồ sơ", width=2.6)]
        rows = [
            [str(place), each.item.nomination.name if each.item.nomination else "", words.nominee(each.item)]
            for place, each in enumerate(views, start=1)
        ]
        page.table(columns, rows)
    _aside(page, first)
    _vote(page, first)
    _conclusion(page, first.item)


def _aside(page: Manuscript, view: ItemRecord) -> None:
    if not view.recusals:
        return
    page.paragraph("Đứng ngoài mục này, không thảo luận, không biểu quyết:")
    page.items(
        f"{each.member.name}: {Ground(each.ground).label}, {'tự khai' if each.by_member else 'thư ký ghi'}."
        for each in view.recusals
    )


def _vote(page: Manuscript, view: ItemRecord) -> None:
    item = view.item
    if item.state == ItemState.WAITING or item.way == Way.NONE:
        return
    paper = ", trên phiếu giấy" if item.is_on_paper else ""
    page.paragraph(f"Cách biểu quyết: {Way(item.way).label}{paper}. Phải đạt: {words.asked(view.standard)}.")
    if item.times > 1:
        page.paragraph(f"Biểu quyết lần {item.times}. Lý do làm lại: {item.repeated_because}.")
    tally = view.tally
    if tally is None:
        told = "Hội đồng không biểu quyết nội dung này." if item.state == ItemState.CLOSED else "Đang biểu quyết."
        page.paragraph(told)
        return
    third = "không hợp lệ (phiếu trắng)" if item.way == Way.BALLOT else "không có ý kiến"
    here = f"đồng ý {tally.favour}, không đồng ý {tally.against}, {third} {tally.blank}"
    whole = f"đồng ý {tally.in_favour}/{view.standard.base(tally)}, đạt {view.share}; cần ít nhất {view.least}"
    page.items(
        [
            f"Tại phiên họp: {tally.cast}/{tally.entitled} người biểu quyết; {here}.",
            *_written(view),
            f"Tính chung: {whole}.",
        ]
    )


def _written(view: ItemRecord) -> Iterable[str]:
    """Yield the line on opinions in writing, apart from the votes; they are open and name who wrote."""
    told = {choice: words.opinions_of(view, choice) for choice in (Choice.FOR, Choice.AGAINST)}
    if any(told.values()):
        parts = [_named(str(choice.label), names) for choice, names in told.items()]
        yield f"Ý kiến bằng văn bản của thành viên vắng: {'; '.join(parts)}."


def _named(choice: str, names: list[str]) -> str:
    return f"{choice} {len(names)} ({', '.join(names)})" if names else f"{choice} 0"


def _conclusion(page: Manuscript, item: AgendaItem) -> None:
    if item.state == ItemState.WAITING:
        page.paragraph(_NOT_TAKEN_UP if item.session.state == SessionState.CLOSED else "Chưa xét.")
        return
    if not item.outcome:
        if item.session.state == SessionState.CLOSED:
            page.paragraph(_LEFT)
        return
    outcome = str(Outcome(item.outcome).label)
    lower = f" “{item.lower_name}”" if item.lower_name else ""
    reason = f" Lý do: {item.reason}." if item.reason else ""
    page.paragraph(Run("Kết luận: ", bold=True), f"{outcome}{lower}.{reason}")
