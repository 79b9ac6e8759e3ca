"""How the texts of a document name what it tells of: its day, its years, its conference, its title."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.conferences.choices import ConferenceKind
from thidua.intake.choices import Answer, FindingKind
from thidua.intake.rules.answers import offered
from thidua.intake.rules.proposals import (
    conference_name,
    day_of_document,
    main_concern,
    period_of,
    recipient_kind,
    years_of,
)
from thidua.intake.rules.reading import concern_title, document_title, title_of
from thidua.intake.rules.sums import count_of, is_divided, is_general

TODAY = date(2026, 11, 20)
YEARS = st.integers(1930, 2100)
MOVEMENT = {"category": "movement", "name": "Toàn dân bảo vệ an ninh Tổ quốc"}
DIRECTIVE = {"category": "directive", "name": "Chỉ thị số 07"}


@pytest.mark.parametrize(
    ("event", "published", "expected"),
    [
        ({"date": "2020-06-19"}, "2020-06-20", date(2020, 6, 19)),
        ({"date": "2018-11"}, "2020-06-20", date(2018, 11, 1)),
        ({"date": "XXXX-06-12"}, "2020-06-20", date(2020, 6, 20)),
        ({"date": None}, "2020-06", date(2020, 6, 1)),
        (None, "2020", date(2020, 1, 1)),
        ({"period": {"from": 2014, "to": 2019}}, "", date(2019, 12, 31)),
        ({"period": {"from": 2024, "to": 2029}}, "", TODAY),
        ({"period": {"from": 2014, "to": None}}, "", TODAY),
        ({}, "", TODAY),
        (None, "không rõ", TODAY),
    ],
)
def test_names_are_read_on_the_map_of_the_best_known_day(event, published, expected):
    assert day_of_document(event, published, TODAY) == expected


@given(first=YEARS, last=YEARS)
def test_two_different_years_are_written_with_a_dash_and_equal_ones_once(first, last):
    words = years_of({"from": first, "to": last})

    assert words == (str(first) if first == last else f"{first}–{last}")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"from": None, "to": 2019}, "đến 2019"),
        ({"from": None, "to": None}, ""),
        ({"from": None, "to": None, "text": "10 năm"}, "10 năm"),
        ({}, ""),
    ],
)
def test_an_open_period_is_written_with_its_open_end(period, words):
    assert years_of(period) == words


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ({}, "Hội nghị"),
        ({"name": "  "}, "Hội nghị"),
        ({"kind": ["so_ket"], "concerns": [DIRECTIVE]}, "Hội nghị sơ kết Chỉ thị số 07"),
        ({"kind": ["dai_hoi"]}, "Đại hội"),
        ({"kind": ["ky_niem", "bieu_duong"]}, "Lễ kỷ niệm biểu dương điển hình"),
        (
            {"kind": ["tong_ket"], "concerns": [DIRECTIVE, MOVEMENT], "period": {"from": 2014, "to": 2019}},
            "Hội nghị tổng kết phong trào Toàn dân bảo vệ an ninh Tổ quốc 2014–2019",
        ),
        ({"kind": ["trao_thuong"], "concerns": [{"category": "award_scheme", "name": "KOVA"}]},
         "Hội nghị trao thưởng giải KOVA"),
    ],
)  # fmt: skip
def test_a_conference_is_named_by_its_acts_its_concern_and_its_years(event, name):
    assert conference_name(event) == name


@given(kinds=st.lists(st.sampled_from([kind.value for kind in ConferenceKind]), unique=True))
def test_a_name_never_holds_two_blanks_or_ends_in_one(kinds):
    name = conference_name({"kind": kinds})

    assert (name, name[:1].isupper()) == (" ".join(name.split()), True)


@pytest.mark.parametrize(
    ("concerns", "expected"),
    [([], None), ([DIRECTIVE], DIRECTIVE), ([DIRECTIVE, MOVEMENT], MOVEMENT), ([MOVEMENT, DIRECTIVE], MOVEMENT)],
)
def test_a_movement_is_what_a_conference_is_about_before_anything_else(concerns, expected):
    assert main_concern({"concerns": concerns}) == expected


@given(first=YEARS, length=st.integers(0, 10), event_year=YEARS)
def test_own_years_are_never_replaced(first, length, event_year):
    own = {"from": first, "to": first + length}

    assert period_of(own, {"date": f"{event_year}-05-05", "period": {"from": event_year, "to": None}}) == own


@given(first=st.integers(2000, 2030), length=st.integers(1, 10))
def test_a_result_never_takes_years_that_begin_on_or_after_its_conference(first, length):
    event = {"date": f"{first}-06-05", "period": {"from": first, "to": first + length}}

    assert (period_of(None, event), period_of(None, event, status="target")) == (None, event["period"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công an phường Bồ Xuyên", "collective"),
        ("công an phường Bồ Xuyên", "collective"),
        ("Thôn An Nhân", "collective"),
        ("Trạm y tế xã Tân Hòa", "collective"),
        ("nhân dân và cán bộ xã An Ninh", "collective"),
        ("12 hộ dân", "collective"),
        ("Trần Văn Thử", "individual"),
        ("Lê Thị Ánh Mai", "individual"),
        ("Banh Văn Thử", "individual"),
    ],
)
def test_a_name_tells_a_body_from_a_person(name, kind):
    assert recipient_kind(name, {}) == kind


@pytest.mark.parametrize(
    ("printed", "parts", "title"),
    [
        ("Chỉ thị số 07/CT-BCA ngày 1/1", {"number": "07/CT-BCA"}, "Chỉ thị số 07/CT-BCA"),
        ("Nghị quyết 09", {"number": "10", "issuer": "Chính phủ"}, "Nghị quyết 09"),
        ("Kế hoạch  liên\ntịch", {}, "Kế hoạch liên tịch"),
        ("chương trình “Phòng, chống tội phạm”", {"name": "Phòng, chống tội phạm"},
         "chương trình “Phòng, chống tội phạm”"),
        ("Quy chế (kèm theo)", {}, "Quy chế"),
    ],
)  # fmt: skip
def test_a_document_is_called_by_number_and_issuer_or_by_its_name(printed, parts, title):
    assert document_title(printed, **parts) == title


@pytest.mark.parametrize(
    ("category", "title"),
    [("project", "Đề án “Làng an toàn”"), ("programme", "Làng an toàn"), ("directive", "Làng an toàn")],
)
def test_a_project_is_named_as_one(category, title):
    assert concern_title({"category": category, "name": "Làng an toàn"}) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("Ngắn thôi", "Ngắn thôi"),
        ("Trang chủ\nTổng kết phong trào thi đua toàn tỉnh năm 2016\nThân bài.",
         "Tổng kết phong trào thi đua toàn tỉnh năm 2016"),
        ("date: 2020-06-05 Hội nghị tổng kết phong trào thi đua\nThân bài.", "Hội nghị tổng kết phong trào thi đua"),
        ("Các tin khác có thể anh chị quan tâm:\nHội nghị tổng kết phong trào thi đua\n",
         "Hội nghị tổng kết phong trào thi đua"),
    ],
)  # fmt: skip
def test_the_headline_is_the_first_line_long_enough_to_be_one(text, title):
    assert title_of(text) == title


def test_furniture_of_the_page_is_never_the_headline():
    text = "Mười tin được đọc nhiều nhất hôm nay\nHội nghị tổng kết phong trào thi đua toàn tỉnh\n"

    assert title_of(text, [(0, 36)]) == "Hội nghị tổng kết phong trào thi đua toàn tỉnh"


def test_an_article_on_one_line_is_called_by_its_first_whole_words() -> None:
    title = title_of("Hội nghị tổng kết phong trào thi đua toàn tỉnh " * 20)

    assert title.endswith(" Hội nghị tổng…")
    assert len(title) == 296


@pytest.mark.parametrize("kind", [kind.value for kind in FindingKind])
def test_every_finding_has_answers_that_settle_it_and_none_twice(kind):
    answers = offered(kind)

    assert (len(set(answers)) == len(answers), bool(set(answers) - {Answer.LATER, Answer.ASK_PUBLISHER})) == (
        True,
        True,
    )


@given(collectives=st.integers(0, 10**6) | st.none(), individuals=st.integers(0, 10**6) | st.none(),
       total=st.integers(0, 10**6) | st.none())  # fmt: skip
def test_a_divided_award_counts_its_parts_and_an_undivided_one_its_total(collectives, individuals, total):
    value = {"collectives": collectives, "individuals": individuals, "total": total}
    parts = [count for count in (collectives, individuals) if count is not None]

    assert (is_divided(value), count_of(value)) == (bool(parts), sum(parts) if parts else total)


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ({"form": "khen thưởng"}, True),
        ({"form": "Tuyên dương", "authority": "Bộ Công an"}, True),
        ({"form": ""}, True),
        ({}, True),
        ({"form": "Bằng khen", "authority": "các cấp"}, True),
        ({"form": "Bằng khen", "authority": "Bộ Công an"}, False),
        ({"form": "Giấy khen"}, False),
    ],
)
def test_an_award_is_general_where_no_instrument_or_no_one_giver_is_named(award, expected):
    assert is_general(award) is expected
