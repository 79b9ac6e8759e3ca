"""The fund: entries are only added, the balance is their sum, and it goes below nought only with a reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.at_once import at_once
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.organisations import AT, make_commune, make_unit

from thidua.core.errors import Refused
from thidua.decisions.choices import EntryKind
from thidua.decisions.commands import change_fund, open_fund, pay_lines
from thidua.decisions.models import DecisionLine, Fund, FundEntry
from thidua.decisions.queries.balances import balance_of
from thidua.decisions.queries.funds import fund_page, funds, unpaid_lines
from thidua.decisions.rules.funds import balance, lacking
from thidua.nominations.commands import mark_announced
from thidua.nominations.models import Nomination

TODAY = date(2026, 11, 20)
ENTRIES = st.lists(st.tuples(st.sampled_from(EntryKind.values), st.integers(1, 10**9)), max_size=12)


@given(opening=st.integers(0, 10**9), entries=ENTRIES)
def test_a_balance_is_what_came_in_less_what_went_out_in_any_order(opening, entries):
    came = sum(amount for kind, amount in entries if kind in {"added", "recovered", "taken_back"})
    went = sum(amount for kind, amount in entries if kind in {"paid", "reduced"})

    assert balance(opening, entries) == balance(opening, entries[::-1]) == opening + came - went
    assert lacking(balance(opening, entries), 0) == max(went - came - opening, 0)


@pytest.fixture
def fund(commune, by):
    return open_fund(unit=commune, year=2026, opening=2_000_000, by=by, at=AT)


@pytest.mark.django_db
def test_paying_moves_fund_line_and_nomination_together(fund, round_, by):
    lines = list(issued(round_, *[waiting(round_) for _time in range(2)]).lines.all())

    total = pay_lines(lines=lines, paid_on=TODAY, by=by, at=AT)

    assert (total, balance_of(fund)) == (1_520_000, 480_000)
    assert {line.paid_on for line in DecisionLine.objects.all()} == {TODAY}
    assert set(Nomination.objects.values_list("state", flat=True)) == {"paid"}
    assert list(FundEntry.objects.values_list("kind", "amount")) == [("paid", 760_000)] * 2


@pytest.mark.django_db
def test_an_award_is_paid_after_it_was_announced_too(fund, round_, by):
    line = issued(round_).lines.get()
    mark_announced(nominations=[line.nomination], by=by, at=AT)

    assert pay_lines(lines=[line], paid_on=TODAY, by=by, at=AT) == 760_000


@pytest.mark.django_db
def test_more_than_the_fund_has_is_refused_with_what_lacks_and_paid_with_a_reason(fund, round_, by):
    lines = list(issued(round_, *[waiting(round_) for _time in range(3)]).lines.all())

    with pytest.raises(Refused) as refused:
        pay_lines(lines=lines, paid_on=TODAY, by=by, at=AT)

    assert str(refused.value) == (
        "Quỹ năm 2026 còn 2.000.000 đồng, cần 2.280.000 đồng, thiếu 280.000 đồng. Bổ sung quỹ, chi bớt người, hoặc ghi "
        "lý do chi vượt quỹ."
    )
    assert (FundEntry.objects.count(), refused.value.field) == (0, "overdraft_reason")
    pay_lines(lines=lines, paid_on=TODAY, overdraft_reason="Dự toán bổ sung đã duyệt", by=by, at=AT)
    assert balance_of(fund) == -280_000
    assert set(FundEntry.objects.values_list("note", flat=True)) == {"Dự toán bổ sung đã duyệt"}


@pytest.mark.django_db
def test_what_is_paid_a_draft_without_money_or_too_early_is_refused(fund, round_, commune, by):
    (paid,) = issued(round_).lines.all()
    pay_lines(lines=[paid], paid_on=TODAY, by=by, at=AT)
    (drafted,) = draft(round_).lines.all()
    person = paid.holder
    unpaid = issued(
        round_, waiting(round_, person, "chien_si_thi_dua_co_so"), waiting(round_, person, "lao_dong_tien_tien")
    )
    without = unpaid.lines.get(bonus=0)
    cases = [
        ([paid], TODAY, "đã chi ngày 20/11/2026"),
        ([drafted], TODAY, "quyết định chưa ban hành"),
        ([without], TODAY, "không có tiền thưởng: Cùng thời gian xét"),
        ([unpaid.lines.get(bonus__gt=0)], date(2026, 11, 19), "Ngày chi trước ngày quyết định"),
        ([unpaid.lines.get(bonus__gt=0)], date(2026, 11, 21), "không sau hôm nay"),
        ([], TODAY, "Chọn ít nhất một"),
    ]

    for lines, on, why in cases:
        with pytest.raises(Refused, match=why):
            pay_lines(lines=lines, paid_on=on, by=by, at=AT)
    assert FundEntry.objects.count() == 1


@pytest.mark.django_db
def test_without_a_fund_of_the_year_or_for_another_unit_nothing_is_paid(round_, province, by):
    line = issued(round_).lines.get()

    with pytest.raises(Refused, match="Chưa mở Quỹ thi đua, khen thưởng năm 2026"):
        pay_lines(lines=[line], paid_on=TODAY, by=by, at=AT)
    with pytest.raises(Refused, match="Việc này của cán bộ"):
        pay_lines(lines=[line], paid_on=TODAY, by=officer(province), at=AT)


@pytest.mark.django_db
def test_a_fund_is_opened_once_and_changed_by_entries_with_their_paper(fund, commune, by):
    with pytest.raises(Refused, match="Quỹ năm 2026 đã mở"):
        open_fund(unit=commune, year=2026, opening=1, by=by, at=AT)
    change_fund(fund=fund, amount=500_000, on=TODAY, note="Quyết định bổ sung dự toán", by=by, at=AT)
    change_fund(fund=fund, amount=-100_000, on=TODAY, note="Chuyển nguồn", by=by, at=AT)

    assert balance_of(fund) == 2_400_000
    for amount, note in ((0, "x"), (1, " "), (-2_400_001, "x")):
        with pytest.raises(Refused):
            change_fund(fund=fund, amount=amount, on=TODAY, note=note, by=by, at=AT)
    with pytest.raises(Refused, match="Ngày phải trong năm 2026"):
        change_fund(fund=fund, amount=1, on=date(2025, 12, 31), note="x", by=by, at=AT)
    assert (balance_of(fund), Fund.objects.count()) == (2_400_000, 1)


@pytest.mark.django_db
def test_the_page_of_a_fund_shows_each_balance_and_the_running_share_as_told(fund, round_, by):
    waiting_line = issued(round_).lines.get()
    pay_lines(lines=[issued(round_).lines.get()], paid_on=TODAY, by=by, at=AT)
    change_fund(fund=fund, amount=1_000, on=TODAY, note="Bổ sung", by=by, at=AT)

    page = fund_page(fund, on=TODAY)

    assert [(each.entry.kind, each.left) for each in page.movements] == [("paid", 1_240_000), ("added", 1_241_000)]
    assert (page.left, page.sums["paid"], page.sums["recovered"]) == (1_241_000, 760_000, 0)
    assert (page.running, page.running_percent, page.running_provision) == (400_000, 20, "28/2025/TT-BTC")
    assert (page.waiting, page.owed) == (760_000, 0)
    assert [line.pk for line in unpaid_lines(fund.unit)] == [waiting_line.pk]


@pytest.mark.django_db
def test_a_fund_is_seen_from_its_unit_and_above_alone(fund, province, by):
    other = officer(make_commune("Tiền Hải", under=province))

    assert [list(funds(actor, on=TODAY)) for actor in (by, officer(province), other)] == [[fund], [fund], []]


@pytest.mark.django_db(transaction=True)
def test_four_clicks_pay_once_and_two_at_once_do_not_overdraw():
    commune = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    by, round_ = officer(commune), make_round(commune)
    fund = open_fund(unit=commune, year=2026, opening=1_600_000, by=by, at=AT)
    first, second, third = issued(round_, *[waiting(round_) for _time in range(3)]).lines.all()

    clicked = at_once(*[lambda: pay_lines(lines=[first], paid_on=TODAY, by=by, at=AT)] * 4)
    both = at_once(
        *[lambda line=line: pay_lines(lines=[line], paid_on=TODAY, by=by, at=AT) for line in (second, third)]
    )

    assert sum(isinstance(each, Refused) for each in clicked) == 3
    assert sum(isinstance(each, Refused) for each in both) == 1
    assert (balance_of(fund), FundEntry.objects.count()) == (80_000, 2)
