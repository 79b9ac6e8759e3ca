"""What the script makes of the packages' rows: which unit is the same, which is new, what is not known."""

from datetime import date

import pytest
from scripts.make_units import Maker, report
from scripts.unit_packages import Packages
from tests.organisations.conftest import JULY

from thidua.organisations.records import UnitFile

NOTE = "Bỏ cấp huyện. Số: 1666/NQ-UBTVQH15; Ngày: 16/06/2025"


def old_row(province, district, commune, *, codes):
    """A row of 30-6-2025 as vietnamadminunits has it; keys are the names without blanks."""
    point = {f"{level}{axis}": 20.5 for level in ("province", "district", "ward") for axis in ("Lat", "Lon")}
    return {
        "province": province, "district": district, "ward": commune,
        "provinceCode": codes[0], "districtCode": codes[1], "wardCode": codes[2],
        "provinceKey": key(province), "districtKey": key(district), "wardKey": key(commune) if commune else None,
        **point,
    }  # fmt: skip


def new_row(province, commune, *, codes):
    point = {f"{level}{axis}": 20.5 for level in ("province", "ward") for axis in ("Lat", "Lon")}
    return {
        "province": province, "ward": commune, "wardType": commune.split()[0], "wardShort": commune.split(" ", 1)[1],
        "provinceCode": codes[0], "wardCode": codes[1], "provinceKey": key(province), "wardKey": key(commune), **point,
    }  # fmt: skip


def key(name):
    return name.lower().replace(" ", "")


def note(name, province, text=NOTE, kind="xa"):
    return {"name_with_type": name, "type": kind, "parent_code": province, "note": text}


OLD = [
    old_row("Tỉnh Thái Bình", "Huyện Vũ Thư", "Xã Minh Lãng", codes=("34", "344", "13192")),
    old_row("Tỉnh Thái Bình", "Huyện Vũ Thư", "Xã Song Lãng", codes=("34", "344", "13195")),
    old_row("Tỉnh Hưng Yên", "Huyện Ân Thi", "Xã Tân Phúc", codes=("33", "329", "12100")),
    old_row("Tỉnh Thanh Hóa", "Huyện Mường Lát", "Thị Trấn Mường Lát", codes=("38", "384", "14845")),
    old_row("Tỉnh Thanh Hóa", "Huyện Mường Lát", "Xã Đak Ơ", codes=("38", "384", "14846")),
    old_row("Tỉnh Thanh Hóa", "Huyện Đảo", None, codes=("38", "999", None)),
]
NEW = [
    new_row("Tỉnh Hưng Yên", "Xã Vũ Thư", codes=("33", "13192")),
    new_row("Tỉnh Hưng Yên", "Xã Tân Phúc", codes=("33", "12100")),
    new_row("Tỉnh Thanh Hóa", "Xã Mường Lát", codes=("38", "14845")),
    new_row("Tỉnh Thanh Hóa", "Xã Đăk Ơ", codes=("38", "14846")),
    new_row("Tỉnh Thanh Hóa", "Đặc khu Đảo", codes=("38", "20333")),
]
H, T = "tỉnhhưngyên", "tỉnhthanhhóa"
PARTS = {
    "tỉnhtháibình_huyệnvũthư_xãminhlãng": [(H, "xãvũthư", False)],
    "tỉnhtháibình_huyệnvũthư_xãsonglãng": [(H, "xãvũthư", True), (H, "xãtânphúc", True)],
    "tỉnhhưngyên_huyệnânthi_xãtânphúc": [(H, "xãtânphúc", False)],
    "tỉnhthanhhóa_huyệnmườnglát_thịtrấnmườnglát": [(T, "xãmườnglát", False)],
    "tỉnhthanhhóa_huyệnmườnglát_xãđakơ": [(T, "xãđăkơ", False)],
    "tỉnhthanhhóa_huyệnđảo_": [(T, "đặckhuđảo", False)],
}
NOTES = {
    "13192": note("Xã Vũ Thư", "33"),
    "12100": note("Xã Tân Phúc", "33"),
    "14845": note("Xã Mường Lát", "38", "Thay đổi loại hình. " + NOTE),
    "14846": note("Xã Đăk Ơ", "38", "Giữ nguyên, không sắp xếp. " + NOTE),
    "20333": note("Đặc khu Đảo", "38", kind="dac-khu"),
}


def packages(**changes):
    values = {
        "old": OLD,
        "new": NEW,
        "parts": PARTS,
        "provinces": {H: [H, "tỉnhtháibình"], T: [T]},
        "notes": NOTES,
        "province_notes": {"33": {"name": "Hưng Yên", "note": "202"}, "38": {"name": "Thanh Hóa", "note": ""}},
    }
    return Packages(**{**values, **changes})


@pytest.fixture(scope="module")
def made():
    maker = Maker(packages())
    return {unit.key: unit for unit in maker.units()}, maker.successions()


def names(unit):
    return [(name.full_name, name.kind, name.since, name.until) for name in unit.names]


def test_a_merged_province_is_new_though_its_name_and_code_stay(made):
    units, successions = made

    assert (units["2025-06/33"].until, units["2025-07/33"].since) == (JULY, JULY)
    assert units["2025-06/33"].names[0].code == units["2025-07/33"].names[0].code == "33"
    assert [s.predecessor for s in successions if s.successor == "2025-07/33"] == ["2025-06/33", "2025-06/34"]


def test_a_province_that_stayed_is_one_unit(made):
    units, _ = made

    assert "2025-07/38" not in units
    assert names(units["2025-06/38"]) == [("Tỉnh Thanh Hóa", "province", None, None)]


def test_districts_end_and_their_communes_go_to_the_province(made):
    units, _ = made

    assert units["2025-06/384"].until == JULY
    places = [(place.parent, place.since, place.until) for place in units["2025-06/14845"].places]
    assert places == [("2025-06/384", None, JULY), ("2025-06/38", JULY, None)]


def test_a_township_that_became_a_commune_alone_is_one_unit_with_two_names(made):
    units, _ = made

    assert names(units["2025-06/14845"]) == [
        ("Thị trấn Mường Lát", "township", None, JULY),
        ("Xã Mường Lát", "commune", JULY, None),
    ]


def test_a_commune_that_stayed_has_one_name_in_the_newer_spelling(made):
    units, _ = made

    assert names(units["2025-06/14846"]) == [("Xã Đăk Ơ", "commune", None, None)]


def test_a_divided_commune_has_heirs_in_part_with_undetermined_shares(made):
    _, successions = made

    assert [(s.successor, s.kind, s.share_permille) for s in successions if s.predecessor == "2025-06/13195"] == [
        ("2025-07/12100", "part", None),
        ("2025-07/13192", "part", None),
    ]


def test_a_commune_that_received_a_part_is_new(made):
    units, successions = made

    assert (units["2025-06/12100"].until, units["2025-07/12100"].since) == (JULY, JULY)
    whole = [s for s in successions if (s.predecessor, s.successor) == ("2025-06/12100", "2025-07/12100")]
    assert [(s.kind, s.share_permille) for s in whole] == [("whole", 1000)]


def test_an_island_district_is_succeeded_by_a_new_special_zone(made):
    units, successions = made

    assert units["2025-07/20333"].since == JULY
    assert [(s.predecessor, s.kind) for s in successions if s.successor == "2025-07/20333"] == [
        ("2025-06/999", "whole")
    ]


def test_a_new_commune_names_its_resolution(made):
    units, _ = made

    assert units["2025-07/13192"].names[0].legal_basis == "Nghị quyết số 1666/NQ-UBTVQH15 ngày 16/6/2025"


def test_bodies_live_and_merge_with_their_provinces(made):
    units, successions = made
    police = units["cong-an/2025-07/33"]

    assert names(police) == [("Công an tỉnh Hưng Yên", "police", JULY, None)]
    assert [(place.tree, place.parent) for place in police.places] == [
        ("police", "bo-cong-an"),
        ("state", "2025-07/33"),
    ]
    assert [s.predecessor for s in successions if s.successor == "cong-an/2025-07/33"] == [
        "cong-an/2025-06/33",
        "cong-an/2025-06/34",
    ]


def test_every_parent_comes_before_its_children(made):
    units, _ = made
    seen = set()

    for unit in units.values():
        assert {place.parent for place in unit.places} <= seen
        seen.add(unit.key)


def test_a_note_without_a_resolution_is_a_fault_of_the_package():
    broken = {**NOTES, "13192": note("Xã Vũ Thư", "33", "Bỏ cấp huyện.")}

    with pytest.raises(ValueError, match="13192 Xã Vũ Thư"):
        Maker(packages(notes=broken)).units()


def test_where_the_packages_agree_nothing_is_reported():
    told = list(packages().differences())

    assert "codes in one package only: none" in told
    assert "other differences: none" in told


@pytest.mark.parametrize(
    ("code", "other", "line"),
    [
        ("12100", note("Xã Tân Phước", "33"), "other differences: ['12100 Xã Tân Phước / Xã Tân Phúc']"),
        ("12100", note("Xã Tân Phúc", "34"), "other differences: ['12100 province 34 / 33']"),
    ],
)
def test_where_the_packages_differ_it_is_said(code, other, line):
    assert line in list(packages(notes={**NOTES, code: other}).differences())


def test_two_spellings_of_one_name_are_told_apart_from_differences():
    new = [*NEW[:1], new_row("Tỉnh Hưng Yên", "Xã Tân Hòa", codes=("33", "12100")), *NEW[2:]]
    told = list(packages(new=new, notes={**NOTES, "12100": note("Xã Tân Hoà", "33")}).differences())

    assert "other differences: none" in told
    assert any("12100 Xã Tân Hoà / Xã Tân Hòa" in line for line in told)


def test_the_report_counts_kinds_day_by_day(made):
    units, successions = made
    lines = list(report(UnitFile(list(units.values()), successions)))

    assert lines[0].startswith(str(date(2025, 6, 30)))
    assert "'district': 4" in lines[0]
    assert "'district'" not in lines[1]
    assert lines[-1] == "communes that lived on unchanged: 2; divided: 1; successions: 13"
