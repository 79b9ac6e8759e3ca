"""The public is asked: a page for the days of the law, comments without a name, read by few, deleted afterwards."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import make_holder, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.rounds import make_nomination, make_round, move_to

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.nominations import tasks
from thidua.nominations.choices import Act
from thidua.nominations.commands import move
from thidua.nominations.commands.notices import (
    KEPT_FOR,
    MOST_COMMENTS,
    StatedNotice,
    close_notice,
    delete_comments,
    open_notice,
    write_comment,
)
from thidua.nominations.models import Comment, Notice, Step
from thidua.nominations.queries.notices import (
    comment_days,
    comments_on,
    line_shown,
    notice_list,
    public_notice,
    public_notices,
)
from thidua.nominations.queries.records import materials

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
FAMILY, HERO = "gia_dinh_van_hoa", "chien_si_thi_dua_toan_quoc"


@pytest.fixture
def commune():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def by(commune):
    return process_actor(commune)


@pytest.fixture
def found(commune):
    return make_round(commune, award_codes=[FAMILY, HERO, "giay_khen"], authority="Chủ tịch UBND xã Vũ Thư")


def family(found, name="Hộ ông Lê Văn Bình", **stated):
    holder = make_holder(found.unit, "household", name)
    made = make_nomination(found, holder=holder, award=FAMILY, post="Thôn Trung Hòa", **stated)
    return move_to(made, "public_comment")


def worker(found, award=HERO):
    holder = make_person(found.unit, "Trần Thị Lan", unit="Công an xã")
    return move_to(make_nomination(found, holder=holder, award=award), "public_comment")


def ask(found, *rows, at=AT, **stated):
    told = StatedNotice(**{"title": "Lấy ý kiến danh sách", "opened_on": TODAY, **stated})
    return open_notice(round=found, nominations=rows, stated=told, by=process_actor(found.unit), at=at)


def days_later(days):
    return AT + timedelta(days=days)


def test_a_page_is_open_for_the_days_of_the_law_with_its_provision(found):
    notice = ask(found, family(found))

    assert (notice.days, notice.is_working_days, notice.closes_on) == (10, False, date(2026, 11, 30))
    assert notice.provision == "86/2023/NĐ-CP"


def test_working_days_leave_out_week_ends_and_the_days_off_that_the_office_names(found):
    plain = ask(found, worker(found))
    with_holiday = ask(found, worker_again(found), off=[date(2026, 11, 24)])

    assert (plain.closes_on, with_holiday.closes_on) == (date(2026, 12, 4), date(2026, 12, 7))


def worker_again(found):
    holder = make_person(found.unit, "Phạm Văn Sơn", birth_year=1980)
    return move_to(make_nomination(found, holder=holder, award=HERO), "public_comment")


def test_an_office_may_ask_longer_but_not_shorter_than_the_law(found):
    assert ask(found, family(found), days=15).closes_on == date(2026, 12, 5)
    with pytest.raises(Refused, match=r"ít nhất 10 ngày \(86/2023/NĐ-CP\)"):
        ask(found, family(found, "Hộ bà Lê Thị Mơ"), days=9)


def test_where_the_law_says_nothing_the_office_says_days_and_ground(found):
    row = worker(found, "giay_khen")
    with pytest.raises(Refused, match="Chưa biết số ngày"):
        ask(found, row, days=5)

    notice = ask(found, row, days=5, provision="Quy chế của xã", is_working_days=True)

    assert (notice.days, notice.provision, notice.closes_on) == (5, "Quy chế của xã", date(2026, 11, 27))


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"title": " "}, "title"), ({"opened_on": date(2026, 11, 19)}, "opened_on"), ({"days": 366}, "days")],
)
def test_a_page_that_cannot_be_is_refused_at_its_field(found, changed, field):
    with pytest.raises(Refused) as refused:
        ask(found, family(found), **changed)

    assert refused.value.field == field


def test_working_days_and_others_do_not_stand_on_one_page(found):
    with pytest.raises(Refused, match="Mở riêng"):
        ask(found, family(found), worker(found))


def test_only_nominations_at_this_step_of_this_round_stand_on_a_page_and_on_one_alone(found):
    row = family(found)
    ask(found, row)
    with pytest.raises(Refused, match="đang được lấy ý kiến"):
        ask(found, row)
    with pytest.raises(Refused, match="không ở bước lấy ý kiến"):
        ask(found, move_to(family(found, "Hộ bà Lê Thị Mơ"), "appraisal"))
    with pytest.raises(Refused, match="ít nhất một hồ sơ"):
        ask(found)


def test_people_of_another_unit_open_and_close_nothing(found):
    notice, stranger = ask(found, family(found)), process_actor(make_unit("Thái Nguyên"))
    told = StatedNotice("Lấy ý kiến", TODAY)

    with pytest.raises(Refused, match="Chỉ người của xã Vũ Thư"):
        open_notice(round=found, nominations=[], stated=told, by=stranger, at=AT)
    with pytest.raises(Refused, match="Chỉ người của xã Vũ Thư"):
        close_notice(notice=notice, by=stranger, at=days_later(30))


def test_the_public_sees_name_post_award_and_achievement_and_nothing_else(found):
    row = family(found, achievement="Hòa thuận, giúp đỡ xóm giềng", facts={"cluster_rank": 1})
    notice = ask(found, row)

    (page,) = public_notices(on=TODAY)

    assert asdict(page) == {
        "uid": notice.uid,
        "title": "Lấy ý kiến danh sách",
        "unit": "xã Vũ Thư",
        "opened_on": TODAY,
        "closes_on": date(2026, 11, 30),
        "days": 10,
        "is_working_days": False,
        "provision": "86/2023/NĐ-CP",
        "lines": (
            {
                "uid": row.uid,
                "name": "Hộ ông Lê Văn Bình",
                "post": "Thôn Trung Hòa",
                "award": "Gia đình văn hóa",
                "achievement": "Hòa thuận, giúp đỡ xóm giềng",
            },
        ),
    }


@pytest.mark.parametrize(
    ("on", "is_seen"),
    [(date(2026, 11, 19), False), (TODAY, True), (date(2026, 11, 30), True), (date(2026, 12, 1), False)],
)
def test_a_page_is_public_from_its_first_day_to_its_last(found, on, is_seen):
    row = family(found)
    notice = ask(found, row)

    assert bool(public_notices(on=on)) == is_seen
    assert bool(public_notice(notice.uid, on=on)) == is_seen
    assert bool(line_shown(notice.uid, row.uid, on=on)) == is_seen


def test_what_left_this_step_is_shown_no_more_and_takes_no_comment(found):
    stays, goes = family(found), family(found, "Hộ bà Lê Thị Mơ")
    notice = ask(found, stays, goes)
    line = line_shown(notice.uid, goes.uid, on=TODAY)
    move_to(goes, "returned")

    assert [each.uid for each in public_notice(notice.uid, on=TODAY).lines] == [stays.uid]
    assert line_shown(notice.uid, goes.uid, on=TODAY) is None
    with pytest.raises(Refused, match="không nhận ý kiến nữa"):
        write_comment(line=line, text="Tôi đồng ý", at=AT)


def test_a_comment_keeps_its_words_and_day_and_nobody_who_wrote_it(found):
    notice = ask(found, family(found))
    made = write_comment(line=notice.lines.get(), text="  Gia đình\n gương mẫu\0 ", at=AT)

    assert (made.text, made.written_on) == ("Gia đình gương mẫu", TODAY)
    assert {field.name for field in Comment._meta.concrete_fields} == {"id", "line", "text", "written_on"}
    entry = AuditEntry.objects.get(act="write_comment")
    assert (entry.actor_label, entry.actor_uid, entry.before, entry.after) == ("Công chúng", None, {}, {})


@pytest.mark.parametrize("text", ["", " \n ", "a" * 2001])
def test_a_comment_without_words_or_too_long_is_refused(found, text):
    line = ask(found, family(found)).lines.get()

    with pytest.raises(Refused):
        write_comment(line=line, text=text, at=AT)


def test_a_line_takes_so_many_comments_and_no_more(found):
    line = ask(found, family(found)).lines.get()
    Comment.objects.bulk_create(Comment(line=line, text="Đồng ý", written_on=TODAY) for _ in range(MOST_COMMENTS))

    with pytest.raises(Refused, match="rất nhiều"):
        write_comment(line=line, text="Đồng ý", at=AT)


@pytest.mark.parametrize("days", [-1, 11])
def test_a_page_takes_comments_only_while_it_is_open(found, days):
    line = ask(found, family(found)).lines.get()

    with pytest.raises(Refused, match="không nhận ý kiến nữa"):
        write_comment(line=line, text="Đồng ý", at=days_later(days))


def test_comments_are_read_by_officers_of_the_rounds_unit_alone(found, commune):
    notice = ask(found, family(found))
    write_comment(line=notice.lines.get(), text="Đồng ý", at=AT)
    province = make_unit("Thái Bình")

    def seen(role, unit):
        return [each.text for each in comments_on(notice, make_actor(role, unit=unit))]

    assert seen(Role.OFFICER, commune) == seen(Role.APPROVER, commune) == ["Đồng ý"]
    for role in (Role.LEADER, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR):
        assert seen(role, commune) == []
    assert seen(Role.OFFICER, province) == []


def test_a_page_closed_after_its_term_was_shown_for_all_its_days(found, by):
    row = family(found)
    notice = ask(found, row)
    before = comment_days(row)

    close_notice(notice=notice, by=by, at=days_later(11))
    close_notice(notice=notice, by=by, at=days_later(12))

    assert (before, comment_days(row)) == (None, 10)
    assert AuditEntry.objects.filter(act="close_notice").count() == 1


def test_what_was_shown_before_the_dossier_was_returned_is_not_what_comes_back(found, by, commune):
    officer = make_actor(Role.OFFICER, unit=commune)
    row = family(found)
    close_notice(notice=ask(found, row), by=by, at=days_later(11))
    move(nomination=row, act=Act.RETURN, reason="Sửa thành tích", by=officer, at=days_later(12))

    assert comment_days(row) is None


@pytest.mark.parametrize(("after", "shown"), [(0, 0), (1, 0), (5, 4), (10, 9)])
def test_a_page_closed_early_was_shown_for_the_days_that_were_over(found, by, after, shown):
    row = family(found)
    notice = ask(found, row)
    with pytest.raises(Refused, match="Đóng sớm"):
        close_notice(notice=notice, by=by, at=days_later(after))

    close_notice(notice=notice, early=True, by=by, at=days_later(after))

    assert comment_days(row) == shown
    assert public_notices(on=TODAY + timedelta(days=after)) == ()


def came_back(row, at):
    """The nomination was returned for a supplement and came to public comment again."""
    steps = [("return", "public_comment", "returned"), ("finish_appraisal", "appraisal", "public_comment")]
    for act, before, after in steps:
        Step.objects.create(nomination=row, act=act, before=before, after=after, at=at, made_by="Người Thử")


def test_what_was_shown_before_a_dossier_came_back_changed_does_not_count(found, by):
    row = family(found)
    close_notice(notice=ask(found, row), by=by, at=days_later(11))

    came_back(row, days_later(20))
    before = (comment_days(row), materials([row], {})[row.pk].record.comment_days)
    close_notice(
        notice=ask(found, row, opened_on=TODAY + timedelta(days=20), at=days_later(20)), by=by, at=days_later(31)
    )

    assert before == (None, None)
    assert (comment_days(row), materials([row], {})[row.pk].record.comment_days) == (10, 10)


def test_of_a_page_that_was_open_all_along_the_days_since_it_came_back_count(found, by):
    row = family(found)
    notice = ask(found, row)
    came_back(row, days_later(6))

    close_notice(notice=notice, by=by, at=days_later(11))

    assert comment_days(row) == 4


def test_a_hold_is_no_new_entry_into_the_step(found, by):
    row = family(found)
    close_notice(notice=ask(found, row), by=by, at=days_later(11))
    state = "public_comment"
    Step.objects.create(nomination=row, act="hold", before=state, after=state, at=days_later(12), made_by="Người Thử")

    assert comment_days(row) == 10


def test_days_off_never_make_a_page_closed_early_count_as_shown_to_the_end(found, by):
    row = worker(found)
    notice = ask(found, row, off=[date(2026, 11, 24)])  # 7 December is its last day

    close_notice(notice=notice, early=True, by=by, at=days_later(17))

    assert comment_days(row) == 9


def test_comments_are_deleted_when_they_served_their_purpose(found, by):
    row, waits = family(found), family(found, "Hộ bà Lê Thị Mơ")
    first, second = ask(found, row), ask(found, waits)
    for notice in (first, second):
        write_comment(line=notice.lines.get(), text="Đồng ý", at=AT)
        close_notice(notice=notice, by=by, at=days_later(11))
    move_to(row, "to_decide")

    assert delete_comments(at=days_later(12)) == 1
    assert delete_comments(at=days_later(12)) == 0
    assert Comment.objects.get().line.notice == second
    assert Notice.objects.get(pk=first.pk).comments_deleted_at == days_later(12)
    assert AuditEntry.objects.get(act="delete_comments").after == {"comments": 1}


@pytest.mark.parametrize(("more", "left"), [(0, 1), (1, 0)])
def test_comments_are_deleted_at_the_latest_some_time_after_the_last_day(found, more, left):
    notice = ask(found, family(found))
    write_comment(line=notice.lines.get(), text="Đồng ý", at=AT)

    delete_comments(at=AT + timedelta(days=10 + more) + KEPT_FOR)

    assert Comment.objects.count() == left


def test_the_worker_is_asked_once_a_day(found, by, monkeypatch):
    monkeypatch.setitem(tasks._ASKED, "on", None)
    row = family(found)
    notice = ask(found, row)
    write_comment(line=notice.lines.get(), text="Đồng ý", at=AT)
    close_notice(notice=notice, by=by, at=days_later(11))
    tasks.ask_to_delete_comments(on=TODAY)
    move_to(row, "to_decide")

    tasks.ask_to_delete_comments(on=TODAY)
    same_day = Comment.objects.count()
    tasks.ask_to_delete_comments(on=TODAY + timedelta(days=1))

    assert (same_day, Comment.objects.count()) == (1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_pages_cost_the_same_whatever_their_length(found, commune, count):
    for number in range(count):
        notice = ask(found, family(found, f"Hộ {number}"), title=f"Đợt {number}")
        write_comment(line=notice.lines.get(), text="Đồng ý", at=AT)
    officer, leader = make_actor(unit=commune), make_actor(Role.LEADER, unit=commune)

    with CaptureQueriesContext(connection) as of_public:
        shown = public_notices(on=TODAY)
    with CaptureQueriesContext(connection) as of_office:
        told = notice_list(officer, on=date(2026, 12, 1))

    assert [len(each.lines) for each in shown] == [1] * count
    assert [(each.lines, each.comments, each.is_over) for each in told] == [(1, 1, True)] * count
    assert [each.comments for each in notice_list(leader, on=TODAY)] == [0] * count
    assert (len(of_public), len(of_office)) == (2, 1)
