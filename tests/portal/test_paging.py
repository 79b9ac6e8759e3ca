"""The public list in pages, for whoever comes along."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award, make_citation, make_document

from thidua.awards.commands import StatedAward, publish_awards, record_award, unpublish_award, withdraw_awards
from thidua.awards.models import Award
from thidua.core.actors import Role
from thidua.portal.views import PAGE_SIZE

pytestmark = pytest.mark.django_db
ACT = {"by": process_actor(), "at": AT}


@pytest.fixture
def published():
    """One more award than fits a page, all public."""
    unit = make_unit("Thái Bình")
    citation = make_citation(make_document(unit), "2.087 mô hình")
    for number in range(PAGE_SIZE + 1):
        record_award(unit=unit, stated=StatedAward(form_name=f"Bằng khen {number:03}"), citation=citation, **ACT)
    publish_awards(awards=Award.objects.all(), **ACT)
    return unit


def shown(client, **query):
    response = client.get(reverse("portal:honours"), query)
    assert response.status_code == 200
    return [award.form_name for award in response.context["page"].object_list]


def test_every_award_is_on_exactly_one_page(client, published):
    pages = [shown(client, page=number) for number in (1, 2)]

    assert [len(page) for page in pages] == [PAGE_SIZE, 1]
    assert len(set(pages[0]) | set(pages[1])) == PAGE_SIZE + 1


@pytest.mark.parametrize(("page", "same_as"), [("0", 2), ("99", 2), ("-1", 2), ("x", 1), ("", 1)])
def test_a_page_that_is_not_there_shows_the_nearest(client, published, page, same_as):
    assert shown(client, page=page) == shown(client, page=same_as)


def test_a_search_is_paged_with_its_words(client, published):
    response = client.get(reverse("portal:honours"), {"q": "bang khen 0"})

    assert (response.context["text"], response.context["page"].paginator.count) == ("bang khen 0", PAGE_SIZE + 1)


def test_what_is_sought_is_cut_to_a_reasonable_length(client, published):
    response = client.get(reverse("portal:honours"), {"q": " " + "x" * 500})

    assert (len(response.context["text"]), response.context["page"].paginator.count) == (200, 0)


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.LEADER])
def test_everybody_sees_the_same_whatever_their_role(client, published, role):
    everybody = shown(client)
    if role:
        client.force_login(make_user(role, unit=make_unit("Thanh Hóa")))

    assert shown(client) == everybody


def test_what_is_taken_off_or_withdrawn_leaves_the_page(client):
    unit = make_unit("Thái Bình")
    gone, off, kept = (make_award(unit, form_name=name) for name in ("Rút", "Thôi", "Giữ"))
    publish_awards(awards=[gone, off, kept], **ACT)
    withdraw_awards(citation=gone.citation, reason="thôi nhận", **ACT)
    unpublish_award(award=off, **ACT)

    assert shown(client) == ["Giữ"]


def test_the_page_writes_nothing(client, published):
    assert client.post(reverse("portal:honours")).status_code == 405
