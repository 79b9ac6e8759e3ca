"""The home page: work first, then targets, then what changed; and how a new office begins."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_document, make_figure, make_indicator, make_movement, make_review

from thidua.conferences.commands import add_direction
from thidua.core import clock
from thidua.core.actors import Role
from thidua.insights.changes import NEWS
from thidua.insights.work import WorkItem, WorkKind
from thidua.intake.models import Finding, ProposedFact
from thidua.movements.commands import add_aim, ensure_phase
from thidua.office.home.acts import ACTS
from thidua.office.home.rows import greeting, in_words, work_row
from thidua.people.models import User

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def ha(client, province):
    user = make_user(unit=province, username="ha.tt", address="chị")
    client.force_login(user)
    return user


def item(due=None, kind=WorkKind.FOLLOW_DIRECTION, **fields):
    return WorkItem(kind, "Nhân rộng mô hình", due_on=due, **fields)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ([], "hôm nay không có việc nào chờ"),
        ([None], "có một việc đang chờ"),
        ([TODAY + timedelta(days=3)] * 11, "có 11 việc đang chờ"),
        ([TODAY], "hôm nay có một việc phải xong"),
        ([TODAY - timedelta(days=1)] * 2, "hôm nay có hai việc đã quá hạn"),
        ([TODAY, TODAY - timedelta(days=1), None], "hôm nay có một việc phải xong và một việc đã quá hạn"),
    ],
)
def test_the_greeting_says_how_the_day_stands(due, said):
    assert greeting([item(day) for day in due], today=TODAY) == said


@pytest.mark.parametrize("kind", WorkKind)
def test_every_sort_of_work_has_its_words_and_leads_somewhere(kind):
    row = work_row(item(kind=kind, count=2, second=1))

    assert all((row.title, row.why, row.label, row.url))


def test_small_counts_are_words():
    assert [in_words(count) for count in (1, 10, 11, 1600)] == ["một", "mười", "11", "1.600"]


@pytest.mark.parametrize("act", ACTS)
def test_every_act_that_is_told_has_both_sentences(act):
    words = {"who": "Hà", "what": "bài", "count": "3"}

    assert ("Hà" in str(ACTS[act].one) % words, "3" in str(ACTS[act].many) % words) == (True, True)


def test_all_news_is_told():
    assert set(ACTS) == NEWS


def test_acts_that_are_told_are_acts_that_commands_record():
    from pathlib import Path

    import thidua

    sources = "".join(path.read_text(encoding="utf-8") for path in Path(thidua.__path__[0]).glob("*/commands*/**/*.py"))
    sources += "".join(path.read_text(encoding="utf-8") for path in Path(thidua.__path__[0]).glob("*/commands.py"))

    assert [act for act in ACTS if f'"{act}"' not in sources] == []


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/").url == "/dang-nhap/?next=%2F"


@pytest.mark.usefixtures("ha")
def test_the_page_greets_by_given_name_and_says_what_waits(client, province):
    make_document(province)
    review = make_review(province)
    add_direction(
        review=review,
        text="Nhân rộng mô hình",
        owner="Công an tỉnh",
        due_on=clock.today(),
        by=process_actor(province),
        at=AT,
    )

    page = client.get("/").text

    assert "Chào chị Hà, hôm nay có một việc phải xong" in page
    assert "Chủ trì: Công an tỉnh" in page


@pytest.mark.usefixtures("ha")
def test_texts_are_shown_at_a_glance(client, province):
    document = make_document(province)
    ProposedFact.objects.create(
        document=document, kind="figure", number=1, start=0, end=4, rule="r", confidence_percent=90, created_at=AT
    )
    Finding.objects.create(document=document, kind="sum", key="k", message="103 + 94 khác 207", created_at=AT)
    make_document(province, "Bài khác.", title="Bài khác")

    page = client.get("/").text

    assert (
        "1/2 bài đã xem hết." in page,
        "1 bài có chỗ cần xét." in page,
        "Xem lại bài “Sơ kết phong trào”" in page,
    ) == (
        True,
        True,
        True,
    )


@pytest.mark.usefixtures("ha")
def test_a_target_stands_with_its_number_and_the_gap_in_units(client, province):
    movement = make_movement(province)
    by = process_actor(province)
    phase = ensure_phase(movement=movement, first_year=2014, last_year=2019, by=by, at=AT)
    add_aim(
        phase=phase, kind="target", text="Mô hình của hội viên", indicator=make_indicator(), value=2500, by=by, at=AT
    )
    make_figure(province, 2087, movement=movement)

    page = client.get("/").text

    assert ("2.087" in page, "Chỉ tiêu 2.500" in page, "Thiếu 413" in page) == (True, True, True)


@pytest.mark.usefixtures("ha")
def test_nothing_of_another_province_is_on_the_page(client, province):
    foreign = make_unit("Hải Phòng")
    make_document(province)
    make_document(foreign, "Bài riêng.", title="Bài của nơi khác")
    review = make_review(foreign)
    add_direction(
        review=review, text="Chỉ đạo của nơi khác", owner="A", due_on=clock.today(), by=process_actor(foreign), at=AT
    )

    page = client.get("/").text

    assert ("nơi khác" in page, "1 bài" in page or "/1 bài" in page) == (False, True)


def test_what_others_did_since_the_last_visit_is_told(client, province, ha):
    User.objects.filter(pk=ha.pk).update(seen_until=AT - timedelta(days=1))
    make_document(make_commune(under=province))

    page = client.get("/").text

    assert "Người thử đưa vào bài “Sơ kết phong trào”." in page


@pytest.mark.usefixtures("ha")
def test_an_officer_of_a_new_office_sees_where_work_will_appear(client):
    page = client.get("/").text

    assert ("Chưa đọc bài nào" in page, "Ba bước để bắt đầu" in page) == (True, False)


class TestBeginning:
    @pytest.fixture(autouse=True)
    def _administrator(self, client, province):
        client.force_login(make_user(Role.ADMINISTRATOR, unit=province))

    def test_the_first_step_is_the_list_of_units(self, client):
        page = client.get("/").text

        assert ("Ba bước để bắt đầu" in page, "thidua units load" in page) == (True, True)

    def test_then_people_then_a_movement(self, client, province):
        make_commune(under=province)
        people = client.get("/").context["steps"]
        make_user(unit=province)
        movement = client.get("/").context["steps"]

        assert [[step.state for step in steps] for steps in (people, movement)] == [
            ["done", "now", "later"],
            ["done", "done", "now"],
        ]

    def test_what_is_never_held_is_said_from_the_first_day(self, client):
        assert "Phần mềm này không lưu" in client.get("/").text

    def test_with_the_first_text_the_beginning_is_over(self, client, province):
        make_document(province)

        assert "Ba bước để bắt đầu" not in client.get("/").text


@pytest.mark.usefixtures("ha")
def test_more_work_asks_no_more_queries(client, province):
    make_document(province, "Bài 0.", title="Bài 0")
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(1, 4):
        make_document(province, f"Bài {number}.", title=f"Bài {number}")

    with CaptureQueriesContext(connection) as many:
        client.get("/")

    assert len(many) == len(few)
