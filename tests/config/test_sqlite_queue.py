"""Those who write to SQLite stand in a queue: nobody sleeps while it is free, nobody is overtaken for ever."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from collections import Counter

import pytest

from thidua.config.sqlite.base import QUEUE, DatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)  # lets connections be made; the test's own is not used
TURNS = 20


def connection(path):
    """Return a connection of its own to the database at a path."""
    settings = {
        "ENGINE": "thidua.config.sqlite",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "ATOMIC_REQUESTS": False,
        "TEST": {},
    }
    return DatabaseWrapper(settings, alias="queue")


def write(of, statement):
    """Do one statement in a transaction."""
    of.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with of.cursor() as cursor:
        cursor.execute(statement)
    of.commit()
    of.set_autocommit(True)


@pytest.fixture
def path(tmp_path):
    """A database with one table."""
    where = tmp_path / "office.sqlite3"
    of = connection(where)
    write(of, "CREATE TABLE turn (who INTEGER)")
    of.close()
    return where


def test_everyone_who_writes_at_once_gets_their_turns_and_none_is_lost(path):
    def take_turns(who):
        of = connection(path)
        for _turn in range(TURNS):
            write(of, f"INSERT INTO turn VALUES ({who})")
        of.close()

    threads = [threading.Thread(target=take_turns, args=[who]) for who in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    of = connection(path)
    with of.cursor() as cursor:
        rows = cursor.execute("SELECT who FROM turn").fetchall()
    of.close()

    assert Counter(who for (who,) in rows) == dict.fromkeys(range(6), TURNS)


def test_whoever_comes_waits_until_the_transaction_before_has_ended(path):
    first, order = connection(path), []
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    def come():
        of = connection(path)
        write(of, "INSERT INTO turn VALUES (2)")
        of.close()
        order.append("second")

    waiting = threading.Thread(target=come)
    waiting.start()
    waiting.join(timeout=0.3)
    order.append("first")
    first.rollback()
    waiting.join()
    first.close()

    assert order == ["first", "second"]


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_the_place_is_left_however_the_transaction_ends(path, ending):
    of = connection(path)
    of.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    getattr(of, ending)()

    other = connection(path)
    write(other, "INSERT INTO turn VALUES (3)")
    other.close()
    of.close()


def test_a_killed_process_leaves_the_queue(path):
    program = f"""
        import fcntl, os, time
        place = os.open({str(path) + QUEUE!r}, os.O_RDWR | os.O_CREAT)
        fcntl.flock(place, fcntl.LOCK_EX)
        print("in", flush=True)
        time.sleep(60)
    """
    holding = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE)
    assert holding.stdout.readline() == b"in\n"
    holding.kill()
    holding.wait()

    of = connection(path)
    write(of, "INSERT INTO turn VALUES (4)")
    with of.cursor() as cursor:
        rows = cursor.execute("SELECT who FROM turn").fetchall()
    of.close()

    assert rows == [(4,)]
