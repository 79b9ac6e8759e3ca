"""Councils in the browser: set up, members through time, who sees which."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories.councils import make_chamber, make_session, take_up
from tests.factories.organisations import make_unit
from tests.factories.people import make_user
from tests.office.councils.conftest import text_of

from thidua.core.actors import Role
from thidua.councils.models import Council, CouncilMember

pytestmark = pytest.mark.django_db

DECISION = {
    "name": "Hội đồng Thi đua, khen thưởng tỉnh Hưng Yên",
    "decision_number": "12/QĐ-UBND",
    "decided_on": "15/01/2026",
    "since": "15/01/2026",
    "symbol": "HĐTĐKT",
    "majority": "of_members",
    "tie_rule": "not_agreed",
}
COUNCILS = "/hoi-dong/"


def test_without_a_council_the_page_says_what_to_do(browser, province):
    response = browser(make_user(Role.OFFICER, unit=province)).get(COUNCILS)

    assert "Chưa có hội đồng nào" in text_of(response)
    assert reverse("office:set_up_council") in response.content.decode()


def test_an_officer_sets_a_council_up_as_its_decision_states_it(browser, province):
    officer = browser(make_user(Role.OFFICER, unit=province))

    response = officer.post(reverse("office:set_up_council"), DECISION)

    made = Council.objects.get()
    assert response["Location"] == reverse("office:council", args=[made.uid])
    assert (made.unit, made.decision_number, made.decided_on) == (province, "12/QĐ-UBND", date(2026, 1, 15))


def test_what_is_missing_in_a_decision_is_said_at_its_field(browser, province):
    officer = browser(make_user(Role.OFFICER, unit=province))

    response = officer.post(reverse("office:set_up_council"), {**DECISION, "until": "14/01/2026"})

    assert response.status_code == 422
    assert "Ngày kết thúc phải sau ngày bắt đầu" in text_of(response)
    assert not Council.objects.exists()


def test_a_member_is_tied_to_an_account_by_its_name(clerk, chamber, province):
    user = make_user(Role.COUNCIL_MEMBER, unit=province, username="ngo.thang", full_name="Ngô Văn Thắng")

    clerk.post(
        reverse("office:add_council_member", args=[chamber.council.uid]),
        {"name": "Ngô Văn Thắng", "office": "Chủ tịch MTTQ tỉnh", "role": "member", "user": "ngo.thang"},
    )

    made = CouncilMember.objects.get(name="Ngô Văn Thắng")
    assert (made.user, made.since) == (user, chamber.council.since)


def test_an_account_out_of_sight_is_not_found(clerk, chamber):
    make_user(Role.OFFICER, unit=make_unit("Thái Bình"), username="nguoi.ngoai")

    response = clerk.post(
        reverse("office:add_council_member", args=[chamber.council.uid]),
        {"name": "Người Ngoài", "role": "member", "user": "nguoi.ngoai"},
    )

    assert "Không thấy tài khoản này" in text_of(response)


def test_who_leaves_stands_among_those_before(clerk, chamber):
    leaving = chamber.members[5]

    clerk.post(
        reverse("office:change_council_member", args=[leaving.uid]),
        {"name": leaving.name, "role": "member", "since": "15/01/2026", "until": "01/02/2026", "version": 1},
    )

    page = text_of(clerk.get(reverse("office:council", args=[chamber.council.uid])))
    assert "5 thành viên" in page
    assert page.index("Trước và sau") < page.index(leaving.name)


def test_a_second_chair_is_refused_with_what_to_do(clerk, chamber):
    response = clerk.post(
        reverse("office:add_council_member", args=[chamber.council.uid]), {"name": "Ai Đó", "role": "chair"}
    )

    assert "Hội đồng đã có Chủ tịch" in text_of(response)


def test_the_list_begins_with_the_vote_that_waits_for_me(browser, chamber, fighter):
    take_up(fighter, chamber)

    page = text_of(browser(chamber.members[3]).get(COUNCILS))

    assert "1 mục chờ phiếu của anh, chị" in page
    assert "1 mục chờ phiếu" not in text_of(browser(chamber.members[5]).get(COUNCILS))


def test_a_member_from_elsewhere_sees_the_council_and_its_session_but_no_other(browser, chamber):
    guest = make_user(Role.OFFICER, unit=make_unit("Thái Bình"))
    CouncilMember.objects.filter(pk=chamber.members[3].pk).update(user=guest)
    session = make_session(chamber)
    other = make_session(make_chamber(make_unit("Nam Định"), size=3, mark=" khác"))
    visitor = browser(guest)

    statuses = [
        visitor.get(reverse("office:council_session", args=[each.uid])).status_code for each in (session, other)
    ]

    assert statuses == [200, 404]
    assert chamber.council.name in text_of(visitor.get(COUNCILS))


def test_only_who_keeps_the_papers_may_plan(browser, chamber):
    plan = reverse("office:plan_session", args=[chamber.council.uid])

    assert browser(chamber.members[3]).get(plan).status_code == 403
    assert "Việc này" not in text_of(browser(chamber.members[3]).get(COUNCILS))
