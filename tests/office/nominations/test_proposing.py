"""A new nomination in the browser: the round, whom and for what, the person of the ledger, what the award asks."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.honours import give, make_collective, make_person
from tests.factories.nominations import FIGHTER, MERIT, PRAISE, make_nomination, make_offices, make_round, take
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.honours.models import Holder
from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.nominations.choices import Act
from thidua.nominations.commands import change_nomination
from thidua.nominations.models import Nomination
from thidua.nominations.rules.asked_facts import asked_facts
from thidua.people.models import User

pytestmark = pytest.mark.django_db
EXCELLENT_COLLECTIVE = "tap_the_lao_dong_xuat_sac"


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
    return make_round(province, (PRAISE, MERIT, FIGHTER, EXCELLENT_COLLECTIVE), title="Đợt tháng 11/2026")


@pytest.fixture
def officer(offices):
    client = Client()
    client.force_login(User.objects.get(pk=offices.officer.user_id))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def address(own_round, **whom):
    query = "&".join(f"{name}={value}" for name, value in {"dot": own_round.uid, **whom}.items())
    return f"{reverse('office:new_nomination')}?{query}"


WHOM = {"award": MERIT, "kind": "individual", "name": "Lê Thị Hòa", "birth_year": "1975", "post": "xã Vũ Thư"}
STATED = {"name": "Bà Lê Thị Hòa", "post": "Tổ trưởng", "type": "movement", "achievement": "Dẫn đầu phong trào"}


def test_the_only_round_that_is_open_is_chosen_and_of_several_one_is_asked_for(officer, own_round, province):
    assert "Đề nghị ai, danh hiệu nào</h1>" in text(officer.get(reverse("office:new_nomination")))

    make_round(province, title="Đợt tháng 12/2026")

    page = text(officer.get(reverse("office:new_nomination")))
    assert "Chọn đợt xét</h1>" in page
    assert f"?dot={own_round.uid}" in page


def test_without_a_round_nothing_can_be_proposed(officer):
    assert "Chưa có đợt xét nào đang nhận hồ sơ</h1>" in text(officer.get(reverse("office:new_nomination")))


def test_it_is_said_who_decides_on_each_award(officer, own_round):
    page = text(officer.get(address(own_round)))

    assert "Tỉnh Hưng Yên quyết định được hình thức này." in page
    assert "Tỉnh Hưng Yên không quyết định hình thức này;" in page


def test_the_person_is_looked_up_in_the_ledger_with_what_was_received(officer, own_round, commune):
    give(make_person(commune, "Lê Thị Hòa", unit="xã Vũ Thư"), 2025)

    page = text(officer.get(address(own_round, **WHOM)))

    assert "Người trong sổ khen thưởng" in page
    assert "sinh 1975" in page
    assert "1 lần được khen" in page
    assert "Người khác, chưa có trong sổ" in page


def test_somebody_of_the_ledger_is_proposed_under_the_record_chosen(officer, own_round, commune):
    person = make_person(commune, "Lê Thị Hòa", unit="xã Vũ Thư")

    answer = officer.post(address(own_round, **WHOM), {**STATED, "holder": str(person.uid)})

    made = Nomination.objects.get()
    assert answer["Location"] == reverse("office:nomination", args=[made.uid])
    assert (made.holder, made.unit, made.round, made.award_code) == (person, commune, own_round, MERIT)
    assert (made.name, made.post, made.achievement) == ("Bà Lê Thị Hòa", "Tổ trưởng", "Dẫn đầu phong trào")
    assert made.checked_on is not None


def test_somebody_new_gets_a_record_in_the_units_own_ledger(officer, own_round, commune):
    officer.post(address(own_round, **WHOM), {**STATED, "holder": "moi"})

    holder = Holder.objects.get()
    assert (holder.name, holder.birth_year, holder.keeper) == ("Lê Thị Hòa", 1975, commune)
    assert Nomination.objects.get().holder == holder


def test_a_namesake_is_another_only_where_somebody_says_so(officer, own_round, commune):
    make_person(commune, "Lê Thị Hòa", unit="xã Vũ Thư")

    page = text(officer.post(address(own_round, **WHOM), STATED), 422)
    assert "Chọn người trong sổ, hoặc chọn người mới." in page
    officer.post(address(own_round, **WHOM), {**STATED, "holder": "moi", "is_another": "1"})

    assert Holder.objects.filter(name="Lê Thị Hòa").count() == 2


def test_a_double_click_makes_one(officer, own_round):
    typed = {**STATED, "holder": "moi"}

    answers = [officer.post(address(own_round, **WHOM), typed) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {
        reverse("office:nomination", args=[Nomination.objects.get().uid])
    }


def test_two_namesakes_proposed_within_a_minute_are_two(officer, own_round, commune):
    people = [make_person(commune, "Lê Thị Hòa", birth_year=year) for year in (1975, 1980)]

    for person in people:
        officer.post(address(own_round, **WHOM), {**STATED, "holder": str(person.uid)})

    assert [each.holder for each in Nomination.objects.order_by("pk")] == people


def test_the_same_award_twice_is_refused_with_the_number_of_the_first(officer, own_round, commune, offices):
    person = make_person(commune, "Lê Thị Hòa", unit="xã Vũ Thư")
    make_nomination(own_round, commune, offices.officer, holder=person, award=MERIT)

    page = text(officer.post(address(own_round, **WHOM), {**STATED, "holder": str(person.uid)}), 422)

    assert "Lê Thị Hòa đã có hồ sơ HS-2026-0001 cho hình thức này trong đợt." in page


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        ({**WHOM, "name": " "}, "Ghi họ tên, hoặc tên tập thể, hộ gia đình."),
        ({**WHOM, "birth_year": "x"}, "Ghi năm sinh bằng bốn chữ số."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(officer, own_round, whom, said):
    assert said in text(officer.get(address(own_round, **whom)), 422)


def test_days_that_cannot_be_are_said_at_their_field(officer, own_round):
    typed = {**STATED, "holder": "moi", "since": "01/12/2026", "until": "01/11/2026"}

    page = text(officer.post(address(own_round, **WHOM), typed), 422)

    assert "Ngày cuối của thành tích trước ngày đầu." in page
    assert Nomination.objects.count() == 0
    assert Holder.objects.count() == 0


def test_a_collective_is_asked_for_the_counts_that_its_title_looks_at(officer, own_round, commune):
    whom = {**WHOM, "award": EXCELLENT_COLLECTIVE, "kind": "collective", "name": "Công an xã Vũ Thư"}
    counts = {"members_total": "20", "members_completed": "20", "members_advanced": "15", "members_fighters": "21"}

    page = text(officer.get(address(own_round, **whom)))
    assert "Tổng số thành viên" in page
    assert "Ngày lập thành tích" in page
    assert "Công tác từ ngày" not in page
    refused = text(officer.post(address(own_round, **whom), {**STATED, **counts, "holder": "moi"}), 422)
    assert "Nhiều hơn tổng số thành viên." in refused
    officer.post(address(own_round, **whom), {**STATED, **counts, "members_fighters": "2", "holder": "moi"})

    kept = Nomination.objects.get().facts
    assert kept["members"] == {"total": 20, "completed": 20, "advanced": 15, "fighters": 2}


def test_a_record_of_a_stranger_and_a_round_of_one_are_not_found(officer, own_round):
    other = make_unit("Thái Nguyên")
    person, foreign = make_person(other, "Lê Thị Hòa"), make_round(other, title="Đợt khác")

    assert officer.post(address(own_round, **WHOM), {**STATED, "holder": str(person.uid)}).status_code == 404
    assert officer.get(address(foreign, **WHOM)).status_code == 404
    assert officer.get(f"{reverse('office:new_nomination')}?dot=x").status_code == 404


def test_who_works_on_no_nominations_proposes_none(commune, own_round):
    member = Client()
    member.force_login(make_user(Role.COUNCIL_MEMBER, unit=commune))

    assert member.get(address(own_round)).status_code == 403


@pytest.fixture
def draft(own_round, commune, offices):
    holder = make_collective(commune, "Công an xã Vũ Thư")
    facts = {"members": {"total": 20, "advanced": 15}, "counts_from": "2026-01-01"}
    return make_nomination(
        own_round, commune, offices.officer, holder=holder, award=EXCELLENT_COLLECTIVE, facts=facts, achievement="Cũ"
    )


def test_the_dossier_is_changed_and_what_was_not_asked_stays(officer, draft):
    url = reverse("office:edit_nomination", args=[draft.uid])
    assert 'value="15"' in text(officer.get(url))

    typed = {**STATED, "version": draft.version, "members_total": "22", "members_advanced": "16"}
    officer.post(url, typed)

    draft.refresh_from_db()
    assert draft.facts == {"members": {"total": 22, "advanced": 16}, "counts_from": "2026-01-01"}


def test_two_who_save_at_once_see_both_texts(officer, draft, offices):
    url = reverse("office:edit_nomination", args=[draft.uid])
    seen = draft.version
    theirs = {"achievement": "Bản của người kia", "facts": {"members": {"total": 21}}}
    change_nomination(nomination=draft, changes=theirs, version=seen, by=offices.approver, at=AT)

    page = text(officer.post(url, {**STATED, "version": seen, "achievement": "Bản của tôi"}), 422)

    assert "Bản của người kia" in page
    assert "Thành viên: Tổng số thành viên: 21" in page
    draft.refresh_from_db()
    assert draft.achievement == "Bản của người kia"
    officer.post(url, {**STATED, "version": draft.version, "achievement": "Bản của tôi"})
    draft.refresh_from_db()
    assert draft.achievement == "Bản của tôi"


def test_what_was_sent_is_not_changed_and_who_only_decides_changes_nothing(officer, draft, offices):
    url = reverse("office:edit_nomination", args=[draft.uid])
    leader = Client()
    leader.force_login(User.objects.get(pk=offices.leader.user_id))
    assert "Đơn vị đề nghị mới sửa được hồ sơ này" in text(leader.get(url), 409)

    take(draft, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)
    draft.refresh_from_db()

    page = text(officer.post(url, {**STATED, "version": draft.version}), 422)
    assert "Hồ sơ đã trình. Thu hồi hoặc nhờ trả lại rồi mới sửa." in page


@pytest.mark.parametrize(
    ("award", "kind", "asked"),
    [
        (EXCELLENT_COLLECTIVE, RecipientKind.COLLECTIVE, ("total", "completed", "advanced", "fighters")),
        (MERIT, RecipientKind.INDIVIDUAL, ()),
    ],
)
def test_the_facts_asked_are_those_of_the_conditions(award, kind, asked):
    assert asked_facts(award, kind, Law.on(clock.today())).members == asked


def test_an_award_without_a_standard_asks_for_no_facts():
    found = asked_facts("huan_chuong_sao_vang", RecipientKind.INDIVIDUAL, Law.on(clock.today()))

    assert (found.rating_years, found.members, found.achievements) == (0, (), ())
