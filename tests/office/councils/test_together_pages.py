"""Many items decided by one show of hands: the list is looked at first, and another list is not decided."""

import re

import pytest
from django.urls import reverse
from tests.factories.councils import fresh, put_on_agenda
from tests.factories.organisations import AT
from tests.office.councils.conftest import page_of, part_of, text_of

from thidua.councils.choices import ItemState, Outcome
from thidua.councils.commands import recuse
from thidua.councils.models import AgendaItem
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
GROUP = {"group": "giay_khen|individual"}
AGAINST = {"favour": "1", "against": "4", "blank": "0"}


@pytest.fixture
def items(session, chamber, praised):
    return put_on_agenda(session, chamber, *praised("Nguyễn Thị An", "Trần Văn Bách", "Lê Thị Cúc"))


@pytest.fixture
def address(session):
    return reverse("office:decide_together", args=[session.uid])


@pytest.fixture
def chair(browser, chamber):
    return browser(chamber.members[0])


def digest_in(answer):
    return re.search(r'name="digest" value="(\w+)"', answer.content.decode())[1]


def test_the_preview_lists_who_and_how_many(chair, items, address):
    page = text_of(chair.post(address, GROUP))

    assert "Biểu quyết chung 3 mục" in page
    assert "Giấy khen: 3 cá nhân" in page
    assert all(name in page for name in ("Nguyễn Thị An", "Trần Văn Bách", "Lê Thị Cúc"))
    assert "5 người được biểu quyết" in page
    assert {each.state for each in AgendaItem.objects.all()} == {ItemState.WAITING}


def test_what_was_looked_at_is_decided_as_one(chair, items, address, session):
    preview = chair.post(address, GROUP)

    answer = chair.post(address, {**GROUP, **AGAINST, "digest": digest_in(preview)}, follow=True)

    assert {fresh(each).outcome for each in items} == {Outcome.NOT_AGREED}
    assert {each.state for each in Nomination.objects.all()} == {"not_agreed"}
    assert "Đã quyết 3 mục: không đồng ý." in text_of(answer)
    assert "1–3 Giấy khen 3 cá nhân" in part_of(chair.get(page_of(session)), "agenda")


def test_a_list_that_changed_since_is_shown_anew_and_nothing_is_decided(chair, items, address, chamber):
    preview = chair.post(address, GROUP)
    recuse(item=items[1], ground="relative", by=chamber.actor(4), at=AT)

    answer = chair.post(address, {**GROUP, **AGAINST, "digest": digest_in(preview)})

    assert answer.status_code == 422
    assert "Danh sách đã thay đổi từ lúc xem" in text_of(answer)
    assert "Biểu quyết chung 2 mục" in text_of(answer)
    assert {each.outcome for each in AgendaItem.objects.all()} == {""}


def test_some_are_left_apart(chair, items, address):
    page = text_of(chair.post(address, {**GROUP, "apart": items[0].uid}))

    assert "Biểu quyết chung 2 mục" in page
    assert "Nguyễn Thị An" not in page


def test_counts_that_do_not_add_up_keep_what_was_typed(chair, items, address):
    preview = chair.post(address, GROUP)

    answer = chair.post(address, {**GROUP, "favour": "2", "digest": digest_in(preview)})

    assert "Đếm được 2 trong 5 người" in text_of(answer)
    assert 'name="favour" inputmode="numeric" maxlength="4" value="2"' in answer.content.decode()


def test_who_does_not_chair_decides_nothing(browser, chamber, items, address):
    member = browser(chamber.members[4])
    preview = member.post(address, GROUP)

    answer = member.post(address, {**GROUP, **AGAINST, "digest": digest_in(preview)})

    assert "Việc này do chủ tọa, thư ký" in text_of(answer)
    assert {each.outcome for each in AgendaItem.objects.all()} == {""}


def test_where_nothing_fits_the_page_says_so(chair, fighter, address):
    assert "Không có mục nào biểu quyết chung được" in text_of(chair.get(address))
