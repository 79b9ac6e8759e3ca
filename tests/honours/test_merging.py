"""Two records that are one person: proposed with reasons, decided by somebody, undone without a trace lost."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.honours import give, make_collective, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.core.errors import Refused
from thidua.honours.commands import merge_holders, set_apart, undo_apart, undo_merge
from thidua.honours.models import Apart, Holder, Honour, Merge
from thidua.honours.queries.apart import set_apart_from
from thidua.honours.queries.matching import Named, proposals_for, proposals_like
from thidua.honours.queries.person import holder_page
from thidua.honours.queries.scope import holders
from thidua.honours.rules.matching import Verdict
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return process_actor(province)


def state():
    """Everything of the ledger that a merge touches, in plain values."""
    people = Holder.objects.order_by("pk").values_list("pk", "birth_year", "gender", "merged_into_id")
    posts = [(post.pk, post.holder_id) for holder in Holder.objects.all() for post in holder.posts.all()]
    keys = [(holder.pk, sorted(holder.match_keys.values_list("key", flat=True))) for holder in Holder.objects.all()]
    return list(people), list(Honour.objects.order_by("pk").values_list("pk", "holder_id")), sorted(posts), keys


def test_a_merge_moves_posts_and_honours_and_fills_what_was_not_known(province, by):
    kept = make_person(province, birth_year=None, unit="xã Vũ Thư")
    gone = make_person(province, "Lê T. Hòa", birth_year=1975, gender="female", unit="Công an tỉnh Hưng Yên")
    give(kept, 2023)
    give(gone, 2024)

    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    kept = Holder.objects.get(pk=kept.pk)
    assert (kept.birth_year, kept.gender) == (1975, "female")
    page = holder_page(kept)
    assert ([each.year for each in page.honours], len(page.posts)) == ([2024, 2023], 2)
    assert [each.pk for each in holders(by, on=TODAY)] == [kept.pk]


def test_undoing_a_merge_brings_everything_back_as_it_was(province, by):
    kept = make_person(province, birth_year=None, unit="xã Vũ Thư")
    gone = make_person(province, "Lê T. Hòa", birth_year=1975, gender="female", unit="Công an tỉnh Hưng Yên")
    give(kept, 2023)
    give(gone, 2024)
    before = state()

    undo_merge(merge=merge_holders(kept=kept, gone=gone, by=by, at=AT), by=by, at=AT)

    assert state() == before


def test_what_was_added_after_the_merge_stays_with_the_record_that_stayed(province, by):
    kept, gone = make_person(province), make_person(province, "Lê Hòa")
    give(gone, 2024)
    merge = merge_holders(kept=kept, gone=gone, by=by, at=AT)
    give(Holder.objects.get(pk=kept.pk), 2025)

    undo_merge(merge=merge, by=by, at=AT)

    assert [each.year for each in holder_page(kept).honours] == [2025]
    assert [each.year for each in holder_page(gone).honours] == [2024]


def test_merges_are_undone_from_the_last_one_back(province, by):
    first, second, third = (make_person(province, name) for name in ("Lê Thị Hòa", "Lê Hòa", "Lê T. Hòa"))
    inner = merge_holders(kept=second, gone=third, by=by, at=AT)
    outer = merge_holders(kept=first, gone=Holder.objects.get(pk=second.pk), by=by, at=AT)

    with pytest.raises(Refused, match="Tách lần nhập sau trước"):
        undo_merge(merge=inner, by=by, at=AT)
    undo_merge(merge=outer, by=by, at=AT)
    undo_merge(merge=inner, by=by, at=AT)
    assert {each.merged_into_id for each in Holder.objects.all()} == {None}


def test_what_two_merges_knew_stays_until_the_last_of_them_is_undone(province, by):
    kept = make_person(province, birth_year=None)
    merges = []
    for name, year in (("Lê Hòa", 1975), ("Lê T. Hòa", 1975), ("Le Thi Hoa", None)):
        gone = make_person(province, name, birth_year=year)
        merges.append(merge_holders(kept=kept, gone=gone, by=by, at=AT))
    known = []
    for merge in merges:
        undo_merge(merge=Merge.objects.get(pk=merge.pk), by=by, at=AT)
        known.append(Holder.objects.get(pk=kept.pk).birth_year)

    assert known == [1975, None, None]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    own=st.none() | st.just(1975),
    years=st.lists(st.none() | st.just(1975), min_size=1, max_size=4),
    data=st.data(),
)
def test_undoing_some_merges_leaves_what_the_others_alone_would_have_made(province, by, own, years, data):
    kept = make_person(province, birth_year=own)
    merges = [
        merge_holders(kept=kept, gone=make_person(province, f"Lê {place}", birth_year=year), by=by, at=AT)
        for place, year in enumerate(years)
    ]
    order = data.draw(st.permutations(range(len(years))))[: data.draw(st.integers(0, len(years)))]
    for place in order:
        undo_merge(merge=Merge.objects.get(pk=merges[place].pk), by=by, at=AT)

    left = [own, *(year for place, year in enumerate(years) if place not in order)]
    assert Holder.objects.get(pk=kept.pk).birth_year == next((year for year in left if year), None)


def test_two_collectives_that_are_two_units_are_never_one(province, by):
    before = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    after = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    one, other = (make_collective(province, str(unit), body_unit=unit) for unit in (before, after))

    with pytest.raises(Refused, match="Hai hồ sơ là hai đơn vị khác nhau"):
        merge_holders(kept=one, gone=other, by=by, at=AT)


def test_a_merge_is_undone_once(province, by):
    merge = merge_holders(kept=make_person(province), gone=make_person(province, "Lê Hòa"), by=by, at=AT)
    undo_merge(merge=merge, by=by, at=AT)

    with pytest.raises(Refused, match="đã được tách ra rồi"):
        undo_merge(merge=merge, by=by, at=AT)


def test_what_cannot_be_one_is_refused(province, by):
    person = make_person(province)
    others = {
        "Hai hồ sơ này là một": person,
        "cùng loại": make_collective(province, "Xã Vũ Thư"),
        "Năm sinh khác nhau": make_person(province, birth_year=1976),
    }
    for sentence, other in others.items():
        with pytest.raises(Refused, match=sentence):
            merge_holders(kept=person, gone=other, by=by, at=AT)
    man, woman = (make_person(province, birth_year=None, gender=gender) for gender in ("male", "female"))
    with pytest.raises(Refused, match="Giới khác nhau"):
        merge_holders(kept=man, gone=woman, by=by, at=AT)
    assert Merge.objects.count() == 0


def test_a_double_click_merges_once(province, by):
    kept, gone = make_person(province), make_person(province, "Lê Hòa")
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    with pytest.raises(Refused, match="đã nhập vào hồ sơ khác"):
        merge_holders(kept=kept, gone=gone, by=by, at=AT)
    assert Merge.objects.count() == 1


def test_a_list_is_held_against_the_ledger_by_name_year_and_unit(province, by):
    person = make_person(province, "Đặng Quốc Toản", unit="xã Vũ Thư")
    make_person(province, "Trần Thị Mai", birth_year=1980, unit="xã Vũ Thư")

    found = proposals_for(
        by,
        [Named("DANG QUOC TOAN", 1975, "", "xã vũ thư"), Named("Phạm Quốc Bảo", 1990, "", "xã Vũ Thư")],
        on=TODAY,
    )

    assert [[each.holder_id for each in one] for one in found] == [[person.pk], []]
    assert found[0][0].likeness.verdict is Verdict.SAME
    assert "Cùng năm sinh 1975" in [str(reason) for reason in found[0][0].likeness.reasons]


def test_a_moved_officer_is_found_through_the_unit_that_his_became(province, by):
    old = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    new = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2025, 7, 1), kind="whole")
    person = make_person(province, "Đặng Quốc Toản", birth_year=None, unit="xã Tự Tân", since=date(2020, 1, 1))
    make_person(province, "Hoàng Văn Lộc", unit="xã Vũ Thư", since=date(2026, 1, 1))

    (found,) = proposals_for(by, [Named("Đặng Quốc Toản", None, "", "xã Vũ Thư")], on=TODAY)

    assert [each.holder_id for each in found] == [person.pk]


def test_nobody_of_another_province_is_proposed(province):
    make_person(make_unit("Thanh Hóa"), "Nguyễn Văn Hùng", unit="xã Nga Sơn")

    named = [Named("Nguyễn Văn Hùng", 1975, "", "xã Nga Sơn")]
    assert proposals_for(process_actor(province), named, on=TODAY) == [()]


def test_two_that_were_set_apart_are_not_proposed_again_until_that_is_undone(province, by):
    one = make_person(province, "Nguyễn Văn Hùng", unit="xã Vũ Thư")
    other = make_person(province, "Nguyen Van Hung", unit="xã Vũ Thư")
    proposed = proposals_like(by, one, on=TODAY)
    set_apart(one=one, other=other, by=by, at=AT)
    apart = proposals_like(by, one, on=TODAY)
    undo_apart(one=other, other=one, by=by, at=AT)

    assert [[each.holder_id for each in found] for found in (proposed, apart)] == [[other.pk], []]
    assert (len(proposals_like(by, one, on=TODAY)), Apart.objects.count()) == (1, 0)


def test_a_record_merged_away_is_no_candidate(province, by):
    kept = make_person(province, "Nguyễn Văn Hùng", unit="xã Vũ Thư")
    gone = make_person(province, "Nguyễn V. Hùng", unit="xã Vũ Thư")
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    (found,) = proposals_for(by, [Named("Nguyễn Văn Hùng", 1975, "", "xã Vũ Thư")], on=TODAY)
    assert [each.holder_id for each in found] == [kept.pk]


def test_a_record_merged_into_one_of_another_unit_is_still_seen_by_both(province):
    communes = [make_commune(name, under=province) for name in ("Vũ Thư", "Kiến Xương")]
    kept, gone = (make_person(commune) for commune in communes)
    give(gone, 2020)
    merge_holders(kept=kept, gone=gone, by=process_actor(province), at=AT)

    seen = [list(holders(process_actor(commune), on=TODAY)) for commune in communes]
    assert seen == [[kept], [kept]]


def test_set_apart_holds_after_a_merge_and_is_taken_back_of_the_record_that_took_the_other_in(province, by):
    one, other, third = (make_person(province, name) for name in ("Lê Thị Hòa", "Le Thi Hoa", "Lê Hòa"))
    set_apart(one=one, other=other, by=by, at=AT)
    merge_holders(kept=third, gone=other, by=by, at=AT)

    assert (set_apart_from(one), set_apart_from(third)) == ({third.pk}, {one.pk})
    undo_apart(one=third, other=one, by=by, at=AT)
    assert (set_apart_from(one), Apart.objects.count()) == (set(), 0)
