"""The page on which the named recipients of an award are written into the ledger."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.honours import give, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award

from thidua.awards.commands import NamedRecipient, withdraw_awards
from thidua.core.actors import Role
from thidua.honours.commands import erase_person, withdraw_honour, withdraw_honours
from thidua.honours.models import Holder, Honour

pytestmark = pytest.mark.django_db
NAMES = ("Đặng Quốc Toản", "Lò Thị Mẩy")


@pytest.fixture
def province():
    return make_unit("Sơn Bình")


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def an_award(unit, *names, **fields):
    recipients = [NamedRecipient("individual", name) for name in names or NAMES]
    return make_award(unit, recipients=recipients, **{"awarded_on": date(2020, 6, 5), **fields})


def address(award):
    return reverse("office:award_into_ledger", args=[award.uid])


def chosen(award, *said, **more):
    """What the form sends where these are chosen in the order of the recipients."""
    return {**{f"nguoi-{each.pk}": one for each, one in zip(award.recipients.all(), said, strict=False) if one}, **more}


def marked(page, value):
    return page.count(f'value="{value}" checked')


def test_the_register_says_who_is_in_the_ledger_and_leads_to_writing(officer, province):
    award = an_award(province)
    officer.post(address(award), chosen(award, "moi"))

    page = text(officer.get(reverse("office:awards")))

    assert f'href="{reverse("office:holder", args=[Holder.objects.get().uid])}">Đặng Quốc Toản</a>' in page
    assert "Lò Thị Mẩy, chưa có trong sổ người" in page
    assert address(award) in page
    officer.post(address(award), chosen(award, "moi", "moi"))
    assert address(award) not in text(officer.get(reverse("office:awards")))


def test_who_is_like_nobody_is_marked_as_new_and_who_is_doubtful_is_not_marked(officer, province):
    person = make_person(province, NAMES[0])

    page = text(officer.get(address(an_award(province))))

    assert "2 người, tập thể được khen chưa có trong sổ</h1>" in page
    assert (marked(page, "moi"), marked(page, person.uid), marked(page, "sau")) == (1, 0, 0)
    assert "Trùng họ tên" in page


def test_two_namesakes_are_told_apart_by_their_posts(officer, province):
    commune = make_commune("Vũ Thư", under=province)
    for keeper, body in ((province, "Trường THPT Sơn Bình"), (commune, "Trạm Y tế xã Vũ Thư")):
        make_person(keeper, NAMES[0], unit=body)

    page = text(officer.get(address(an_award(province))))

    assert ("Trường THPT Sơn Bình" in page, "Trạm Y tế xã Vũ Thư" in page) == (True, True)
    assert f"Sổ của {commune.name_in_sentence}" in page


def test_an_award_of_which_the_source_counts_nobody_says_how_many_it_names(officer, province):
    award = an_award(province)

    assert "2 người, tập thể được nêu tên" in text(officer.get(address(award)))
    assert "2 người, tập thể được nêu tên" in text(officer.get(reverse("office:awards")))


def test_where_all_are_written_the_page_asks_for_nothing_and_leads_back(officer, province):
    award = an_award(province)
    officer.post(address(award), chosen(award, "moi", "moi"))

    page = text(officer.get(address(award)))

    assert ("Chọn cho từng dòng" in page, "Bấm tên để mở hồ sơ" in page) == (False, True)
    assert f'class="btn" href="{reverse("office:awards")}"' in page


def test_who_was_erased_is_not_marked_as_new_and_the_page_says_so(officer, province):
    award, other = an_award(province), an_award(province, *NAMES, "Đặng Quốc Toàn", form_name="Giấy khen")
    officer.post(address(award), chosen(award, "moi"))
    honour, by = Honour.objects.get(), process_actor(province)
    erase_person(holder=honour.holder, reason="yêu cầu", by=by, at=AT)
    kept = text(officer.get(address(other)))
    withdraw_honour(honour=honour, reason="", by=by, at=AT)

    pages = [kept, text(officer.get(address(award))), text(officer.get(address(other)))]

    said = "Một người có tên này đã xóa theo yêu cầu."
    assert [(marked(page, "moi"), page.count(said)) for page in pages] == [(2, 1), (1, 1), (2, 1)]


def test_the_chosen_are_written_and_a_second_click_says_that_they_were(officer, province):
    person = make_person(province, NAMES[0])
    award = an_award(province)
    form = chosen(award, str(person.uid), "moi")

    first = text(officer.post(address(award), form, follow=True))
    second = text(officer.post(address(award), form, follow=True))

    assert "Đã ghi khen thưởng của 2 người, tập thể vào sổ." in first
    assert "2 người, tập thể đã có người ghi từ trước." in second
    assert "Mọi người, tập thể được nêu tên đã ở trong sổ</h1>" in second
    assert sorted(Honour.objects.values_list("holder__name", flat=True)) == sorted(NAMES)


def test_the_persons_page_shows_the_award_with_the_mark_that_opens_its_sentence(officer, province):
    award = an_award(province)
    officer.post(address(award), chosen(award, "moi"))

    page = text(officer.get(reverse("office:holder", args=[Holder.objects.get().uid])))

    source = reverse("office:source", args=[award.citation.uid, 1])
    assert (source in page, "Bài khen thưởng" in page, officer.get(source).status_code) == (True, True, 200)


def test_the_persons_page_tells_that_an_award_was_taken_back(officer, province):
    award = an_award(province)
    officer.post(address(award), chosen(award, "moi"))
    words = {"citation": award.citation, "reason": "đọc nhầm tên", "by": process_actor(province), "at": AT}
    withdraw_awards(**words)
    withdraw_honours(**words)

    page = text(officer.get(reverse("office:holder", args=[Holder.objects.get().uid])))

    assert ("Không còn tính là đã nhận" in page, "đọc nhầm tên" in page) == (True, True)
    assert "Chưa ghi lần khen nào." in page
    assert officer.get(address(award)).status_code == 404
    restored = officer.post(reverse("office:restore_honour", args=[Honour.objects.get().uid]), follow=True)
    assert "đã được rút hoặc đã ghi lại" in text(restored)


def test_a_person_is_given_what_was_written_and_taken_back_too(officer, province):
    award = an_award(province)
    officer.post(address(award), chosen(award, "moi"))
    data = reverse("office:holder_data", args=[Holder.objects.get().uid])
    before = officer.get(data).json()
    withdraw_honours(citation=award.citation, reason="đọc nhầm tên", by=process_actor(province), at=AT)
    after = officer.get(data).json()

    assert [(each["bai"], each["cau_trong_bai"]) for each in before["khen_thuong"]] == [
        ("Bài khen thưởng", award.citation.sentence)
    ]
    assert [each["ly_do_rut"] for each in after["khen_thuong_da_rut"]] == ["đọc nhầm tên"]


def test_where_the_source_gives_no_day_the_year_is_asked_and_what_was_chosen_stays(officer, province):
    award = an_award(province, awarded_on=None)

    refused = text(officer.post(address(award), chosen(award, "sau", "moi")), status=422)
    written = officer.post(address(award), chosen(award, "sau", "moi", nam="2019"))

    assert ("Ghi năm khen thưởng." in refused, marked(refused, "sau"), marked(refused, "moi")) == (True, 1, 1)
    assert (written.status_code, Honour.objects.get().year) == (302, 2019)


@pytest.mark.parametrize("said", [("", ""), ("sau", "sau")])
def test_a_form_in_which_nobody_is_chosen_says_what_to_do(officer, province, said):
    award = an_award(province)

    page = text(officer.post(address(award), chosen(award, *said)), status=422)

    assert "Chưa chọn ai để ghi." in page


@pytest.mark.parametrize("said", ["không phải mã", "7f3f1c1e-0000-4000-8000-000000000000"])
def test_what_is_no_record_cannot_be_chosen(officer, province, said):
    award = an_award(province)

    assert officer.post(address(award), chosen(award, said)).status_code == 404


def test_a_record_of_another_units_ledger_cannot_be_chosen(officer, province):
    foreign = make_person(make_unit("Nghệ An"), NAMES[0])
    award = an_award(province)

    assert str(foreign.uid) not in text(officer.get(address(award)))
    assert officer.post(address(award), chosen(award, str(foreign.uid))).status_code == 404
    assert Honour.objects.count() == 0


def test_another_units_officer_neither_sees_nor_writes_an_award(client, province):
    award = an_award(province)
    client.force_login(make_user(unit=make_unit("Nghệ An")))

    answers = [client.get(address(award)), client.post(address(award), chosen(award, "moi"))]

    assert ([answer.status_code for answer in answers], Honour.objects.count()) == ([404, 404], 0)


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.LEADER])
def test_who_does_not_keep_the_ledger_reads_the_register_and_does_not_write(client, province, role):
    award = an_award(province)
    client.force_login(make_user(role, unit=province))

    assert address(award) not in text(client.get(reverse("office:awards")))
    assert client.post(address(award), chosen(award, "moi")).status_code == 403


def test_a_province_writes_an_award_of_its_commune_into_the_communes_ledger(client, province):
    commune = make_commune("Vũ Thư", under=province)
    award = an_award(commune)
    client.force_login(make_user(unit=province))
    client.post(address(award), chosen(award, "moi"))
    client.force_login(make_user(unit=commune))

    page = text(client.get(reverse("office:awards")))

    assert Holder.objects.get().keeper == commune
    assert reverse("office:holder", args=[Holder.objects.get().uid]) in page


def test_a_commune_sees_that_a_record_above_it_has_the_award_but_no_way_to_it(client, province):
    commune = make_commune("Vũ Thư", under=province)
    award, person = an_award(commune), make_person(province, NAMES[0])
    client.force_login(make_user(unit=province))
    client.post(address(award), chosen(award, str(person.uid)))
    client.force_login(make_user(unit=commune))

    for page in (text(client.get(reverse("office:awards"))), text(client.get(address(award)))):
        assert reverse("office:holder", args=[person.uid]) not in page


def test_what_a_record_has_already_is_told_beside_it(officer, province):
    give(make_person(province, NAMES[0]), 2020, "", form_name="Bằng khen")

    page = text(officer.get(address(an_award(province))))

    assert "Hồ sơ này đã có Bằng khen 2020; nếu là cùng một lần khen thì để sau." in page


def test_an_award_without_names_says_that_there_is_nobody_to_write(officer, province):
    page = text(officer.get(address(make_award(province, total=75))))

    assert "Nguồn không nêu tên ai được khen</h1>" in page


def test_an_award_that_is_only_planned_has_no_such_page(officer, province):
    assert officer.get(address(an_award(province, status="planned"))).status_code == 404


def test_the_page_asks_no_more_for_more_recipients(officer, province):
    def asked(award):
        with CaptureQueriesContext(connection) as queries:
            officer.get(address(award))
        return len(queries)

    names = [f"{name} Quốc Toản" for name in ("Đặng", "Lò", "Vàng", "Giàng", "Hoàng", "Nông")]
    for name in names:
        give(make_person(province, name), 2020, "", form_name="Bằng khen")
    few, many = an_award(province, names[0]), an_award(province, *names, form_name="Giấy khen")
    asked(few)

    assert asked(many) == asked(few)
