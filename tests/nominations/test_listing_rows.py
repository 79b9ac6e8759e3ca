"""Rows of a list of nominees: what each says, every cell that cannot be taken, whom it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.catalogue import award_form
from thidua.law.record import Rating
from thidua.nominations.rules.listing.headers import columns_of, propose
from thidua.nominations.rules.listing.placing import Candidate, LineOutcome, place_rows
from thidua.nominations.rules.listing.reading import About, NomineeReader
from thidua.reports.rules.sheet import Mark

TODAY = date(2026, 11, 20)
HEADERS = (
    "Họ và tên",
    "Năm sinh",
    "Chức vụ",
    "Đơn vị công tác",
    "Danh hiệu, hình thức",
    "Thành tích",
    "Từ ngày",
    "Đến ngày",
    "Xếp loại 2025",
    "Sáng kiến",
)
WHO = ("Lê Thị Hòa", 1975, "Giáo viên", "Trường THPT An Bình")
HOA = (*WHO, "Giấy khen", "Dạy giỏi", "01/01/2026", "30/6/2026", "HTT", "")
CODES = ("giay_khen", "bang_khen_bo_tinh")
NAMES = ", ".join(award_form(code).name for code in CODES)
RATINGS = "hoàn thành xuất sắc, hoàn thành tốt, hoàn thành hoặc không hoàn thành"
AUTHORITY = "Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên"


def read(*rows, headers=HEADERS, codes=CODES, whole=None, marks=None):
    """What rows below headers say."""
    parts = [each.part for each in propose(headers, {})]
    about = About(codes=codes, year=2026, today=TODAY, authority=AUTHORITY, whole=whole or {})
    said_of_award = {"form": codes[0]} if len(codes) == 1 else {}
    reader = NomineeReader(columns_of(parts, headers, {**said_of_award, **(whole or {})}, year=2026), about)
    return [reader.read(row, number, marks or {}) for number, row in enumerate(rows, start=2)]


def sentences(faults):
    return [each.message % each.values for each in faults]


def changed(**cells):
    names = ("name", "birth", "title", "body", "award", "achievement", "since", "until", "rating", "innovations")
    return tuple(cells.get(name, value) for name, value in zip(names, HOA, strict=True))


def test_a_row_says_who_is_nominated_for_what_and_why():
    (row,) = read(HOA)

    assert (row.base.kind, row.base.name, row.base.birth_year) == ("individual", "Lê Thị Hòa", 1975)
    assert (row.post, row.award_code, row.award_name) == ("Giáo viên, Trường THPT An Bình", "giay_khen", "Giấy khen")
    assert (row.achievement, row.since, row.until) == ("Dạy giỏi", date(2026, 1, 1), date(2026, 6, 30))
    assert (row.ratings, row.innovations) == (((2025, Rating.GOOD),), ())


def test_the_authority_of_the_round_tells_one_bang_khen_from_another():
    (row,) = read(changed(award="Bằng khen"))

    assert row.award_code == "bang_khen_bo_tinh"


def test_a_round_with_one_award_needs_no_column_for_it():
    (row,) = read(("Lê Thị Hòa", 1975), headers=("Họ và tên", "Năm sinh"), codes=("giay_khen",))

    assert row.award_code == "giay_khen"


def test_an_award_said_of_the_whole_list_is_taken_where_the_cell_is_empty():
    (row,) = read(changed(award=""), whole={"form": "bang_khen_bo_tinh"})

    assert row.award_code == "bang_khen_bo_tinh"


def test_headings_between_the_rows_say_who_follows_and_sums_are_passed_over():
    team = ("Tổ tự quản số 1", "", "", "", "Giấy khen", "", "", "", "", "")

    said = read(("I. Tập thể", *[""] * 9), team, ("II. Cá nhân", *[""] * 9), HOA, ("Tổng cộng: 2", *[""] * 9))

    assert [each and each.base.kind for each in said] == [None, "collective", None, "individual", None]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"name": ""}, ["Ô A2: chưa có tên. Ghi họ tên, tên tập thể hoặc chủ hộ."]),
        ({"award": "Cờ"}, [f"Ô E2: “Cờ” không phải danh hiệu, hình thức của đợt này. Chọn: {NAMES}."]),
        ({"until": "01/01/2025"}, ["Ô H2: ngày cuối trước ngày đầu. Kiểm tra lại hai ngày."]),
        (
            {"birth": "mười", "award": "Cờ", "rating": "Khá"},
            [
                "Ô B2: “mười” không phải là năm sinh. Ghi bốn chữ số, như 1968; không biết thì để trống.",
                f"Ô E2: “Cờ” không phải danh hiệu, hình thức của đợt này. Chọn: {NAMES}.",
                f"Ô I2: “Khá” không phải là xếp loại. Ghi {RATINGS}.",
            ],
        ),
    ],
)
def test_every_cell_that_cannot_be_taken_is_told_with_its_place_and_what_to_do(cells, told):
    (faults,) = read(changed(**cells))

    assert sentences(faults) == told


@pytest.mark.parametrize(("column", "place"), [(0, "A2"), (5, "F2"), (8, "I2")])
def test_a_formula_without_a_result_is_refused_in_every_column(column, place):
    (faults,) = read(HOA, marks={(2, column): Mark.UNCOMPUTED})

    assert [each.place for each in faults] == [place]


@given(st.lists(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.dates(), st.none()), max_size=12))
def test_whatever_stands_in_a_row_it_is_read_or_told_and_never_breaks(cells):
    (said,) = read(cells)

    assert said is None or isinstance(said, list) or said.award_code in CODES
    assert not isinstance(said, list) or all(sentences(said))


def placed(*rows, candidates=(), chosen=None, standing=()):
    """Whom rows mean."""
    told = [row for row in read(*rows) if row is not None]
    found = [tuple(candidates)] * len(told)
    return place_rows(told, found, chosen or {}, set(standing))


SURE, MAYBE = Candidate(7, 900, is_sure=True), Candidate(8, 500, is_sure=False)


@pytest.mark.parametrize(
    ("candidates", "outcome", "holder"),
    [
        ((), LineOutcome.NEW, None),
        ((SURE,), LineOutcome.KNOWN, 7),
        ((SURE, MAYBE), LineOutcome.KNOWN, 7),
        ((MAYBE,), LineOutcome.ASK, None),
        ((SURE, Candidate(9, 890, is_sure=True)), LineOutcome.ASK, None),
    ],
)
def test_one_sure_record_is_meant_none_is_somebody_new_and_else_a_person_says(candidates, outcome, holder):
    (line,) = placed(HOA, candidates=candidates)

    assert (line.outcome, line.holder) == (outcome, holder)


@pytest.mark.parametrize(("chosen", "outcome"), [(8, LineOutcome.KNOWN), (None, LineOutcome.NEW)])
def test_what_a_person_chose_for_a_row_stands(chosen, outcome):
    (line,) = placed(HOA, candidates=(SURE, MAYBE), chosen={2: chosen})

    assert (line.outcome, line.holder) == (outcome, chosen)


def test_what_stands_already_or_in_a_row_above_is_not_written_again():
    assert [each.outcome for each in placed(HOA, HOA)] == [LineOutcome.NEW, LineOutcome.TWICE]
    assert [each.outcome for each in placed(HOA, candidates=(SURE,), standing={(7, "giay_khen")})] == [
        LineOutcome.TWICE
    ]


def test_two_awards_for_one_new_person_are_two_nominations_of_one_record():
    one, other = placed(HOA, changed(award="Bằng khen"))

    assert (one.outcome, other.outcome, one.new_key) == (LineOutcome.NEW, LineOutcome.NEW, other.new_key)


def test_two_who_are_named_alike_and_of_whom_nothing_else_is_known_may_be_two_people():
    one, other = placed(*[changed(birth="", title="", body="")] * 2)

    assert (one.outcome, other.outcome) == (LineOutcome.NEW, LineOutcome.NEW)
    assert one.new_key != other.new_key


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["Giấy khen", "Bằng khen"])), max_size=8),
    st.sampled_from([(), (SURE,), (MAYBE,)]),
)
def test_no_award_is_written_twice_for_one_nominee_however_a_list_repeats_itself(told, candidates):
    lines = placed(*(changed(name=f"Lê Văn {letter}", award=award) for letter, award in told), candidates=candidates)

    written = [
        (each.holder or each.new_key, each.row.award_code)
        for each in lines
        if each.outcome in {LineOutcome.KNOWN, LineOutcome.NEW}
    ]
    assert len(written) == len(set(written))
    assert len(lines) == len(told)
