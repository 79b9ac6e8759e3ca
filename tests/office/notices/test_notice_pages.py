"""Pages of notices: opened for the days of the law, looked at, printed, closed; comments for those who read them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.honours import make_person
from tests.factories.notices import ask_public, make_family, make_family_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.rounds import make_nomination, move_to

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.nominations.commands.notices import write_comment
from thidua.nominations.models import Notice

pytestmark = pytest.mark.django_db
SAID = "Gia đình gương mẫu"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def found(commune):
    return make_family_round(commune)


@pytest.fixture
def officer(commune):
    return signed_in(commune)


def signed_in(unit, role=Role.OFFICER):
    client = Client()
    client.force_login(make_user(role, unit=unit))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def written(day):
    return f"{day:%d/%m/%Y}"


def open_one(client, found, *rows, **typed):
    stated = {
        "title": "Lấy ý kiến danh sách hộ",
        "opened_on": written(clock.today()),
        "nominations": [row.uid for row in rows],
        **typed,
    }
    return client.post(reverse("office:open_notice", args=[found.uid]), stated)


def page_of(client, notice):
    return text(client.get(reverse("office:notice", args=[notice.uid])))


def comment(notice, words=SAID):
    return write_comment(line=notice.lines.get(), text=words, at=clock.now())


def test_the_form_ticks_who_waits_and_fills_in_the_days_of_the_law_with_its_provision(officer, found):
    row = make_family(found)

    page = text(officer.get(reverse("office:open_notice", args=[found.uid])))

    assert f"{row.code} Hộ ông Lê Văn Bình, Gia đình văn hóa (10 ngày)" in page
    assert 'name="days" value="10"' in page
    assert "Theo 86/2023/NĐ-CP; ghi dài hơn được, ngắn hơn thì không." in page
    assert page.count(" checked") == 1


def test_a_notice_is_opened_and_its_page_says_the_days_and_the_address_to_copy(officer, found):
    row = make_family(found)

    answered = open_one(officer, found, row)

    notice = Notice.objects.get()
    page = text(officer.get(answered["Location"]))
    assert (notice.days, notice.closes_on) == (10, clock.today() + timedelta(days=10))
    assert f'value="http://testserver{reverse("portal:notice", args=[notice.uid])}"' in page
    assert "Còn 10 ngày" in page
    assert "86/2023/NĐ-CP" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"days": "9"}, "Quy định cần ít nhất 10 ngày (86/2023/NĐ-CP)."),
        ({"title": " "}, "Trường này"),
        ({"opened_on": "01/01/2020"}, "Ngày bắt đầu phải từ hôm nay trở đi."),
        ({"off": "30/04/2027, mai"}, "“mai” không phải ngày. Ghi ngày như 05/06/2020."),
        ({"nominations": []}, "Chọn ít nhất một hồ sơ để lấy ý kiến."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(officer, found, typed, said):
    row = make_family(found)

    page = text(open_one(officer, found, row, provision="Quy chế của xã", **typed), 422)

    assert said in page or said == "Trường này"
    assert 'value="Quy chế của xã"' in page
    assert Notice.objects.count() == 0


def test_days_off_are_left_out_of_working_days(officer, found):
    row = move_to(make_nomination(found, award="giay_khen"), "public_comment")
    day_off = next(day for day in (clock.today() + timedelta(days=n) for n in range(1, 4)) if day.weekday() < 5)

    open_one(officer, found, row, days="5", is_working_days="on", provision="Quy chế của xã", off=written(day_off))

    notice = Notice.objects.get()
    counted = [notice.opened_on + timedelta(days=n) for n in range(1, (notice.closes_on - notice.opened_on).days + 1)]
    assert len([day for day in counted if day.weekday() < 5 and day != day_off]) == 5
    assert notice.provision == "Quy chế của xã"


def test_who_comes_second_is_told_that_the_nomination_is_asked_about_already(officer, found):
    row = make_family(found)
    open_one(officer, found, row)

    page = text(open_one(officer, found, row), 422)

    assert "Có hồ sơ không còn ở bước lấy ý kiến." in page
    assert 'value="Lấy ý kiến danh sách hộ"' in page
    assert Notice.objects.count() == 1


def test_a_round_in_which_nobody_waits_says_when_there_will_be_somebody(officer, found):
    page = text(officer.get(reverse("office:open_notice", args=[found.uid])))

    assert "Không có hồ sơ nào chờ lấy ý kiến" in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER])
def test_comments_are_read_by_officers_and_approvers_with_their_day_alone(commune, found, role):
    notice = ask_public(found, make_family(found))
    comment(notice)

    page = page_of(signed_in(commune, role), notice)

    assert f'<p>{SAID}</p><span class="note">{written(clock.today())}</span>' in page
    assert "1 ý kiến" in page


@pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_nobody_else_of_the_unit_reads_comments_nor_how_many_there_are(commune, found, role):
    notice = ask_public(found, make_family(found))
    comment(notice)
    client = signed_in(commune, role)

    pages = page_of(client, notice) + text(client.get(reverse("office:notices")))

    assert SAID not in pages
    assert "1 ý kiến" not in pages
    assert "chỉ cán bộ xử lý và người duyệt của đơn vị đọc được" in pages


def test_the_province_above_and_another_unit_find_no_notice_of_the_commune(province, found):
    notice = ask_public(found, make_family(found))

    for unit in (province, make_unit("Hải Phòng")):
        client = signed_in(unit, Role.APPROVER)
        answers = [client.get(reverse(f"office:{name}", args=[notice.uid])) for name in ("notice", "notice_sheet")]
        answers.append(client.post(reverse("office:close_notice", args=[notice.uid])))
        answers.append(client.get(reverse("office:open_notice", args=[found.uid])))
        assert {answer.status_code for answer in answers} == {404}


def test_comments_are_in_no_trail_no_sheet_no_export_and_not_on_the_page_of_the_nomination(officer, found):
    row = make_family(found)
    notice = ask_public(found, row)
    comment(notice)

    shown = [
        text(officer.get(reverse("office:notice_sheet", args=[notice.uid]))),
        text(officer.get(reverse("office:nomination", args=[row.uid]))),
        text(officer.get(reverse("office:round", args=[found.uid]))),
        b"".join(officer.get(reverse("office:nominations_csv")).streaming_content).decode(),
        str(list(AuditEntry.objects.values())),
    ]

    assert [SAID in each for each in shown] == [False] * 5


def test_the_trail_of_a_comment_names_the_day_and_no_hour(found):
    comment(ask_public(found, make_family(found)))

    entry = AuditEntry.objects.get(act="write_comment")
    local = timezone.localtime(entry.at)
    assert (local.date(), local.hour, local.minute, local.second) == (clock.today(), 0, 0, 0)


def test_the_sheet_to_post_up_has_the_list_and_where_to_answer(officer, found):
    notice = ask_public(found, make_family(found), title="Niêm yết danh sách hộ")

    page = text(officer.get(reverse("office:notice_sheet", args=[notice.uid])))

    assert "1. Hộ ông Lê Văn Bình" in page
    assert "Hòa thuận, giúp đỡ xóm giềng" in page
    assert f"Ai có ý kiến xin gửi trước hết ngày {written(notice.closes_on)}" in page


def test_closing_early_is_warned_of_and_done_only_where_it_is_meant(officer, found):
    notice = ask_public(found, make_family(found), begun=4)
    address = reverse("office:close_notice", args=[notice.uid])
    assert "có thể không đủ theo quy định" in page_of(officer, notice)

    refused = text(officer.post(address, follow=True))
    notice.refresh_from_db()
    before = notice.closed_at
    closed = text(officer.post(address, {"early": "1"}, follow=True))

    assert before is None
    assert "Chưa hết hạn lấy ý kiến" in refused
    assert "số ngày công khai tính được: 3." in closed


def test_a_notice_whose_term_is_over_waits_to_be_closed_and_closing_twice_does_nothing_more(officer, found):
    notice = ask_public(found, make_family(found), begun=11)
    address = reverse("office:close_notice", args=[notice.uid])
    before = text(officer.get(reverse("office:notices")))

    officer.post(address)
    officer.post(address)

    notice.refresh_from_db()
    assert "1 đợt lấy ý kiến đã hết hạn, chờ đóng" in before
    assert notice.days == 10
    assert AuditEntry.objects.filter(act="close_notice").count() == 1


def test_a_nomination_and_its_round_lead_to_the_notice_and_to_opening_one(officer, found):
    row = make_family(found)
    pages = [reverse("office:nomination", args=[row.uid]), reverse("office:round", args=[found.uid])]
    opening = reverse("office:open_notice", args=[found.uid])

    before = [opening in text(officer.get(page)) for page in pages]
    notice = ask_public(found, row)
    after = [reverse("office:notice", args=[notice.uid]) in text(officer.get(page)) for page in pages]

    assert (before, after) == ([True, True], [True, True])
    assert "Mở đợt lấy ý kiến" not in text(officer.get(pages[0]))


def test_the_unit_that_proposed_sees_the_public_page_only(province, commune):
    above = make_family_round(province, award_codes=["bang_khen_bo_tinh"])
    holder = make_person(province, "Trần Thị Lan")
    row = move_to(make_nomination(above, unit=commune, holder=holder, award="bang_khen_bo_tinh"), "public_comment")
    notice = ask_public(above, row, days=5, provision="Quy chế của tỉnh")

    page = text(signed_in(commune).get(reverse("office:nomination", args=[row.uid])))

    assert reverse("portal:notice", args=[notice.uid]) in page
    assert f'href="{reverse("office:notice", args=[notice.uid])}"' not in page


def test_comments_that_served_their_purpose_are_said_to_be_deleted(officer, found):
    notice = ask_public(found, make_family(found))
    comment(notice)
    Notice.objects.filter(pk=notice.pk).update(comments_deleted_at=clock.now())

    assert f"Ý kiến đã xóa ngày {written(clock.today())}" in page_of(officer, notice)


def test_pages_take_as_many_statements_for_thirty_rows_as_for_three(officer, found):
    counts = []
    for number in (3, 27):
        rows = [make_family(found, f"Hộ {number}.{place}") for place in range(number)]
        notices = [ask_public(found, row) for row in rows[:-1]]
        for notice in notices:
            comment(notice)
        addresses = [
            reverse("office:notices"),
            reverse("office:round", args=[found.uid]),
            reverse("office:open_notice", args=[found.uid]),
        ]
        counts.append([statements_of(officer, address) for address in addresses])

    assert counts[0] == counts[1]


def test_one_notice_takes_as_many_statements_for_thirty_nominations_as_for_three(officer, found):
    counts = []
    for number in (3, 30):
        rows = [make_family(found, f"Hộ {number}.{place}") for place in range(number)]
        notice = ask_public(found, *rows)
        for line in notice.lines.all():
            write_comment(line=line, text=SAID, at=clock.now())
        names = ("office:notice", "office:notice_sheet", "portal:notice")
        counts.append([statements_of(officer, reverse(name, args=[notice.uid])) for name in names])

    assert counts[0] == counts[1]


def statements_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    return len(statements)
