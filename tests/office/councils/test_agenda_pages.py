"""Planning a session and putting its agenda together."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.councils import FIGHTER, make_candidate, make_session, put_on_agenda
from tests.office.councils.conftest import page_of, text_of

from thidua.councils.models import AgendaItem, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(chamber, round_):
    return make_session(chamber, is_open=False, round=round_)


def agenda_of(session):
    return reverse("office:session_agenda", args=[session.uid])


def order_of(session):
    return [str(each) for each in AgendaItem.objects.filter(session=session)]


def test_a_session_is_planned_and_leads_to_its_agenda(clerk, chamber, round_):
    response = clerk.post(
        reverse("office:plan_session", args=[chamber.council.uid]),
        {"title": "Phiên cuối năm", "round": round_.pk, "day": "24/11/2026", "time": "14:00", "place": "Phòng số 2"},
    )

    made = Session.objects.get()
    assert response["Location"] == agenda_of(made)
    assert (made.held_on, made.round, made.chair) == (date(2026, 11, 24), round_, chamber.members[0])
    assert "14:00, thứ Ba, 24/11/2026, Phòng số 2. Phiên chưa khai mạc." in text_of(clerk.get(page_of(made)))


def test_an_hour_that_is_none_is_said_at_its_field(clerk, chamber):
    response = clerk.post(
        reverse("office:plan_session", args=[chamber.council.uid]),
        {"title": "Phiên", "day": "24/11/2026", "time": "chiều", "place": "Phòng số 2"},
    )

    assert (response.status_code, "Ghi giờ như 14:00" in text_of(response)) == (422, True)


def test_an_empty_agenda_says_when_something_will_come(clerk, planned):
    assert "Không còn hồ sơ nào chờ hội đồng" in text_of(clerk.get(agenda_of(planned)))


def test_what_waits_stands_by_award_with_the_ballot_that_the_law_makes_compulsory(
    clerk, planned, round_, commune, praised
):
    make_candidate(round_, commune)
    praised("Nguyễn Thị An", "Trần Văn Bách")

    page = text_of(clerk.get(agenda_of(planned)))

    assert "Bắt buộc bỏ phiếu kín, đồng ý từ 90% tổng số thành viên Hội đồng" in page
    assert "chưa đối chiếu" in page
    assert "cả 2 hồ sơ" in page


def test_a_whole_award_and_single_names_go_on_the_agenda(clerk, planned, round_, commune, praised):
    fighter = make_candidate(round_, commune)
    an, bach = praised("Nguyễn Thị An", "Trần Văn Bách")

    clerk.post(agenda_of(planned), {"group": f"{FIGHTER}|individual", "nomination": str(bach.uid)})

    items = list(AgendaItem.objects.filter(session=planned))
    assert [(each.nomination, each.way) for each in items] == [(fighter, "secret_ballot"), (bach, "show_of_hands")]
    assert an.name in text_of(clerk.get(agenda_of(planned)))


def test_nothing_chosen_is_refused_with_what_to_do(clerk, planned, praised):
    praised("Nguyễn Thị An")

    assert "Chọn ít nhất một hồ sơ" in text_of(clerk.post(agenda_of(planned), {}, follow=True))


def test_items_change_places_by_a_step_and_by_a_number(clerk, planned, chamber, praised):
    one, two, three = put_on_agenda(planned, chamber, *praised("Một", "Hai", "Ba"))

    response = clerk.post(reverse("office:move_agenda_item", args=[three.uid]), {"step": "up"})
    first = order_of(planned)
    clerk.post(reverse("office:move_agenda_item", args=[one.uid]), {"place": "3"})

    assert response["Location"].endswith(f"#muc-{three.uid}")
    assert first == [str(one), str(three), str(two)]
    assert order_of(planned) == [str(three), str(two), str(one)]


def test_a_step_counts_places_where_numbers_have_gaps(clerk, planned, chamber, praised):
    one, two, three = put_on_agenda(planned, chamber, *praised("Một", "Hai", "Ba"))
    clerk.post(reverse("office:take_off_agenda", args=[two.uid]))

    clerk.post(reverse("office:move_agenda_item", args=[three.uid]), {"step": "up"})

    assert order_of(planned) == [str(three), str(one)]


def test_the_law_leaves_no_choice_but_paper_and_hands_may_become_a_ballot(
    clerk, planned, chamber, round_, commune, praised
):
    fighter, praise = put_on_agenda(planned, chamber, make_candidate(round_, commune), *praised("Nguyễn Thị An"))

    page = clerk.get(agenda_of(planned)).content.decode()
    for item in (fighter, praise):
        clerk.post(reverse("office:change_agenda_way", args=[item.uid]), {"way": "paper"})
    refused = clerk.post(reverse("office:change_agenda_way", args=[fighter.uid]), {"way": "hands"}, follow=True)

    assert page.count('<option value="hands"') == 2  # of the praise, and of what is put in words
    assert {each.is_on_paper for each in AgendaItem.objects.all()} == {True}
    assert "phải bỏ phiếu kín" in text_of(refused)


def test_something_in_words_goes_on_the_agenda(clerk, planned):
    clerk.post(reverse("office:add_agenda_words", args=[planned.uid]), {"text": "Thông qua biên bản", "way": "hands"})

    assert [(each.text, each.way) for each in AgendaItem.objects.all()] == [("Thông qua biên bản", "show_of_hands")]


def test_a_member_reads_the_agenda_and_changes_nothing(browser, chamber, planned, praised):
    (item,) = put_on_agenda(planned, chamber, *praised("Nguyễn Thị An"))
    member = browser(chamber.members[4])

    page = member.get(agenda_of(planned)).content.decode()
    refused = member.post(reverse("office:take_off_agenda", args=[item.uid]), follow=True)

    assert "data-up" not in page
    assert "Việc này do chủ tọa, thư ký" in text_of(refused)
    assert AgendaItem.objects.exists()


def test_a_long_agenda_is_read_with_as_many_statements_as_a_short_one(
    clerk, planned, chamber, praised, django_assert_num_queries
):
    put_on_agenda(planned, chamber, *praised("Một"))
    clerk.get(agenda_of(planned))

    with CaptureQueriesContext(connection) as few:
        clerk.get(agenda_of(planned))
    put_on_agenda(planned, chamber, *praised("Hai", "Ba"))

    with django_assert_num_queries(len(few)):
        clerk.get(agenda_of(planned))
