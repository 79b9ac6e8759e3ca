"""Minutes and vote sheet in the browser: a draft while the session goes on, Word and PDF to take away."""

import pytest
from django.urls import reverse
from tests.factories.councils import conclude_as, take_up, vote
from tests.factories.organisations import AT
from tests.office.councils.conftest import page_of, text_of

from thidua.councils.commands import close_item, close_session
from thidua.councils.models import SessionPaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(session):
    return reverse("office:session_minutes", args=[session.uid])


@pytest.fixture
def counted(fighter, chamber):
    """The item, voted on and closed, with four of six for it."""
    take_up(fighter, chamber)
    vote(fighter, chamber, {**dict.fromkeys(range(4), "for"), 4: "against"})
    return close_item(item=fighter, by=chamber.secretary, at=AT)


def test_while_the_session_goes_on_the_minutes_are_a_draft_that_tells_nothing_of_an_open_vote(
    browser, chamber, fighter, address
):
    take_up(fighter, chamber)
    vote(fighter, chamber, dict.fromkeys(range(4), "for"))

    page = text_of(browser(chamber.members[3]).get(address))

    assert "Biên bản nháp, phiên chưa kết thúc" in page
    assert "66,7" not in page
    assert "Lập văn bản" not in page


def test_the_minutes_of_a_closed_session_tell_the_count(clerk, chamber, counted, session, address):
    conclude_as(counted, chamber, "not_agreed")
    close_session(session=session, by=chamber.clerk, at=AT)

    page = text_of(clerk.get(address))

    assert "Biên bản phiên họp" in page
    assert "66,7" in page
    assert "Biên bản" in text_of(clerk.get(page_of(session)))


@pytest.mark.parametrize("kind", ["minutes", "vote_sheet"])
def test_both_papers_are_printed_and_taken_away_as_word_and_pdf(clerk, counted, address, kind):
    clerk.post(address, {"van-ban": kind})

    issued = SessionPaper.objects.get(kind=kind).issued
    starts = {
        form: b"".join(clerk.get(reverse("office:issued_document_download", args=[issued.uid, form])))[:2]
        for form in ("docx", "pdf")
    }
    assert starts == {"docx": b"PK", "pdf": b"%P"}
    assert "Lập lại" in text_of(clerk.get(address))


def test_a_vote_sheet_without_a_ballot_is_refused_and_said_so(clerk, session, address):
    answer = clerk.post(address, {"van-ban": "vote_sheet"}, follow=True)

    assert "chưa có mục bỏ phiếu kín nào được kiểm phiếu" in text_of(answer)


def test_a_member_prints_nothing_and_an_unknown_paper_is_not_found(browser, clerk, chamber, address, session):
    refused = browser(chamber.members[3]).post(address, {"van-ban": "minutes"}, follow=True)

    assert "Việc này do chủ tọa, thư ký" in text_of(refused)
    assert clerk.post(address, {"van-ban": "thu-moi"}).status_code == 404
    assert not SessionPaper.objects.exists()
