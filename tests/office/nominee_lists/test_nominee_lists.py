"""A list of nominees, or of registered titles, in the browser: brought, its columns named, shown, written, undone."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.factories.honours import make_person
from tests.factories.lists import list_of
from tests.factories.nominations import make_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.rounds import move_to

from thidua.core import clock
from thidua.core.actors import Role
from thidua.honours.models import Holder
from thidua.nominations.commands.rounds import close_round
from thidua.nominations.models import Nomination, NomineeList, Registration

pytestmark = pytest.mark.django_db
YEAR = clock.today().year
BRING, REGISTER = reverse("office:nominee_lists"), reverse("office:registration_lists")
HEADERS = ("Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Danh hiệu, hình thức", "Thành tích")
HOA = ("Lê Thị Hòa", 1975, "Giáo viên", "Trường THPT An Bình", "Giấy khen", "Dạy giỏi")
HUNG = ("Nguyễn Văn Hùng", 1968, "Trưởng thôn", "thôn Trung Hòa", "Giấy khen", "Vận động nhân dân")
BAD = ("Trần Văn Năm", "mười", "", "", "Huân chương Sao vàng", "")
TITLES = ("Họ và tên", "Năm sinh", "Danh hiệu đăng ký")


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def found(commune):
    return make_round(commune, ["giay_khen", "lao_dong_tien_tien"], year=YEAR, opens_on=date(YEAR, 1, 2))


@pytest.fixture
def officer(commune, found):
    client = Client()
    client.force_login(make_user(unit=commune))
    return client


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().split())


def send(client, content, name="de-nghi.xlsx", *, to=BRING, **fields):
    return client.post(to, {"attached": SimpleUploadedFile(name, content), **fields})


def bring(client, *rows, headers=HEADERS, to=BRING, **fields) -> NomineeList:
    answer = send(client, list_of(*rows, headers=headers), to=to, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return NomineeList.objects.get(uid=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def proposed(client, listing) -> dict[str, str]:
    """What the page of the columns proposes, as its form would send it."""
    page = client.get(reverse("office:nominee_list", args=[listing.uid])).content.decode()
    fields = dict(re.findall(r'<input[^>]* name="(sheet|row|all-\w+)" value="([^"]*)"', page))
    selects = re.findall(r'<select class="form-select" name="(column-\d+|all-\w+)".*?>(.*?)</select>', page, re.DOTALL)
    for name, options in selects:
        fields[name] = next(iter(re.findall(r'<option value="([^"]*)" selected', options)), "")
    return fields


def choose(client, listing, **fields):
    told = {**proposed(client, listing), **{name.replace("_", "-"): value for name, value in fields.items()}}
    return client.post(reverse("office:choose_list_columns", args=[listing.uid]), told)


def read(client, *rows, **more) -> NomineeList:
    """Bring a list and take its columns for what is proposed."""
    listing = bring(client, *rows, **more)
    answer = choose(client, listing)
    assert answer.status_code == 302, answer.content.decode()
    return listing


def show(client, listing, query=""):
    return text(client.get(reverse("office:nominee_list", args=[listing.uid]) + query))


def press(client, act, listing, status=302, **told):
    answer = client.post(reverse(f"office:{act}", args=[listing.uid]), told)
    assert answer.status_code == status, answer.content.decode()
    return answer


def written(client, *rows, **more) -> NomineeList:
    listing = read(client, *rows, **more)
    press(client, "write_nominee_list", listing)
    return listing


def test_a_list_is_shown_row_by_row_before_anything_is_written(officer, commune):
    make_person(commune, "Nguyễn Văn Hùng", birth_year=1968, unit="thôn Trung Hòa")

    page = show(officer, read(officer, HOA, HUNG, BAD))

    assert "2 hàng ghi được · 1 hàng thêm người, tập thể mới vào sổ · 1 hàng lỗi" in page
    assert "Có 2 hàng ghi được, chưa ghi</h1>" in page
    assert ("Thêm vào sổ" in page, "Có trong sổ" in page) == (True, True)
    assert "Ô B4:" in page
    assert "Huân chương Sao vàng” không phải danh hiệu, hình thức của đợt này" in page
    assert (Nomination.objects.count(), Holder.objects.count()) == (0, 1)


def test_a_list_is_written_whole_and_taken_back_whole(officer):
    listing = written(officer, HOA, HUNG)
    page = show(officer, listing)
    first = Nomination.objects.get(name="Lê Thị Hòa")
    assert "Đã lập 2 hồ sơ</h1>" in page
    assert f'href="{reverse("office:nomination", args=[first.uid])}"' in page

    press(officer, "undo_nominee_list", listing)

    assert "Đã hoàn tác danh sách</h1>" in show(officer, listing)
    assert set(Nomination.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_pressing_twice_writes_once_and_undoes_once(officer):
    listing = written(officer, HOA)
    press(officer, "write_nominee_list", listing)
    assert Nomination.objects.count() == 1

    press(officer, "undo_nominee_list", listing)
    press(officer, "undo_nominee_list", listing)

    assert list(Nomination.objects.values_list("state", flat=True)) == ["withdrawn"]


def test_what_moved_on_keeps_the_list_and_is_named(officer):
    listing = written(officer, HOA, HUNG)
    move_to(Nomination.objects.get(name="Lê Thị Hòa"), "submitted")

    page = text(press(officer, "undo_nominee_list", listing, 422), 422)

    assert "1 hồ sơ của danh sách đã đi tiếp" in page
    assert Nomination.objects.filter(state="withdrawn").count() == 0


def test_a_person_says_whom_a_row_means_before_anything_is_written(officer, commune):
    maybe = make_person(commune, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")
    listing = read(officer, HOA, HUNG)
    page = show(officer, listing)
    assert "Còn 1 hàng chưa rõ là ai trong sổ</h1>" in page
    assert "Lập 1 hồ sơ" not in page
    early = text(press(officer, "write_nominee_list", listing, 422), 422)
    assert "Còn 1 hàng chưa chọn người trong sổ (hàng 2)" in early
    nothing = text(press(officer, "choose_listed_people", listing, 422), 422)
    assert "Chưa chọn người ở hàng nào. Chọn rồi bấm lại." in nothing

    press(officer, "choose_listed_people", listing, **{"hang-2": maybe.uid})
    page = show(officer, listing)
    press(officer, "write_nominee_list", listing)

    assert "Xem lại 1 hàng đã chọn người" in page
    assert f'value="{maybe.uid}" checked' in page
    assert Nomination.objects.get(name="Lê Thị Hòa").holder == maybe


def test_a_person_may_say_that_a_row_means_somebody_new(officer, commune):
    maybe = make_person(commune, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")
    listing = read(officer, HOA)

    press(officer, "choose_listed_people", listing, **{"hang-2": "new"})
    press(officer, "write_nominee_list", listing)

    assert Nomination.objects.get().holder != maybe


def test_somebody_of_another_ledger_is_not_chosen_for_a_row(officer, commune):
    make_person(commune, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")
    stranger = make_person(make_unit("Thái Nguyên"), "Lê Thị Hòa")
    listing = read(officer, HOA)

    page = text(press(officer, "choose_listed_people", listing, 422, **{"hang-2": stranger.uid}), 422)

    assert "Người đã chọn ở hàng 2 không còn dùng được. Tải lại trang rồi chọn lại." in page


def test_what_stands_already_is_passed_over_and_said(officer):
    written(officer, HOA)

    page = show(officer, read(officer, HOA, HUNG))

    assert "1 hàng ghi được · 1 hàng thêm người, tập thể mới vào sổ · 1 hàng đã có, bỏ qua" in page


def test_an_award_against_the_law_is_told_beside_its_row(commune, province):
    make_round(commune, ["tap_the_lao_dong_tien_tien"], year=YEAR, opens_on=date(YEAR, 1, 2))
    client = Client()
    client.force_login(make_user(unit=commune))
    row = ("Lê Thị Hòa", 1975, "cá nhân")

    page = show(client, read(client, row, headers=("Họ và tên", "Năm sinh", "Đối tượng")))

    assert "chỉ tặng cho tập thể, không tặng cho cá nhân." in page
    assert "1 hàng trái quy định về đối tượng; vẫn ghi được, điều kiện sẽ chưa đạt" in page


def test_rows_that_are_not_taken_come_back_as_the_list_that_they_were(officer):
    listing = written(officer, HOA, BAD)
    assert "1 hàng lỗi" in show(officer, listing)

    sent = officer.get(reverse("office:nominee_list_faulty", args=[listing.uid]))
    book = openpyxl.load_workbook(io.BytesIO(sent.content))

    sheet = book["Dòng lỗi"]
    assert [cell.value for cell in sheet[1]] == [*HEADERS, "Lý do chưa nhận", "Hàng trong tệp gốc"]
    assert (sheet["A2"].value, sheet["H2"].value) == ("Trần Văn Năm", 3)
    assert book.sheetnames == ["Dòng lỗi"]


def test_what_stood_before_comes_back_with_why(officer):
    written(officer, HOA)
    listing = read(officer, HOA)

    sent = officer.get(reverse("office:nominee_list_faulty", args=[listing.uid]))
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content))["Đã có"]

    assert sheet["G2"].value.startswith("Người này đã có danh hiệu, hình thức ấy")


def test_where_all_rows_are_taken_there_is_nothing_to_bring_back(officer):
    listing = read(officer, HOA)

    page = text(officer.get(reverse("office:nominee_list_faulty", args=[listing.uid])), 409)

    assert "Không có hàng nào bị bỏ lại để tải về." in page


def test_what_columns_are_is_corrected_and_remembered(officer):
    headers = ("Người", "Khen")
    listing = bring(officer, ("Lê Thị Hòa", "Giấy khen"), headers=headers)
    refused = text(choose(officer, listing), 422)
    assert "Chưa có cột tên. Chọn cột ghi họ tên, tên tập thể hoặc hộ gia đình." in refused

    choose(officer, listing, column_0="name", column_1="form")

    later = bring(officer, ("Lê Văn Ba", "Giấy khen"), headers=headers)
    told = proposed(officer, later)
    assert (told["column-0"], told["column-1"]) == ("name", "form")
    assert "Danh sách này giống danh sách lần trước: xem lại các cột</h1>" in show(officer, later)


def test_columns_are_chosen_again_until_the_list_is_written(officer):
    listing = read(officer, HOA)
    press(officer, "rename_list_columns", listing)
    assert "Mỗi cột của danh sách là gì?" not in show(officer, listing)  # it is remembered by now
    assert proposed(officer, listing)["column-0"] == "name"
    assert "Chọn các cột của danh sách trước" in text(press(officer, "choose_listed_people", listing, 422), 422)

    choose(officer, listing)
    press(officer, "write_nominee_list", listing)

    assert "không còn làm được" in text(press(officer, "rename_list_columns", listing, 409), 409)


def test_an_award_and_days_may_be_said_of_the_whole_list(officer):
    listing = bring(officer, HOA[:4], headers=HEADERS[:4])
    wrong = text(choose(officer, listing, all_form="giay_khen", all_since="hôm qua"), 422)
    assert "“hôm qua” ghi cho cả danh sách không phải là ngày. Ghi như 05/06/2026, 06/2026 hoặc 2026." in wrong

    choose(officer, listing, all_form="giay_khen", all_since=str(YEAR - 1), all_until=f"06/{YEAR}")
    press(officer, "write_nominee_list", listing)

    one = Nomination.objects.get()
    assert (one.award_code, one.since, one.until) == ("giay_khen", date(YEAR - 1, 1, 1), date(YEAR, 6, 30))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "trong.xlsx", "Tệp trống. Chọn một tệp bảng tính rồi bấm lại."),
        (b"%PDF-1.7 nothing", "giay.xlsx", "Tệp"),
        (b"PK\x03\x04 broken", "hong.xlsx", "Tệp"),
    ],
)
def test_a_file_that_is_no_table_is_refused_and_nothing_is_kept(officer, content, name, sentence):
    assert sentence in text(send(officer, content, name), 422)
    assert NomineeList.objects.count() == 0


def test_without_a_file_the_page_says_so(officer):
    assert "Chưa chọn tệp. Chọn một tệp bảng tính rồi bấm lại." in text(officer.post(BRING, {}), 422)


def test_a_comma_file_is_taken_too(officer):
    content = "Họ và tên;Danh hiệu\nLê Thị Hòa;Giấy khen\n".encode("utf-8-sig")

    answer = send(officer, content, "de-nghi.csv")
    listing = NomineeList.objects.get()
    choose(officer, listing)
    press(officer, "write_nominee_list", listing)

    assert answer["Location"] == reverse("office:nominee_list", args=[listing.uid])
    assert Nomination.objects.get().name == "Lê Thị Hòa"


def test_of_several_rounds_one_is_chosen_first(officer, commune, found):
    other = make_round(commune, ["giay_khen"], title="Đợt tháng 12", year=YEAR, opens_on=date(YEAR, 1, 2))

    page = text(officer.get(BRING))
    listing = bring(officer, HOA, to=f"{BRING}?dot={other.uid}")

    assert "Nhập danh sách vào đợt xét nào</h1>" in page
    assert (f"?dot={found.uid}" in page, listing.round) == (True, other)


def test_a_round_that_is_over_or_anothers_takes_no_list(officer, commune, found):
    listing = read(officer, HOA)
    close_round(round=found, by=process_actor(commune), at=clock.now())
    foreign = make_round(make_unit("Thái Nguyên"), year=YEAR, opens_on=date(YEAR, 1, 2))

    page = text(press(officer, "write_nominee_list", listing, 422), 422)

    assert "Đợt xét này đã kết thúc." in page
    assert "Có 1 hàng ghi được, chưa ghi</h1>" in page
    assert officer.get(f"{BRING}?dot={found.uid}").status_code == 404
    assert officer.get(f"{BRING}?dot={foreign.uid}").status_code == 404
    assert officer.get(f"{BRING}?dot=gì-đó").status_code == 404


def test_a_list_of_another_unit_is_not_found(officer, province):
    listing = read(officer, HOA)
    client = Client()
    client.force_login(make_user(unit=province))

    assert client.get(reverse("office:nominee_list", args=[listing.uid])).status_code == 404
    assert client.post(reverse("office:write_nominee_list", args=[listing.uid])).status_code == 404


def test_the_template_of_a_round_comes_back_as_a_list_whose_columns_are_known(officer, found):
    sent = officer.get(f"{reverse('office:nominee_template')}?dot={found.uid}")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sent.content)).get_sheet_by_name("Hướng dẫn").to_python()
    assert [row[0] for row in rows[1:3]] == ["Giấy khen", "Lao động tiên tiến"]

    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    book.worksheets[0].append(["Lê Thị Hòa", "cá nhân", 1975, "nữ", "Giáo viên", "Trường An Bình", "Giấy khen"])
    out = io.BytesIO()
    book.save(out)
    send(officer, out.getvalue())
    listing = NomineeList.objects.get()

    assert "" not in [part for name, part in proposed(officer, listing).items() if name.startswith("column-")]
    choose(officer, listing)
    press(officer, "write_nominee_list", listing)
    assert Nomination.objects.get().post == "Giáo viên, Trường An Bình"


def test_titles_are_registered_for_a_year_and_taken_back(officer):
    rows = (("Lê Thị Hòa", 1975, "Lao động tiên tiến"), ("Lê Ba", 1980, "Giấy khen"))
    listing = read(officer, *rows, headers=TITLES, to=REGISTER, year=YEAR + 1)
    page = show(officer, listing)
    assert "Ghi 1 đăng ký" in page
    assert "Giấy khen” không phải danh hiệu" in page

    press(officer, "write_nominee_list", listing)
    done = show(officer, listing)
    press(officer, "undo_nominee_list", listing)

    assert f"Đã ghi 1 đăng ký cho năm {YEAR + 1}</h1>" in done
    assert (Registration.objects.get().year, Registration.objects.in_force().count()) == (YEAR + 1, 0)


def test_the_columns_of_registered_titles_are_only_who_and_which(officer):
    listing = bring(officer, ("Lê Thị Hòa", 1975, "Lao động tiên tiến"), headers=TITLES, to=REGISTER, year=YEAR)

    page = show(officer, listing)

    assert ("Xếp loại của một năm" in page, "Loại hình khen thưởng" in page, "Năm sinh" in page) == (False, False, True)


def test_the_template_of_registrations_offers_titles_alone(officer):
    sent = officer.get(reverse("office:registration_template"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sent.content)).get_sheet_by_name("Hướng dẫn").to_python()

    names = {row[0] for row in rows}
    assert ("Lao động tiên tiến" in names, "Giấy khen" in names) == (True, False)


def test_lists_brought_lately_can_be_opened_again(officer):
    listing = bring(officer, HOA)

    page = text(officer.get(BRING))

    assert f'href="{reverse("office:nominee_list", args=[listing.uid])}">de-nghi.xlsx' in page
    assert "Chờ ghép cột" in page


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_who_does_not_nominate_brings_no_list(commune, role):
    client = Client()
    client.force_login(make_user(role, unit=commune))

    assert (client.get(BRING).status_code, client.get(REGISTER).status_code) == (403, 403)


def test_the_pages_from_which_a_list_is_brought_lead_there(officer, found):
    assert f'href="{BRING}?dot={found.uid}"' in text(officer.get(reverse("office:round", args=[found.uid])))
    assert f'href="{BRING}"' in text(officer.get(reverse("office:nominations")))
    assert f'href="{REGISTER}?nam={YEAR}"' in text(officer.get(reverse("office:registrations")))


def test_a_page_of_a_list_costs_the_same_for_three_and_thirty_rows(officer):
    def rows(count, award):
        return [(f"Lê Văn {number}", 1975, "", f"thôn {number}", award, "") for number in range(count)]

    written(officer, *rows(30, "Giấy khen"))
    counts = {"preview": [], "written": []}
    for count in (3, 30):
        listing = read(officer, *rows(count, "Lao động tiên tiến"))
        for told in counts.values():
            address = reverse("office:nominee_list", args=[listing.uid])
            officer.get(address)
            with CaptureQueriesContext(connection) as asked:
                officer.get(address)
            told.append(len(asked))
            press(officer, "write_nominee_list", listing)

    assert [first - last for first, last in counts.values()] == [0, 0]
