"""The last two honours of somebody erased are withdrawn in the same instant: the name goes. On every database."""

import threading

import pytest
from django.db import connection
from tests.factories.honours import give, make_person
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor

from thidua.honours.commands import erase_person, withdraw_honour
from thidua.honours.commands.erasing import ERASED_NAME
from thidua.honours.models import Holder

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_withdraw_the_last_two_honours_leave_no_name():
    province = make_unit("Hưng Yên")
    by, person = process_actor(province), make_person(province)
    honours, barrier = [give(person, year) for year in (2020, 2021)], threading.Barrier(2)
    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)

    def withdraw(honour):
        barrier.wait()
        try:
            withdraw_honour(honour=honour, reason="", by=by, at=AT)
        finally:
            connection.close()

    threads = [threading.Thread(target=withdraw, args=(honour,)) for honour in honours]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert Holder.objects.get().name == ERASED_NAME
