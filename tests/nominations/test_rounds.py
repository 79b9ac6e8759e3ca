"""A round: opened with the calendar that the law sets, changed, closed; it collects what the unit may decide."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.registry import make_movement
from tests.factories.rounds import OPENS, make_round, stated_round

from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.nominations.commands.rounds import change_round, close_round, open_round, reopen_round, set_calendar
from thidua.nominations.models import Round
from thidua.nominations.queries.calendar import StatedDate, calendar, days_of, terms_by_law
from thidua.nominations.queries.deciding import awards_decided
from thidua.nominations.queries.rounds import RoundFilter, late_count, round_lines, rounds, rounds_found, rounds_open_to
from thidua.nominations.rules.authority import Place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
QUERIES = 5


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def by(province):
    return process_actor(province)


def told(found):
    return [(each.text, each.due_on, each.verified) for each in days_of(found, on=TODAY)]


def test_a_round_opens_with_the_days_that_the_law_sets_for_its_awards(commune):
    found = make_round(commune, award_codes=["gia_dinh_van_hoa", "giay_khen"], authority="Chủ tịch UBND xã Vũ Thư")

    assert told(found) == [("Hoàn thành xét Gia đình văn hóa", date(2026, 11, 24), True)]
    assert found.dates.get().provision == "86/2023/NĐ-CP"
    assert AuditEntry.objects.get(act="open_round").after["award_codes"] == ["gia_dinh_van_hoa", "giay_khen"]


def test_a_day_whose_text_was_not_seen_says_so(province):
    found = make_round(province, award_codes=["co_thi_dua_chinh_phu"])

    assert told(found) == [("Nộp hồ sơ Cờ thi đua của Chính phủ (ngành giáo dục: 31/12)", date(2026, 6, 30), False)]


def test_terms_without_a_day_are_told_with_their_provision(commune):
    told_terms = terms_by_law(unit_id=commune.pk, codes=["gia_dinh_van_hoa"], on=TODAY)

    assert [(each.when, each.provision, each.verified) for each in told_terms] == [("10 ngày", "86/2023/NĐ-CP", True)]


def test_an_office_may_open_a_round_with_a_calendar_of_its_own(province):
    found = make_round(province, dates=[StatedDate("Nộp hồ sơ", date(2026, 12, 10), "12/KH-UBND", verified=True)])

    assert told(found) == [("Nộp hồ sơ", date(2026, 12, 10), False)]  # nobody but the law's files says «seen»


def test_a_double_click_opens_one_round(province):
    make_round(province)

    with pytest.raises(Refused, match="cùng tên"):
        make_round(province)
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "  "}, "title"),
        ({"authority": ""}, "authority"),
        ({"year": 26}, "year"),
        ({"closes_on": date(2026, 10, 1)}, "closes_on"),
        ({"kind": "movement"}, "movement"),
        ({"award_codes": ()}, "award_codes"),
        ({"award_codes": ("khong_co",)}, "award_codes"),
        ({"award_codes": ("xa_phuong_tieu_bieu",), "opens_on": date(2010, 1, 1)}, "award_codes"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_at_its_field(province, changed, field):
    with pytest.raises(Refused) as refused:
        make_round(province, **changed)

    assert refused.value.field == field


def test_what_surely_another_body_decides_is_refused_with_who_and_the_provision(province):
    with pytest.raises(Refused) as refused:
        make_round(province, award_codes=["bang_khen_bo_tinh", "gia_dinh_van_hoa"])

    assert "Chủ tịch Ủy ban nhân dân cấp xã" in str(refused.value)
    assert "129/2025/NĐ-CP" in str(refused.value) or "06/2022/QH15" in str(refused.value)


def test_what_is_decided_above_is_taken_to_be_passed_up_and_what_nobody_saw_is_only_warned_of(province):
    ministry = make_unit("Bộ Công an", kind="ministry", level=0)
    above, flag = awards_decided(province, ["bang_khen_thu_tuong", "co_thi_dua_bo_tinh"], on=OPENS)
    (region,) = awards_decided(ministry, ["bang_khen_quan_khu"], on=OPENS)

    assert (above.place, flag.place) == (Place.ABOVE, Place.HERE)
    assert (region.place, region.verified, region.is_doubtful) == (Place.ELSEWHERE, False, True)
    assert make_round(ministry, award_codes=["bang_khen_quan_khu"]).award_codes == ["bang_khen_quan_khu"]


def test_only_people_of_the_unit_open_change_and_close_its_rounds(province, commune):
    stranger, found = process_actor(commune), make_round(province)
    acts = (
        lambda: open_round(unit=province, stated=stated_round(title="Khác"), by=stranger, at=AT),
        lambda: change_round(round=found, stated=stated_round(), version=1, by=stranger, at=AT),
        lambda: set_calendar(round=found, dates=[], version=1, by=stranger, at=AT),
        lambda: close_round(round=found, by=stranger, at=AT),
        lambda: reopen_round(round=found, by=stranger, at=AT),
    )

    for act in acts:
        with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên"):
            act()


def test_a_change_is_saved_against_the_version_that_was_seen(province, by):
    found = make_round(province)
    movement = make_movement(province)
    stated = stated_round(title="Phong trào 2026", kind="movement", movement=movement, is_simplified=True)

    kept = change_round(round=found, stated=stated, version=1, by=by, at=AT)

    assert (kept.title, kept.movement, kept.is_simplified, kept.version) == ("Phong trào 2026", movement, True, 2)
    with pytest.raises(Stale) as stale:
        change_round(round=found, stated=stated_round(title="Tên khác"), version=1, by=by, at=AT)
    assert (stale.value.theirs["title"], stale.value.ours["title"]) == ("Phong trào 2026", "Tên khác")


def test_a_day_that_the_office_moves_is_no_longer_the_laws(commune):
    by = process_actor(commune)
    found = make_round(commune, award_codes=["gia_dinh_van_hoa"], authority="Chủ tịch UBND xã")
    law = days_of(found, on=TODAY)[0]
    kept = StatedDate(law.text, law.due_on, law.provision)

    set_calendar(round=found, dates=[kept, StatedDate("Họp Hội đồng", date(2026, 12, 1))], version=1, by=by, at=AT)
    both = told(found)
    set_calendar(round=found, dates=[replace(kept, due_on=date(2026, 11, 20))], version=2, by=by, at=AT)

    assert both == [(law.text, date(2026, 11, 24), True), ("Họp Hội đồng", date(2026, 12, 1), False)]
    assert told(found) == [(law.text, date(2026, 11, 20), False)]
    assert "Họp Hội đồng" in AuditEntry.objects.filter(act="set_calendar").first().before["dates"][1]


def test_a_calendar_saved_by_two_keeps_both_texts(province, by):
    found = make_round(province)
    set_calendar(round=found, dates=[StatedDate("Nộp", date(2026, 12, 1))], version=1, by=by, at=AT)

    with pytest.raises(Stale) as stale:
        set_calendar(round=found, dates=[StatedDate("Họp", date(2026, 12, 2))], version=1, by=by, at=AT)

    assert (stale.value.theirs, stale.value.ours) == ({"dates": "01/12/2026 · Nộp"}, {"dates": "02/12/2026 · Họp"})


@pytest.mark.parametrize("dates", [[StatedDate(" ", OPENS)], [StatedDate("Nộp", OPENS)] * 61])
def test_a_calendar_without_words_or_too_long_is_refused(province, by, dates):
    with pytest.raises(Refused):
        set_calendar(round=make_round(province), dates=dates, version=1, by=by, at=AT)


def test_a_closed_round_takes_no_change_until_it_is_opened_again(province, by):
    found = close_round(round=make_round(province), by=by, at=AT)
    with pytest.raises(Refused, match="đã kết thúc"):
        change_round(round=found, stated=stated_round(), version=found.version, by=by, at=AT)

    again = reopen_round(round=close_round(round=found, by=by, at=AT), by=by, at=AT)

    assert again.closed_at is None
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))[-2:] == ["close_round", "reopen_round"]


def test_the_calendar_of_all_rounds_says_what_is_late(province, by):
    days = [StatedDate("Nộp hồ sơ", date(2026, 11, 20)), StatedDate("Họp Hội đồng", date(2026, 11, 27))]
    make_round(province, dates=days)
    close_round(round=make_round(province, title="Đợt cũ", dates=days), by=by, at=AT)

    due = calendar(make_actor(unit=province), on=TODAY)

    assert [(each.text, each.days_late, each.is_late) for each in due] == [
        ("Nộp hồ sơ", 7, True),
        ("Họp Hội đồng", 0, False),
    ]


def test_a_unit_sees_its_rounds_those_below_and_those_above_and_nominates_in_its_own_and_above(province, commune):
    village = make_unit("Trung Hòa", kind="village", level=4, under=commune)
    foreign = make_unit("Thái Nguyên")
    own = make_round(commune, award_codes=["giay_khen"], title="Xã")
    above = make_round(province, title="Tỉnh")
    make_round(foreign, title="Nơi khác")
    make_round(province, title="Chưa mở", opens_on=date(2026, 12, 1))
    make_round(province, title="Đã hết hạn", closes_on=date(2026, 11, 26))
    actor, below = make_actor(unit=commune), make_actor(unit=village)

    assert {each.title for each in rounds(actor, on=TODAY)} == {"Xã", "Tỉnh", "Chưa mở", "Đã hết hạn"}
    assert set(rounds_open_to(actor, on=TODAY)) == {own, above}
    assert set(rounds_open_to(below, on=TODAY)) == {own, above}


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_rounds_costs_the_same_whatever_its_length(province, count):
    for number in range(count):
        make_round(province, title=f"Đợt {number}", dates=[StatedDate("Nộp", date(2026, 11, 20))])
    actor = make_actor(unit=province)
    list(rounds_found(actor, RoundFilter(), on=TODAY))

    with CaptureQueriesContext(connection) as asked:
        lines = round_lines(rounds_found(actor, RoundFilter(year=2026), on=TODAY), actor, on=TODAY)
        str([line.round.unit.full_name for line in lines])

    assert [(line.late, line.total) for line in lines] == [(1, 0)] * count
    assert len(asked) == QUERIES


def test_rounds_are_found_by_year_by_whether_they_are_open_and_by_words_of_their_name(province):
    by = process_actor(province)
    first = make_round(
        province, title="Xét khen thưởng ĐỘT XUẤT", year=2026, dates=[StatedDate("Nộp", date(2026, 11, 20))]
    )
    second = make_round(province, title="Tổng kết phong trào", year=2025)
    closed = make_round(province, title="Đột xuất chống bão", year=2026)
    close_round(round=closed, by=by, at=AT)
    actor = make_actor(unit=province)

    def found(**asked):
        return list(rounds_found(actor, RoundFilter(**asked), on=TODAY))

    assert found() == [second, first, closed]
    assert (found(year=2025), found(is_open=False), found(is_open=True, year=2026)) == ([second], [closed], [first])
    assert (found(text="dot xuat"), found(text="đột xuất", is_open=True), found(text="xyz")) == (
        [first, closed],
        [first],
        [],
    )
    assert late_count(rounds_found(actor, RoundFilter(), on=TODAY), on=TODAY) == 1
