"""A pack is refused before anybody follows it: where it loosens the law, or a page of its days cannot be written."""

import pytest

from thidua.law.day import national, shipped_packs
from thidua.law.loading.packs import read_pack
from thidua.law.soundness import refuse_unsound
from thidua.law.strict import LawFileError, read_yaml_text

HEAD = """\
code: thu
name: Gói thử
authority: Sở Nội vụ
instruments:
  - {number: 1/2026/QĐ, title: Quy định, issued_on: 2026-01-01, in_force_from: 2026-01-01, until: null,
     verified: true, confidence: high, sources: [S1]}
"""
CONDITION = """\
standards:
  - awards: [chien_si_thi_dua_co_so]
    conditions:
      - {code: CODE, text: "TEXT", test: has_paper, paper: giay, words: giấy, since: 2026-01-01,
         provision: "1/2026/QĐ, Điều 1", verified: true, sources: [S1]}
"""
SHARE = """\
parameters:
  - code: QUANTITY
    description: Mức thử
    unit: "UNIT"
    values:
      - {since: 2026-01-01, until: 2026-06-01, value: VALUE, provision: "1/2026/QĐ, Điều 1", verified: true,
         sources: [S1]}
"""
WITH_SHARE = """\
standards:
  - awards: [chien_si_thi_dua_co_so]
    conditions:
      - {code: muc_thu, text: "Không quá {number}%", test: within_share, number: QUANTITY, since: 2026-01-01,
         provision: "1/2026/QĐ, Điều 1", verified: true, sources: [S1]}
"""


def refused(text):
    with pytest.raises(LawFileError) as fault:
        refuse_unsound(read_pack(read_yaml_text(HEAD + text, "gói"), national()))
    return str(fault.value)


def accepted(text):
    refuse_unsound(read_pack(read_yaml_text(HEAD + text, "gói"), national()))
    return True


def condition(code, text="Có giấy"):
    return CONDITION.replace("CODE", code).replace("TEXT", text)


def quantity(code, *, unit, value):
    return SHARE.replace("QUANTITY", code).replace("UNIT", unit).replace("VALUE", str(value))


def test_the_packs_that_come_with_the_software_are_sound():
    assert [refuse_unsound(pack) for pack in shipped_packs().values()] == [None, None]


def test_a_condition_of_its_own_is_added():
    assert accepted(condition("dieu_kien_rieng"))


def test_a_local_pack_does_not_put_an_easier_test_under_the_code_of_a_national_condition():
    assert "co_sang_kien thay điều kiện chung" in refused(condition("co_sang_kien"))
    assert accepted("correction: true\n" + condition("co_sang_kien"))


def test_a_local_pack_does_not_change_who_decides():
    decider = """\
deciders:
  - {awards: [chien_si_thi_dua_co_so], since: 2026-01-01, who: Trưởng phòng, provision: "1/2026/QĐ, Điều 2",
     verified: true}
"""
    assert "thẩm quyền quyết định chien_si_thi_dua_co_so" in refused(decider)
    assert accepted("correction: true\n" + decider)


def test_a_text_with_a_blank_that_nothing_fills_is_refused():
    assert "không viết ra được quy định của chien_si_thi_dua_co_so" in refused(condition("rieng", "Có {nothing} tờ"))


def test_a_quantity_that_ends_before_the_condition_that_needs_it_is_refused_with_the_day():
    text = quantity("ty_le_thu", unit="%", value=10) + WITH_SHARE.replace("QUANTITY", "ty_le_thu")

    assert "ngày 2026-06-01 không viết ra được" in refused(text)


@pytest.mark.parametrize(
    ("code", "unit", "value", "said"),
    [
        ("council_vote_share", "%", 101, "value không thể là 101 %"),
        ("national_fighter_years", "năm", 100_000, "value không thể là 100000 năm"),
        ("bonus_rounding", "đồng", 0, "value không thể là 0 đồng"),
        ("council_vote_share", "lần", 95, "phải có đơn vị và các lựa chọn như quy định chung (%)"),
    ],
)
def test_a_value_that_cannot_be_is_refused(code, unit, value, said):
    assert said in refused(quantity(code, unit=unit, value=value))


def test_a_pack_of_very_many_days_is_refused():
    days = [f"19{year}-0{month}-01" for year in range(50, 60) for month in range(1, 8)]
    value = "      - {since: DAY, value: 5, provision: '1/2026/QĐ', verified: true, sources: [S1]}"
    values = "\n".join(value.replace("DAY", day) for day in days)
    head = HEAD.replace("in_force_from: 2026-01-01", "in_force_from: 1950-01-01")
    text = head + "parameters:\n  - code: muc\n    description: Mức\n    unit: người\n    values:\n" + values + "\n"

    with pytest.raises(LawFileError, match="nhiều nhất 60"):
        refuse_unsound(read_pack(read_yaml_text(text, "gói"), national()))


def test_an_error_shows_only_a_part_of_a_value_that_aliases_make_huge():
    layers = "\n".join(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}, *b{n - 1}, *b{n - 1}]" for n in range(1, 12))
    text = f"b0: &b0 [x, x]\n{layers}\ncode: *b11\n"

    with pytest.raises(LawFileError) as fault:
        read_pack(read_yaml_text(text, "gói"), national())
    assert len(str(fault.value)) < 500
