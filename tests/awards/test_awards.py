"""The register of awards: recorded as stated, published when told to, withdrawn by citation."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_award

from thidua.awards.commands import NamedRecipient, publish_awards, unpublish_award, withdraw_awards
from thidua.awards.models import Award
from thidua.awards.queries import RegisterFilter, published_awards, register
from thidua.awards.rules import form_and_authority
from thidua.awards.sentences import recipients_in_words
from thidua.core.errors import Refused

ACT = {"by": process_actor(), "at": AT}
db = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((103, 94, None, ""), "103 tập thể, 94 cá nhân"),
        ((12, None, None, ""), "12 tập thể"),
        ((None, 3, None, ""), "3 cá nhân"),
        ((None, None, 75, "tập thể, cá nhân"), "75 tập thể, cá nhân"),
        ((None, None, 147, "làng, khu dân cư, xã"), "147 làng, khu dân cư, xã"),
        ((None, None, None, ""), "các tập thể, cá nhân (nguồn không nêu số)"),
        ((0, None, None, ""), "0 tập thể"),
    ],
)
def test_recipients_are_told_as_far_as_the_source_counts_them(counts, words):
    assert recipients_in_words(*counts) == words


def test_an_award_is_named_by_form_and_authority():
    assert form_and_authority("khen thưởng", "các cấp") == "Khen thưởng của các cấp"
    assert form_and_authority("Cờ thi đua", "") == "Cờ thi đua"


@db
def test_counts_that_the_source_does_not_give_stay_unknown():
    award = make_award(make_unit(), total=75)

    assert (award.collectives, award.individuals, award.total, award.recipient_count) == (None, None, 75, 75)


@db
def test_named_recipients_keep_their_order_and_folded_names():
    names = [NamedRecipient("collective", "Hội Cựu chiến binh xã Vũ Thư"), NamedRecipient("individual", "Đỗ Văn Thử")]

    award = make_award(make_unit(), recipients=names)

    assert [(each.name, each.folded, each.order) for each in award.recipients.all()] == [
        ("Hội Cựu chiến binh xã Vũ Thư", "hoi cuu chien binh xa vu thu", 1),
        ("Đỗ Văn Thử", "do van thu", 2),
    ]


@db
def test_an_award_without_a_form_is_refused():
    with pytest.raises(Refused, match="Chưa có hình thức khen"):
        make_award(make_unit(), form_name=" ")


@db
def test_a_code_that_the_catalogue_does_not_have_is_refused():
    with pytest.raises(Refused, match="Danh mục khen thưởng không có mã bang_khen_sao_hoa"):
        make_award(make_unit(), form_code="bang_khen_sao_hoa")


@db
def test_a_withdrawn_award_leaves_the_register_and_the_public_page():
    unit = make_unit()
    award = make_award(unit, total=75)
    publish_awards(awards=[award], **ACT)

    count = withdraw_awards(citation=award.citation, reason="thôi nhận", **ACT)

    assert (count, register(make_actor(unit=unit), RegisterFilter(), on=TODAY), published_awards()) == (1, [], [])


@db
def test_only_awards_that_were_made_are_published_and_once():
    unit = make_unit()
    made, planned = make_award(unit, total=75), make_award(unit, total=3, status="planned")

    first = publish_awards(awards=Award.objects.all(), **ACT)
    second = publish_awards(awards=[made], **ACT)

    assert (first, second) == (1, 0)
    assert published_awards() == [made]
    planned.refresh_from_db()
    assert planned.published_at is None


@db
def test_an_award_can_be_taken_off_the_public_page():
    award = make_award(make_unit(), total=75)
    publish_awards(awards=[award], **ACT)

    unpublish_award(award=award, **ACT)

    assert published_awards() == []


@db
def test_the_register_is_filtered_by_folded_text_year_and_publication():
    unit = make_unit()
    merit = make_award(unit, authority="Bộ Công an", collectives=12, awarded_on=date(2017, 3, 7))
    flag = make_award(unit, form_name="Cờ thi đua", authority="UBND tỉnh", collectives=2, awarded_on=date(2020, 6, 5))
    publish_awards(awards=[flag], **ACT)
    actor = make_actor(unit=unit)

    def found(**asked):
        return register(actor, RegisterFilter(**asked), on=TODAY)

    assert found(text="bo cong an") == [merit]
    assert found(text="Cờ thi") == [flag]
    assert found(year=2017) == [merit]
    assert found(public=True) == [flag]
    assert found(public=False) == [merit]
    assert found() == [flag, merit]


@db
def test_the_register_holds_the_own_unit_and_those_under_it_only():
    province = make_unit("Thái Bình")
    own = make_award(province, total=1)
    below = make_award(make_commune("Vũ Thư", under=province), total=2)
    make_award(make_unit("Hải Dương"), total=3)

    found = register(make_actor(unit=province), RegisterFilter(), on=TODAY)

    assert set(found) == {own, below}
