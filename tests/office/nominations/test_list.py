"""The list of nominations in the browser: what the address asks, what is done at once, what is taken away."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.factories.honours import make_person
from tests.factories.nominations import (
    MERIT,
    PRAISE,
    fill_dossier,
    judge_all,
    make_nomination,
    make_offices,
    make_round,
    take,
    to_appraisal,
)
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import hold, override
from thidua.nominations.models import Nomination
from thidua.people.models import User

pytestmark = pytest.mark.django_db


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
def own_round(province):
    return make_round(province, title="Đợt tháng 11/2026")


@pytest.fixture
def proposed(own_round, commune, offices, province):
    """Make a nomination of somebody of that name."""

    def propose(name, **fields):
        holder = make_person(province, name)
        return make_nomination(own_round, commune, offices.officer, holder=holder, **fields)

    return propose


def browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def listed(client, **asked):
    return text(client.get(reverse("office:nominations"), asked))


def names_in(page, *names):
    return [name for name in names if name in page]


def test_an_empty_list_says_where_nominations_come_from(province):
    officer = Client()
    officer.force_login(make_user(unit=province))

    page = listed(officer)

    assert "Chưa có hồ sơ đề nghị nào</h1>" in page
    assert "Hồ sơ hiện ra khi có đợt xét." in page


def test_the_heading_says_how_many_wait_for_the_reader(proposed, offices):
    proposed("Lê Thị Hòa")
    take(proposed("Trần Văn Nam"), offices, Act.SEND_TO_REVIEW)

    assert "1 hồ sơ chờ anh, chị, trong 2 hồ sơ</h1>" in listed(browser(offices.officer))
    assert "2 hồ sơ chờ anh, chị, trong 2 hồ sơ</h1>" in listed(browser(offices.approver))
    assert "2 hồ sơ, không hồ sơ nào chờ anh, chị</h1>" in listed(browser(offices.appraiser))


def test_the_side_bar_counts_the_same_and_the_home_page_says_which(proposed, offices):
    proposed("Lê Thị Hòa")
    proposed("Trần Văn Nam")

    home = text(browser(offices.officer).get(reverse("office:home")))

    assert 'Hồ sơ đề nghị</span><span class="count">2<span' in home
    assert "Hoàn thiện 2 hồ sơ đề nghị" in home


def test_the_address_narrows_by_name_number_award_state_and_unit(proposed, offices, own_round):
    first = proposed("Lê Thị Hòa", award=MERIT)
    take(proposed("Trần Văn Nam", award=PRAISE), offices, Act.SEND_TO_REVIEW)
    client = browser(offices.officer)
    both = ("Lê Thị Hòa", "Trần Văn Nam")

    found = {
        asked: names_in(listed(client, **dict([asked])), *both)
        for asked in (
            ("ten", "le thi"),
            ("ten", first.code),
            ("hinh-thuc", PRAISE),
            ("buoc", State.UNIT_REVIEW.value),
            ("don-vi", "vu thu"),
            ("don-vi", "nơi khác"),
            ("dot", str(own_round.uid)),
        )
    }

    assert found == {
        ("ten", "le thi"): ["Lê Thị Hòa"],
        ("ten", first.code): ["Lê Thị Hòa"],
        ("hinh-thuc", PRAISE): ["Trần Văn Nam"],
        ("buoc", "unit_review"): ["Trần Văn Nam"],
        ("don-vi", "vu thu"): list(both),
        ("don-vi", "nơi khác"): [],
        ("dot", str(own_round.uid)): list(both),
    }


def test_what_stands_in_the_way_is_a_part_of_the_list(proposed, offices):
    clear = proposed("Lê Thị Hòa", award=MERIT)
    fill_dossier(clear)
    to_appraisal(clear, offices)
    judge_all(clear, offices)
    held = to_appraisal(proposed("Trần Văn Nam", award=MERIT), offices)
    hold(nomination=held, until=date(2027, 3, 1), by=offices.leader, at=AT)
    client = browser(offices.leader)
    both = ("Lê Thị Hòa", "Trần Văn Nam")

    parts = {part: names_in(listed(client, xem=part), *both) for part in ("chua-dat", "can-xet", "tam-dung", "cua-toi")}

    assert parts == {
        "chua-dat": ["Trần Văn Nam"],
        "can-xet": ["Trần Văn Nam"],
        "tam-dung": ["Trần Văn Nam"],
        "cua-toi": ["Lê Thị Hòa"],
    }
    assert "Đến 01/03/2027" in listed(client)


@pytest.mark.parametrize(
    "asked", [{"dot": "x"}, {"buoc": "?"}, {"xem": "?"}, {"sort": "-?"}, {"page": "-1"}, {"page": "9"}, {"ten": "-"}]
)
def test_an_address_that_was_typed_by_hand_is_no_fault(proposed, offices, asked):
    proposed("Lê Thị Hòa-")

    assert "Lê Thị Hòa" in listed(browser(offices.officer), **asked)


def test_rows_are_sorted_by_name_or_as_the_address_says(proposed, offices):
    for name in ("Lê Thị Yến", "Đặng Văn Ba", "An Văn Đông"):
        proposed(name)
    client = browser(offices.officer)

    def order(**asked):
        page = listed(client, **asked)
        return sorted(("Yến", "Ba", "Đông"), key=lambda name: page.index(f"{name}</a>"))

    assert [order(), order(sort="-ten"), order(sort="ngay")] == [
        ["Đông", "Ba", "Yến"],
        ["Yến", "Ba", "Đông"],
        ["Yến", "Ba", "Đông"],
    ]


def test_the_second_page_goes_on_where_the_first_ended(proposed, offices, monkeypatch):
    monkeypatch.setattr("thidua.office.nominations.listing.PAGE_SIZE", 2)
    for name in ("Lê Thị An", "Lê Thị Bé", "Lê Thị Cúc"):
        proposed(name)
    client = browser(offices.officer)

    names = ("Lê Thị An", "Lê Thị Bé", "Lê Thị Cúc")
    assert names_in(listed(client), *names) == ["Lê Thị An", "Lê Thị Bé"]
    assert names_in(listed(client, page="2"), *names) == ["Lê Thị Cúc"]


def test_a_list_of_three_asks_no_more_than_a_list_of_one(proposed, offices):
    client = browser(offices.officer)
    proposed("Lê Thị Hòa")
    listed(client)
    with CaptureQueriesContext(connection) as one:
        listed(client)
    proposed("Trần Văn Nam")
    proposed("Vũ Văn Ba")
    with CaptureQueriesContext(connection) as three:
        listed(client)

    assert len(three) == len(one)


def test_a_neighbour_sees_none_of_it(proposed, province):
    proposed("Lê Thị Hòa")
    stranger = Client()
    stranger.force_login(make_user(unit=make_commune("Hồng Minh", under=province)))

    assert "Lê Thị Hòa" not in listed(stranger)


def test_every_row_is_taken_away_as_csv_and_it_is_noted_who_took_them(proposed, offices):
    proposed("=SUM(A1)")
    proposed("Trần Văn Nam")

    answer = browser(offices.officer).get(reverse("office:nominations_csv"), {"ten": "a"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert [line.split(",")[1] for line in lines[1:]] == ["'=SUM(A1)", "Trần Văn Nam"]
    noted = AuditEntry.objects.get(act="export_nominations")
    assert noted.after == {"name": True, "order": "ten"}


def test_every_row_is_taken_away_as_a_workbook(proposed, offices):
    proposed("=SUM(A1)")

    answer = browser(offices.officer).get(reverse("office:nominations_workbook"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert rows[0][:3] == ["Số hồ sơ", "Họ tên, tập thể, hộ", "Là"]
    assert rows[1][:3] == ["HS-2026-0001", "=SUM(A1)", "cá nhân"]


def together(client, act, rows, *, status=200, **more):
    typed = {"act": act.value, "hs": [str(each.uid) for each in rows], **more}
    return client.post(reverse("office:nominations_together"), typed), status


def test_several_go_together_after_it_was_said_what_will_be_done(proposed, offices):
    rows = [proposed("Lê Thị Hòa"), proposed("Trần Văn Nam")]
    client = browser(offices.officer)

    preview = text(together(client, Act.SEND_TO_REVIEW, rows)[0])

    assert "Đưa ra bình xét: 2 hồ sơ?</h1>" in preview
    assert set(Nomination.objects.values_list("state", flat=True)) == {State.DRAFT}
    answer = together(client, Act.SEND_TO_REVIEW, rows, confirmed="1", query="ten=h")[0]
    assert answer["Location"] == reverse("office:nominations") + "?ten=h"
    assert set(Nomination.objects.values_list("state", flat=True)) == {State.UNIT_REVIEW}


def test_one_that_cannot_go_stops_all_and_is_named(proposed, offices):
    free, sent = proposed("Lê Thị Hòa"), take(proposed("Trần Văn Nam"), offices, Act.SEND_TO_REVIEW)
    client = browser(offices.officer)

    preview = text(together(client, Act.SEND_TO_REVIEW, [free, sent])[0])

    assert "Đưa ra bình xét: 1 hồ sơ không đi được, nên chưa làm gì</h1>" in preview
    assert "Trần Văn Nam" in preview
    assert "đang ở bước “đơn vị bình xét”" in preview
    assert "Bỏ các hồ sơ ấy ra, còn 1 hồ sơ" in preview
    forced = text(together(client, Act.SEND_TO_REVIEW, [free, sent], confirmed="1")[0], 422)
    assert "Tải lại trang để xem bước hiện nay." in forced
    free.refresh_from_db()
    assert free.state == State.DRAFT


def test_what_the_appraiser_cannot_finish_is_said_before(proposed, offices):
    clear, stuck = proposed("Lê Thị Hòa", award=MERIT), proposed("Trần Văn Nam", award=MERIT)
    for each in (clear, stuck):
        to_appraisal(each, offices)
    fill_dossier(clear)
    judge_all(clear, offices)
    client = browser(offices.appraiser)

    preview = text(together(client, Act.FINISH_APPRAISAL, [clear, stuck])[0])
    together(client, Act.FINISH_APPRAISAL, [clear], confirmed="1")

    assert "còn điều kiện chưa đạt hoặc cần người xét" in preview
    states = dict(Nomination.objects.values_list("name", "state"))
    assert states == {"Lê Thị Hòa": State.TO_DECIDE, "Trần Văn Nam": State.APPRAISAL}


def test_all_of_a_filter_go_together_and_no_others(proposed, offices):
    proposed("Lê Thị Hòa", award=MERIT)
    proposed("Trần Văn Nam", award=PRAISE)
    client = browser(offices.officer)
    typed = {"act": "send_to_review", "all": "1", "query": f"hinh-thuc={MERIT}"}

    preview = text(client.post(reverse("office:nominations_together"), typed))

    assert names_in(preview, "Lê Thị Hòa", "Trần Văn Nam") == ["Lê Thị Hòa"]


def test_nothing_chosen_an_act_that_is_not_done_at_once_and_a_strangers_row(proposed, offices, province):
    one = proposed("Lê Thị Hòa")
    client = browser(offices.officer)
    stranger = Client()
    stranger.force_login(make_user(Role.OFFICER, unit=make_commune("Hồng Minh", under=province)))

    assert "Chưa chọn hồ sơ nào." in text(together(client, Act.SUBMIT, [])[0], 409)
    assert together(client, Act.WITHDRAW, [one])[0].status_code == 404
    assert "Chưa chọn hồ sơ nào." in text(together(stranger, Act.SEND_TO_REVIEW, [one])[0], 409)


def test_a_condition_let_pass_no_longer_stands_in_the_way(proposed, offices):
    one = to_appraisal(proposed("Lê Thị Hòa", award=MERIT), offices)
    judge_all(one, offices)
    override(
        nomination=one, condition="thanh_phan_ho_so", reason="Bản giấy ở văn thư", by=offices.leader, at=clock.now()
    )

    assert names_in(listed(browser(offices.leader), xem="chua-dat"), "Lê Thị Hòa") == []
