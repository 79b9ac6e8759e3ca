"""Titles registered early in a year in the browser: written, found, followed to the nomination, taken back."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.factories.honours import make_person
from tests.factories.nominations import FIGHTER, make_nomination, make_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_actor, make_user, process_actor

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.honours.models import Holder
from thidua.nominations.commands.registering import StatedRegistration, register_title
from thidua.nominations.models import Registration

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("office:registrations"), reverse("office:new_registration")
ADVANCED = "lao_dong_tien_tien"
YEAR = clock.today().year
WHOM = {"award": ADVANCED, "year": YEAR, "kind": "individual", "name": "Lê Thị Hòa", "birth_year": "1975"}
DAY = {"registered_on": f"{clock.today():%d/%m/%Y}", "holder": "moi"}


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def officer(commune):
    client = Client()
    client.force_login(make_user(unit=commune))
    return client


@pytest.fixture
def register(commune):
    """Register a title for somebody of the commune."""

    def write(holder, code=ADVANCED, *, year=YEAR, unit=commune):
        stated = StatedRegistration(holder, code, date(YEAR, 1, 5))
        return register_title(unit=unit, year=year, stated=stated, by=process_actor(unit), at=clock.now())

    return write


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().split())


def asking(**whom):
    query = "&".join(f"{name}={value}" for name, value in {**WHOM, **whom}.items())
    return f"{NEW}?{query}"


def test_a_title_is_registered_for_somebody_new_and_the_toast_takes_it_back(officer):
    assert "Lê Thị Hòa đăng ký Lao động tiên tiến" in text(officer.get(asking()))

    page = text(officer.post(asking(), DAY, follow=True))

    one = Registration.objects.get()
    assert (one.holder.name, one.holder.birth_year, one.year) == ("Lê Thị Hòa", 1975, YEAR)
    assert f"Đã ghi: Lê Thị Hòa đăng ký Lao động tiên tiến năm {YEAR}." in page
    undo = reverse("office:withdraw_registration", args=[one.uid]) + "?hoan-tac=1"
    assert f'action="{undo}"' in page
    officer.post(undo)
    assert Registration.objects.get().withdrawn_reason == "Hoàn tác ngay sau khi ghi"


def test_a_person_of_the_ledger_is_chosen_and_not_added_again(officer, commune):
    person = make_person(commune, "Lê Thị Hòa", birth_year=1975)
    assert "Chọn người trong sổ, hoặc chọn người mới." in text(officer.post(asking(), {**DAY, "holder": ""}), 422)

    officer.post(asking(), {**DAY, "holder": person.uid})

    assert Registration.objects.get().holder == person
    assert Holder.objects.count() == 1


def test_a_second_click_registers_nobody_again(officer):
    officer.post(asking(), DAY)
    officer.post(asking(), {**DAY, "is_another": "1"})

    assert (Registration.objects.count(), Holder.objects.count()) == (1, 1)


def test_another_title_or_person_follows_at_once(officer):
    answer = officer.post(asking(), {**DAY, "another": "1"})

    assert answer["Location"] == f"{NEW}?year={YEAR}&award={ADVANCED}"


@pytest.mark.parametrize(
    ("whom", "sent", "sentence"),
    [
        ({"award": "tap_the_lao_dong_tien_tien"}, {}, "chỉ tặng cho tập thể, không tặng cho cá nhân."),
        ({"year": YEAR + 2}, {}, "Năm đăng ký không đúng. Ghi bốn chữ số"),
        ({}, {"registered_on": "31/12/2099"}, "Ngày đăng ký chưa tới. Kiểm tra lại ngày."),
        ({}, {"registered_on": "hôm qua"}, "Ghi ngày như 05/06/2020."),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do_and_nothing_is_added(officer, whom, sent, sentence):
    assert sentence in text(officer.post(asking(**whom), {**DAY, **sent}), 422)
    assert (Registration.objects.count(), Holder.objects.count()) == (0, 0)


def test_without_a_name_or_a_year_the_first_step_stays(officer):
    page = text(officer.get(asking(name="", year="")), 422)

    assert "Ghi họ tên, hoặc tên tập thể, hộ gia đình." in page
    assert "Ghi năm bằng bốn chữ số, như 2026." in page


def test_the_list_shows_the_year_and_is_narrowed_by_year_title_unit_and_name(officer, register, commune):
    register(make_person(commune, "Lê Thị Hòa"))
    register(make_person(commune, "Trần Văn Năm"), "chien_si_thi_dua_co_so")
    register(make_person(commune, "Vũ Thị Xưa"), year=YEAR - 1)

    found = {
        query: [
            name for name in ("Lê Thị Hòa", "Trần Văn Năm", "Vũ Thị Xưa") if name in text(officer.get(LIST + query))
        ]
        for query in ("", "?nam=", f"?nam={YEAR - 1}", f"?danh-hieu={ADVANCED}", "?ten=nam&nam=", "?don-vi=vu thu")
    }

    assert found == {
        "": ["Lê Thị Hòa", "Trần Văn Năm"],
        "?nam=": ["Lê Thị Hòa", "Trần Văn Năm", "Vũ Thị Xưa"],
        f"?nam={YEAR - 1}": ["Vũ Thị Xưa"],
        f"?danh-hieu={ADVANCED}": ["Lê Thị Hòa"],
        "?ten=nam&nam=": ["Trần Văn Năm"],
        "?don-vi=vu thu": ["Lê Thị Hòa", "Trần Văn Năm"],
    }
    assert "Không có đăng ký nào khớp</h1>" in text(officer.get(f"{LIST}?ten=khong-ai"))


def test_an_empty_year_says_how_to_begin(officer):
    page = text(officer.get(LIST))

    assert f"Chưa ai đăng ký danh hiệu cho năm {YEAR}</h1>" in page
    assert "Ghi đăng ký đầu tiên" in page


def test_fifty_stand_on_a_page(officer, register, commune):
    for number in range(51):
        register(make_person(commune, f"Người {number:02}"))

    first, second = text(officer.get(LIST)), text(officer.get(f"{LIST}?page=2"))

    assert "51 danh hiệu đã đăng ký" in first
    assert ("Người 50" in first, "Người 50" in second) == (False, True)


def test_the_province_sees_those_of_its_communes_and_changes_none(register, commune, province):
    one = register(make_person(commune))
    client = Client()
    client.force_login(make_user(unit=province))

    assert "Lê Thị Hòa" in text(client.get(LIST))
    assert client.post(reverse("office:withdraw_registration", args=[one.uid]), {"reason": "Thử"}).status_code == 404
    assert Registration.objects.in_force().count() == 1


def test_a_stranger_sees_nothing(register, commune):
    register(make_person(commune))
    client = Client()
    client.force_login(make_user(unit=make_unit("Thái Nguyên")))

    assert "Lê Thị Hòa" not in text(client.get(f"{LIST}?nam="))


def test_a_registration_leads_to_a_nomination_with_the_person_filled_in(officer, register, commune, province):
    person = make_person(commune, birth_year=1975)
    register(person, FIGHTER)
    assert ">Đề nghị<" not in text(officer.get(LIST))
    found = make_round(province, year=YEAR, opens_on=date(YEAR, 1, 2))

    page = text(officer.get(LIST))
    link = page.split(f'href="{reverse("office:new_nomination")}?')[1].split('"')[0].replace("&amp;", "&")
    form = text(officer.get(f"{reverse('office:new_nomination')}?{link}"))

    assert f"dot={found.uid}" in link
    assert f'value="{person.uid}" required checked' in form


def test_what_became_of_a_registration_stands_beside_it(officer, register, commune, province):
    person = make_person(commune)
    register(person, FIGHTER)
    assert "Chưa đề nghị" in text(officer.get(LIST))
    found = make_round(province, year=YEAR, opens_on=date(YEAR, 1, 2))
    made = make_nomination(found, commune, make_actor(Role.OFFICER, unit=commune), holder=person, award=FIGHTER)

    page = text(officer.get(LIST))

    assert f'<a class="link" href="{reverse("office:nomination", args=[made.uid])}">{made.code}</a>' in page
    assert "Chưa đề nghị" not in page


def test_a_registration_is_withdrawn_with_a_reason_and_restored(officer, register, commune):
    one = register(make_person(commune))
    url = reverse("office:withdraw_registration", args=[one.uid])
    assert "Ghi vì sao rút" in text(officer.post(url, {"reason": ""}), 422)

    page = text(officer.post(url, {"reason": "Ghi nhầm người"}, follow=True))

    assert "Đã rút đăng ký của Lê Thị Hòa." in page
    assert (Registration.objects.in_force().count(), Registration.objects.get().withdrawn_reason) == (
        0,
        "Ghi nhầm người",
    )
    officer.post(reverse("office:restore_registration", args=[one.uid]))
    assert Registration.objects.in_force().get() == one


def test_what_was_written_anew_meanwhile_is_not_restored_and_says_why(officer, register, commune):
    person = make_person(commune)
    one = register(person)
    officer.post(reverse("office:withdraw_registration", args=[one.uid]), {"reason": "Nhầm"})
    register(person)

    page = text(officer.post(reverse("office:restore_registration", args=[one.uid]), follow=True))

    assert f"Lê Thị Hòa đã đăng ký danh hiệu này cho năm {YEAR}. Không cần ghi lại." in page
    assert Registration.objects.in_force().count() == 1


def test_the_rows_that_are_found_are_taken_away_and_that_is_noted(officer, register, commune):
    register(make_person(commune, "=Lê Thị Hòa"))
    register(make_person(commune, "Vũ Thị Xưa"), year=YEAR - 1)

    lines = b"".join(officer.get(f"{reverse('office:registrations_csv')}?ten=hoa").streaming_content).decode(
        "utf-8-sig"
    )
    book = officer.get(reverse("office:registrations_workbook")).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()

    assert lines.splitlines()[1].startswith("'=Lê Thị Hòa,cá nhân,1975,Lao động tiên tiến,")
    assert [(row[0], row[3], row[8]) for row in rows[1:]] == [("=Lê Thị Hòa", "Lao động tiên tiến", "chưa đề nghị")]
    noted = AuditEntry.objects.filter(act="export_registrations").order_by("pk")
    assert [entry.after for entry in noted] == [{"year": YEAR, "name": True}, {"year": YEAR, "name": False}]


def test_a_council_member_reads_and_writes_nothing(register, commune):
    register(make_person(commune))
    client = Client()
    client.force_login(make_user(Role.COUNCIL_MEMBER, unit=commune))

    page = text(client.get(LIST))

    assert "Lê Thị Hòa" in page
    assert ("Ghi đăng ký" in page, client.get(NEW).status_code) == (False, 403)


def test_the_list_costs_the_same_for_three_and_thirty_rows(officer, register, commune, province):
    make_round(province, year=YEAR, opens_on=date(YEAR, 1, 2))
    counts = []
    for number in range(30):
        register(make_person(commune, f"Người {number}"), FIGHTER)
        if number in {2, 29}:
            officer.get(LIST)
            with CaptureQueriesContext(connection) as asked:
                assert text(officer.get(LIST)).count(">Đề nghị<") == number + 1
            counts.append(len(asked))

    assert counts[0] == counts[1]
