"""Nothing that is stored tells who cast which ballot: rows, raw files, system columns, trail, statements, backups."""

import re
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.at_once import at_once
from tests.factories.councils import fresh, make_chamber, make_session, take_up, vote
from tests.factories.organisations import AT, make_unit

from thidua.config.backups import make_backup
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.councils.commands import add_words, cast_ballot, close_item, end_without_vote, repeat_vote
from thidua.councils.commands.box import put_ballot
from thidua.councils.commands.keys import drop_stale_keys, ensure_key, read_key
from thidua.councils.models import Ballot, Turnout
from thidua.councils.rules.box import BoxBroken, unseal
from thidua.councils.rules.tally import Tally

pytestmark = pytest.mark.django_db(transaction=True)
SEALED = re.compile(rb"[A-Za-z0-9+/]{39}=")
CHOICES = {0: "for", 1: "against", 2: "blank", 3: "for", 4: "against"}


@pytest.fixture
def chamber():
    return make_chamber(make_unit("Hưng Yên"), 5)


@pytest.fixture
def session(chamber):
    return make_session(chamber)


def ballot_item(session, chamber, text="Thông qua kế hoạch"):
    """Something in words that is voted on by secret ballot, taken up."""
    return take_up(add_words(session=session, text=text, way="secret_ballot", by=chamber.clerk, at=AT), chamber)


@pytest.fixture
def item(session, chamber):
    return ballot_item(session, chamber)


def rows(item):
    """The box as it lies in the table, in the order in which the database keeps its rows."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, sealed, choice FROM councils_ballot WHERE item_id = %s ORDER BY {place}", [item.pk]
        )
        return cursor.fetchall()


def table_bytes():
    """Whatever lies in the files where this table is: live rows, dead rows, free pages, SQLite's journal."""
    if connection.vendor != "postgresql":
        path = Path(connection.settings_dict["NAME"])
        return b"".join(Path(f"{path}{more}").read_bytes() for more in ("", "-wal") if Path(f"{path}{more}").exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('councils_ballot'))")
        return bytes(cursor.fetchone()[0])


def raw_bytes():
    """The same with PostgreSQL's log, in which every database of the server writes."""
    if connection.vendor != "postgresql":
        return table_bytes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_read_binary_file('pg_wal/' || pg_walfile_name(pg_current_wal_lsn()))")
        return table_bytes() + bytes(cursor.fetchone()[0])


def sealed_in(raw):
    return {text.decode() for text in SEALED.findall(raw) if len(b64decode(text)) == 29}


def test_a_ballot_has_no_column_for_a_member_a_time_or_a_number():
    ballot = {field.name for field in Ballot._meta.get_fields()}
    turnout = {field.name for field in Turnout._meta.get_fields()}

    assert (ballot, turnout) == ({"key", "item", "sealed", "choice"}, {"key", "item", "member"})
    assert {model._meta.pk.get_internal_type() for model in (Ballot, Turnout)} == {"UUIDField"}


def test_every_ballot_and_every_line_of_the_turnout_is_written_anew_when_one_is_cast(item, chamber):
    ballots, turnout, sealed = [], [], []
    for place, choice in CHOICES.items():
        vote(item, chamber, {place: choice})
        ballots.append(set(Ballot.objects.values_list("key", flat=True)))
        turnout.append(set(Turnout.objects.values_list("key", flat=True)))
        sealed.append(set(Ballot.objects.values_list("sealed", flat=True)))

    for kept in (ballots, turnout, sealed):
        assert [len(each) for each in kept] == [1, 2, 3, 4, 5]
        assert len(set().union(*kept)) == 1 + 2 + 3 + 4 + 5


def hidden_marks(table):
    """What the database itself writes beside each row: PostgreSQL its transaction and command, SQLite a number.

    SQLite's numbers run on without a gap where all rows were written together, so what is left is where the run begins.
    """
    if connection.vendor == "postgresql":
        marks = f"SELECT DISTINCT xmin::text, cmin::text, xmax::text FROM {table}"
    else:
        ranked = f"SELECT rowid AS place, row_number() OVER (ORDER BY rowid) AS rank FROM {table}"
        marks = f"SELECT DISTINCT place - rank FROM ({ranked})"
    with connection.cursor() as cursor:
        cursor.execute(marks)
        return cursor.fetchall()


def test_all_rows_of_a_box_carry_the_marks_of_one_transaction_and_one_statement(item, chamber):
    seen = []
    for place, choice in CHOICES.items():
        vote(item, chamber, {place: choice})
        seen += [(table, place, len(hidden_marks(f"councils_{table}"))) for table in ("ballot", "turnout")]

    assert seen == [(table, place, 1) for place in CHOICES for table in ("ballot", "turnout")]


def test_where_a_ballot_lies_in_the_table_does_not_depend_on_when_it_was_cast(session, chamber):
    """The first one cast is the only one against; after five more it lies anywhere. Two places of six in 60: 10^-27."""
    places = set()
    for number in range(60):
        item = add_words(session=session, text=f"Mục {number}", way="secret_ballot", by=chamber.clerk, at=AT)
        ensure_key(item)
        for member, choice in zip([*chamber.members, make_extra(chamber)], ["against", *["for"] * 5], strict=True):
            put_ballot(item, member.pk, choice)
        key = read_key(item)
        order = [unseal(sealed, key=key, box=item.uid.bytes) for _key, sealed, _choice in rows(item)]
        places.add(order.index("against"))

    assert len(places) > 2


def make_extra(chamber):
    """A sixth member, the same one each time."""
    member = chamber.council.members.filter(name="Thành viên thêm").first()
    return member or chamber.council.members.create(name="Thành viên thêm", since=chamber.council.since, created_at=AT)


def test_the_files_of_the_database_hold_no_choice_while_the_vote_goes_on(item, chamber):
    of_tests_before = table_bytes().count(b"against")
    vote(item, chamber, CHOICES)

    raw = table_bytes()

    live = {sealed for _key, sealed, _choice in rows(item)}
    assert len(live) == 5
    assert live <= sealed_in(raw)
    assert [choice for _key, _sealed, choice in rows(item)] == [""] * 5
    assert raw.count(b"against") <= of_tests_before


def test_what_older_rows_are_left_in_the_files_opens_under_no_key_that_is_left_after_counting(item, chamber):
    vote(item, chamber, CHOICES)
    key = read_key(item)
    before = {text for text in sealed_in(raw_bytes()) if opens(text, key, item)}

    close_item(item=item, by=chamber.secretary, at=AT)

    kept = [path.read_bytes() for path in Path(settings.HOME).rglob("*") if path.is_file() and path.stat().st_size < 65]
    assert len(before) >= 5
    assert key not in kept
    assert read_key(fresh(item)) is None
    assert Tally.from_json(fresh(item).tally).cast == 5


def opens(text, key, item):
    try:
        unseal(text, key=key, box=item.uid.bytes)
    except BoxBroken:
        return False
    return True


def test_a_counted_ballot_is_one_of_as_many_alike_under_a_key_that_it_never_had(item, chamber):
    vote(item, chamber, CHOICES)
    before = {key for key, _sealed, _choice in rows(item)}

    close_item(item=item, by=chamber.secretary, at=AT)

    after = rows(item)
    assert sorted(choice for _key, _sealed, choice in after) == ["against", "against", "blank", "for", "for"]
    assert {sealed for _key, sealed, _choice in after} == {""}
    assert before.isdisjoint({key for key, _sealed, _choice in after})


def test_the_trail_says_that_a_ballot_was_cast_and_nothing_of_how(item, chamber):
    vote(item, chamber, CHOICES)

    entries = AuditEntry.objects.filter(act="cast_ballot")

    assert entries.count() == 5
    assert {(entry.object_uid, str(entry.before), str(entry.after)) for entry in entries} == {(item.uid, "{}", "{}")}


def test_the_statements_that_a_log_may_keep_are_the_same_for_every_choice(session, chamber):
    shapes = {}
    for choice in ("for", "against", "blank"):
        item = ballot_item(session, chamber, f"Mục {choice[0]}")
        with CaptureQueriesContext(connection) as asked:
            vote(item, chamber, {0: choice})
        statements = [each["sql"] for each in asked.captured_queries]
        assert not [sql for sql in statements if re.search(r"'(for|against|blank)'", sql)]
        shapes[choice] = [re.sub(r"'[^']*'|\d+", "?", sql) for sql in statements]
        vote(item, chamber, {1: "for"})
        close_item(item=item, by=chamber.secretary, at=AT)

    assert shapes["for"] == shapes["against"] == shapes["blank"]


def test_two_backups_before_and_after_a_ballot_differ_in_sealed_rows_alone(item, chamber, tmp_path):
    vote(item, chamber, {0: "for"})
    first = rows(item)
    one = make_backup(tmp_path / "one", at=AT)
    vote(item, chamber, {1: "against"})
    second = rows(item)
    two = make_backup(tmp_path / "two", at=AT)
    key = read_key(item)

    contents = [zipfile.ZipFile(each) for each in (one, two)]

    texts = [b"".join(archive.read(name) for name in archive.namelist()) for archive in contents]
    assert [name for archive in contents for name in archive.namelist() if "ballot-keys" in name] == []
    assert [key in text or key.hex().encode() in text for text in texts] == [False, False]
    assert {len(sealed) for _key, sealed, _choice in (*first, *second)} == {40}
    assert {sealed for _key, sealed, _choice in first}.isdisjoint({sealed for _key, sealed, _choice in second})


def test_a_ballot_that_somebody_changes_brings_in_or_takes_away_in_the_database_is_noticed(session, chamber):
    item = ballot_item(session, chamber)
    vote(item, chamber, {0: "for", 1: "for"})
    sealed = list(Ballot.objects.values_list("sealed", flat=True))
    Ballot.objects.filter(sealed=sealed[0]).update(sealed=sealed[0][:-3] + "AA=")
    with pytest.raises(Refused, match="không còn nguyên"):
        close_item(item=item, by=chamber.secretary, at=AT)

    Ballot.objects.all().delete()
    with pytest.raises(Refused, match="không khớp"):
        close_item(item=item, by=chamber.secretary, at=AT)

    repeat_vote(item=item, reason="Thùng phiếu hỏng", by=chamber.secretary, at=AT)
    assert vote(item, chamber, {0: "for", 1: "against"}).in_box == 2
    assert Tally.from_json(close_item(item=item, by=chamber.secretary, at=AT).tally).favour == 1


def test_a_box_whose_key_is_lost_is_not_counted_but_voted_on_again(item, chamber):
    vote(item, chamber, {0: "for"})
    (Path(settings.HOME) / "ballot-keys" / f"{item.uid.hex}.key").unlink()

    with pytest.raises(Refused, match="không có khóa"):
        close_item(item=item, by=chamber.secretary, at=AT)
    repeated = repeat_vote(item=item, reason="Đổi máy chủ", by=chamber.secretary, at=AT)

    assert (repeated.times, Ballot.objects.count(), Turnout.objects.count()) == (2, 0, 0)
    assert vote(item, chamber, {0: "against"}).in_box == 1


def test_an_item_that_ends_without_a_vote_leaves_no_key(item, chamber):
    end_without_vote(item=item, by=chamber.secretary, at=AT)

    assert read_key(item) is None


def test_keys_that_a_stopped_machine_left_are_taken_away_but_never_that_of_an_open_box(item, chamber, session):
    from datetime import UTC, datetime, timedelta

    other = add_words(session=session, text="Mục bỏ", way="secret_ballot", by=chamber.clerk, at=AT)
    ensure_key(other)
    now = datetime.now(UTC)

    assert drop_stale_keys(at=now) == 0
    assert drop_stale_keys(at=now + timedelta(days=2)) >= 1
    assert (read_key(other), read_key(item) is None) == (None, False)


def test_five_who_vote_in_the_same_instant_are_five_ballots(item, chamber):
    told = at_once(
        *(lambda place=place: vote(item, chamber, {place: CHOICES[place]}) for place in CHOICES),
    )

    assert sorted(receipt.in_box for receipt in told) == [1, 2, 3, 4, 5]
    assert (Ballot.objects.count(), Turnout.objects.count()) == (5, 5)


def test_one_who_presses_twice_in_the_same_instant_has_one_ballot(item, chamber):
    actor = chamber.actor(0)

    told = at_once(*[lambda: cast_ballot(item=item, choice="for", by=actor, at=AT)] * 3)

    assert sum(isinstance(each, Refused) for each in told) == 2
    assert (Ballot.objects.count(), Turnout.objects.count()) == (1, 1)


def test_no_ballot_comes_in_while_the_box_is_counted(item, chamber):
    vote(item, chamber, {0: "for"})

    closed, cast = at_once(
        lambda: close_item(item=item, by=chamber.secretary, at=AT), lambda: vote(item, chamber, {1: "against"})
    )

    counted = Tally.from_json(closed.tally).cast
    assert counted == Ballot.objects.count() == Turnout.objects.count() == (1 if isinstance(cast, Refused) else 2)
