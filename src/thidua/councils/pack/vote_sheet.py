"""The sheet of the secret ballots of a session: what lay in each box, what was written, what was needed."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.councils.choices import Way
from thidua.councils.pack import words
from thidua.councils.queries.record import ItemRecord, SessionRecord
from thidua.documents.queries import Surroundings
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Column, Document
from thidua.paper.wording import in_words

_COLUMNS = (
    Column("TT", "right", 0.65),
    Column("Nội dung", width=2.3),
    Column("Thu về/ được bỏ", "right", 0.95),
    Column("Đồng ý", "right", 0.85),
    Column("Không đồng ý", "right", 1.05),
    Column("Không hợp lệ", "right", 1.05),
    Column("Văn bản: đồng ý/ không", "right", 1.05),
    Column("Đồng ý, tính chung", "right", 1),
    Column("Tỷ lệ", "right", 0.95),
    Column("Cần", "right", 0.75),
)


def counted_ballots(read: SessionRecord) -> list[ItemRecord]:
    """Return the items of a session whose boxes were counted."""
    return [view for view in read.items if view.item.way == Way.BALLOT and view.tally is not None]


def vote_sheet(read: SessionRecord, around: Surroundings) -> Document:
    """Return the vote sheet of a session that has counted a ballot."""
    page, session, views = Manuscript(), read.session, counted_ballots(read)
    page.paragraph(
        f"{in_words(session.held_on).capitalize()}, tại {session.place}, {session.council.name} "
        f"(thành lập theo {words.set_up_by(session)}) bỏ phiếu kín tại phiên họp: {session.title}."
    )
    page.paragraph(f"Hội đồng có {read.members} thành viên. {_how(views)}")
    page.table(
        _COLUMNS,
        [_row(place, view) for place, view in enumerate(views, start=1)],
        title="Kết quả kiểm phiếu",
        remark="Phiếu trắng tính là không hợp lệ. Ý kiến bằng văn bản của thành viên vắng không nằm trong thùng phiếu.",
    )
    page.paragraph("Mức phải đạt:")
    page.items(dict.fromkeys(f"{_places(views, view)}: {words.asked(view.standard)}." for view in views))
    _aside(page, views)
    again = [(place, view.item) for place, view in enumerate(views, start=1) if view.item.times > 1]
    if again:
        page.paragraph("Bỏ phiếu lại:")
        page.items(f"Mục {place}, lần {item.times}: {item.repeated_because}." for place, item in again)
    page.paragraph("Kết quả trên được công bố tại phiên họp.")
    return words.document(page, read, around, kind="Biên bản kiểm phiếu", summary=session.title)


def _how(views: Sequence[ItemRecord]) -> str:
    on_paper = [view.item.is_on_paper for view in views]
    if all(on_paper):
        return "Bỏ phiếu giấy, đếm tay."
    if any(on_paper):
        return "Có mục bỏ phiếu trên máy, có mục bỏ phiếu giấy, đếm tay."
    return "Bỏ phiếu trên máy: phiếu không gắn với người bỏ, chỉ đếm khi đóng phiếu."


def _row(place: int, view: ItemRecord) -> list[str]:
    tally = view.tally
    if tally is None:
        raise ValueError("an item that was not counted")
    return [
        str(place),
        words.title(view.item),
        f"{tally.cast}/{tally.entitled}",
        str(tally.favour),
        str(tally.against),
        str(tally.blank),
        f"{tally.written_favour}/{tally.written_against}",
        f"{tally.in_favour}/{view.standard.base(tally)}",
        view.share,
        str(view.least),
    ]


def _places(views: Sequence[ItemRecord], like: ItemRecord) -> str:
    same = [str(place) for place, view in enumerate(views, start=1) if view.standard == like.standard]
    return f"Mục {', '.join(same)}"


def _aside(page: Manuscript, views: Sequence[ItemRecord]) -> None:
    told = [
        f"Mục {place}: {', '.join(each.member.name for each in view.recusals)}."
        for place, view in enumerate(views, start=1)
        if view.recusals
    ]
    if told:
        page.paragraph("Thành viên đứng ngoài, không bỏ phiếu:")
        page.items(told)
