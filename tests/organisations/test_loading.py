"""Loading small files of units: nothing twice, nothing half, nothing wrong."""

from dataclasses import replace
from datetime import date

import pytest
from tests.organisations.conftest import AT, BY, JULY, JUNE_30

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.organisations.choices import UnitKind
from thidua.organisations.commands import load_units, rename_unit
from thidua.organisations.models import Lineage, Placement, Succession, Unit, UnitDescription
from thidua.organisations.queries import describe
from thidua.organisations.records import (
    NameRecord,
    PlaceRecord,
    SuccessionRecord,
    UnitFile,
    UnitRecord,
    read_units,
    write_units,
)

pytestmark = pytest.mark.django_db


def named(full_name, kind="province", code="", since=None, until=None):
    return NameRecord(kind, full_name.split(" ", 1)[-1], full_name, code, since, until)


def unit(key, full_name, *, under=None, kind="province", code="", since=None, until=None, level=1, tree="territory"):
    places = (PlaceRecord(tree, under, since, until),) if under else ()
    return UnitRecord(key, level, (named(full_name, kind, code, since, until),), places, since, until)


VIET_NAM = unit("vn", "Việt Nam", kind="country", level=0)
THAI_BINH = unit("old/34", "Tỉnh Thái Bình", under="vn", code="34", until=JULY)
OLD_HUNG_YEN = unit("old/33", "Tỉnh Hưng Yên", under="vn", code="33", until=JULY)
HUNG_YEN = unit("new/33", "Tỉnh Hưng Yên", under="vn", code="33", since=JULY)
VU_THU = unit("new/13192", "Xã Vũ Thư", under="new/33", kind="commune", code="13192", since=JULY, level=3)
BECAME = (
    SuccessionRecord("old/34", "new/33", JULY, "whole", 1000, "202/2025/QH15"),
    SuccessionRecord("old/33", "new/33", JULY, "whole", 1000, "202/2025/QH15"),
)
FILE = UnitFile((VIET_NAM, THAI_BINH, OLD_HUNG_YEN, HUNG_YEN, VU_THU), BECAME, digest="0" * 64)


def load(*units, successions=(), progress=None):
    return load_units(records=UnitFile(units, successions), by=BY, at=AT, progress=progress)


def counts():
    return [model.objects.count() for model in (Unit, UnitDescription, Placement, Lineage, Succession, AuditEntry)]


def snapshot():
    """Everything that is stored, without primary keys' order mattering."""
    return [
        sorted(map(str, model.objects.values_list()))
        for model in (Unit, UnitDescription, Placement, Lineage, Succession, AuditEntry)
    ]


def test_a_file_is_loaded_with_its_trees_and_successions():
    report = load_units(records=FILE, by=BY, at=AT)

    assert (report.created, report.successions, report.changed_nothing) == (5, 2, False)
    assert counts() == [5, 5, 4, 10, 2, 1]
    commune = describe(Unit.objects.get(load_key="new/13192"), on=JULY)
    assert (commune.full_name, commune.chain) == ("Xã Vũ Thư", ("Tỉnh Hưng Yên", "Việt Nam"))


def test_loading_is_written_down_once_in_the_trail():
    load_units(records=FILE, by=BY, at=AT)

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_label, entry.object_label) == ("load_units", "Người thử", "units 000000000000")
    assert entry.after == {"created": 5, "updated": 0}


def test_loading_twice_changes_nothing():
    load_units(records=FILE, by=BY, at=AT)
    before = snapshot()

    report = load_units(records=FILE, by=BY, at=AT)

    assert report.changed_nothing
    assert report.unchanged == 5
    assert snapshot() == before


def test_the_second_time_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    load_units(records=FILE, by=BY, at=AT)

    with django_assert_max_num_queries(16):
        load_units(records=FILE, by=BY, at=AT)


def test_two_units_of_one_name_and_code_are_two():
    load_units(records=FILE, by=BY, at=AT)

    assert [str(u.until) for u in Unit.objects.filter(code="33").order_by("load_key")] == ["None", "2025-07-01"]


def test_progress_is_told_step_by_step():
    steps = []

    load(VIET_NAM, progress=lambda *told: steps.append(told))

    assert steps == [
        ("Kiểm tra", 1, 5),
        ("Đơn vị", 2, 5),
        ("Tên gọi và vị trí", 3, 5),
        ("Kế thừa", 4, 5),
        ("Cây đơn vị", 5, 5),
    ]


def test_a_newer_file_brings_a_unit_up_to_date_and_keeps_its_identity():
    load_units(records=FILE, by=BY, at=AT)
    before = Unit.objects.get(load_key="new/33")
    day = date(2027, 1, 1)
    city = named("Thành phố Hưng Yên", "city", "33", since=day)
    newer = replace(HUNG_YEN, names=(replace(HUNG_YEN.names[0], until=day), city))

    report = load(VIET_NAM, newer)

    after = Unit.objects.get(load_key="new/33")
    assert (report.updated, report.unchanged) == (1, 1)
    assert (after.pk, after.uid, after.full_name) == (before.pk, before.uid, "Thành phố Hưng Yên")
    assert describe(after, on=date(2026, 12, 31)).full_name == "Tỉnh Hưng Yên"
    assert describe(Unit.objects.get(load_key="new/13192"), on=day).chain == ("Thành phố Hưng Yên", "Việt Nam")


def test_a_newer_file_that_ends_a_unit_closes_its_rows():
    load(VIET_NAM, unit("a", "Tỉnh A", under="vn"))

    load(VIET_NAM, unit("a", "Tỉnh A", under="vn", until=JULY))

    assert {row.until for row in Lineage.objects.filter(descendant__load_key="a")} == {JULY}


def test_what_an_office_changed_itself_is_kept():
    load_units(records=FILE, by=BY, at=AT)
    commune = Unit.objects.get(load_key="new/13192")
    rename_unit(unit=commune, since=date(2026, 1, 1), full_name="Phường Vũ Thư", kind=UnitKind.WARD, by=BY, at=AT)

    report = load_units(records=FILE, by=BY, at=AT)

    assert (report.kept, report.changed_nothing) == (1, True)
    assert Unit.objects.get(pk=commune.pk).full_name == "Phường Vũ Thư"


def test_an_office_may_hang_its_own_bodies_under_loaded_units_by_code():
    load_units(records=FILE, by=BY, at=AT)

    load(unit("truong-a", "Trường THPT A", under="code:13192", kind="school", since=JULY, level=3, tree="state"))

    school = Unit.objects.get(load_key="truong-a")
    assert describe(school, on=JULY).chain == ("Xã Vũ Thư", "Tỉnh Hưng Yên", "Việt Nam")


def test_a_code_means_whoever_has_it_on_the_day():
    load_units(records=FILE, by=BY, at=AT)

    load(
        unit("a", "Hội A", under="code:33", kind="association", tree="state", until=JULY),
        unit("b", "Hội B", under="code:33", kind="association", tree="state", since=JULY),
    )

    parents = dict(Placement.objects.filter(tree="state").values_list("unit__load_key", "parent__load_key"))
    assert parents == {"a": "old/33", "b": "new/33"}


def test_an_office_may_record_a_succession_by_codes():
    load(VIET_NAM, THAI_BINH, HUNG_YEN)

    load(successions=(SuccessionRecord("code:34", "code:33", JULY, "whole", 1000),))

    row = Succession.objects.get()
    assert (row.predecessor.load_key, row.successor.load_key) == ("old/34", "new/33")


@pytest.mark.parametrize(
    ("units", "successions", "sentence"),
    [
        ([unit("a", "Tỉnh A", under="nowhere")], (), "Không có đơn vị nào mang mã “nowhere” mà “Tỉnh A” nhắc đến"),
        (
            [unit("a", "Tỉnh A", under="code:99", since=JULY)],
            (),
            "Không có đơn vị nào mang mã “99” mà “Tỉnh A” nhắc đến",
        ),
        (
            [unit("a", "Tỉnh A", until=JULY)],
            [SuccessionRecord("a", "code:77", JULY, "whole", 1000)],
            "Không có đơn vị nào mang mã “77” mà “Tỉnh A” nhắc đến",
        ),
        ([unit("a", "Tỉnh A"), unit("a", "Tỉnh B")], (), "Khoá “a” có hai lần"),
        ([replace(unit("a", "Tỉnh A"), names=())], (), "Đơn vị có khoá “a” chưa có tên"),
        ([unit("a", "Tỉnh A", kind="duchy")], (), "Tỉnh A có loại đơn vị không rõ: “duchy”"),
        (
            [unit("a", "Tỉnh A", since=JULY, until=JUNE_30)],
            (),
            "Tỉnh A: ngày kết thúc 30/06/2025 phải sau ngày bắt đầu",
        ),
        (
            [replace(unit("a", "Tỉnh A"), names=(named("Tỉnh A"), named("Tỉnh Á", since=JULY)))],
            (),
            "Tỉnh Á có hai tên gọi cùng lúc",
        ),
        ([unit("a", "Tỉnh A", under="vn", tree="forest"), VIET_NAM], (), "Tỉnh A được xếp vào cây không rõ: “forest”"),
        (
            [unit("b", "Tỉnh B", since=JULY), unit("a", "Xã A", under="b")],
            (),
            "Tỉnh B bắt đầu từ ngày 01/07/2025 nên chưa thể có Xã A từ ngày chưa rõ",
        ),
        (
            [unit("a", "Tỉnh A", code="33"), unit("b", "Tỉnh B", code="33", since=JULY)],
            (),
            "Mã 33 là của cả Tỉnh A và Tỉnh B",
        ),
        (
            [unit("a", "Tỉnh A", until=JULY), unit("b", "Tỉnh B", until=JUNE_30)],
            [SuccessionRecord("a", "b", JULY, "whole", 1000)],
            "Tỉnh B đã kết thúc từ ngày 30/06/2025, trước khi kế thừa Tỉnh A ngày 01/07/2025",
        ),
        (
            [unit("a", "Tỉnh A", until=JULY), unit("b", "Tỉnh B"), unit("c", "Tỉnh C")],
            [SuccessionRecord("a", "b", JULY, "part", 700), SuccessionRecord("a", "c", JULY, "part", 400)],
            "Các phần của Tỉnh A cộng lại vượt quá",
        ),
        (
            [unit("a", "Tỉnh A", until=JULY), unit("b", "Tỉnh B"), unit("c", "Tỉnh C")],
            [SuccessionRecord("a", "b", JULY, "whole", 1000), SuccessionRecord("a", "c", JULY, "part")],
            "Tỉnh A đã nhập toàn bộ vào một đơn vị nên không còn phần nào cho Tỉnh C",
        ),
        ([unit("a", "Tỉnh A", under="b"), unit("b", "Tỉnh B", under="a")], (), "không thể thuộc"),
    ],
)
def test_a_file_with_a_fault_is_refused_wholly_with_a_sentence_that_says_which(units, successions, sentence):
    with pytest.raises(Refused, match=sentence):
        load(unit("sound", "Tỉnh Lành"), *units, successions=successions)

    assert counts() == [0, 0, 0, 0, 0, 0]


def test_two_parents_at_one_time_are_refused_and_both_named():
    places = (PlaceRecord("territory", "a"), PlaceRecord("territory", "b", since=JULY))

    with pytest.raises(Refused, match=r"Xã C đã thuộc Tỉnh A .* nên không thể đồng thời thuộc Tỉnh B"):
        load(unit("a", "Tỉnh A"), unit("b", "Tỉnh B"), replace(unit("c", "Xã C", kind="commune"), places=places))


def test_one_parent_in_each_tree_is_no_clash():
    places = (PlaceRecord("territory", "a"), PlaceRecord("state", "b"))

    load(unit("a", "Tỉnh A"), unit("b", "Tỉnh B"), replace(unit("c", "Xã C", kind="commune"), places=places))

    assert Placement.objects.count() == 2


def test_a_written_file_reads_back_as_it_was(tmp_path):
    path = tmp_path / "units.json.gz"

    write_units(path, FILE)

    back = read_units(path)
    assert (tuple(back.units), tuple(back.successions)) == (FILE.units, FILE.successions)


def test_the_same_records_make_the_same_bytes(tmp_path):
    one, other = tmp_path / "one.gz", tmp_path / "other.gz"

    write_units(one, FILE)
    write_units(other, FILE)

    assert one.read_bytes() == other.read_bytes()
    assert read_units(one).digest == read_units(other).digest


def test_a_file_of_another_kind_is_not_read(tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"format": "something else"}', encoding="utf-8")

    with pytest.raises(ValueError, match=r"other\.json"):
        read_units(path)
