"""Issuing: a draft has no number, an issued decision has one and writes the ledger, and nothing half."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import AT, make_commune
from tests.factories.people import make_actor

from thidua.core.actors import Role
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.decisions.commands import (
    add_lines,
    change_decision,
    draft_decision,
    drop_draft,
    issue_decision,
    remove_lines,
)
from thidua.decisions.models import AwardDecision, DecisionLine, NumberBook
from thidua.decisions.queries.decisions import waiting_for_decision
from thidua.documents.commands import add_profile
from thidua.honours.commands import merge_holders
from thidua.honours.models import Honour
from thidua.nominations.commands import hold, withdraw_conclusion
from thidua.nominations.models import Conclusion, Nomination

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def issue(made, number=None, dated_on=TODAY, by=None):
    return issue_decision(decision=made, number=number, dated_on=dated_on, by=by or officer(made.unit), at=AT).decision


def nothing_was_written():
    """Whether no number, honour or state came of what was refused."""
    states = set(Nomination.objects.values_list("state", flat=True))
    last = set(NumberBook.objects.values_list("last", flat=True))
    return Honour.objects.count() == 0 and states == {"to_decide"} and last <= {0}


def test_an_issued_decision_has_the_next_number_and_writes_the_ledger(round_):
    first = issued(round_)
    made = draft(round_, waiting(round_, achievement="Cứu người trong bão số 3"))
    was = (made.number, made.code, made.state)

    second = issue(made)

    assert was == (None, "", "draft")
    assert (first.code, second.code, second.state) == ("01/QĐ-UBND", "02/QĐ-UBND", "issued")
    line = second.lines.get()
    honour = line.honour
    assert (honour.decision_number, honour.decided_on, honour.year) == ("02/QĐ-UBND", TODAY, 2026)
    assert (honour.form_code, honour.type, honour.reason) == ("giay_khen", "movement", "Cứu người trong bão số 3")
    assert honour.authority.name == "Chủ tịch Ủy ban nhân dân xã Vũ Thư"
    assert Nomination.objects.get(pk=line.nomination_id).state == "decided"
    assert (Honour.objects.count(), NumberBook.objects.get().last) == (2, 2)


def test_the_golden_book_number_is_the_ordinal_in_the_decision(round_, commune):
    people = [waiting(round_, make_person(commune, name)) for name in ("Vũ Văn Út", "Đỗ Thị An")]
    collective = waiting(round_, make_collective(commune, "Thôn Trung Hòa"))

    made = issued(round_, *people, collective)

    told = [(line.golden_number, line.golden_text, line.name) for line in made.lines.all()]
    assert told == [
        (1, "Số sổ vàng: 01", "Thôn Trung Hòa"),
        (2, "Số sổ vàng: 02", "Đỗ Thị An"),
        (3, "Số sổ vàng: 03", "Vũ Văn Út"),
    ]


def test_a_removed_line_leaves_no_hole_in_the_golden_book_and_its_nomination_waits_again(round_, by):
    rows = [waiting(round_) for _time in range(3)]
    made = draft(round_, *rows)
    first = made.lines.first()

    left = remove_lines(decision=made, lines=[first], by=by, at=AT)
    issue(made)

    assert left == 2
    assert list(DecisionLine.objects.in_force().values_list("golden_number", flat=True)) == [1, 2]
    assert [each.pk for each in waiting_for_decision(round_)] == [first.nomination_id]


def test_who_was_merged_since_is_awarded_on_the_record_that_stayed(round_, commune, by):
    gone, kept = (
        make_person(commune, "Lê Thị Hòa", birth_year=1975),
        make_person(commune, "Lê Thị Hoà", birth_year=1975),
    )
    made = draft(round_, waiting(round_, gone))
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    issue(made)

    assert (Honour.objects.get().holder, made.lines.get().holder) == (kept, kept)


def test_what_a_dossier_says_otherwise_since_the_draft_is_what_the_decision_says(round_):
    made = draft(round_, waiting(round_))
    Nomination.objects.update(post="Trưởng thôn Trung Hòa", achievement="Đã sửa lại lời văn")

    issue(made)

    line = made.lines.get()
    assert (line.post, line.honour.reason) == ("Trưởng thôn Trung Hòa", "Đã sửa lại lời văn")


def test_a_condition_that_nobody_let_pass_refuses_the_whole_decision(round_, commune):
    nominations = [waiting(round_) for _time in range(2)]
    made = draft(round_, *nominations)
    leader = make_actor(Role.LEADER, unit=commune)
    for conclusion in Conclusion.objects.in_force().filter(nomination=nominations[0]):
        withdraw_conclusion(conclusion=conclusion, by=leader, at=AT)

    with pytest.raises(Refused, match=nominations[0].code):
        issue(made)

    assert nothing_was_written()


def test_a_nomination_on_hold_is_not_decided(round_, commune):
    nomination = waiting(round_)
    made = draft(round_, nomination)
    hold(nomination=nomination, until=date(2026, 12, 1), by=make_actor(Role.LEADER, unit=commune), at=AT)

    with pytest.raises(Refused, match="tạm dừng xét đến ngày 01/12/2026"):
        issue(made)

    assert nothing_was_written()


def test_a_nomination_returned_since_is_refused(round_):
    nomination = waiting(round_)
    made = draft(round_, nomination)
    Nomination.objects.update(state="returned")

    with pytest.raises(Refused, match=f"Hồ sơ {nomination.code} đang ở bước “trả lại”"):
        issue(made)

    assert Honour.objects.count() == 0


def test_a_day_to_come_is_refused(round_):
    with pytest.raises(Refused, match="Ngày quyết định chưa tới"):
        issue(draft(round_), dated_on=date(2026, 11, 21))

    assert nothing_was_written()


def test_a_unit_that_ended_decides_nothing_after_that_day(province):
    ended = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    made = draft(make_round(ended))

    with pytest.raises(Refused, match="đã kết thúc hoạt động từ 01/07/2025"):
        issue(made)


def test_a_unit_decides_nothing_before_there_was_one(province):
    young = make_round(make_commune("Vũ Thư", under=province, since=date(2026, 11, 10)))

    with pytest.raises(Refused, match=r"xã Vũ Thư thành lập từ 10/11/2026"):
        issue(draft(young), dated_on=date(2026, 11, 9))

    assert issue(draft(young), dated_on=date(2026, 11, 10)).number == 1


def test_only_those_who_work_for_the_unit_with_such_a_role_draft_and_issue(round_, province, commune):
    made = draft(round_)

    for stranger in (officer(province), make_actor(Role.COUNCIL_MEMBER, unit=commune)):
        with pytest.raises(Refused, match="Việc này của cán bộ thi đua, khen thưởng xã Vũ Thư"):
            issue(made, by=stranger)
        with pytest.raises(Refused):
            draft_decision(round=round_, title="Tặng Giấy khen", symbol="QĐ-UBND", by=stranger, at=AT)

    assert nothing_was_written()


def test_an_issued_decision_is_not_changed_any_more(round_, by):
    made = issued(round_)
    again = waiting(round_)

    acts = [
        lambda: issue(made),
        lambda: add_lines(decision=made, nominations=[again], by=by, at=AT),
        lambda: remove_lines(decision=made, lines=list(made.lines.all()), by=by, at=AT),
        lambda: change_decision(decision=made, changes={"title": "Khác"}, version=made.version, by=by, at=AT),
        lambda: drop_draft(decision=made, reason="nhầm", by=by, at=AT),
    ]

    for act in acts:
        with pytest.raises(Refused, match="Quyết định đã ban hành số 01/QĐ-UBND"):
            act()
    assert (AwardDecision.objects.get().title, Honour.objects.count()) == (made.title, 1)


def test_a_nomination_stands_in_one_decision_alone(round_):
    nomination = waiting(round_)
    draft(round_, nomination, title="Quyết định thứ nhất")

    with pytest.raises(Refused, match="đã ở “Quyết định thứ nhất”"):
        draft(round_, nomination)

    line = DecisionLine.objects.get()
    line.pk, line.uid = None, "12345678123456781234567812345678"
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_a_nomination_that_does_not_wait_or_is_of_another_round_is_not_taken_in(round_, commune):
    decided = issued(round_).lines.get().nomination
    other = waiting(make_round(commune, title="Đợt khác"))

    for nomination in (decided, other):
        with pytest.raises(Refused, match="không chờ quyết định ở đợt xét này"):
            draft(round_, nomination)


def test_a_dropped_draft_lets_its_nominations_wait_again_and_takes_no_number(round_, by):
    made = draft(round_)
    drop_draft(decision=made, reason="Lập nhầm đợt", by=by, at=AT)

    assert waiting_for_decision(round_).count() == 1
    with pytest.raises(Refused, match="Dự thảo này đã bỏ"):
        issue(made)
    assert issued(round_, *waiting_for_decision(round_)).code == "01/QĐ-UBND"


def test_an_empty_draft_is_not_issued(round_, by):
    made = draft_decision(round=round_, title="Về việc tặng Giấy khen", symbol="QĐ-UBND", by=by, at=AT)

    with pytest.raises(Refused, match="Quyết định chưa có ai"):
        issue(made)


def test_the_symbol_is_that_of_the_office_profile_and_so_is_the_signer(round_, commune, by):
    from tests.factories.documents import FULL

    add_profile(unit=commune, since=date(2026, 1, 1), text=FULL, by=by, at=AT)
    made = issue(draft(round_, symbol=""))

    assert (made.symbol, made.code) == ("QĐ-UBND", "01/QĐ-UBND")
    assert (made.signer_office, made.signer_name) == ("Phó Chủ tịch", "Người Thử")


def test_without_a_profile_the_symbol_has_to_be_said_and_a_title_always(round_):
    with pytest.raises(Refused, match="Ghi ký hiệu"):
        draft(round_, symbol="")
    with pytest.raises(Refused, match="Ghi trích yếu"):
        draft(round_, title="  ")


def test_two_who_change_a_draft_do_not_overwrite_each_other(round_, by):
    made = draft(round_)
    change_decision(decision=made, changes={"title": "Bản thứ nhất"}, version=1, by=by, at=AT)

    with pytest.raises(Stale) as stale:
        change_decision(decision=made, changes={"title": "Bản thứ hai"}, version=1, by=by, at=AT)

    assert (stale.value.theirs, stale.value.ours) == (
        {"title": "Bản thứ nhất", "folded": "ban thu nhat"},
        {"title": "Bản thứ hai", "folded": "ban thu hai"},
    )


def test_every_act_stands_in_the_trail_with_number_and_day(round_):
    made = issued(round_, waiting(round_))

    acts = AuditEntry.objects.filter(object_uid=made.uid).order_by("pk").values_list("act", "after")
    assert [act for act, _after in acts] == ["draft_decision", "add_decision_lines", "issue_decision"]
    assert acts[2][1] == {"number": "01/QĐ-UBND", "dated_on": "2026-11-20", "lines": 1, "passed": []}
