"""Pages of rounds: opened with the days of the law, changed by the unit that keeps them, seen by those below."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.nominations import MERIT, PRAISE, make_nomination, make_offices, make_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user

from thidua.core.actors import Role
from thidua.nominations.models import Round
from thidua.office.rounds.views import PAGE_SIZE

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


def signed_in(client, unit, role=Role.OFFICER):
    user = make_user(role, unit=unit)
    client.force_login(user)
    return client


@pytest.fixture
def officer(client, province):
    return signed_in(client, province)


STATED = {
    "title": "Xét khen thưởng năm 2026",
    "kind": "yearly",
    "year": "2026",
    "authority": "Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên",
    "award_codes": [MERIT],
    "opens_on": "01/11/2026",
    "closes_on": "20/12/2026",
}


def test_without_rounds_the_page_says_what_a_round_is_and_how_to_open_one(officer):
    page = officer.get("/dot-xet/").content.decode()

    assert "Chưa có đợt xét" in page
    assert 'href="/dot-xet/mo/"' in page


def test_a_round_is_opened_with_the_awards_that_its_unit_decides_on(officer, province):
    form = officer.get("/dot-xet/mo/").content.decode()
    assert "Cấp này quyết định" in form
    assert f'value="{PRAISE}"' not in form

    answer = officer.post("/dot-xet/mo/", STATED, follow=True)

    made = Round.objects.get()
    assert (made.unit, made.award_codes, made.closes_on) == (province, [MERIT], date(2026, 12, 20))
    assert "Nhận hồ sơ từ 01/11/2026 đến hết 20/12/2026." in answer.content.decode()


def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(officer):
    answer = officer.post("/dot-xet/mo/", {**STATED, "closes_on": "01/10/2026"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày hết hạn nhận hồ sơ phải từ ngày bắt đầu trở đi." in page
    assert 'value="Xét khen thưởng năm 2026"' in page
    assert Round.objects.count() == 0


def test_a_day_is_added_to_the_calendar_and_taken_out(officer, province):
    found = make_round(province, [MERIT])

    officer.post(f"/dot-xet/{found.uid}/moc/", {"text": "Họp hội đồng", "due_on": "10/12/2026", "provision": ""})
    assert "Họp hội đồng" in officer.get(f"/dot-xet/{found.uid}/").content.decode()

    officer.post(f"/dot-xet/{found.uid}/moc/bo/", {"text": "Họp hội đồng", "due_on": "2026-12-10"})
    assert found.dates.count() == 0


def test_a_day_that_is_no_day_is_refused_with_an_example(officer, province):
    found = make_round(province, [MERIT])

    answer = officer.post(f"/dot-xet/{found.uid}/moc/", {"text": "Họp", "due_on": "mai"}, follow=True)

    assert "Ghi việc và ngày của mốc, thí dụ 10/12/2026." in answer.content.decode()


def test_a_round_is_changed_closed_and_opened_again(officer, province):
    found = make_round(province, [MERIT])

    officer.post(f"/dot-xet/{found.uid}/sua/", {**STATED, "title": "Xét đợt 2", "version": "1"})
    officer.post(f"/dot-xet/{found.uid}/ket-thuc/")
    found.refresh_from_db()
    assert (found.title, found.closed_at is not None) == ("Xét đợt 2", True)
    assert "Mở lại đợt xét" in officer.get(f"/dot-xet/{found.uid}/").content.decode()

    officer.post(f"/dot-xet/{found.uid}/mo-lai/")
    found.refresh_from_db()
    assert found.closed_at is None


def test_a_commune_sees_the_round_of_its_province_and_may_not_change_it(client, province):
    commune = make_commune("Vũ Thư", under=province)
    found = make_round(province, [MERIT])
    below = signed_in(client, commune)

    page = below.get(f"/dot-xet/{found.uid}/").content.decode()
    refused = below.post(f"/dot-xet/{found.uid}/ket-thuc/")

    assert found.title in page
    assert "Kết thúc đợt xét" not in page
    assert refused.status_code == 404
    found.refresh_from_db()
    assert found.closed_at is None


def test_a_round_of_another_province_is_not_there(client, province):
    found = make_round(make_unit("Hải Phòng"), [MERIT])

    assert signed_in(client, province).get(f"/dot-xet/{found.uid}/").status_code == 404


def test_the_counts_lead_to_the_nominations_at_that_step(officer, province):
    found = make_round(province, [MERIT])
    make_nomination(found, province, make_offices(province, province).officer, award=MERIT)

    page = officer.get(f"/dot-xet/{found.uid}/").content.decode()

    assert f"?dot={found.uid}&amp;buoc=draft" in page


def test_three_rounds_take_as_many_statements_as_one(officer, province):
    counts = []
    for more in (1, 2):
        for number in range(more):
            make_round(province, [MERIT], title=f"Đợt {more}.{number}")
        officer.get("/dot-xet/")
        with CaptureQueriesContext(connection) as asked:
            officer.get("/dot-xet/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_list_is_filtered_by_year_state_and_name(officer, province):
    make_round(province, [MERIT], title="Xét khen thưởng đột xuất", year=2026)
    make_round(province, [MERIT], title="Tổng kết phong trào", year=2025)

    def shown(query):
        page = officer.get(f"/dot-xet/?{query}").content.decode()
        return ["Xét khen thưởng đột xuất</a>" in page, "Tổng kết phong trào</a>" in page]

    assert shown("") == [True, True]
    assert (shown("nam=2025"), shown("ten=DOT+XUAT"), shown("tinh-trang=mo&nam=2026")) == (
        [False, True],
        [True, False],
        [True, False],
    )
    assert "Không có đợt xét nào khớp" in officer.get("/dot-xet/?tinh-trang=dong").content.decode()
    assert shown("nam=x&tinh-trang=x&page=x") == [True, True]


def test_a_long_list_has_pages_each_with_as_many_statements(officer, province):
    for number in range(PAGE_SIZE + 2):
        make_round(province, [MERIT], title=f"Đợt {number:02}")
    officer.get("/dot-xet/")
    counts, lengths = [], []
    for page in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            answer = officer.get(f"/dot-xet/?page={page}").content.decode()
        counts.append(len(asked))
        lengths.append(answer.count('<li><a class="strong"'))

    assert (lengths, counts[0]) == ([PAGE_SIZE, 2], counts[1])
