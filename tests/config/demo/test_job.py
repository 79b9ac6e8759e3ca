"""The main job on a small country: into which unit a text goes, what is accepted, what is left, the same twice."""

import json
from datetime import date

import pytest
from django.db import transaction
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW

from thidua.config.demo.job import LeftOut, Summary, run, unit_of
from thidua.config.demo.stage import print_summary
from thidua.intake.models import ProposedFact
from thidua.organisations.choices import Level, SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, record_succession
from thidua.sources.models import Document

JULY = date(2025, 7, 1)
NO_CONFERENCE = "Tin trong tỉnh hôm nay\n\nTừ đầu năm 2019, tỉnh Thanh Hóa hòa giải thành 2.822 vụ mâu thuẫn."
db = pytest.mark.django_db


@pytest.fixture
def country(db):
    """Việt Nam with Thanh Hóa, which stayed, and Thái Bình, which became Hưng Yên."""
    make_indicator()
    top = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    make_unit("Thanh Hóa", under=top)
    make_unit("Sơn Bình", under=top)
    old = make_unit("Thái Bình", under=top, until=JULY)
    new = make_unit("Hưng Yên", under=top, since=JULY)
    record_succession(predecessor=old, heirs=[Heir(new)], on=JULY, by=process_actor(), at=AT)
    return top


@pytest.fixture
def job(country, tmp_path):
    """Do the main job on texts given by file name: ``job({"a.txt": "…"})``."""

    def do(texts):
        articles = tmp_path / "bai"
        articles.mkdir(exist_ok=True)
        for name, content in texts.items():
            (articles / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        steps = []
        by = make_actor(unit=country, username="ha.tt", full_name="Trần Thu Hà")
        summary = run(articles, tmp_path / "ra", by=by, approver=by, at=AT, progress=lambda *step: steps.append(step))
        return summary, steps

    return do


@pytest.mark.parametrize(
    ("text", "published", "unit"),
    [
        ("Ngày 12/11/2019, UBND tỉnh Thanh Hóa tổ chức Hội nghị tổng kết phong trào.", None, "Thanh Hóa"),
        ("Ngày 12/11/2019, UBND tỉnh Thái Bình tổ chức Hội nghị tổng kết phong trào.", None, "Hưng Yên"),
        ("Tỉnh Thái Bình duy trì 5 mô hình. Thái Bình có 3 xã.", "2019-11-12", "Hưng Yên"),
        ("Thanh Hóa và Sơn Bình cùng dự.", "2019-11-12", "Việt Nam"),
        ("Cả nước có 5 mô hình.", None, "Việt Nam"),
        ("Cả nước có 5 mô hình.", "không rõ", "Việt Nam"),
    ],
)
def test_a_text_goes_to_the_heir_of_whom_it_tells_of_else_to_the_country(country, text, published, unit):
    assert unit_of(text, published, today=TODAY).name == unit


def test_a_province_that_was_split_is_nobodys_alone(country):
    old = make_unit("Hà Tây", under=country, until=JULY)
    heirs = [make_unit(name, under=country, since=JULY) for name in ("Hà Đông", "Sơn Tây")]
    record_succession(
        predecessor=old, heirs=[Heir(each, SuccessionKind.PART) for each in heirs], on=JULY, by=process_actor(), at=AT
    )

    assert unit_of("Tỉnh Hà Tây có 5 mô hình.", "2019-11-12", today=TODAY) == country


def test_what_was_found_is_what_stands_in_the_database(job):
    summary, _steps = job({"a.txt": NO_CONFERENCE})
    facts = ProposedFact.objects.all()

    assert (summary.documents, sum(summary.facts.values())) == (Document.objects.count(), facts.count())
    assert sum(summary.accepted.values()) == facts.filter(state="accepted").count()
    assert len(summary.in_question) == facts.filter(state="waiting").count()


def test_the_steps_are_told_from_the_first_to_the_last_of_each(job):
    _summary, steps = job({"a.txt": NO_CONFERENCE, "b.txt": NO_CONFERENCE + " Hết."})

    assert steps == [
        ("Đọc bài", 1, 2),
        ("Đọc bài", 2, 2),
        ("Nhận dữ kiện đạt kiểm tra", 1, 2),
        ("Nhận dữ kiện đạt kiểm tra", 2, 2),
    ]


@pytest.mark.parametrize(
    ("name", "content"), [("rong.txt", b""), ("nhi-phan.txt", bytes(range(256)) * 8), ("hong.docx", b"PK\x03\x04abc")]
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_still_read(job, name, content):
    summary, _steps = job({name: content, "a.txt": NO_CONFERENCE})

    assert (summary.documents, [line.split(":")[0] for line in summary.unread]) == (1, [name])


def test_the_same_text_under_two_names_is_read_once(job):
    summary, _steps = job({"a.txt": NO_CONFERENCE, "b.txt": NO_CONFERENCE})

    assert (summary.documents, len(summary.unread), summary.unread[0][:5]) == (1, 1, "b.txt")


def test_files_of_other_kinds_are_passed_over(job):
    summary, _steps = job({"README.md": "# Bài mẫu", "anh.jpg": b"\xff\xd8"})

    assert summary.as_json() == Summary().as_json()


def test_without_a_conference_there_is_no_pack(job):
    summary, _steps = job({"a.txt": NO_CONFERENCE})

    assert summary.files == []


def test_a_second_run_gives_the_same_down_to_the_bytes_of_the_pack(job):
    outcomes = []
    for _run in range(2):
        with transaction.atomic():
            summary, _steps = job({"001.txt": REVIEW})
            outcomes.append((summary.as_json(), {path.name: path.read_bytes() for path in summary.files}))
            transaction.set_rollback(True)
    (first, files), (second, _again) = outcomes

    assert first == second
    assert outcomes[0][1] == outcomes[1][1]
    assert sorted(name.rpartition(".")[2] for name in files) == ["docx", "docx", "pdf", "pdf"]
    assert (first["documents"], first["unread"]) == (1, [])
    assert (
        first["accepted"]
        == sum(first["accepted_by_kind"].values())
        == sum(first["facts"].values()) - len(first["in_question"])
    )
    assert all(left["because"] for left in first["in_question"])
    assert all(left["quote"] in " ".join(REVIEW.split()) for left in first["in_question"])


def summary_of(**fields):
    summary = Summary(**fields)
    summary.facts.update({"figure": 3, "award": 1})
    summary.accepted.update({"figure": 2})
    return summary


def test_the_summary_is_plain_json_with_its_kinds_in_order():
    left = LeftOut("Bài", "Cờ thi đua", "3 cá nhân", "Trái quy định")
    summary = summary_of(documents=2, in_question=[left], unread=["a.txt: trống"])
    told = json.loads(json.dumps(summary.as_json()))

    assert list(told) == ["documents", "facts", "accepted", "accepted_by_kind", "in_question", "unread", "files"]
    assert (told["facts"], told["accepted"]) == ({"award": 1, "figure": 3}, 2)
    assert told["in_question"] == [
        {"document": "Bài", "fact": "Cờ thi đua", "quote": "3 cá nhân", "because": "Trái quy định"}
    ]


def test_the_summary_is_printed_with_what_was_left_and_why(capsys):
    left = LeftOut("Bài", "Cờ thi đua", "3 [cá] nhân", "Trái quy định")
    print_summary(summary_of(documents=2, in_question=[left], unread=["a.txt: trống"]))
    printed = capsys.readouterr().out

    assert [words in printed for words in ("Đã đọc 2 bài", "3 [cá] nhân", "Trái quy định", "a.txt: trống")] == [
        True
    ] * 4
