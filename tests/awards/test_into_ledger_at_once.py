"""Several officers write one award into the ledger in the same instant: it is written once. On every database."""

from datetime import date

import pytest
from tests.factories.at_once import at_once
from tests.factories.honours import make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor
from tests.factories.registry import make_award

from thidua.awards.commands import LedgerEntry, NamedRecipient, withdraw_awards, write_into_ledger
from thidua.awards.models import Award
from thidua.honours.commands import withdraw_honours
from thidua.honours.models import Body, Holder, Honour

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Đặng Quốc Toản", "Lò Thị Mẩy")


@pytest.fixture
def province():
    return make_unit("Sơn Bình")


def an_award(province, form_name="Bằng khen"):
    recipients = [NamedRecipient("individual", name) for name in NAMES]
    return make_award(province, form_name=form_name, awarded_on=date(2020, 6, 5), recipients=recipients)


def write(award, by, holders=(None, None)):
    entries = [LedgerEntry(*pair) for pair in zip(award.recipients.all(), holders, strict=True)]
    return write_into_ledger(award=award, entries=entries, by=by, at=AT)


def test_four_officers_write_one_award_and_each_recipient_gets_it_once(province):
    award, people = an_award(province), [make_actor(unit=province) for _each in range(4)]

    said = at_once(*[lambda by=by: write(award, by) for by in people])

    assert sorted((len(each.honours), each.before) for each in said) == [(0, 2), (0, 2), (0, 2), (2, 0)]
    assert (Honour.objects.count(), Holder.objects.count()) == (2, 2)


def test_two_awards_of_the_same_records_in_either_order_do_not_hold_each_other_up(province):
    one, other = (make_person(province, name) for name in NAMES)
    awards = [an_award(province, form_name) for form_name in ("Bằng khen", "Giấy khen")]
    people = [make_actor(unit=province) for _each in range(2)]

    said = at_once(lambda: write(awards[0], people[0], (one, other)), lambda: write(awards[1], people[1], (other, one)))

    assert [len(each.honours) for each in said] == [2, 2]


def test_taking_an_award_back_while_it_is_written_leaves_no_honour_without_its_award(province):
    award, by, other = an_award(province), make_actor(unit=province), make_actor(unit=province)

    def take_back():
        words = {"citation": award.citation, "reason": "thôi nhận", "by": other, "at": AT}
        return withdraw_awards(**words), withdraw_honours(**words)

    at_once(lambda: write(award, by), take_back)

    assert (Award.objects.in_force().count(), Honour.objects.in_force().count()) == (0, 0)


def test_two_awards_that_name_the_same_new_bodies_in_either_order_do_not_hold_each_other_up(province):
    units = [make_commune(name, under=province) for name in ("Vũ Thư", "Hải Thượng")]
    awards = [
        make_award(
            province,
            form_name=form_name,
            awarded_on=date(2020, 6, 5),
            recipients=[NamedRecipient("individual", name, unit=unit) for name, unit in zip(NAMES, order, strict=True)],
        )
        for form_name, order in (("Bằng khen", units), ("Giấy khen", units[::-1]))
    ]
    holders = [[make_person(province, f"{name} {form}") for name in NAMES] for form in "AB"]
    people = [make_actor(unit=province) for _each in range(2)]

    said = at_once(*[lambda each=each: write(awards[each], people[each], holders[each]) for each in (0, 1)])

    assert [len(each.honours) for each in said] == [2, 2]
    assert Body.objects.filter(unit__in=units).count() == 2
