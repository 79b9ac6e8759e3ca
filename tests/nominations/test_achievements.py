"""Achievements awarded or proposed before, in the ledger and among nominations; innovations used before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import give, make_batch, make_collective, make_person
from tests.factories.nominations import (
    FIGHTER,
    MERIT,
    PRAISE,
    make_nomination,
    make_offices,
    make_round,
    take,
)
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.core.changes import save_checked
from thidua.honours.commands import merge_holders, withdraw_honour
from thidua.honours.commands.importing.undoing import undo_some
from thidua.honours.models import Holder, Honour
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import check_nominations
from thidua.nominations.commands.achievements import (
    index_all_honours,
    index_new_honours,
    index_nomination,
    index_nominations,
)
from thidua.nominations.models import AchievementKey, AchievementMark, Check, Innovation, Nomination
from thidua.nominations.queries.achievements import alike, alike_many, alike_told
from thidua.nominations.queries.innovations import innovations_used_before, innovations_used_before_many
from thidua.nominations.rules.own_rows import INNOVATION_USED, REPEATED
from thidua.vietnamese.fold import fold

pytestmark = pytest.mark.django_db
DEED = "Vận động 58 hộ thôn Đồng Tâm hiến 2.316 m2 đất làm đường năm 2026"
AGAIN = "Đã tích cực vận động 58 hộ dân thôn Đồng Tâm tự nguyện hiến 2316m2 đất mở rộng đường"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def offices(commune, province):
    return make_offices(commune, province)


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture
def propose(commune, province, offices):
    """Propose somebody for an achievement, in a round of its own; its keys are written as commands do."""

    def make(holder, achievement=AGAIN, award=MERIT, **stated):
        round_ = make_round(province)
        made = make_nomination(
            round_, commune, offices.officer, holder=holder, award=award, achievement=achievement, **stated
        )
        index_nomination(made)
        return made

    return make


def found(nomination):
    return [(each.what, each.is_same_holder, each.is_block) for each in alike(nomination)]


def test_an_award_that_the_nominee_has_for_the_same_deed_stands_in_the_way(province, propose):
    person = make_person(province)
    give(person, 2026, PRAISE, form_name="Giấy khen", reason=DEED, decision_number="12/QĐ-UBND")

    assert found(propose(person)) == [("Giấy khen năm 2026 của Lê Thị Hòa (số 12/QĐ-UBND)", True, True)]


def test_the_nominees_own_awards_are_compared_though_the_index_is_behind(province, propose):
    person = make_person(province)
    give(person, 2026, PRAISE, reason=DEED)
    nomination = propose(person)
    AchievementKey.objects.all().delete()

    assert len(alike(nomination)) == 1


def test_what_verdicts_keep_says_what_it_is_and_why(province, propose):
    person = make_person(province)
    give(person, 2026, PRAISE, form_name="Giấy khen", reason=DEED, decision_number="12/QĐ-UBND")
    nomination = propose(person)

    (told,) = alike_told([nomination])[nomination.pk]

    assert told.is_block
    assert told.what == "Giấy khen năm 2026 của Lê Thị Hòa (số 12/QĐ-UBND)"
    assert told.reasons == "Trùng 7 trên 8 từ mang nội dung; Cùng số liệu 2316m2; 58 hộ; Cùng thời gian 2026"


def test_the_same_deed_of_a_collective_and_its_head_is_a_warning_for_both(province, commune, propose):
    head, collective = make_person(province), make_collective(province, "Công an xã Vũ Thư")
    give(collective, 2026, PRAISE, form_name="Giấy khen", reason=DEED)
    index_all_honours(at=AT)

    assert found(propose(head)) == [("Giấy khen năm 2026 của Công an xã Vũ Thư (số 2026/QĐ-UBND)", False, False)]


def test_two_open_nominations_for_one_deed_stand_in_each_others_way(province, propose):
    person = make_person(province)
    one, other = propose(person, DEED, PRAISE), propose(person, AGAIN)

    assert [each.told.key for each in alike(one)] == [other.pk]
    assert [(each.told.key, each.is_block) for each in alike(other)] == [(one.pk, True)]


@pytest.mark.parametrize("text", ["", "Hoàn thành xuất sắc nhiệm vụ năm 2026"])
def test_nothing_is_said_of_a_citation_that_is_empty_or_of_another_year(province, propose, text):
    person = make_person(province)
    give(person, 2025, PRAISE, reason="Hoàn thành xuất sắc nhiệm vụ năm 2025")

    assert found(propose(person, text)) == []


def test_titles_of_one_year_build_on_one_another_and_two_commendations_do_not(province, propose):
    person = make_person(province)
    give(person, 2026, "lao_dong_tien_tien", reason="Hoàn thành tốt nhiệm vụ năm 2026")
    give(person, 2026, PRAISE, form_name="Giấy khen", reason="Hoàn thành xuất sắc nhiệm vụ năm 2026")
    texts = dict.fromkeys((FIGHTER, MERIT), "Hoàn thành xuất sắc nhiệm vụ năm 2026")

    blocked = {award: [each.is_block for each in alike(propose(person, text, award))] for award, text in texts.items()}

    assert blocked == {FIGHTER: [], MERIT: [True]}


def test_a_sentence_that_a_whole_list_has_is_not_told(province, propose):
    for number in range(6):
        give(make_person(province, f"Người Thứ {number}"), 2026, PRAISE, reason=DEED)
    index_all_honours(at=AT)

    assert found(propose(make_person(province, "Trần Văn Khác"))) == []


def test_a_withdrawn_honour_and_a_withdrawn_nomination_do_not_count(province, propose, offices, by):
    person, other = make_person(province), make_person(province, "Trần Văn Khác")
    honour = give(person, 2026, PRAISE, reason=DEED)
    foreign = give(other, 2026, PRAISE, reason=DEED)
    take(propose(person, DEED, PRAISE), offices, Act.WITHDRAW)
    index_all_honours(at=AT)
    nomination = propose(person)
    before = len(alike(nomination))

    for each in (honour, foreign):
        withdraw_honour(honour=each, reason="Ghi nhầm", by=by, at=AT)

    assert (before, found(nomination)) == (2, [])


@pytest.mark.parametrize(("state", "counts"), [(State.ANNULLED, 0), (State.NOT_AGREED, 0), (State.DECIDED, 1)])
def test_a_nomination_counts_as_long_as_it_stands(province, propose, state, counts):
    person = make_person(province)
    Nomination.objects.filter(pk=propose(person, DEED, PRAISE).pk).update(state=state)

    assert len(alike(propose(person))) == counts


def test_a_decided_nomination_is_not_alike_its_own_award_and_is_told_once_to_others(province, propose):
    person = make_person(province)
    decided = propose(person, DEED, PRAISE)
    Nomination.objects.filter(pk=decided.pk).update(state=State.DECIDED)
    honour = give(person, 2026, PRAISE, reason=DEED)
    other = propose(person, AGAIN)
    Nomination.objects.filter(pk=other.pk).update(state=State.NOT_AGREED)

    decided.refresh_from_db()

    assert alike(decided) == ()
    assert [(each.told.is_honour, each.told.key) for each in alike(other)] == [(True, honour.pk)]


def test_what_was_merged_into_the_nominee_is_the_nominees_own(province, propose, by):
    kept, gone = make_person(province), make_person(province, "Lê T. Hòa")
    give(gone, 2026, PRAISE, reason=DEED)
    propose(gone, DEED, PRAISE)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    assert [(each.is_same_holder, each.told.is_honour) for each in alike(propose(kept))] == [
        (True, True),
        (True, False),
    ]


def test_many_nominations_take_as_many_statements_as_one(province, propose, django_assert_max_num_queries):
    people = [make_person(province, f"Người Thứ {number}") for number in range(6)]
    for number, person in enumerate(people):
        give(person, 2026, PRAISE, reason=f"Hiến {317 + number} m2 đất làm đường thôn Đồng Tâm")
    index_all_honours(at=AT)
    made = [
        propose(person, f"Đã hiến {317 + number} m2 đất ở thôn Đồng Tâm để làm đường")
        for number, person in enumerate(people)
    ]

    for some in (made[:1], made):
        with django_assert_max_num_queries(11):
            found = alike_many(some)
        assert [[each.is_block for each in told] for told in found.values()] == [[True]] * len(some)


def test_an_honour_is_indexed_once_and_of_two_times_the_second_has_nothing_to_do(province):
    give(make_person(province), 2026, PRAISE, reason=DEED)

    counts = [index_new_honours(at=AT), AchievementKey.objects.count(), index_new_honours(at=AT)]

    assert (counts[0], counts[1] > 0, counts[2]) == (1, True, 0)


def test_as_many_are_indexed_at_once_as_is_said(province):
    for number in range(3):
        give(make_person(province, f"Người Thứ {number}"), 2026, PRAISE, reason=DEED)

    assert [index_new_honours(2, at=AT) for _time in range(3)] == [2, 1, 0]


def waited_for(since):
    return [gap[:2] for gap in AchievementMark.objects.get().gaps if gap[0] > since.pk]


def test_an_honour_that_is_written_late_under_a_smaller_number_is_indexed_too(province):
    first, late, last = (
        give(make_person(province, f"Người Thứ {number}"), 2026, PRAISE, reason=DEED) for number in range(3)
    )
    Honour.objects.filter(pk=late.pk).delete()
    index_new_honours(at=AT)
    late.save(force_insert=True)

    assert index_new_honours(at=AT) == 1
    assert set(AchievementKey.objects.values_list("honour", flat=True)) == {first.pk, late.pk, last.pk}
    assert waited_for(since=first) == []


def test_a_number_that_never_came_is_not_looked_for_after_a_day(province):
    first, gone, _last = (
        give(make_person(province, f"Người Thứ {number}"), 2026, PRAISE, reason=DEED) for number in range(3)
    )
    Honour.objects.filter(pk=gone.pk).delete()
    index_new_honours(at=AT)
    waited = waited_for(since=first)
    give(make_person(province, "Người Sau"), 2026, PRAISE, reason=DEED)
    index_new_honours(at=AT + timedelta(days=2))

    assert (waited, waited_for(since=first)) == ([[gone.pk, gone.pk]], [])


def test_the_index_does_not_keep_an_undone_import_from_removing_its_records(province, propose, by):
    batch, person = make_batch(province), make_person(province)
    Holder.objects.filter(pk=person.pk).update(batch=batch)
    Honour.objects.filter(pk=give(person, 2026, PRAISE, reason=DEED).pk).update(batch=batch)
    index_all_honours(at=AT)

    while undo_some(batch=batch, by=by, at=AT):
        pass

    assert not Holder.objects.filter(pk=person.pk).exists()
    assert found(propose(make_person(province, "Trần Văn Khác"))) == []


def test_keys_are_written_anew_with_the_achievement(province, propose, by):
    nomination = propose(make_person(province))
    before = set(AchievementKey.objects.values_list("key", flat=True))
    save_checked(nomination, {"achievement": "Nuôi 14 trẻ mồ côi"}, version=1, act="change_nomination", by=by, at=AT)
    nomination.refresh_from_db()

    index_nominations([nomination])

    after = set(AchievementKey.objects.values_list("key", flat=True))
    assert (bool(before), bool(after), before & after) == (True, True, set())


def innovate(nomination, name="Phiếu hẹn điện tử cho người cao tuổi", **fields):
    given = {"kind": "sáng kiến", "year": 2025, "reach": "cơ sở", **fields}
    return Innovation.objects.create(nomination=nomination, name=name, folded=fold(name), **given)


def used(nomination):
    return [(each.what, each.is_same_holder, each.is_other_use) for each in innovations_used_before(nomination)]


def test_an_innovation_that_the_nominee_used_for_another_award_is_told(province, propose):
    person = make_person(province)
    earlier = propose(person, "Tận tụy với công việc", FIGHTER)
    innovate(earlier)
    nomination = propose(person, "")
    innovate(nomination, "Phiêu hẹn điện tử cho người cao tuổi")

    what = f"“Phiếu hẹn điện tử cho người cao tuổi” – {earlier.award_name} năm 2026 của Lê Thị Hòa ({earlier.code})"
    assert used(nomination) == [(what, True, True)]


def test_of_somebody_else_an_innovation_is_known_by_its_certificate_and_year(province, propose):
    other, nomination = propose(make_person(province), ""), propose(make_person(province, "Trần Văn Khác"), "")
    innovate(other, certificate="12/QĐ-SKHCN")
    innovate(nomination, "Hẹn điện tử", certificate="12/QĐ-SKHCN")
    innovate(nomination, "Lịch trực lưu động", certificate="12/QĐ-SKHCN", year=2024)
    innovate(nomination)

    assert [(each.name, each.is_same_holder) for each in innovations_used_before(nomination)] == [
        ("Hẹn điện tử", False)
    ]


def test_where_one_decision_recognised_those_of_many_the_first_few_are_named(province, propose):
    for number in range(8):
        innovate(propose(make_person(province, f"Người Thứ {number}"), ""), f"Việc {number}", certificate="12/QĐ-UBND")
    nomination = propose(make_person(province, "Trần Văn Khác"), "")
    innovate(nomination, "Hẹn điện tử", certificate="12/QĐ-UBND")

    assert [each.nominee for each in innovations_used_before(nomination)] == [f"Người Thứ {n}" for n in range(5)]


def test_an_innovation_of_a_withdrawn_nomination_was_not_used(province, propose, offices):
    person = make_person(province)
    earlier = propose(person, "")
    innovate(earlier)
    nomination = propose(person, "")
    innovate(nomination)
    take(earlier, offices, Act.WITHDRAW)

    assert used(nomination) == []


def test_innovations_of_many_take_as_many_statements_as_those_of_one(province, propose, django_assert_num_queries):
    people = [make_person(province, f"Người Thứ {number}") for number in range(3)]
    for person in people:
        innovate(propose(person, ""))
    made = [propose(person, "") for person in people]
    for each in made:
        innovate(each)

    for some in (made[:1], made):
        with django_assert_num_queries(4):
            told = innovations_used_before_many(some)
        assert [len(each) for each in told.values()] == [1] * len(some)


def verdicts(nomination):
    rows = Check.objects.filter(nomination=nomination).first().verdicts
    return {row["code"]: row for row in rows}


def test_a_check_keeps_what_stands_in_the_way_and_warns_of_an_innovation_used(province, propose, offices):
    person = make_person(province)
    give(person, 2026, PRAISE, form_name="Giấy khen", reason=DEED, decision_number="12/QĐ-UBND")
    earlier = propose(person, "Nuôi 14 trẻ mồ côi ở mái ấm Hoa Sen", FIGHTER)
    nomination = propose(person)
    innovate(earlier)
    innovate(nomination)

    check_nominations(nominations=[Nomination.objects.get(pk=nomination.pk)], by=offices.officer, at=AT)

    rows = verdicts(nomination)
    assert (rows[REPEATED]["outcome"], rows[REPEATED]["observed"]) == (
        "not_met",
        "Giấy khen năm 2026 của Lê Thị Hòa (số 12/QĐ-UBND)",
    )
    assert rows[INNOVATION_USED]["outcome"] == "met"
    assert earlier.code in rows[INNOVATION_USED]["caution"]


def test_a_check_leaves_the_index_to_whoever_is_at_it_and_has_nothing_to_lock_where_nothing_is_new(province, propose):
    give(make_person(province), 2026, PRAISE, reason=DEED)
    index_all_honours(at=AT)

    with CaptureQueriesContext(connection) as asked:
        index_new_honours(at=AT)

    assert not any("FOR UPDATE" in each["sql"] for each in asked)
