"""Minutes and vote sheet: what they state, what a draft leaves out, in both formats, kept as they were printed."""

import pytest
from tests.councils.test_a_session_of_fifteen import ASIDE, AWAY, VOTERS
from tests.factories.councils import (
    PRAISE,
    conclude_as,
    make_candidate,
    make_chamber,
    make_session,
    put_on_agenda,
    take_up,
    vote,
)
from tests.factories.documents import FULL
from tests.factories.nominations import make_round
from tests.factories.organisations import AT, LONG_AGO, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.paper.reading import docx_text, pdf_text

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.councils.commands import (
    add_words,
    close_item,
    close_session,
    decide_together,
    give_opinion,
    make_session_paper,
    mark_left,
    recuse,
)
from thidua.councils.models import SessionPaper
from thidua.councils.pack import minutes
from thidua.councils.queries.listing import list_to_decide
from thidua.councils.queries.record import session_record
from thidua.councils.rules.tally import Counted
from thidua.documents.commands import add_profile
from thidua.documents.queries import surroundings
from thidua.sources.queries import open_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    unit = make_unit("Hưng Yên")
    add_profile(unit=unit, since=LONG_AGO, text=FULL, by=process_actor(unit), at=AT)
    return unit


@pytest.fixture
def chamber(province):
    return make_chamber(province)


@pytest.fixture
def session(chamber):
    return make_session(chamber, absent=AWAY)


@pytest.fixture
def item(session, chamber, province):
    """A title that fourteen of fifteen are to agree to, with one member aside and three who wrote, taken up."""
    nomination = make_candidate(make_round(province), make_commune("Vũ Thư", under=province))
    item = put_on_agenda(session, chamber, nomination)[0]
    recuse(item=item, ground="own_unit", by=chamber.actor(ASIDE), at=AT)
    for place in AWAY:
        give_opinion(item=item, choice="for", member=chamber.members[place], by=chamber.secretary, at=AT)
    return take_up(item, chamber)


def texts(paper):
    """What the two files say."""
    contents = []
    for stored in (paper.issued.docx, paper.issued.pdf):
        with open_file(stored) as file:
            contents.append(file.read())
    return docx_text(contents[0]), pdf_text(contents[1])


def plain(text):
    return " ".join(text.split())


def test_the_minutes_of_a_closed_session_state_all_that_they_must(item, session, chamber):
    vote(item, chamber, dict.fromkeys(VOTERS, "for"))
    conclude_as(close_item(item=item, by=chamber.secretary, at=AT), chamber, "agreed")
    close_session(session=session, by=chamber.secretary, at=AT)

    paper = make_session_paper(session=session, kind="minutes", by=chamber.clerk, at=AT)

    word, pdf = (plain(text) for text in texts(paper))
    for told in (
        "HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG TỈNH HƯNG YÊN",
        "Quyết định số 12/QĐ-UBND ngày 15 tháng 01 năm 2026",
        "tại Phòng họp số 2",
        "Chủ tọa: Thành Viên 01, Chức vụ 01, Chủ tịch Hội đồng",
        "Thư ký: Thành Viên 03",
        "Có mặt 12/15 thành viên",
        "Thành Viên 13, Chức vụ 13, Ủy viên. Lý do: đi công tác.",
        "ít nhất 10/15 (152/2025/NĐ-CP; chưa đối chiếu với văn bản gốc)",
        "Thành Viên 05: thuộc đơn vị được đề nghị, tự khai.",
        "bỏ phiếu kín. Phải đạt: đồng ý từ 90% tổng số thành viên Hội đồng (152/2025/NĐ-CP; chưa đối chiếu",
        "11/11 người biểu quyết; đồng ý 11, không đồng ý 0, không hợp lệ (phiếu trắng) 0",
        "thành viên vắng: đồng ý 3 (Thành Viên 13, Thành Viên 14, Thành Viên 15); không đồng ý 0",
        "đồng ý 14/15, đạt 93,3%; cần ít nhất 14",
        "Kết luận: đồng ý.",
        "CHỦ TỌA",
        "THƯ KÝ",
    ):
        assert told in word
        assert plain(told).replace(" ", "") in pdf.replace(" ", "")
    assert (paper.issued.is_draft, paper.issued.kind) == (False, "council_minutes")


def test_the_vote_sheet_keeps_ballots_and_written_opinions_apart(item, session, chamber):
    vote(item, chamber, {**dict.fromkeys(VOTERS[:9], "for"), VOTERS[9]: "against", VOTERS[10]: "blank"})
    conclude_as(close_item(item=item, by=chamber.secretary, at=AT), chamber, "not_agreed")
    close_session(session=session, by=chamber.secretary, at=AT)

    paper = make_session_paper(session=session, kind="vote_sheet", by=chamber.clerk, at=AT)

    word = plain(texts(paper)[0])
    assert "11/11 9 1 1 3/0 12/15 80% 14" in word
    assert "Mục 1: Thành Viên 05." in word
    assert paper.issued.title == "Biên bản kiểm phiếu: Phiên họp xét khen thưởng năm 2026"


def test_a_draft_is_marked_and_says_nothing_of_a_vote_that_goes_on(item, session, chamber):
    vote(item, chamber, dict.fromkeys(VOTERS[:4], "for"))

    paper = make_session_paper(session=session, kind="minutes", by=chamber.secretary, at=AT)

    word = plain(texts(paper)[0])
    assert paper.issued.is_draft
    assert "DỰ THẢO" in word
    assert "Đang biểu quyết." in word
    assert "người biểu quyết" not in word
    assert "Thành Viên 13, Thành Viên 14" not in word


def test_a_vote_sheet_needs_a_counted_ballot(item, session, chamber):
    with pytest.raises(Refused, match="chưa có mục bỏ phiếu kín"):
        make_session_paper(session=session, kind="vote_sheet", by=chamber.clerk, at=AT)


def test_a_paper_that_says_the_same_is_not_made_again(item, session, chamber):
    first = make_session_paper(session=session, kind="minutes", by=chamber.clerk, at=AT)
    again = make_session_paper(session=session, kind="minutes", by=chamber.clerk, at=AT)
    mark_left(session=session, member=chamber.members[11], by=chamber.clerk, at=AT)
    later = make_session_paper(session=session, kind="minutes", by=chamber.clerk, at=AT)

    assert (first.pk, again.pk, later.pk != first.pk) == (first.pk, first.pk, True)
    assert SessionPaper.objects.count() == 2
    assert "có mặt đến 09 giờ 00 phút" in plain(texts(later)[0])


def test_only_who_runs_the_session_prints_it(session, chamber, province):
    for actor in (chamber.actor(5), make_actor(Role.OFFICER, unit=make_unit("Thái Bình"))):
        with pytest.raises(Refused, match="chủ tọa, thư ký"):
            make_session_paper(session=session, kind="minutes", by=actor, at=AT)


def test_items_decided_by_one_show_of_hands_are_one_list_in_the_minutes(session, chamber, province):
    round_, commune = make_round(province, asks_council=True), make_commune("Vũ Thư", under=province)
    nominations = [make_candidate(round_, commune, award=PRAISE, name=name) for name in ("Lê Thị Hòa", "Trần Văn Bình")]
    items = put_on_agenda(session, chamber, *nominations)
    told = list_to_decide(session, items, on=session.held_on)
    decide_together(session=session, items=items, hands=Counted(12, 0, 0), digest=told.digest, by=chamber.chair, at=AT)
    add_words(session=session, text="Việc khác", by=chamber.clerk, at=AT)
    close_session(session=session, by=chamber.secretary, at=AT)

    word = plain(texts(make_session_paper(session=session, kind="minutes", by=chamber.clerk, at=AT))[0])

    assert "2 hồ sơ, biểu quyết chung" in word
    assert word.count("12/12 người biểu quyết") == 1
    assert word.count("Trần Văn Bình") == 1
    assert "coi là không đồng ý (quy định của Hội đồng)" in word
    assert "Việc khác" in word
    assert word.count("Chưa xét tại phiên họp này.") == 1


def test_the_minutes_name_the_award_that_was_voted_on_not_the_lower_one_that_took_its_place(session, chamber, province):
    commune = make_commune("Vũ Thư", under=province)
    (item,) = put_on_agenda(session, chamber, make_candidate(make_round(province), commune))
    take_up(item, chamber)
    vote(item, chamber, dict.fromkeys(range(5), "against"))
    close_item(item=item, by=chamber.secretary, at=AT)
    conclude_as(item, chamber, "lower_form", reason="Chưa đủ", lower_form="giay_khen")

    told = str(minutes(session_record(session, on=AT.date()), surroundings(province, AT.date())))

    assert "Chiến sĩ thi đua bộ, ban, ngành, tỉnh: Lê Thị Hòa" in told
    assert "Giấy khen: Lê Thị Hòa" not in told
