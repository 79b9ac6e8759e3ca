"""The worked example: fifteen members, three away, one who steps aside, a secret ballot, 90 % of all members."""

import pytest
from tests.factories.councils import (
    conclude_as,
    fresh,
    make_candidate,
    make_chamber,
    make_session,
    put_on_agenda,
    take_up,
    vote,
)
from tests.factories.nominations import make_round
from tests.factories.organisations import AT, make_commune, make_unit

from thidua.core.errors import Refused
from thidua.councils.commands import cast_ballot, close_item, close_session, give_opinion, recuse
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
AWAY = (12, 13, 14)
ASIDE = 4
VOTERS = [place for place in range(12) if place != ASIDE]


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def chamber(province):
    return make_chamber(province)


@pytest.fixture
def session(chamber):
    return make_session(chamber, absent=AWAY)


@pytest.fixture
def item(chamber, session, province):
    nomination = make_candidate(make_round(province), make_commune("Vũ Thư", under=province))
    return put_on_agenda(session, chamber, nomination)[0]


@pytest.fixture
def voted_on(item, chamber):
    """The item with one member aside and three opinions in writing, taken up."""
    recuse(item=item, ground="own_unit", by=chamber.actor(ASIDE), at=AT)
    for place in AWAY:
        give_opinion(item=item, choice="for", member=chamber.members[place], by=chamber.secretary, at=AT)
    return take_up(item, chamber)


def test_eleven_ballots_and_three_opinions_for_it_are_fourteen_of_fifteen_and_agreed(voted_on, chamber, session):
    receipt = vote(voted_on, chamber, dict.fromkeys(VOTERS, "for"))
    closed = close_item(item=voted_on, by=chamber.secretary, at=AT)
    tally, standard = Tally.from_json(closed.tally), Standard.from_json(closed.standard)

    concluded = conclude_as(closed, chamber, "agreed")
    close_session(session=session, by=chamber.secretary, at=AT)

    assert (receipt.in_box, receipt.entitled) == (11, 11)
    assert tally == Tally(
        favour=11,
        against=0,
        blank=0,
        written_favour=3,
        written_against=0,
        members=15,
        recused=1,
        attending=12,
        entitled=11,
    )
    assert (standard.base(tally), standard.least(tally), standard.share(tally)) == (15, 14, "93,3%")
    assert (standard.words, standard.verified) == ("đồng ý từ 90% tổng số thành viên Hội đồng", False)
    nomination = Nomination.objects.get(pk=concluded.nomination_id)
    assert (nomination.state, nomination.vote) == (
        State.TO_DECIDE,
        {"favour": 14, "members": 15, "recused": 1, "attending": 12},
    )


def test_one_ballot_against_leaves_thirteen_and_cannot_be_concluded_as_agreed(voted_on, chamber):
    vote(voted_on, chamber, {**dict.fromkeys(VOTERS, "for"), VOTERS[-1]: "against"})
    closed = close_item(item=voted_on, by=chamber.secretary, at=AT)

    with pytest.raises(Refused, match="không cho kết luận “đồng ý”"):
        conclude_as(closed, chamber, "agreed")
    conclude_as(closed, chamber, "not_agreed")

    assert Tally.from_json(closed.tally).in_favour == 13
    assert Nomination.objects.get(pk=closed.nomination_id).state == State.NOT_AGREED


def test_who_stepped_aside_and_who_is_away_cast_no_ballot(voted_on, chamber):
    for place in (ASIDE, *AWAY):
        with pytest.raises(Refused, match="không bỏ phiếu mục này"):
            cast_ballot(item=voted_on, choice="for", by=chamber.actor(place), at=AT)


def test_nobody_votes_twice_and_nobody_after_closing(voted_on, chamber):
    vote(voted_on, chamber, {0: "for"})

    with pytest.raises(Refused, match="đã bỏ phiếu mục này"):
        cast_ballot(item=voted_on, choice="against", by=chamber.actor(0), at=AT)
    close_item(item=voted_on, by=chamber.secretary, at=AT)
    with pytest.raises(Refused, match="đã đóng"):
        cast_ballot(item=voted_on, choice="for", by=chamber.actor(1), at=AT)

    assert Tally.from_json(fresh(voted_on).tally).cast == 1
