"""Many rows at once, by each of the ways in which they are put."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DataError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.organisations import make_commune, make_unit

from thidua.core.many import insert_rows, update_rows
from thidua.core.models import AuditEntry
from thidua.organisations.choices import Tree
from thidua.organisations.models import Placement
from thidua.reports.choices import Qualifier

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
WORDS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40)


def _put(rows: list[tuple[UUID, str, object]]) -> None:
    insert_rows(AuditEntry, ("object_uid", "object_label", "after"), rows, common={"at": NOON, "act": "open_report"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(labels=st.lists(WORDS, min_size=1, max_size=5), said=WORDS)
def test_words_come_out_as_they_went_in(labels, said):
    rows = [(uuid4(), label, {"said": [said, None, label]}) for label in labels]

    _put(rows)

    found = AuditEntry.objects.filter(object_uid__in=[uid for uid, *_rest in rows])
    told = {entry.object_uid: (entry.object_label, entry.after, entry.at) for entry in found}
    assert told == {uid: (label, after, NOON) for uid, label, after in rows}


@pytest.mark.parametrize("count", [1, 199, 200, 450])
def test_few_and_many_are_put_alike(count):
    rows = [(uuid4(), f"dòng {number}", None if number % 2 else {"n": number}) for number in range(count)]

    _put(rows)

    assert sorted(AuditEntry.objects.values_list("object_uid", "object_label", "after"), key=str) == sorted(
        rows, key=str
    )


def test_nothing_is_put_where_there_are_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        _put([])


def test_what_is_empty_stays_empty_and_a_choice_is_its_word():
    province = make_unit("Hưng Yên")
    commune = make_commune("An Thi", under=province)
    insert_rows(
        Placement,
        ("unit", "tree", "since"),
        [(commune.pk, Tree.STATE, None), (commune.pk, str(Qualifier.EXACT), date(2026, 7, 1))],
        common={"parent": province.pk},
    )

    kept = Placement.objects.filter(unit=commune, tree__in=("state", "exact"))
    assert sorted(kept.values_list("tree", "since", "until")) == [
        ("exact", date(2026, 7, 1), None),
        ("state", None, None),
    ]


def test_what_is_too_long_is_never_cut():
    """PostgreSQL refuses what is longer than its column; SQLite keeps it whole."""
    unit, label = uuid4(), "x" * 501
    refused = pytest.raises(DataError) if connection.vendor == "postgresql" else nullcontext()

    with refused, transaction.atomic():
        _put([(unit, label, None)])

    kept = [] if connection.vendor == "postgresql" else [label]
    assert list(AuditEntry.objects.filter(object_uid=unit).values_list("object_label", flat=True)) == kept


@pytest.mark.parametrize("count", [1, 3, 450])
def test_many_rows_are_changed_each_in_its_own_way_and_no_other(count):
    _put([(uuid4(), f"dòng {number}", {"n": number}) for number in range(count + 1)])
    *changed, left = AuditEntry.objects.order_by("pk")

    update_rows(
        AuditEntry,
        ("object_label", "after", "unit_id_value", "at"),
        (
            (row.pk, f"“{row.object_label}” \\ '", {"was": row.after}, row.pk if row.pk % 2 else None, NOON)
            for row in changed
        ),
    )

    for row in changed:
        now = AuditEntry.objects.get(pk=row.pk)
        assert (now.object_label, now.after, now.act) == (
            f"“{row.object_label}” \\ '",
            {"was": row.after},
            "open_report",
        )
        assert (now.unit_id_value, now.at) == (row.pk if row.pk % 2 else None, NOON)
    assert AuditEntry.objects.get(pk=left.pk).object_label == left.object_label


def test_nothing_is_changed_where_there_are_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows(AuditEntry, ("object_label",), [])
