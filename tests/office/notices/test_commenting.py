"""What the public writes: no sign-in, no script, no name; thanks after, words kept on refusal, so many an hour."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from tests.factories.notices import ask_public, make_family, make_family_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.rounds import move_to

from thidua.core import clock
from thidua.core.models import AuditEntry
from thidua.nominations.models import Comment, Notice
from thidua.office.notices.pace import MOST_AN_HOUR

pytestmark = pytest.mark.django_db
SAID = "Gia đình gương mẫu, tôi đồng ý"


@pytest.fixture(autouse=True)
def a_new_hour():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def row():
    return make_family(make_family_round(make_commune("Vũ Thư", under=make_unit("Hưng Yên"))))


@pytest.fixture
def notice(row):
    return ask_public(row.round, row)


@pytest.fixture
def public():
    return Client()


def send(client, notice, row, words=SAID, **more):
    address = reverse("office:send_comment", args=[notice.uid])
    given = {name: more.pop(name) for name in list(more) if name in {"REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"}}
    return client.post(address, {"ho_so": row.uid, "text": words, **more}, **given)


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_comment_comes_in_without_sign_in_and_thanks_are_said_after(public, notice, row):
    answered = send(public, notice, row)

    assert answered.status_code == 302
    assert "Cảm ơn, ý kiến đã đến cơ quan." in text(public.get(answered["Location"].partition("#")[0]))
    made = Comment.objects.get()
    assert (made.text, made.written_on, made.line.nomination) == (SAID, clock.today(), row)
    assert SAID not in text(public.get(reverse("portal:notice", args=[notice.uid])))


def test_nothing_of_who_wrote_is_kept_anywhere(public, notice, row, caplog):
    with caplog.at_level(logging.DEBUG):
        send(public, notice, row, REMOTE_ADDR="203.0.113.7")

    kept = str(list(Comment.objects.values())) + str(list(AuditEntry.objects.values())) + str(cache._cache)
    assert ("203.0.113.7" in kept, "203.0.113.7" in caplog.text, SAID in caplog.text) == (False, False, False)
    assert SAID not in str(list(AuditEntry.objects.values()))
    assert SAID not in str(cache._cache)


def test_a_comment_without_words_is_refused_at_its_form(public, notice, row):
    page = text(send(public, notice, row, " \n "), 422)

    assert "Chưa có chữ nào. Viết ý kiến rồi gửi lại." in page
    assert '<details class="asked__form no-print" open>' in page


def test_what_is_too_long_is_refused_and_the_words_stay(public, notice, row):
    words = "ă" * 2001

    page = text(send(public, notice, row, words), 422)

    assert words in page
    assert "Rút gọn lại." in page
    assert Comment.objects.count() == 0


def test_the_field_that_nobody_sees_stops_programs_and_a_person_presses_again(public, notice, row):
    page = text(send(public, notice, row, website="http://spam.example"), 422)
    again = send(public, notice, row)

    assert "Chưa gửi được. Bấm gửi lại một lần nữa." in page
    assert SAID in page
    assert "spam.example" not in page
    assert (again.status_code, Comment.objects.count()) == (302, 1)


def test_one_place_sends_so_many_an_hour_and_another_still_may(public, notice, row):
    for number in range(MOST_AN_HOUR):
        send(public, notice, row, f"Đồng ý {number}")

    refused = send(public, notice, row, "Thêm một ý kiến")
    elsewhere = send(public, notice, row, "Từ nơi khác", REMOTE_ADDR="203.0.113.7")

    page = text(refused, 422)
    assert "Từ mạng này đã gửi nhiều ý kiến. Chờ một giờ rồi gửi lại" in page
    assert "Thêm một ý kiến" in page
    assert (elsewhere.status_code, Comment.objects.count()) == (302, MOST_AN_HOUR + 1)


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(public, notice, row):
    for number in range(MOST_AN_HOUR):
        send(public, notice, row, f"Đồng ý {number}", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.7")

    refused = send(public, notice, row, "Thêm", HTTP_X_FORWARDED_FOR="198.51.100.99, 203.0.113.7")
    elsewhere = send(public, notice, row, "Khác", HTTP_X_FORWARDED_FOR="203.0.113.8")

    assert (refused.status_code, elsewhere.status_code) == (422, 302)


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_that_tells_no_addresses_nobody_is_kept_out(public, notice, row):
    answers = [send(public, notice, row, "Đồng ý") for _home in range(MOST_AN_HOUR + 1)]

    assert {answer.status_code for answer in answers} == {302}
    assert Comment.objects.count() == MOST_AN_HOUR + 1


def test_one_press_that_arrives_twice_is_one_comment_and_two_homes_with_the_same_words_are_two(public, notice, row):
    answers = [send(public, notice, row) for _press in range(2)]
    send(public, notice, row, REMOTE_ADDR="203.0.113.7")

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Comment.objects.count() == 2


def test_when_the_time_is_over_the_words_are_given_back_to_take_elsewhere(public, notice, row):
    Notice.objects.filter(pk=notice.pk).update(closed_at=clock.now())

    page = text(send(public, notice, row), 422)

    assert "đợt lấy ý kiến đã hết hạn" in page
    assert SAID in page
    assert Comment.objects.count() == 0


def test_a_nominee_that_left_this_step_takes_no_comment(public, notice, row):
    move_to(row, "returned")

    assert "hồ sơ này không còn lấy ý kiến" in text(send(public, notice, row), 422)


@pytest.mark.parametrize("about", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_comment_about_nobody_on_the_list_is_refused(public, notice, row, about):
    answered = public.post(reverse("office:send_comment", args=[notice.uid]), {"ho_so": about, "text": SAID})

    assert SAID in text(answered, 422)


def test_a_notice_that_is_not_there_or_not_open_yet_is_not_found(public, row):
    later = ask_public(row.round, row, opened_on=clock.today() + timedelta(days=1))

    assert send(public, later, row).status_code == 404
    assert send(public, row, row).status_code == 404


def test_who_opens_the_address_of_the_form_is_led_to_the_page(public, notice):
    answered = public.get(reverse("office:send_comment", args=[notice.uid]))

    assert answered["Location"] == reverse("portal:notice", args=[notice.uid])


def test_a_form_of_another_site_is_refused(notice, row):
    strict = Client(enforce_csrf_checks=True)

    assert send(strict, notice, row).status_code == 403
    assert Comment.objects.count() == 0
