"""Bringing texts in, reading them again, locking them."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT
from tests.intake.articles import REVIEW, fact_of

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.intake.choices import FactKind, FactState
from thidua.intake.commands import (
    accept_fact,
    answer_finding,
    bring_in,
    bringing,
    correct_fact,
    lock_document,
    read_document,
    reject_fact,
    unlock_document,
)
from thidua.intake.models import ProposedFact
from thidua.sources.models import Document

pytestmark = pytest.mark.django_db


def test_a_text_becomes_facts_numbered_in_its_own_order(document):
    facts = list(document.facts.order_by("number"))

    assert document.title == "Tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc tỉnh Sơn Bình"
    assert [fact.number for fact in facts] == list(range(1, len(facts) + 1))
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert {FactKind.EVENT, FactKind.PERSON, FactKind.FIGURE, FactKind.AWARD} <= {FactKind(fact.kind) for fact in facts}
    assert all(fact.value == fact.read_value for fact in facts)


def test_a_file_is_kept_and_its_words_are_those_of_the_file(province, officer):
    brought = bring_in(unit=province, content=REVIEW.encode(), file_name="bai.txt", by=officer, at=AT)

    assert (brought.document.text, brought.document.file.name) == (REVIEW, "bai.txt")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_held_in_the_database_while_a_text_is_read(province, officer, monkeypatch):
    held = []
    read_text = bringing.read_text
    monkeypatch.setattr(
        bringing,
        "read_text",
        lambda *args, **words: (held.append(connection.in_atomic_block), read_text(*args, **words))[1],
    )

    document = bring_in(unit=province, content=REVIEW.encode(), by=officer, at=AT).document
    read_document(document=document, by=officer, at=AT)

    assert held == [False, False]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Tệp rỗng"), (b"\x89PNG\r\n\x1a\n0000", "Tệp là ảnh"), (b"PK\x03\x04xx", "Tệp bị hỏng")],
)
def test_what_is_no_text_is_refused_with_what_to_do(province, officer, content, words):
    with pytest.raises(Refused, match=words):
        bring_in(unit=province, content=content, file_name="bai.txt", by=officer, at=AT)

    assert Document.objects.count() == 0


def test_the_same_text_twice_is_refused_and_the_first_is_named(document, province, officer):
    with pytest.raises(Refused, match="Bài này đã có") as refusal:
        bring_in(unit=province, content=REVIEW.upper().encode(), by=officer, at=AT)

    assert refusal.value.values["uid"] == str(document.uid)


def test_reading_again_keeps_every_decision_and_correction(document, officer):
    figure, mediations = fact_of(document, "figure", "1.600"), fact_of(document, "figure", "2.822")
    person, award = fact_of(document, "person"), fact_of(document, "award", "12 tập thể")
    accept_fact(fact=figure, version=1, by=officer, at=AT)
    reject_fact(fact=person, version=1, by=officer, at=AT)
    correct_fact(fact=mediations, version=1, changes={"value": 2823}, by=officer, at=AT)
    before = list(document.facts.order_by("number").values_list("pk", "state", "value"))

    read_document(document=document, by=officer, at=AT)

    assert list(document.facts.order_by("number").values_list("pk", "state", "value")) == before
    assert ProposedFact.objects.get(pk=award.pk).state == FactState.WAITING


def test_reading_again_drops_what_nobody_looked_at_and_is_not_found_any_more(document, officer):
    stray = ProposedFact.objects.create(
        document=document, kind="figure", number=99, start=1, end=5, confidence_percent=50, created_at=AT,
        value={"value": 1}, read_value={"value": 1},
    )  # fmt: skip

    count = read_document(document=document, by=officer, at=AT)

    assert not ProposedFact.objects.filter(pk=stray.pk).exists()
    assert sorted(document.facts.values_list("number", flat=True)) == list(range(1, count + 1))


def test_a_document_is_locked_when_all_is_decided_and_then_nothing_changes(document, officer):
    with pytest.raises(Refused, match="dữ kiện chờ xem, 2 chỗ cần trả lời"):
        lock_document(document=document, by=officer, at=AT)
    for fact in document.facts.all():
        reject_fact(fact=fact, version=fact.version, by=officer, at=AT)
    for finding in document.findings.all():
        answer_finding(finding=finding, answer="keep_as_printed", by=officer, at=AT)

    lock_document(document=document, by=officer, at=AT)

    fact = document.facts.first()
    for act in (
        lambda: accept_fact(fact=fact, version=fact.version, by=officer, at=AT),
        lambda: correct_fact(fact=fact, version=fact.version, changes={}, by=officer, at=AT),
        lambda: read_document(document=document, by=officer, at=AT),
    ):
        with pytest.raises(Refused, match="đã khóa"):
            act()
    assert unlock_document(document=document, by=officer, at=AT).locked_at is None
    assert AuditEntry.objects.filter(act__in=["lock_document", "unlock_document"]).count() == 2


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["001", "002", "003", "004", "005"])
def test_the_seed_articles_are_read_into_facts_within_their_own_story(province, officer, corpus_folder, name):
    content = Path(corpus_folder / "dev" / f"{name}.txt").read_bytes()

    document = bring_in(unit=province, content=content, file_name=f"{name}.txt", by=officer, at=AT).document

    outside = [
        fact for fact in document.facts.all() for low, high in document.noise if fact.start < high and low < fact.end
    ]
    assert document.facts.filter(kind=FactKind.EVENT).exists()
    assert outside == []


def test_facts_are_stored_many_at_a_time(province, officer):
    lines = (f"Xã thứ {n} có {n} tập thể dự thi và {n + 1} mô hình ở cơ sở, đạt {n % 100}%." for n in range(1, 301))
    content = "\n".join(["Tổng kết phong trào thi đua của tỉnh Sơn Bình", "", *lines]).encode()

    with CaptureQueriesContext(connection) as stored:
        document = bring_in(unit=province, content=content, by=officer, at=AT).document
    with CaptureQueriesContext(connection) as stored_again:
        read_document(document=document, by=officer, at=AT)

    facts = document.facts.count()
    assert facts >= 900
    assert max(len(stored.captured_queries), len(stored_again.captured_queries)) < facts / 10


def test_facts_found_between_kept_ones_are_numbered_in_the_order_of_the_text(document, officer):
    kept = list(document.facts.order_by("number"))
    rejected = reject_fact(fact=kept[-1], version=1, by=officer, at=AT)
    document.facts.exclude(pk=rejected.pk).delete()

    count = read_document(document=document, by=officer, at=AT)

    assert list(document.facts.order_by("number").values_list("start", "number")) == [
        (fact.start, number) for number, fact in enumerate(kept, 1)
    ]
    assert (count, ProposedFact.objects.get(pk=rejected.pk).state) == (len(kept), FactState.REJECTED)
