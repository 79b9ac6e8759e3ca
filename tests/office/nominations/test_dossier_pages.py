"""Putting a dossier together in the browser: papers, innovations, the achievement report."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories.honours import make_person
from tests.factories.nominations import FIGHTER, make_nomination, make_offices, make_round, take
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.scans import png

from thidua.nominations.choices import Act
from thidua.nominations.commands.dossier import save_report
from thidua.nominations.models import AchievementReport, Innovation, Paper
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
def one(commune, province, offices):
    own_round = make_round(province, title="Đợt tháng 11/2026")
    return make_nomination(own_round, commune, offices.officer, holder=make_person(commune), award=FIGHTER)


def browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def page_of(client, one):
    return text(client.get(reverse("office:dossier", args=[one.uid])))


def attach(client, one, item="to_trinh", **typed):
    return client.post(reverse("office:attach_paper", args=[one.uid]), {"item": item, **typed})


def picture(name="to-trinh.png"):
    return SimpleUploadedFile(name, png(2), content_type="image/png")


def test_the_heading_says_how_much_is_there(one, offices):
    client = browser(offices.officer)

    assert "Đã có 0/5 thành phần hồ sơ</h1>" in page_of(client, one)
    attach(client, one, file=picture())
    assert "Đã có 1/5 thành phần hồ sơ</h1>" in page_of(client, one)


def test_a_paper_is_put_in_opened_taken_out_and_put_back(one, offices):
    client = browser(offices.officer)
    answer = attach(client, one, file=picture())
    assert answer["Location"].endswith("#muc-to_trinh")
    paper = Paper.objects.get()

    opened = client.get(reverse("office:paper_file", args=[paper.uid]))
    assert (opened["Content-Type"], "attachment" in opened["Content-Disposition"]) == ("image/png", True)
    client.post(reverse("office:take_out_paper", args=[paper.uid]))
    assert "Đã có 0/5" in page_of(client, one)
    client.post(reverse("office:restore_paper", args=[paper.uid]))
    assert "Đã có 1/5" in page_of(client, one)


def test_a_paper_may_be_on_paper_alone(one, offices):
    client = browser(offices.officer)

    attach(client, one, note="Bản giấy ở văn thư")

    assert "Bản giấy ở văn thư" in page_of(client, one)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Chọn tệp, hoặc ghi giấy tờ đang ở đâu"),
        ({"item": "khong_co", "note": "Ở văn thư"}, "Đã có 0/5"),
        ({"item": "khac", "note": "Ở văn thư"}, "Ghi tên giấy tờ."),
    ],
)
def test_a_paper_that_cannot_be_is_answered_at_its_item(one, offices, typed, said):
    answer = attach(browser(offices.officer), one, **{"item": "to_trinh", **typed})

    assert said in text(answer, 422)
    assert Paper.objects.count() == 0


def test_a_file_that_is_none_of_ours_is_refused_in_words(one, offices):
    page = text(attach(browser(offices.officer), one, file=SimpleUploadedFile("x.exe", b"MZ" * 50)), 422)

    assert "field__error" in page
    assert Paper.objects.count() == 0


def test_whoever_may_see_the_nomination_opens_its_papers_and_a_stranger_does_not(one, offices, province):
    attach(browser(offices.officer), one, file=picture())
    url = reverse("office:paper_file", args=[Paper.objects.get().uid])
    stranger = Client()
    stranger.force_login(make_user(unit=make_commune("Hồng Minh", under=province)))

    assert browser(offices.leader).get(url).status_code == 200
    assert stranger.get(url).status_code == 404


def test_a_paper_without_a_file_has_none_to_open(one, offices):
    client = browser(offices.officer)
    attach(client, one, note="Bản giấy ở văn thư")

    assert client.get(reverse("office:paper_file", args=[Paper.objects.get().uid])).status_code == 404


INNOVATION = {
    "name": "Tiếng kẻng an ninh",
    "kind": "sáng kiến",
    "year": "2025",
    "reach": "cơ sở",
    "is_recognised": "on",
}


def test_an_innovation_is_added_changed_and_taken_out(one, offices):
    client, url = browser(offices.officer), reverse("office:innovation", args=[one.uid])
    client.post(url, INNOVATION)
    row = Innovation.objects.get()
    assert "Tiếng kẻng an ninh" in page_of(client, one)

    client.post(url, {**INNOVATION, "innovation": row.pk, "reach": "bộ, tỉnh"})
    row.refresh_from_db()
    assert row.reach == "bộ, tỉnh"
    client.post(url, {"innovation": row.pk, "remove": "1"})
    assert Innovation.objects.count() == 0


def test_an_innovation_that_cannot_be_is_asked_for_again(one, offices):
    client, url = browser(offices.officer), reverse("office:innovation", args=[one.uid])

    assert "Ghi năm bằng bốn chữ số, như 2025." in text(client.post(url, {**INNOVATION, "year": "x"}), 422)
    assert "Năm công nhận phải là bốn chữ số" in text(client.post(url, {**INNOVATION, "year": "2999"}), 422)
    assert client.post(url, {**INNOVATION, "innovation": "99"}).status_code == 404


def test_a_dossier_that_was_sent_has_nothing_to_press(one, offices):
    take(one, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)
    client = browser(offices.officer)

    page = page_of(client, one)

    assert "Hồ sơ đã trình nên không sửa được" in page
    assert "data-send-file" not in page
    assert "không sửa được" in text(attach(client, one, file=picture()), 422)


def report_page(client, one):
    return text(client.get(reverse("office:report_of_nomination", args=[one.uid])))


def save(client, one, written, version=0, **more):
    url = reverse("office:save_report", args=[one.uid])
    return client.post(url, {"text": written, "version": version, **more}, headers={"Accept": "application/json"})


def test_the_report_is_saved_while_it_is_written(one, offices):
    client = browser(offices.officer)

    first = save(client, one, "Năm 2026").json()
    second = save(client, one, "Năm 2026, chị Hòa", first["version"]).json()

    assert second["version"] == first["version"] + 1
    assert "Năm 2026, chị Hòa</textarea>" in report_page(client, one)


def test_of_two_who_write_at_once_none_loses_the_text(one, offices):
    save_report(nomination=one, text="Bản của người kia", version=0, by=offices.approver, at=AT)
    client = browser(offices.officer)

    answer = save(client, one, "Bản của tôi")

    told = answer.json()
    assert (answer.status_code, told["theirs"], told["version"]) == (409, "Bản của người kia", 1)
    plain = client.post(reverse("office:save_report", args=[one.uid]), {"text": "Bản của tôi", "version": 0})
    page = text(plain, 409)
    assert "Bản của người kia" in page
    assert "Bản của tôi</textarea>" in page


def test_a_finished_report_counts_and_is_taken_up_again(one, offices):
    client = browser(offices.officer)
    url = reverse("office:save_report", args=[one.uid])
    client.post(url, {"text": "Năm 2026", "version": 0, "finish": "1"})
    assert "Đã có 1/5 thành phần hồ sơ" in page_of(client, one)
    assert save(client, one, "Thêm", 2).status_code == 422

    client.post(reverse("office:go_on_writing", args=[one.uid]))

    assert AchievementReport.objects.get().finished_at is None
    assert "Năm 2026</textarea>" in report_page(client, one)


def test_an_empty_report_is_not_finished(one, offices):
    client = browser(offices.officer)

    page = text(client.post(reverse("office:save_report", args=[one.uid]), {"text": " ", "finish": "1"}), 422)

    assert "Báo cáo chưa có chữ nào." in page


def test_whoever_decides_reads_and_does_not_write(one, offices):
    save_report(nomination=one, text="Năm 2026, chị Hòa", version=0, by=offices.officer, at=AT)
    client = browser(offices.leader)

    page = report_page(client, one)

    assert "Năm 2026, chị Hòa" in page
    assert "<textarea" not in page
    assert save(client, one, "Khác").status_code == 409


def test_a_report_that_nobody_began_says_so(one, offices):
    assert "Chưa có chữ nào" in report_page(browser(offices.leader), one)
