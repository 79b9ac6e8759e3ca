"""What a row of a list of past awards says, and whom it speaks of."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.honours.rules.importing.cells import (
    is_written_alike,
    read_birth,
    read_date,
    read_decision,
    read_year,
    split_post,
)
from thidua.honours.rules.importing.erased import Erased, Erasures, erasure_digest, erasure_digests
from thidua.honours.rules.importing.headers import Part
from thidua.honours.rules.importing.known import Known, Ledger, Outcome
from thidua.honours.rules.importing.reading import Row, RowReader
from thidua.honours.rules.importing.stating import stated
from thidua.reports.rules.sheet import Mark, Problem
from thidua.vietnamese.fold import fold

TODAY = date(2026, 11, 20)
PARTS = (Part.NAME, Part.BIRTH, Part.POST, Part.FORM, Part.YEAR, Part.NUMBER, Part.DATE)
COLUMNS = {part: (place,) for place, part in enumerate(PARTS)}
HUNG = ("Nguyễn Văn Hùng", 1968.0, "Chủ tịch UBND xã An Bình", "Chiến sĩ thi đua cơ sở", 2019.0, "12/QĐ", "05/06/2019")


def read(*row, columns=COLUMNS, whole=None, marks=None):
    return RowReader(columns, whole or {}, today=TODAY).read(row, 7, marks or {})


def changed(**cells):
    return [cells.get(part.value, value) for part, value in zip(PARTS, HUNG, strict=True)]


def messages(said) -> list[str]:
    return [each.message % each.values for each in said]


def test_a_row_says_one_award_of_one_holder():
    assert read(*HUNG) == Row(
        number=7, kind="individual", name="Nguyễn Văn Hùng", folded="nguyen van hung", birth_year=1968, gender="",
        title="Chủ tịch", body="UBND xã An Bình", form_code="chien_si_thi_dua_co_so",
        form_name="Chiến sĩ thi đua cơ sở", type="", year=2019, decision_number="12/QĐ",
        decided_on=date(2019, 6, 5), authority="", reason="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("05/06/2019", date(2019, 6, 5)),
        ("5-6-2019", date(2019, 6, 5)),
        ("ngày 5 tháng 6 năm 2019", date(2019, 6, 5)),
        ("2019-06-05", date(2019, 6, 5)),
        (datetime(2019, 6, 5, tzinfo=UTC), date(2019, 6, 5)),
        (43621.0, date(2019, 6, 5)),
        ("43621", date(2019, 6, 5)),
        (2019.0, 2019),
        ("", None),
        ("-", None),
    ],
)
def test_days_are_read_as_vietnamese_and_spreadsheets_write_them(value, day):
    assert read_date(value) == day


@pytest.mark.parametrize("value", ["31/02/2019", "05/06/19", "hôm qua", True, -5.0, float("nan"), 1e12])
def test_what_is_no_day_is_a_problem(value):
    assert isinstance(read_date(value), Problem)


def test_of_a_day_of_birth_only_the_year_is_kept():
    assert [read_birth(value) for value in ("12/05/1968", date(1968, 5, 12), 1968.0, "")] == [1968, 1968, 1968, None]


def test_of_a_stretch_the_last_year_counts():
    assert [read_year(value) for value in ("2018-2019", "năm học 2018 - 2019", "Năm 2020")] == [2019, 2019, 2020]


def test_number_and_day_may_stand_in_one_cell():
    assert read_decision("Số 12/QĐ-TTg ngày 05 tháng 6 năm 2019") == ("12/QĐ-TTg", date(2019, 6, 5))


def test_a_title_that_names_its_body_keeps_it_only_once():
    assert split_post("Trưởng phòng Nội vụ") == ("Trưởng phòng Nội vụ", "")


def test_the_year_comes_from_the_decision_where_no_column_has_it():
    assert read(*changed(year="")).year == 2019


def test_a_bare_form_is_known_by_who_signs_the_number():
    assert read(*changed(form="Bằng khen", number="12/QĐ-TTg")).form_code == "bang_khen_thu_tuong"
    assert read(*changed(form="Bằng khen")).form_code == ""


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"name": ""}, "Ô A7: chưa có tên. Ghi họ tên, tên tập thể hoặc chủ hộ."),
        ({"form": ""}, "Ô D7: chưa có danh hiệu, hình thức. Ghi như trong quyết định."),
        ({"year": "nay"}, "Ô E7: “nay” không phải là năm. Ghi bốn chữ số, như 2019."),
        ({"year": "", "date": ""}, "Ô E7: chưa có năm. Ghi năm khen thưởng hoặc ngày quyết định."),
        ({"year": 2031.0, "date": ""}, "Ô E7: năm 2031 không thể có. Ghi năm từ 1900 đến nay."),
        ({"year": 2020.0}, "Ô E7: năm 2020 sau ngày quyết định. Xem lại năm hoặc ngày."),
        ({"date": "01/12/2026"}, "Ô G7: ngày 01/12/2026 chưa đến. Xem lại ngày quyết định."),
        ({"birth": 2025.0}, "Ô B7: năm sinh 2025 không thể có. Ghi năm từ 1900, trước năm được khen."),
        ({"name": "A" * 201}, "Ô A7: dài quá 200 chữ. Ghi gọn lại."),
    ],
)
def test_each_fault_names_its_cell_and_says_what_to_do(cells, sentence):
    assert messages(read(*changed(**cells))) == [sentence]


def test_all_faults_of_a_row_are_told_at_once():
    assert len(read(*changed(name="", birth="xx", form="", date="31/02/2019"))) == 4


def test_a_formula_with_an_error_is_a_fault():
    said = read(*HUNG, marks={(7, 4): Mark.ERROR})
    assert messages(said) == ["Ô E7: công thức báo lỗi. Sửa công thức hoặc ghi số vào ô."]


@pytest.mark.parametrize("row", [("", "", ""), ("", "Tổng cộng", "12"), ("II", "TẬP THỂ", "")])
def test_empty_rows_sums_and_headings_are_no_awards(row):
    columns = {Part.NAME: (1,), Part.FORM: (2,), Part.YEAR: (3,)}
    assert read(*row, columns=columns) is None


def test_a_heading_says_whose_awards_follow():
    reader = RowReader({Part.NAME: (0,), Part.YEAR: (1,), Part.FORM: (2,)}, {}, today=TODAY)
    rows = (["B. Bằng khen của UBND tỉnh"], ["II. Tập thể"], ["Nhóm Sen Hồng", 2020.0, ""])
    *_headings, said = [reader.read(row, number, {}) for number, row in enumerate(rows, start=2)]
    assert (said.kind, said.form_name) == ("collective", "Bằng khen của UBND tỉnh")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trường THPT An Bình", "collective"),
        ("Trương Thị Ban", "individual"),
        ("Hộ ông Lê Văn A", "household"),
        ("Đoàn Thị Hạnh", "individual"),
    ],
)
def test_who_it_is_is_told_by_the_first_word(name, kind):
    assert read(*changed(name=name, form="Giấy khen")).kind == kind


def known(**fields):
    told = {"key": 5, "kind": "individual", "folded": "nguyen van hung", "name": "Nguyễn Văn Hùng", "birth_year": 1968}
    return Known(**{**told, **fields})


def placed(row, *among, units=None, erasures=None):
    ledger = Ledger(erasures)
    ledger.add([row.folded], among, units or {})
    outcome, holder = ledger.place(row)
    return outcome, holder and holder.key


def test_a_row_belongs_to_the_record_of_that_name_and_year():
    assert placed(read(*HUNG), known()) == (Outcome.KNOWN, 5)


def test_without_a_year_a_body_in_common_is_needed():
    row = read(*changed(birth=""))
    assert placed(row, known(birth_year=None)) == (Outcome.NEW, -1)
    assert placed(row, known(birth_year=None, bodies=("ubnd xa an binh",))) == (Outcome.KNOWN, 5)


def test_of_two_that_are_equal_the_one_with_the_body_is_meant_and_else_neither():
    row = read(*HUNG)
    assert placed(row, known(), known(key=6)) == (Outcome.NEW, -1)
    assert placed(row, known(), known(key=6, bodies=("ubnd xa an binh",))) == (Outcome.KNOWN, 6)


def test_other_marks_are_another_name_but_none_are_the_same():
    assert placed(read(*changed(name="Nguyễn Văn Hưng")), known()) == (Outcome.NEW, -1)
    assert placed(read(*changed(name="NGUYEN VAN HUNG")), known()) == (Outcome.KNOWN, 5)


def test_an_award_that_stands_already_is_told_twice_however_its_number_is_written():
    honour = stated("chien_si_thi_dua_co_so", "", 2019, "Số: 12/qđ")
    assert placed(read(*HUNG), known(honours=((honour, ""),))) == (Outcome.TWICE, 5)


def collective(**fields):
    return known(kind="collective", folded="xa vu thu", name="xã Vũ Thư", birth_year=None, **fields)


def test_a_collective_of_the_same_name_but_another_unit_is_another():
    row = read(*changed(name="Xã Vũ Thư", birth="", post="", form="Giấy khen"))
    units = {("Xã Vũ Thư", date(2019, 6, 5)): 2}
    assert placed(row, collective(unit=1), units=units) == (Outcome.NEW, -1)
    assert placed(row, collective(unit=1), collective(key=6, unit=2), units=units) == (Outcome.KNOWN, 6)
    assert placed(row, collective(), collective(key=6, unit=2), units=units) == (Outcome.KNOWN, 6)
    assert placed(row, collective(unit=1)) == (Outcome.KNOWN, 5)


GIVEN = (stated("chien_si_thi_dua_co_so", "", 2019, "12/QĐ"), "ubnd xa an binh")


def erased(**fields):
    told = {"folded": "nguyen van hung", "name": "Nguyễn Văn Hùng", "digests": (), "has_decisions": True}
    return Erasures("bí mật", 3, [Erased(**{**told, "honours": (GIVEN,), **fields})])


def nameless(*years, name="Nguyễn Văn Hùng", **fields):
    digests = erasure_digests("bí mật", 3, [name], years or (1968,))
    return erased(**{"folded": "x", "name": "x", "digests": digests, "has_decisions": False, "honours": (), **fields})


def test_the_award_of_an_erased_person_is_known_by_name_and_decision():
    assert placed(read(*HUNG), erasures=erased()) == (Outcome.ERASED, None)
    assert placed(read(*HUNG), known(), erasures=erased()) == (Outcome.ERASED, None)


@pytest.mark.parametrize(
    "cells",
    [{"number": "13/QĐ"}, {"year": 2018.0}, {"name": "Nguyễn Văn Hưng"}, {"post": "Giáo viên, Trường THPT An Bình"}],
)
def test_another_award_or_a_namesake_elsewhere_is_written(cells):
    assert placed(read(*changed(**cells)), erasures=erased()) == (Outcome.NEW, -1)


def test_an_erased_person_without_awards_is_known_by_the_digest_of_name_and_year():
    assert placed(read(*HUNG), erasures=nameless()) == (Outcome.ERASED, None)
    assert placed(read(*changed(birth=1969.0)), erasures=nameless()) == (Outcome.NEW, -1)
    assert placed(read(*changed(birth="")), erasures=nameless(None)) == (Outcome.NEW, -1)


def test_a_name_without_a_year_is_known_by_the_digest_only_together_with_an_award():
    row = read(*changed(birth=""))
    assert placed(row, erasures=nameless(None, honours=(GIVEN,))) == (Outcome.ERASED, None)


@pytest.mark.parametrize(
    ("kept", "brought", "is_known"),
    [
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Nguyễn Văn Hùng", "NGUYỄN  VĂN HÙNG", True),
        ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", True),
        ("Nguyễn Văn Hùng", "NGUYEN VAN HUNG", True),
        ("NGUYEN VAN HUNG", "Nguyễn Văn Hùng", True),
        ("NGUYEN VAN HUNG", "nguyen van hung", True),
    ],
)
def test_marks_tell_an_erased_person_from_another_unless_one_side_has_none(kept, brought, is_known):
    outcome = Outcome.ERASED if is_known else Outcome.NEW
    assert placed(read(*changed(name=brought)), erasures=nameless(name=kept))[0] == outcome
    assert nameless(name=kept).have_name(brought) == is_known


def test_a_name_alone_is_known_whatever_the_year_and_of_an_erased_person_whose_name_stays():
    assert (nameless(1968).have_name("Nguyễn Văn Hùng"), erased().have_name("Nguyễn Văn Hùng")) == (True, True)
    assert (Erasures().have_name("Nguyễn Văn Hùng"), erased().have_name("Nguyễn Văn Hưng")) == (False, False)


NAMES = st.text(st.sampled_from("aàâăbdđeêoóơuùưn AĐÙ"), min_size=1, max_size=12).filter(str.strip)


@given(NAMES, NAMES)
def test_digests_know_a_name_again_just_as_the_name_itself_is_compared(kept, brought):
    is_one = fold(kept) == fold(brought) and is_written_alike(kept, brought)
    assert nameless(name=kept).have_name(brought) == is_one


def test_somebody_known_who_is_like_an_erased_person_receives_what_is_new():
    assert placed(read(*HUNG), known(), erasures=nameless()) == (Outcome.KNOWN, 5)


@given(st.text(max_size=40), st.integers(1900, 2100), st.integers(1, 10**9))
def test_a_digest_tells_neither_name_nor_year(folded, year, keeper):
    digest = erasure_digest("bí mật", keeper, folded, year)
    assert (len(digest), digest) == (64, erasure_digest("bí mật", keeper, folded, year))
    others = [
        ("khác", keeper, folded, year),
        ("bí mật", keeper + 1, folded, year),
        ("bí mật", keeper, folded, year + 1),
    ]
    assert digest not in [erasure_digest(*other) for other in others]


FROM_ARTICLE = stated("chien_si_thi_dua_co_so", "", 2019, "")


def somebody(key=1, *, birth_year=None, award=FROM_ARTICLE, kind="individual", name="Nguyễn Văn Hùng"):
    """A record with an award that an article states."""
    return Known(key, kind, fold(name), name, birth_year, honours=((award, ""),), from_articles=(award,))


@pytest.mark.parametrize(
    ("known", "cells", "may_be"),
    [
        ([somebody()], {}, True),
        ([somebody(birth_year=1968)], {}, True),
        ([somebody(birth_year=1969)], {}, False),
        ([somebody(), somebody(2)], {}, False),
        ([somebody(birth_year=1968), somebody(2, birth_year=1980)], {}, True),
        ([somebody()], {"year": 2018.0}, False),
        ([somebody()], {"form": "Lao động tiên tiến"}, False),
        ([somebody()], {"name": "Nguyễn Văn Hưng"}, False),
        ([somebody(award=stated("chien_si_thi_dua_co_so", "", 2019, "99/QĐ"))], {}, False),
        ([somebody(award=stated("chien_si_thi_dua_co_so", "", 2019, "99/QĐ"))], {"number": ""}, True),
        ([somebody(-1)], {}, False),
        ([somebody(kind="collective")], {}, False),
        ([], {}, False),
    ],
)
def test_an_article_may_have_brought_the_award_of_the_person_or_the_only_namesake(known, cells, may_be):
    row = read(*changed(**cells))
    ledger = Ledger()
    ledger.add([row.folded], known, {})

    assert ledger.may_be_from_article(row) is may_be


def test_what_the_ledger_has_from_elsewhere_is_no_award_of_an_article():
    row = read(*HUNG)
    ledger = Ledger()
    ledger.add([row.folded], [Known(1, "individual", row.folded, row.name, None, honours=((FROM_ARTICLE, ""),))], {})

    assert not ledger.may_be_from_article(row)
