"""One unit through time."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.registry import make_document

from thidua.core.actors import Role
from thidua.office.units.changes import change_rows
from thidua.organisations.choices import SuccessionKind
from thidua.organisations.models import Succession
from thidua.organisations.queries import describe

pytestmark = pytest.mark.django_db
MERGER = date(2025, 7, 1)


@pytest.fixture
def merged(client):
    """Thái Bình became part of today's Hưng Yên, where the reader works."""
    new = make_unit("Hưng Yên", since=MERGER)
    old = make_unit("Thái Bình", until=MERGER)
    Succession.objects.create(
        predecessor=old, successor=new, on=MERGER, kind=SuccessionKind.WHOLE, legal_basis="Nghị quyết số 202/2025/QH15"
    )
    client.force_login(make_user(Role.OFFICER, unit=new))
    return old, new


def page(client, unit, **asked):
    return client.get(reverse("office:unit", kwargs={"uid": unit.uid}), asked)


def test_a_merged_unit_says_what_it_belongs_to_now_and_shows_its_last_day(client, merged):
    old, _new = merged

    answer = page(client, old)

    assert "tỉnh Thái Bình nay thuộc tỉnh Hưng Yên".casefold() in answer.text.casefold()
    assert ("Bản đồ 30/06/2025" in answer.text, "Không còn" in answer.text) == (True, True)
    assert "Nghị quyết số 202/2025/QH15" in answer.text


def test_a_unit_of_today_says_where_it_came_from(client, merged):
    old, new = merged

    text = page(client, new).text

    assert ("Bản đồ hiện nay" in text, reverse("office:unit", kwargs={"uid": old.uid}) in text) == (True, True)


def test_an_unknown_beginning_is_said_to_be_unknown(client, merged):
    assert "Chưa rõ ngày lập" in page(client, merged[0]).text


def test_what_stands_under_it_is_that_of_the_day(client, merged):
    old, new = merged
    make_commune("Vũ Thư", under=new, since=MERGER)
    make_commune("Minh Quang", under=old, until=MERGER)

    under = [[child.name for child in page(client, unit).context["page"]] for unit in (old, new)]
    before = page(client, new, ngay="2025-01-01").context["page"]

    assert (under, list(before)) == ([["Minh Quang"], ["Vũ Thư"]], [])


@pytest.mark.parametrize("day", ["", "hôm qua", "2025-13-01"])
def test_a_day_that_is_none_is_today(client, merged, day):
    assert page(client, merged[1], ngay=day).context["is_today"] is True


def test_what_is_held_of_it_is_counted(client, merged):
    _old, new = merged
    make_document(new)

    assert page(client, new).context["held"].documents == 1


def test_a_unit_out_of_scope_is_not_there(client, merged):
    assert page(client, make_unit("Hải Phòng")).status_code == 404


def test_an_heir_out_of_scope_is_named_without_a_link(merged):
    old, new = merged

    [row] = change_rows(describe(old, on=date(2025, 6, 30)), reachable=set())

    assert (row.name, row.url, row.part) == (new.full_name, "", "toàn bộ")


@pytest.mark.parametrize(("share", "part"), [(None, "một phần, chưa rõ tỷ lệ"), (625, "62,5%"), (500, "50%")])
def test_a_part_says_its_share_or_that_nobody_knows(merged, share, part):
    old, _new = merged
    Succession.objects.update(kind=SuccessionKind.PART, share_permille=share)

    assert change_rows(describe(old, on=MERGER), reachable=set())[0].part == part
