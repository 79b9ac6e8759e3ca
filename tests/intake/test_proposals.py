"""What a fact will be in the registry, as far as the text alone decides."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.intake.rules import proposals, values
from thidua.intake.rules.reading import concern_title, read_text, title_of

REVIEW = {"date": "2019-11-05", "period": {"from": 2014, "to": 2019}}
OPENING = {"date": "2020-06-05", "period": {"from": 2020, "to": 2025}}
FIVE_YEARS = {"from": None, "to": None, "text": "5 năm"}


def test_its_own_years_come_before_those_of_the_conference():
    own = {"from": 2011, "to": 2015}

    assert proposals.period_of(own, REVIEW) == own


@pytest.mark.parametrize(
    ("own", "event", "status", "expected"),
    [
        (None, REVIEW, "achieved", REVIEW["period"]),
        (FIVE_YEARS, REVIEW, "achieved", REVIEW["period"]),
        ({**FIVE_YEARS, "text": "10 năm"}, REVIEW, "achieved", {**FIVE_YEARS, "text": "10 năm"}),
        (FIVE_YEARS, OPENING, "achieved", FIVE_YEARS),
        (None, OPENING, "target", OPENING["period"]),
        (None, None, "achieved", None),
        (None, {"period": {"from": 2014, "to": 2019}}, "achieved", {"from": 2014, "to": 2019}),
    ],
)
def test_the_years_of_the_conference_serve_where_they_can_be_meant(own, event, status, expected):
    assert proposals.period_of(own, event, status=status) == expected


def test_the_main_event_is_the_one_marked_so_else_the_first():
    told = [("person", {}), ("event", {}), ("event", {"main": True})]

    assert proposals.main_event(told) == 2
    assert proposals.main_event(told[:2]) == 1
    assert proposals.main_event([("figure", {})]) is None


def test_one_sentence_that_reviews_one_movement_and_launches_another_dates_only_the_first():
    concerns = [{"category": "movement", "name": "Vì an ninh Tổ quốc"}, {"category": "movement", "name": "Sáng tạo"}]

    assert proposals.phased_concerns({"kind": ["bieu_duong", "phat_dong"], "concerns": concerns}) == concerns[:1]
    assert proposals.phased_concerns({"kind": ["bieu_duong"], "concerns": concerns}) == concerns


@pytest.mark.parametrize(
    ("award", "is_given"),
    [
        ({"form": "Bằng khen", "authority": "Bộ Công an"}, True),
        ({"form": "Bằng khen", "authority": "Bộ Công an", "period": {"from": 2016, "to": 2016}}, True),
        ({"form": "khen thưởng", "authority": "các cấp", "period": {"from": 2016, "to": 2016}}, False),
        ({"form": "danh hiệu An toàn về ANTT", "authority": "UBND tỉnh", "period": {"from": 2011, "to": 2015}}, False),
        ({"form": "Bằng khen", "authority": "Bộ Công an", "status": "planned"}, False),
    ],
)
def test_only_what_was_given_there_goes_on_the_stage(award, is_given):
    assert proposals.is_given_at(award, {"period": {"from": 2016, "to": 2016}}) is is_given


def test_the_counts_of_an_award_tell_what_its_recipients_are_before_their_names_do():
    assert proposals.recipient_kind("Nguyễn Văn An", {"collectives": 1}) == "collective"
    assert proposals.recipient_kind("Trường THPT Lê Quý Đôn", {}) == "collective"
    assert proposals.recipient_kind("Lê Thị Mai", {"collectives": 1, "individuals": 1}) == "individual"


def test_a_conference_without_a_name_is_named_by_what_it_did():
    assert proposals.conference_name({"kind": ["ngay_hoi"]}) == "Ngày hội"
    assert proposals.conference_name({"name": "Hội nghị Diên Hồng", "kind": ["so_ket"]}) == "Hội nghị Diên Hồng"


@given(st.integers(1930, 2100), st.integers(1930, 2100))
def test_a_correction_never_lets_a_period_end_before_it_begins(first, last):
    changes = {"period": {"from": first, "to": last}}

    if last < first:
        with pytest.raises(Refused, match="kết thúc trước khi bắt đầu"):
            values.corrected("figure", {"value": 1}, changes)
    else:
        assert values.corrected("figure", {"value": 1}, changes)["period"] == changes["period"]


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("figure", {"value": None}, "không được để trống"),
        ("figure", {"value": -3}, "số đếm không âm"),
        ("figure", {"value": 9, "value_max": 4}, "nhỏ hơn số trước"),
        ("figure", {"period": {"from": 19, "to": None}}, "bốn chữ số"),
        ("person", {"name": ""}, "không được để trống"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(kind, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        values.corrected(kind, {"value": 5, "name": "An"}, changes)


def test_a_field_of_another_kind_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        values.corrected("person", {"name": "An"}, {"individuals": 3})


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("figure", {"value": 100, "unit": "%"}, "100%"),
        ("award", {"form": "Cờ thi đua", "recipients": []}, "Cờ thi đua"),
        ("person", {"name": "Trần Thu Hà"}, "Trần Thu Hà"),
        ("target", {"value": 9, "unit": "nhiệm vụ"}, "9 nhiệm vụ"),
        ("document", {"title": "Chỉ thị số 07"}, "Chỉ thị số 07"),
        ("direction", {"text": "Nhân rộng mô hình"}, "Nhân rộng mô hình"),
    ],
)
def test_every_kind_of_fact_has_its_few_words(kind, value, words):
    assert values.short(kind, value) == words


def test_two_versions_are_shown_in_words():
    value = {"period": {"from": 2014, "to": 2019}, "value": 1600, "position": ["Giám đốc"], "concerns": [{"name": "A"}]}

    assert values.in_words(value) == {
        "period": "2014–2019",
        "value": "1.600",
        "position": "Giám đốc",
        "concerns": "A",
    }


def test_a_document_cited_twice_is_one_fact_and_a_reporter_gives_no_directions():
    text = (
        "Sơ kết phong trào toàn dân bảo vệ an ninh Tổ quốc\n"
        "Sáng 5/11/2019, Công an tỉnh Thái Bình tổ chức hội nghị sơ kết thực hiện Chỉ thị số 07 của Bộ Công an.\n"
        "Đại tá Lê Văn Mẫu, Giám đốc Công an tỉnh, đề nghị các đơn vị tiếp tục thực hiện nghiêm Chỉ thị số 07.\n"
    )

    facts = read_text(text).facts

    documents = [fact for fact in facts if fact.kind == "document"]
    assert [fact.value["title"] for fact in documents] == ["Chỉ thị số 07 của Bộ Công an"]
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert concern_title({"category": "project", "name": "Làng an toàn (ANTT)"}) == "Đề án “Làng an toàn”"


def test_the_headline_is_found_under_the_menu_of_a_page():
    assert title_of("Tìm kiếm\nTin tức\nBộ Công an:\n\nBiểu dương 197 tập thể, cá nhân điển hình\n") == (
        "Biểu dương 197 tập thể, cá nhân điển hình"
    )
    assert title_of(" date 2020-06 Nhân rộng điển hình tiên tiến trong phong trào\nSáng 19-6") == (
        "Nhân rộng điển hình tiên tiến trong phong trào"
    )


def test_the_day_of_a_text_without_any_is_the_end_of_its_period():
    assert proposals.day_of_document({"period": {"from": 2014, "to": 2019}}, "", date(2026, 1, 1)) == date(2019, 12, 31)
