"""From a text to the ledger of people and honours, and back when the fact is taken back."""

import pytest
from tests.factories.organisations import AT
from tests.factories.people import TODAY
from tests.intake.articles import fact_of

from thidua.awards.commands import LedgerEntry, write_into_ledger
from thidua.awards.models import Award
from thidua.awards.queries.ledger import named_rows
from thidua.honours.models import Holder, Honour
from thidua.honours.queries.person import holder_page
from thidua.intake.choices import Answer, FactKind, FindingKind
from thidua.intake.commands import accept_fact, answer_finding, bring_in, take_back
from thidua.intake.models import Finding, ProposedFact

pytestmark = pytest.mark.django_db
GIVEN = """Hội nghị tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc

Ngày 12/11/2019, Ủy ban nhân dân tỉnh Sơn Bình tổ chức Hội nghị tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc.

Tại hội nghị, ông Đặng Quốc Toản và bà Lò Thị Mẩy được nhận Bằng khen của UBND tỉnh Sơn Bình.
"""
SENTENCE = "Tại hội nghị, ông Đặng Quốc Toản và bà Lò Thị Mẩy được nhận Bằng khen của UBND tỉnh Sơn Bình."


def accept(document, kind, by):
    fact = fact_of(document, kind)
    return accept_fact(fact=fact, version=fact.version, by=by, at=AT)


def write_all(award, by):
    entries = [LedgerEntry(each, None) for each in award.recipients.all()]
    return write_into_ledger(award=award, entries=entries, year=2019, by=by, at=AT).honours


@pytest.fixture
def given(province, officer):
    """The text, read; its event and its award accepted."""
    document = bring_in(unit=province, content=GIVEN.encode(), keep_file=False, by=officer, at=AT).document
    accept(document, FactKind.EVENT, officer)
    accept(document, FactKind.AWARD, officer)
    return document


def test_an_accepted_award_is_written_for_whom_it_names_with_the_sentence_that_says_so(given, officer):
    award = Award.objects.get()
    assert [(row.recipient.name, row.is_new) for row in named_rows(officer, award, on=TODAY)] == [
        ("Đặng Quốc Toản", True),
        ("Lò Thị Mẩy", True),
    ]

    write_all(award, officer)

    [honour] = holder_page(Holder.objects.get(name="Lò Thị Mẩy")).honours
    assert (honour.form_name, honour.year, honour.authority.name) == ("Bằng khen", 2019, "UBND tỉnh Sơn Bình")
    assert honour.citation.sentence.strip() == SENTENCE


def test_taking_the_fact_back_withdraws_what_was_written_of_it_and_the_page_keeps_saying_so(given, officer):
    write_all(Award.objects.get(), officer)
    fact = ProposedFact.objects.get(kind=FactKind.AWARD)

    take_back(fact=fact, reason="đọc nhầm tên", by=officer, at=AT)

    page = holder_page(Holder.objects.get(name="Lò Thị Mẩy"))
    assert (page.honours, Honour.objects.in_force().count(), Award.objects.in_force().count()) == ((), 0, 0)
    assert [(row.withdrawn_by, row.withdrawn_reason) for row in page.withdrawn] == [(officer.label, "đọc nhầm tên")]


def test_a_fact_accepted_again_is_written_again_under_the_record_of_before(given, officer):
    write_all(Award.objects.get(), officer)
    fact = take_back(fact=ProposedFact.objects.get(kind=FactKind.AWARD), by=officer, at=AT)
    accept_fact(fact=fact, version=fact.version, by=officer, at=AT)

    rows = named_rows(officer, Award.objects.in_force().get(), on=TODAY)

    assert [one.holder.name for row in rows for one in row.alike] == ["Đặng Quốc Toản", "Lò Thị Mẩy"]


def test_honours_of_a_text_that_tells_the_same_story_go_with_its_awards(given, province, officer):
    other = bring_in(
        unit=province, content=GIVEN.replace("Hội nghị tổng", "Sáng nay, hội nghị tổng", 1).encode(),
        keep_file=False, by=officer, at=AT,
    ).document  # fmt: skip
    accept(other, FactKind.EVENT, officer)
    accept(other, FactKind.AWARD, officer)
    write_all(Award.objects.latest("pk"), officer)

    finding = Finding.objects.get(document=other, kind=FindingKind.DUPLICATE)
    answer_finding(finding=finding, answer=Answer.SAME_STORY, by=officer, at=AT)

    assert (Award.objects.in_force().count(), Honour.objects.in_force().count()) == (1, 0)
