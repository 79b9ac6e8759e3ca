"""Money in the browser: amounts stated, bonuses paid, money recovered, the fund of the year."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.factories.decision_pages import draft, fund_of, issued_today, waiting, words
from tests.factories.honours import make_person
from tests.factories.people import make_actor, make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.decisions.choices import BonusState
from thidua.decisions.commands import draft_annulment, issue_decision, pay_lines
from thidua.decisions.models import DecisionLine, Fund, FundEntry
from thidua.office.decisions.forms import MoneyField
from thidua.web.formats import day

pytestmark = pytest.mark.django_db
TODAY, YEAR = day(clock.today()), clock.today().year


def post(client, name, *args, status=422, **typed):
    return words(client.post(reverse(f"office:{name}", args=args), typed, follow=True), status)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.600.000", 1_600_000),
        ("1 600 000 đồng", 1_600_000),
        ("1,600,000 VNĐ", 1_600_000),
        ("1.600\u00a0₫", 1600),
        ("−5.000", -5000),
        ("-1", -1),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == amount


@pytest.mark.parametrize(
    "typed", ["1.600.000,00", "1,600,000.00", "12.5", "0,5", "1.600.00", "1 6", "1đ6", "1.600 000"]
)
def test_an_amount_with_a_fraction_or_odd_groups_is_none_and_is_not_read_as_more(typed):
    with pytest.raises(ValidationError, match="Ghi số tiền bằng chữ số"):
        MoneyField().clean(typed)


@pytest.mark.parametrize("typed", ["9223372036854775808", "1.000.000.000.000.001"])
def test_an_amount_that_nobody_can_mean_is_refused_on_the_page_of_the_fund(officer, province, typed):
    opened = post(officer, "open_fund", year=YEAR, opening=typed)
    fund_of(province, opening=1000)
    changed = post(officer, "change_fund", amount=typed, on=TODAY, note="QĐ 5")

    for page in (opened, changed):
        assert "Không quá 1.000.000.000.000.000 đồng. Kiểm tra lại số tiền." in page
    assert FundEntry.objects.count() == 0


def asking(round_):
    """A draft with a line whose amount somebody has to state."""
    made = draft(round_)
    note = "Mức tối đa 5.000.000 đồng; ghi số tiền."
    made.lines.update(bonus=None, bonus_state=BonusState.ASKS, ceiling=5_000_000, bonus_note=note)
    return made, made.lines.get()


def test_an_amount_that_the_law_leaves_open_is_stated_on_the_page(officer, round_):
    made, line = asking(round_)
    before = words(officer.get(reverse("office:decision", args=[made.uid])))

    page = post(officer, "state_bonus", made.uid, status=200, dong=line.uid, amount="4.000.000", reason="QĐ 12")

    line.refresh_from_db()
    assert "Chưa ra quyết định được: 1 dòng cần ghi số tiền." in before
    assert (line.bonus, line.bonus_note) == (4_000_000, "QĐ 12")
    assert "Đã ghi 4.000.000 đồng cho 1 dòng." in page


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"amount": "6000000", "reason": "QĐ 12"}, "không quá 5.000.000 đồng"),
        ({"amount": "nhiều", "reason": "QĐ 12"}, "Ghi số tiền bằng chữ số"),
        ({"amount": "9223372036854775808", "reason": "QĐ 12"}, "Không quá 1.000.000.000.000.000 đồng"),
        ({"amount": "1", "reason": "QĐ 12", "dong": ""}, "Đánh dấu ít nhất một dòng"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_on_the_page(officer, round_, typed, why):
    made, line = asking(round_)

    assert why in post(officer, "state_bonus", made.uid, **{"dong": line.uid, **typed})


def test_the_ticked_bonuses_are_paid_from_the_fund_of_the_year(officer, province, round_):
    fund_of(province)
    decision = issued_today(round_, waiting(round_, make_person(province, "Lê Thị An")), waiting(round_))
    line = decision.lines.get(name="Lê Thị An")

    before = words(officer.get(reverse("office:pay_decision", args=[decision.uid])))
    page = post(officer, "pay_decision", decision.uid, status=200, dong=line.uid, paid_on=TODAY)

    assert "Chi 7.600.000 đồng cho 2 dòng</h1>" in before
    assert "Đã ghi chi 3.800.000 đồng cho 1 dòng." in page
    assert list(DecisionLine.objects.filter(paid_on__isnull=False)) == [line]


@pytest.mark.parametrize(
    ("opening", "why"), [(None, "Chưa mở Quỹ thi đua, khen thưởng"), (1000, "thiếu 3.799.000 đồng")]
)
def test_paying_without_a_fund_or_beyond_it_is_refused_with_what_to_do(officer, province, round_, opening, why):
    if opening is not None:
        fund_of(province, opening)
    decision = issued_today(round_)

    page = post(officer, "pay_decision", decision.uid, dong=decision.lines.get().uid, paid_on=TODAY)

    assert why in page
    assert not FundEntry.objects.exists()


def annulled_after_payment(province, round_):
    """A line whose award was annulled after it was paid."""
    fund_of(province)
    by, now = make_actor(Role.LEADER, unit=province), clock.now()
    decision = issued_today(round_, waiting(round_, make_person(province, "Lê Thị An")))
    pay_lines(lines=list(decision.lines.all()), paid_on=clock.today(), by=by, at=now)
    made = draft_annulment(decision=decision, reason="false_papers", title="Hủy", symbol="QĐ-UBND", by=by, at=now)
    issue_decision(decision=made, dated_on=clock.today(), by=by, at=now)
    return decision.lines.get()


def test_money_of_an_annulled_award_comes_back_in_parts(officer, province, round_):
    line = annulled_after_payment(province, round_)

    asked = words(officer.get(reverse("office:recover_bonus", args=[line.uid])))
    post(officer, "recover_bonus", line.uid, status=200, amount="800.000", on=TODAY)
    too_much = post(officer, "recover_bonus", line.uid, amount="3.000.001", on=TODAY)
    page = words(officer.get(reverse("office:fund")))

    assert "Lê Thị An còn phải nộp lại 3.800.000 đồng</h1>" in asked
    assert "còn phải nộp lại 3.000.000 đồng. Ghi số tiền từ 1 đồng đến số ấy." in too_much
    assert f"Quỹ năm {YEAR} còn 97.000.000 đồng</h1>" in page
    assert "phải nộp lại, khen thưởng đã hủy bỏ" in page


def test_the_fund_is_opened_once_and_changed_by_entries(officer, province):
    empty = words(officer.get(reverse("office:fund")))
    opened = post(officer, "open_fund", status=200, year=str(YEAR), opening="50.000.000")
    again = post(officer, "open_fund", year=str(YEAR), opening="1")
    changed = post(officer, "change_fund", status=200, amount="-20.000.000", on=TODAY, note="Công văn 5")
    too_low = post(officer, "change_fund", amount="-30.000.001", on=TODAY, note="Công văn 6")

    assert f"Chưa mở quỹ năm {YEAR}</h1>" in empty
    assert f"Đã mở quỹ năm {YEAR} với 50.000.000 đồng." in opened
    assert f"Quỹ năm {YEAR} đã mở." in again
    assert f"Quỹ năm {YEAR} còn 30.000.000 đồng</h1>" in changed
    assert "Quỹ còn 30.000.000 đồng, không giảm quá số ấy." in too_low
    assert Fund.objects.get().opening == 50_000_000


def test_a_second_click_writes_nothing_into_the_fund_until_it_is_pressed_knowingly(officer, province):
    fund_of(province, opening=1000)
    drawn = words(officer.get(reverse("office:fund")))
    typed = {"amount": "500", "on": TODAY, "note": "Công văn 5", "version": "0"}

    post(officer, "change_fund", status=200, **typed)
    again = post(officer, "change_fund", **typed)

    assert '<input type="hidden" name="version" value="0"' in drawn
    assert "Vừa có khoản khác được ghi sau khi mở trang này." in again
    assert '<input type="hidden" name="version" value="1"' in again
    assert FundEntry.objects.count() == 1
    post(officer, "change_fund", status=200, **{**typed, "version": "1"})
    assert FundEntry.objects.count() == 2


def test_a_part_that_came_back_is_not_written_twice_by_a_second_click(officer, province, round_):
    line = annulled_after_payment(province, round_)
    drawn = words(officer.get(reverse("office:recover_bonus", args=[line.uid])))
    typed = {"amount": "800.000", "on": TODAY, "version": "0"}

    post(officer, "recover_bonus", line.uid, status=200, **typed)
    again = post(officer, "recover_bonus", line.uid, **typed)

    assert '<input type="hidden" name="version" value="0"' in drawn
    assert "Vừa có khoản khác được ghi sau khi mở trang này." in again
    assert FundEntry.objects.filter(kind="recovered").count() == 1


def test_the_fund_goes_out_as_csv_in_whole_numbers(officer, province, round_):
    annulled_after_payment(province, round_)

    lines = b"".join(officer.get(reverse("office:fund_csv"))).decode().splitlines()

    assert lines[1].startswith(f"{TODAY},chi thưởng,'-3800000,96200000,Lê Thị An,01/QĐ-UBND")


def test_what_waits_to_be_paid_is_told_by_decision(officer, province, round_):
    fund_of(province)
    decision = issued_today(round_, waiting(round_), waiting(round_), title="Tặng Bằng khen")

    page = words(officer.get(reverse("office:fund")))

    assert reverse("office:pay_decision", args=[decision.uid]) in page
    assert ("2 dòng chưa chi" in page, "7.600.000" in page) == (True, True)


@pytest.mark.parametrize(("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.COUNCIL_MEMBER, 403)])
def test_the_fund_is_for_those_who_keep_it_and_the_administrator_reads_it(client, province, role, status):
    client.force_login(make_user(role, unit=province))

    assert client.get(reverse("office:fund")).status_code == status
    assert client.post(reverse("office:open_fund"), {"year": YEAR, "opening": "1"}).status_code == 403


def test_a_payment_written_by_mistake_is_taken_back_on_its_own_page(officer, round_, province):
    fund_of(province)
    made = issued_today(round_, waiting(round_), waiting(round_))
    pay_lines(lines=made.lines.all(), paid_on=clock.today(), by=make_actor(Role.OFFICER, unit=province), at=clock.now())
    entry = FundEntry.objects.first()
    page = words(officer.get(reverse("office:decision", args=[made.uid])))
    asked = words(officer.get(reverse("office:unpay_decision", args=[made.uid]), {"khoan": entry.uid}))

    refused = post(officer, "unpay_decision", made.uid, khoan=entry.uid)
    done = post(officer, "unpay_decision", made.uid, status=200, khoan=entry.uid, reason="Ghi nhầm người")
    again = post(officer, "unpay_decision", made.uid, khoan=entry.uid, reason="Ghi nhầm người")

    assert "Bỏ ghi chi ghi nhầm" in page
    assert (asked.count('name="khoan"'), asked.count(" checked")) == (2, 1)
    assert "Lý do bỏ ghi chi" in refused
    assert "quỹ ghi thêm dòng vào, dòng chi cũ giữ nguyên." in done
    assert "đã bỏ ghi rồi" in again
    assert FundEntry.objects.filter(kind="taken_back").count() == 1


def test_the_page_that_takes_payments_back_says_so_where_there_are_none(officer, round_):
    made = issued_today(round_)

    page = words(officer.get(reverse("office:unpay_decision", args=[made.uid])))

    assert "Không có khoản chi nào để bỏ ghi" in page
