"""Opinions of other bodies on the page of a nomination: asked, answered with a letter, late, taken back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.rounds import make_nomination, make_round, move_to
from tests.factories.scans import png

from thidua.core import clock
from thidua.core.actors import Role
from thidua.nominations.commands.opinions import take_back_question
from thidua.nominations.models import Opinion
from thidua.people.queries import actor_of

pytestmark = pytest.mark.django_db
BODY = "Bảo hiểm xã hội tỉnh"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def round_(province):
    return make_round(province)


@pytest.fixture
def one(round_, commune):
    return move_to(make_nomination(round_, unit=commune), "appraisal")


@pytest.fixture
def appraiser(province):
    return signed_in(province)


def signed_in(unit, role=Role.OFFICER):
    client = Client()
    client.user = make_user(role, unit=unit)
    client.force_login(client.user)
    return client


def asked(one, *, late=0, body=BODY, **fields):
    """A question whose day was so many days ago, or is to come."""
    due_on = clock.today() - timedelta(days=late) if late else clock.today() + timedelta(days=5)
    begun = min(due_on, clock.today()) - timedelta(days=10)
    return Opinion.objects.create(
        nomination=one,
        body=body,
        asked_on=begun,
        due_on=due_on,
        asked_by="Trần Thu Hà",
        created_at=clock.now(),
        **fields,
    )


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def page_of(client, one):
    return text(client.get(reverse("office:nomination", args=[one.uid])))


def written(day):
    return f"{day:%d/%m/%Y}"


def ask(client, one, **typed):
    today = clock.today()
    stated = {"body": BODY, "asked_on": written(today), "due_on": written(today + timedelta(days=7)), **typed}
    return client.post(reverse("office:ask_opinion", args=[one.uid]), stated)


def answer(client, it, **typed):
    stated = {"answer": "agree", "answered_on": written(clock.today()), "ho_so": it.nomination.uid, **typed}
    return client.post(reverse("office:answer_opinion", args=[it.uid]), stated)


def test_the_appraiser_asks_a_body_and_the_day_is_filled_in(appraiser, one):
    assert "Chưa hỏi cơ quan nào" in page_of(appraiser, one)
    assert f'value="{written(clock.today())}"' in page_of(appraiser, one)

    answered = ask(appraiser, one)

    assert answered.status_code == 302
    assert (Opinion.objects.get().body, Opinion.objects.get().asked_on) == (BODY, clock.today())
    page = page_of(appraiser, one)
    assert (BODY in page, "Còn 7 ngày" in page) == (True, True)


def test_asking_the_same_body_twice_is_refused_and_nothing_typed_is_lost(appraiser, one):
    ask(appraiser, one)

    page = text(ask(appraiser, one), 422)

    assert "Đã hỏi Bảo hiểm xã hội tỉnh về hồ sơ" in page
    assert f'value="{BODY}"' in page
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"body": " "}, "Ghi cơ quan được hỏi ý kiến."),
        ({"due_on": "mai"}, "Ghi ngày như 05/06/2020."),
        ({"due_on": "01/01/2020"}, "Hạn trả lời phải từ ngày hỏi trở đi."),
        ({"asked_on": "01/01/2999"}, "Ngày hỏi chưa tới."),
    ],
)
def test_a_question_that_cannot_be_is_refused_at_its_field(appraiser, one, typed, said):
    assert said in text(ask(appraiser, one, **typed), 422)
    assert Opinion.objects.count() == 0


def test_late_is_said_in_red_words_with_how_many_days_and_an_answer_ends_it(appraiser, one):
    it = asked(one, late=3)

    page = page_of(appraiser, one)
    answer(appraiser, it)

    assert '<span class="alarm-text strong">Quá hạn 3 ngày</span>' in page
    assert "1 nơi quá hạn" in page
    assert "Quá hạn" not in page_of(appraiser, one)


def test_an_answer_is_written_with_its_words_and_its_letter_and_whoever_may_see_downloads_it(appraiser, one, commune):
    it = asked(one)
    file = SimpleUploadedFile("Công văn.png", png())

    answer(appraiser, it, answer="other", text="Đề nghị bổ sung xác nhận", file=file)

    page = page_of(signed_in(commune), one)
    letter = signed_in(commune).get(reverse("office:opinion_letter", args=[it.uid]))
    assert "Ý kiến khác" in page
    assert "Đề nghị bổ sung xác nhận" in page
    assert letter["Content-Type"] == "image/png"
    assert "Ghi trả lời" not in page


def test_a_letter_of_a_wrong_kind_is_refused_by_its_content_and_the_words_stay(appraiser, one):
    it = asked(one)
    file = SimpleUploadedFile("cong-van.pdf", b"MZ\x90\x00 not a document")

    page = text(answer(appraiser, it, answer="other", text="Còn thiếu xác nhận", file=file), 422)

    it.refresh_from_db()
    assert it.answer == ""
    assert "Còn thiếu xác nhận</textarea>" in page
    assert "field__error" in page or "errorlist" in page


def test_who_answers_second_is_told_and_keeps_the_words(appraiser, one):
    it = asked(one)
    answer(appraiser, it)

    page = text(answer(appraiser, it, answer="other", text="Không rõ thời gian"), 422)

    assert "đã trả lời. Rút trả lời trước" in page
    assert "Không rõ thời gian</textarea>" in page


def test_a_question_that_a_colleague_took_back_meanwhile_says_so(appraiser, one):
    it = asked(one)
    take_back_question(opinion=it, by=actor_of(appraiser.user, on=clock.today()), at=clock.now())

    page = text(answer(appraiser, it), 409)

    assert "đã được rút. Tải lại trang." in page


def test_an_answer_and_then_the_question_are_taken_back(appraiser, one):
    it = asked(one)
    answer(appraiser, it)

    refused = appraiser.post(reverse("office:withdraw_opinion", args=[it.uid]))
    appraiser.post(reverse("office:take_opinion_back", args=[it.uid]))
    appraiser.post(reverse("office:withdraw_opinion", args=[it.uid]))

    assert "đã trả lời. Rút trả lời trước" in text(refused, 409)
    assert Opinion.objects.count() == 0


def test_the_unit_that_proposes_sees_and_writes_nothing(commune, one):
    it = asked(one)
    below = signed_in(commune)

    page = page_of(below, one)
    refused = answer(below, it)

    assert BODY in page
    assert "Hỏi ý kiến" not in page
    assert "Chỉ người của tỉnh Hưng Yên làm được việc này." in text(refused, 422)


def test_people_of_another_province_find_nothing(one):
    it, stranger = asked(one), signed_in(make_unit("Hải Phòng"))

    assert stranger.get(reverse("office:opinion_letter", args=[it.uid])).status_code == 404
    assert answer(stranger, it).status_code == 404
    assert ask(stranger, one).status_code == 404


def test_one_letter_asks_about_many_nominations_or_about_none(appraiser, one, round_, commune):
    other = move_to(make_nomination(round_, unit=commune), "council")
    address, chosen = reverse("office:ask_opinions"), {"hs": [one.uid, other.uid]}
    today = clock.today()
    typed = {**chosen, "confirmed": "1", "body": BODY, "asked_on": written(today), "due_on": written(today)}

    form = text(appraiser.post(address, chosen))
    answered = appraiser.post(address, typed, follow=True)
    twice = appraiser.post(address, {**typed, "hs": [one.uid, other.uid]})

    assert "về 2 hồ sơ" in form
    assert "Đã ghi: hỏi Bảo hiểm xã hội tỉnh về 2 hồ sơ." in text(answered)
    assert f"về hồ sơ {one.code}" in text(twice, 422)
    assert Opinion.objects.count() == 2


def test_all_pages_of_a_list_are_those_that_lie_with_the_unit(appraiser, one, round_, commune):
    draft = make_nomination(round_, unit=commune)

    form = text(appraiser.post(reverse("office:ask_opinions"), {"all": "1", "query": f"dot={round_.uid}"}))

    assert (one.code in form, draft.code in form) == (True, False)


def test_nothing_ticked_is_refused_with_what_to_do(appraiser):
    assert "Chưa chọn hồ sơ nào." in text(appraiser.post(reverse("office:ask_opinions")), 409)


def test_late_bodies_are_work_on_the_home_page_and_lead_to_their_nominations(appraiser, one, round_, commune):
    asked(one, late=4)
    asked(move_to(make_nomination(round_, unit=commune), "appraisal"))

    home = text(appraiser.get(reverse("office:home")))
    listed = appraiser.get(reverse("office:nominations"), {"dot": round_.uid, "xem": "qua-han-y-kien"})

    assert "Nhắc 1 nơi chưa trả lời ý kiến" in home
    assert [row.nomination.pk for row in listed.context["rows"]] == [one.pk]
    assert "1 ý kiến quá hạn" in text(listed)


def test_a_page_takes_as_many_statements_for_thirty_questions_as_for_three(appraiser, one):
    page_of(appraiser, one)
    counts = []
    for number in (3, 30):
        for place in range(number):
            asked(one, body=f"Cơ quan {number}.{place}")
        with CaptureQueriesContext(connection) as statements:
            page_of(appraiser, one)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_the_list_takes_as_many_statements_for_thirty_nominations_as_for_three(appraiser, round_, commune):
    appraiser.get(reverse("office:nominations"))
    counts = []
    for number in (3, 27):
        for _place in range(number):
            asked(move_to(make_nomination(round_, unit=commune), "appraisal"), late=2)
        with CaptureQueriesContext(connection) as statements:
            appraiser.get(reverse("office:nominations"))
        counts.append(len(statements))

    assert counts[0] == counts[1]
