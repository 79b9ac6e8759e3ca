"""What pages ask: decisions in scope, one decision, number books, what waits; and in how many questions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.documents import FULL
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import AT, make_commune
from tests.factories.scans import jpeg

from thidua.decisions.commands import (
    attach_signed_decision,
    draft_annulment,
    drop_draft,
    make_paper,
    open_book,
    open_fund,
    pay_lines,
    request_reissue,
)
from thidua.decisions.queries.decisions import (
    Filters,
    decision_page,
    decisions,
    lines_in_scope,
    papers_in_scope,
    reissue_requests,
    signed_copies,
    waiting_for_decision,
)
from thidua.decisions.queries.funds import fund_page
from thidua.decisions.queries.numbers import book_page, books, next_from_book
from thidua.documents.commands import add_profile

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def titles(found):
    return [each.title for each in found]


def questions(ask):
    """How many statements an answer takes."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask()
    return len(asked)


def test_decisions_are_seen_from_their_unit_and_above_alone(round_, province, by):
    made = issued(round_)
    make_paper(decision=made, kind="decision", by=by, at=AT)
    attach_signed_decision(decision=made, content=jpeg(), name="qd.jpg", by=by, at=AT)
    request_reissue(unit=round_.unit, honour=made.lines.get().honour, ground="lost", asked_on=TODAY, by=by, at=AT)
    stranger = officer(make_commune("Tiền Hải", under=province))

    for ask in (decisions, lines_in_scope, papers_in_scope, signed_copies, reissue_requests, books):
        assert [ask(actor, on=TODAY).count() for actor in (by, officer(province), stranger)] == [1, 1, 0]


def test_the_list_filters_by_state_kind_year_round_and_words(round_, commune, by):
    issued(round_, title="Về việc tặng Giấy khen đợt lũ lụt", number="15")
    draft(round_, title="Về việc tặng Giấy khen cuối năm")
    dropped = draft(round_, title="Bỏ đi")
    drop_draft(decision=dropped, reason="nhầm", by=by, at=AT)
    other = make_round(commune, title="Đợt 2025", year=2025)
    issued(other, waiting(other, year=2025), title="Năm ngoái", dated_on=date(2025, 12, 1))

    def found(**filters):
        return titles(decisions(by, Filters(**filters), on=TODAY))

    flood, year_end = "Về việc tặng Giấy khen đợt lũ lụt", "Về việc tặng Giấy khen cuối năm"
    assert found() == [year_end, flood, "Năm ngoái"]
    assert found(state="draft") == [year_end]
    assert found(kind="annul") == []
    assert found(year=2025) == ["Năm ngoái"]
    assert found(round=other) == ["Năm ngoái"]
    assert found(text="LU LUT") == found(text="15/QĐ-UBND") == found(text="15") == [flood]


def test_the_list_tells_lines_and_money_without_those_taken_out(round_, by):
    made = draft(round_, *[waiting(round_) for _time in range(3)])
    made.lines.filter(place=1).update(withdrawn_at=AT)

    (found,) = decisions(by, on=TODAY)

    assert (found.line_count, found.bonus_total) == (2, 1_520_000)


def test_the_page_of_a_draft_says_what_stands_in_its_way_and_which_number_comes(province):
    round_ = make_round(province)
    made = draft(round_, waiting(round_, make_person(province, "An"), "ky_niem_chuong"))
    issued(round_, waiting(round_, make_person(province, "Bình"), "bang_khen_bo_tinh"), number="1")
    made.lines.get().nomination.__class__.objects.filter(name="An").update(award_code="co_thi_dua_bo_tinh")

    page = decision_page(made, on=TODAY)

    assert [line.name for line in page.asks] == ["An"]
    assert [(each.name, "Điều 26" in each.why) for each in page.unfit] == [("An", True)]
    assert (page.next_number.number, page.next_number.passed) == (2, (1,))
    assert page.missing == ("cơ quan ban hành", "ký hiệu", "địa danh", "người ký", "nơi nhận")


def test_the_page_of_an_issued_decision_has_groups_sums_papers_and_what_followed(round_, commune, by):
    add_profile(unit=commune, since=date(2026, 1, 1), text=FULL, by=by, at=AT)
    made = issued(
        round_,
        waiting(round_, make_person(commune, "An"), "chien_si_thi_dua_co_so"),
        waiting(round_, make_person(commune, "Bình")),
        waiting(round_, make_collective(commune, "Thôn A")),
    )
    open_fund(unit=commune, year=2026, opening=9_000_000, by=by, at=AT)
    pay_lines(lines=[made.lines.get(name="Bình")], paid_on=TODAY, by=by, at=AT)
    make_paper(decision=made, kind="decision", by=by, at=AT)
    annulling = draft_annulment(decision=made, reason="false_papers", title="Hủy bỏ", symbol="QĐ-UBND", by=by, at=AT)

    page = decision_page(made, on=TODAY)

    assert [(each.award_name, each.kind, len(each.lines)) for each in page.groups] == [
        ("Chiến sĩ thi đua cơ sở", "individual", 1),
        ("Giấy khen", "collective", 1),
        ("Giấy khen", "individual", 1),
    ]
    assert (page.count, page.total, page.unpaid, page.to_recover) == (3, 4_810_000, 4_050_000, 0)
    assert (list(page.papers), page.followed, page.missing) == (["decision"], (annulling,), ())
    assert (page.asks, page.unfit, page.next_number) == ((), (), None)


def test_what_waits_in_a_round_is_what_no_decision_has(round_, by):
    waits, drafted = waiting(round_), waiting(round_)
    draft(round_, drafted)
    issued(round_)

    assert list(waiting_for_decision(round_)) == [waits]


def test_a_book_shows_what_is_whose_and_what_is_missing(round_, by):
    open_book(unit=round_.unit, year=2026, symbol="QĐ-UBND", last=3, by=by, at=AT)
    issued(round_)
    issued(round_, number="7")

    page = book_page(round_.unit, 2026, "QĐ-UBND")

    assert ([row.code for row in page.rows], page.missing) == (["07/QĐ-UBND", "04/QĐ-UBND"], (5, 6))
    assert next_from_book(draft(round_), TODAY).number == page.next.number == 5


def test_the_list_takes_as_many_questions_for_many_as_for_one(round_, by):
    def listed():
        return [(each.unit.name, each.round.title, each.line_count) for each in decisions(by, on=TODAY)]

    issued(round_)
    listed()
    one = questions(listed)
    for _time in range(2):
        issued(round_)

    assert questions(listed) == one


def test_the_page_takes_as_many_questions_for_many_lines_as_for_one(round_, by):
    def shown(decision):
        return [line.nomination.code for group in decision_page(decision, on=TODAY).groups for line in group.lines]

    for make in (draft, issued):
        one, three = make(round_, waiting(round_)), make(round_, *[waiting(round_) for _time in range(3)])
        shown(one)
        assert questions(lambda one=one: shown(one)) == questions(lambda three=three: shown(three))


def test_a_fund_and_a_book_take_as_many_questions_for_many_as_for_one(round_, commune, by):
    fund = open_fund(unit=commune, year=2026, opening=9_000_000, by=by, at=AT)

    def ledger():
        return [each.entry.line.decision.code for each in fund_page(fund, on=TODAY).movements]

    def book():
        return [row.round.title for row in book_page(commune, 2026, "QĐ-UBND").rows]

    def pay():
        pay_lines(lines=list(issued(round_).lines.all()), paid_on=TODAY, by=by, at=AT)

    pay()
    ledger()
    before = questions(ledger), questions(book)
    for _time in range(2):
        pay()

    assert (questions(ledger), questions(book)) == before
