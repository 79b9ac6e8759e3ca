"""«Ủy quyền khi vắng» in the browser: lending, what both see, and in whose name an act is recorded."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import make_form, make_report

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.people.models import RoleGrant
from thidua.reports.commands import ensure_span, file_report
from thidua.reports.rules.calendar import period_before, period_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def lender(province):
    return make_user(Role.APPROVER, unit=province, full_name="Lê Văn An")


@pytest.fixture
def member(province):
    """A colleague whose own role types and accepts nothing."""
    return make_user(Role.LEADER, unit=province, full_name="Trần Thu Hà")


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def day(days):
    return f"{clock.today() + timedelta(days=days):%d/%m/%Y}"


def lend(client, lender, to, *, first=0, last=3, role="approver"):
    client.force_login(lender)
    fields = {"role": role, "to": to.pk, "since": day(first), "until": day(last)}
    return client.post(reverse("office:lending"), fields, follow=True)


def test_the_page_lends_a_role_until_the_end_of_the_last_day_and_tells_so(client, lender, member):
    page = text(lend(client, lender, member))

    grant = RoleGrant.objects.get(lent_by=lender)
    assert (grant.user, grant.role, grant.until) == (member, "approver", clock.today() + timedelta(days=4))
    assert "Đang ủy quyền 1 vai trò" in page
    assert f"Trần Thu Hà đang thay mặt anh, chị (người duyệt) đến hết {day(3)}." in page


def test_it_stands_in_the_account_menu_and_on_both_home_pages(client, lender, member, province):
    make_report(make_form("sessions", levels=(province.level,)), province, sessions="1")
    lend(client, lender, member)

    home = client.get(reverse("office:home"))
    assert f"Trần Thu Hà đang thay mặt anh, chị (người duyệt) đến hết {day(3)}." in text(home)
    assert f'href="{reverse("office:lending")}"' in home.content.decode()
    client.force_login(member)
    assert f"Anh, chị đang thay mặt Lê Văn An (người duyệt) đến hết {day(3)}." in text(
        client.get(reverse("office:home"))
    )


def test_an_act_that_needs_the_lent_role_is_recorded_in_the_lenders_name(client, lender, member, province):
    commune = make_commune("Vũ Thư", under=province)
    past = ensure_span(span=period_before(period_on("month", clock.today())))
    report = make_report(make_form("sessions"), commune, past, sessions="5")
    file_report(report=report, by=process_actor(commune), at=clock.now())
    client.force_login(member)
    refused = client.post(reverse("office:accept_report", args=[report.uid])).status_code

    lend(client, lender, member)
    client.force_login(member)
    client.post(reverse("office:accept_report", args=[report.uid]))

    revision = report.revisions.get()
    assert (refused, revision.decided_by) == (403, "Trần Thu Hà, thay mặt Lê Văn An")
    assert AuditEntry.objects.get(act="accept_report").actor_label == "Trần Thu Hà, thay mặt Lê Văn An"


def test_one_press_takes_it_back_and_the_role_is_gone(client, lender, member):
    lend(client, lender, member)
    grant = RoleGrant.objects.get(lent_by=lender)

    page = text(client.post(reverse("office:take_back_role", args=[grant.uid]), follow=True))

    client.force_login(member)
    assert "Chưa ủy quyền cho ai" in page
    assert client.post(reverse("office:close_period")).status_code == 403


def test_a_refusal_is_said_at_its_field(client, lender, member):
    answer = lend(client, lender, member, first=3, last=1)

    assert (answer.status_code, RoleGrant.objects.filter(lent_by=lender).count()) == (422, 0)
    assert "Ngày cuối phải từ ngày đầu trở đi." in text(answer)


def test_neither_a_foreign_user_nor_a_role_not_held_is_offered_or_taken(client, lender, member, province):
    foreign = make_user(unit=make_unit("Quảng Trị"), full_name="Người Xa")

    answers = [lend(client, lender, foreign).status_code, lend(client, lender, member, role="leader").status_code]

    page = text(client.get(reverse("office:lending")))
    assert (answers, "Người Xa" in page, "Trần Thu Hà" in page) == ([422, 422], False, True)


def test_who_has_nothing_to_lend_is_told_so(client, province, member):
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province))

    assert "Không có gì để ủy quyền" in text(client.get(reverse("office:lending")))


def test_an_administrator_sees_whose_role_it_is_and_takes_it_back(client, lender, member, province):
    lend(client, lender, member)
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province))
    page = text(client.get(reverse("office:person", args=[member.uid])))

    grant = RoleGrant.objects.get(lent_by=lender)
    ended = client.post(reverse("office:end_role", args=[grant.uid])).status_code
    client.post(reverse("office:take_back_role", args=[grant.uid]))

    assert ("thay mặt Lê Văn An" in page, ended) == (True, 404)
    assert RoleGrant.objects.get(pk=grant.pk).taken_back_at is not None
