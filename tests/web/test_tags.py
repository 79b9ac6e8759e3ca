"""The tags and filters that every template has."""

from datetime import date
from decimal import Decimal

import lucide
import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from thidua.core.actors import Actor, Grant, Role
from thidua.web.states import STATES
from thidua.web.templatetags import thidua as tags


def rendered(source, **values):
    return Template(source).render(Context(values)).strip()


@pytest.mark.parametrize(
    ("source", "value", "written"),
    [
        ("{{ value|number }}", 1600, "1.600"),
        ("{{ value|number }}", -126, "−126"),
        ("{{ value|number:1 }}", Decimal("64.20"), "64,2"),
        ("{{ value|scaled:1 }}", 642, "64,2"),
        ("{{ value|difference }}", 229, "+229"),
        ("{{ value|percent }}", 64.2, "64,2%"),
        ("{{ value|day }}", date(2020, 6, 5), "05/06/2020"),
    ],
)
def test_filters_write_numbers_and_days(source, value, written):
    assert rendered(source, value=value) == written


@pytest.mark.parametrize("name", ["number", "scaled", "difference", "percent", "day", "instant"])
def test_nothing_is_written_for_no_value(name):
    assert rendered(f"{{{{ value|{name} }}}}", value=None) == ""


def test_an_icon_beside_a_word_is_hidden_from_screen_readers():
    drawn = rendered('{% icon "flag" 16 %}')

    assert ('aria-hidden="true"' in drawn, 'width="16"' in drawn, 'stroke-width="1.9"' in drawn) == (True, True, True)


def test_an_icon_alone_has_a_name():
    drawn = rendered('{% icon "x" label="Đóng <b>" %}')

    assert ('role="img"' in drawn, 'aria-label="Đóng &lt;b&gt;"' in drawn, "aria-hidden" in drawn) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_word_and_an_icon_that_exists(state):
    shown = STATES[state]

    assert str(shown.word)
    assert lucide._load_icon(shown.icon) is not None
    assert shown.tone in {"", "ok", "son", "judge", "gold", "dashed"}


def test_a_chip_says_the_word_of_its_state_or_its_own():
    assert "Chưa đạt" in rendered('{% chip "not_met" %}')
    assert "1 chưa đạt" in rendered('{% chip "not_met" "1 chưa đạt" %}')


def test_an_unknown_state_is_a_bug_that_flies():
    with pytest.raises(KeyError):
        rendered('{% chip "nonsense" %}')


def test_a_component_is_drawn_around_its_content():
    drawn = rendered(
        '{% component "card" title=name %}<i>{{ inside }}</i>{% endcomponent %}', name="A & B", inside="<x>"
    )

    assert "<h2>A &amp; B</h2>" in drawn
    assert "<i>&lt;x&gt;</i>" in drawn


def test_a_component_does_not_see_the_values_of_the_page():
    drawn = rendered('{% component "card" %}x{% endcomponent %}', title="của trang")

    assert "của trang" not in drawn


def test_a_confirm_carries_the_token_of_the_page():
    drawn = rendered(
        '{% component "confirm" id="c" title="t" text="x" verb="Chốt" url="/u/" %}{% endcomponent %}', csrf_token="tok"
    )

    assert 'value="tok"' in drawn


def test_an_address_is_blank_where_the_page_does_not_exist():
    assert rendered('{% url_if_exists "office:home" %}|{% url_if_exists "office:no_such" %}') == "/|"


def test_a_query_string_keeps_what_does_not_change():
    request = RequestFactory().get("/", {"q": "hà", "page": "3", "sort": "name"})

    drawn = rendered('{% query_with page=2 sort="" %}', request=request)

    assert drawn == "?q=h%C3%A0&amp;page=2"


@pytest.mark.parametrize(
    ("pages", "current", "offered"),
    [(1, 1, [1]), (3, 2, [1, 2, 3]), (20, 1, [1, 2, 0, 20]), (20, 10, [1, 0, 9, 10, 11, 0, 20])],
)
def test_pages_are_offered_with_gaps(pages, current, offered):
    assert tags.page_numbers(Paginator(range(pages), 1), current) == offered


@pytest.mark.parametrize(("percent", "filled"), [(0, 0), (40, 2), (71, 4), (89, 4), (95, 5), (100, 5)])
def test_confidence_fills_up_to_five_bars(percent, filled):
    assert tags.bars(percent).count(True) == filled


def test_roles_are_named_at_the_unit_worked_for():
    actor = Actor(
        uid=None,
        label="Hà",
        grants=(Grant(Role.OFFICER, 1), Grant(Role.ADMINISTRATOR, 1), Grant(Role.LEADER, 2)),
        unit_id=1,
    )

    assert (tags.roles_in_words(actor), tags.roles_in_words(actor, 2)) == (
        "Cán bộ nhập, xử lý, người quản trị",
        "Lãnh đạo",
    )
