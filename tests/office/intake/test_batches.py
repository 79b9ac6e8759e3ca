"""The pages of many files at once, as an officer meets them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_indicator
from tests.intake.test_batches import SOUND, a_zip

from thidua.intake.commands import start_batch
from thidua.intake.models import Batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    make_indicator()
    return make_unit("Sơn Bình")


@pytest.fixture
def officer_client(client, province):
    client.force_login(make_user(unit=province))
    return client


def send(client, content):
    return client.post(reverse("office:new_batch"), {"attached": SimpleUploadedFile("bai.zip", content)})


def test_a_zip_is_read_and_its_page_says_what_became_of_each_file(officer_client):
    answer = send(officer_client, a_zip(SOUND | {"ảnh.png": b"\x89PNG\r\n\x1a\n00"}))

    page = officer_client.get(answer["Location"]).content.decode()
    assert "Đã đọc 3/4 tệp" in page
    assert "1 tệp không đọc được" in page
    assert "Tệp là ảnh, không có chữ để đọc." in page
    assert page.count(reverse("office:documents")) > 1
    assert "hx-trigger" not in page.split("tien-do")[1].split(">")[0]


def test_what_is_no_zip_is_refused_beside_the_field(officer_client):
    answer = send(officer_client, b"Bai bao")

    assert answer.status_code == 422
    assert "Tệp không phải tệp nén ZIP." in answer.content.decode()


def test_nothing_chosen_says_so(officer_client):
    answer = officer_client.post(reverse("office:new_batch"))

    assert "Chưa chọn tệp." in answer.content.decode()


def test_the_page_asks_how_far_it_is_until_all_is_read(officer_client, province):
    batch = start_batch(unit=province, content=a_zip(SOUND), file_name="bai.zip", by=process_actor(province), at=AT)

    page = officer_client.get(reverse("office:batch", args=[batch.uid])).content.decode()
    part = officer_client.get(reverse("office:batch_progress", args=[batch.uid]))

    assert "Đang đọc: xong 0/3 tệp" in page
    assert reverse("office:batch_progress", args=[batch.uid]) in page
    assert (part.status_code, "Tiếp tục đọc" in part.content.decode()) == (200, True)
    officer_client.post(reverse("office:batch_go_on", args=[batch.uid]))
    assert Batch.objects.get().finished_at is not None
    assert officer_client.get(reverse("office:batch_progress", args=[batch.uid])).status_code == 286


def test_a_batch_of_another_province_is_not_there(officer_client):
    other = make_unit("Sông Lam")
    batch = start_batch(unit=other, content=a_zip(SOUND), file_name="bai.zip", by=process_actor(other), at=AT)

    for name in ("batch", "batch_progress"):
        assert officer_client.get(reverse(f"office:{name}", args=[batch.uid])).status_code == 404
    assert officer_client.post(reverse("office:batch_go_on", args=[batch.uid])).status_code == 404
