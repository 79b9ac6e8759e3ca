"""Two who change the ledger in the same instant: nothing that somebody was told is lost. On every database."""

import pytest
from tests.factories.at_once import at_once
from tests.factories.honours import make_batch, make_honour, make_person
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor

from thidua.core.errors import Refused
from thidua.honours.commands import AlikeError, StatedHolder, add_holder, merge_holders
from thidua.honours.commands.importing.undoing import undo_some
from thidua.honours.models import Holder, Honour, Merge

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province():
    return make_unit("Sơn Bình")


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture
def brought(province):
    """A list that is being undone, and a person who came with it."""
    batch, person = make_batch(province), make_person(province)
    Holder.objects.filter(pk=person.pk).update(batch=batch)
    return batch, person


def undo(batch, by):
    while undo_some(batch=batch, by=by, at=AT):
        pass


def test_an_award_written_while_a_list_is_undone_stands_or_is_refused(brought, by):
    batch, person = brought

    _undone, written = at_once(lambda: undo(batch, by), lambda: make_honour(person, "giay_khen"))

    is_refused = isinstance(written, Refused)
    assert (Honour.objects.count(), Holder.objects.count()) == ((0, 0) if is_refused else (1, 1))


def test_a_merge_while_a_list_is_undone_stands_or_is_refused(brought, province, by):
    batch, person = brought
    kept = make_person(province)

    _undone, merged = at_once(lambda: undo(batch, by), lambda: merge_holders(kept=kept, gone=person, by=by, at=AT))

    is_refused = isinstance(merged, Refused)
    assert (Merge.objects.count(), Holder.objects.count()) == ((0, 1) if is_refused else (1, 2))


def test_four_clicks_add_a_person_once(province, by):
    stated = StatedHolder("individual", "Lê Thị Hòa", 1975)

    said = at_once(*[lambda: add_holder(keeper=province, stated=stated, by=by, at=AT)] * 4)

    assert sum(isinstance(each, AlikeError) for each in said) == 3
    assert Holder.objects.count() == 1
