"""``thidua law``: the lines that officials see."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thidua.config.cli.law import law
from thidua.law.catalogue import all_parameters

CASES = """\
- trường hợp: Đúng
  mức: council_vote_share
  ngày: 2025-06-30
  giá trị: 80
- trường hợp: Sai
  mức: council_vote_share
  ngày: 2025-06-30
  giá trị: 90
- trường hợp: Lỗi
  mức: khong_co
  ngày: 2025-06-30
  giá trị: 1
"""
PACK = """\
code: goi_thu
name: Gói thử
authority: Ủy ban nhân dân tỉnh Thử
parameters:
  - code: council_vote_share
    description: Tỷ lệ thử
    unit: "%"
    values:
      - {since: 2025-07-01, value: VALUE, provision: 152/2025/NĐ-CP, verified: true, sources: [S35]}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(law, arguments)


def file_of(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_check_prints_a_line_a_case_and_ends_with_one_where_something_differs(tmp_path: Path) -> None:
    done = run("check", file_of(tmp_path, "thu.yaml", CASES))

    how = "ghi mã của một mức (xem: thidua law list --quantities)"
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "ĐÚNG  Đúng",
        "SAI   Sai – thu.yaml, dòng 5, trường hợp thứ 2: giá trị: mong đợi 90, phần mềm: 80",
        f"LỖI   Lỗi – thu.yaml, dòng 9, trường hợp thứ 3: “khong_co” là 0 mức trong phần mềm; {how}",
    ]


def test_check_ends_with_nought_where_all_is_right(tmp_path: Path) -> None:
    done = run("check", file_of(tmp_path, "thu.yaml", CASES.split("- trường hợp: Sai", maxsplit=1)[0]))

    assert (done.exit_code, done.stdout) == (0, "ĐÚNG  Đúng\n")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "tệp rỗng"),
        ("# chỉ có ghi chú".encode(), "tệp rỗng"),
        (b"ten: gi do", "phải là danh sách"),
        ("- trường hợp: có: hai chấm".encode(), "đặt cả đoạn chữ trong ngoặc kép"),
        ("- trường hợp: Thử".encode("utf-16"), "không phải tệp chữ UTF-8"),
        (b"- {[1]: 2}", "dòng 1, cột 4: tên mục phải là chữ hoặc số"),
        (b"- a: 1\n  a: 2", "mục 'a' ghi hai lần"),
        (b"x" * 5_000_001, "tệp quá lớn"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_the_next_file_is_read(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    broken = tmp_path / "hong.yaml"
    broken.write_bytes(content)

    done = run("check", str(broken), file_of(tmp_path, "thu.yaml", CASES))

    first, second, *_rest = done.stdout.splitlines()
    assert first.startswith("LỖI   hong.yaml")
    assert complaint in first
    assert second == "ĐÚNG  Đúng"


def test_a_pack_of_the_office_may_be_tried_before_it_is_followed(tmp_path: Path) -> None:
    pack = file_of(tmp_path, "goi_thu.yaml", PACK.replace("VALUE", "85"))
    case = "- {trường hợp: Gói, gói địa phương: [goi_thu], mức: council_vote_share, ngày: 2025-07-01, giá trị: 85}"

    assert run("check", "--pack", pack, file_of(tmp_path, "thu.yaml", case)).stdout == "ĐÚNG  Gói\n"


def test_a_pack_that_loosens_national_law_is_refused(tmp_path: Path) -> None:
    pack = file_of(tmp_path, "goi_thu.yaml", PACK.replace("VALUE", "75"))

    done = run("show", "CSTĐ cơ sở", "--on", "2026-01-01", "--pack", pack)

    assert done.exit_code == 1
    assert "council_vote_share từ 2025-07-01 nới lỏng hơn quy định chung (80)" in done.output


def test_show_names_the_provision_of_every_statement_and_marks_what_is_not_checked() -> None:
    lines = run("show", "chien_si_thi_dua_bo_tinh", "--on", "2025-12-01").stdout.splitlines()

    statements = [line for line in lines if line.startswith("  - ") and "Từ " not in line]
    statements = [line for line in statements if not line.startswith("  - 5007/BNV-TĐKT: ")]  # an instrument itself
    assert all(" – " in line for line in statements)
    votes = next(line for line in statements if "Hội đồng bỏ phiếu" in line)
    assert votes.endswith("152/2025/NĐ-CP [chưa kiểm chứng]")


def test_show_says_what_changed_since() -> None:
    shown = run("show", "Tập thể lao động tiên tiến", "--on", "31/12/2023").stdout

    assert "Trên 50% cá nhân đạt Lao động tiên tiến – 15/2003/QH11, Điều 28" in shown
    assert "  - Từ 01/01/2024: Điều kiện: Ít nhất 70% cá nhân đạt Lao động tiên tiến" in shown


def test_show_says_so_where_the_day_has_no_such_award() -> None:
    done = run("show", "xa_phuong_tieu_bieu", "--on", "2023-12-31")

    assert done.exit_code == 1
    assert done.output == (
        "Error: Danh mục chưa có quy định về Xã, phường, đặc khu tiêu biểu vào ngày 31/12/2023. "
        "Quy định đầu tiên trong danh mục: từ 01/01/2024. Xem ngày khác bằng --on.\n"
    )


def test_show_says_what_to_do_with_a_name_that_it_does_not_know() -> None:
    assert "Xem mã bằng lệnh: thidua law list" in run("show", "Danh hiệu lạ").output


def test_list_gives_the_codes_of_a_day() -> None:
    lines = run("list", "--on", "2026-11-27").stdout.splitlines()

    assert [line.split()[0] for line in lines if line.startswith("lao_dong")] == ["lao_dong_tien_tien"]


def test_list_gives_the_codes_of_the_quantities_that_a_case_may_ask_for() -> None:
    lines = run("list", "--quantities", "--on", "2025-06-30").stdout.splitlines()

    named = {line.split()[0]: line for line in lines}
    assert set(named) == set(all_parameters())
    assert named["council_vote_share"].endswith(": 80 %")
    assert named["grassroots_fighter_share"].endswith(": chưa có quy định")


def test_a_folder_or_a_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    done = run("check", str(tmp_path), str(tmp_path / "khong-co.yaml"))

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"LỖI   {tmp_path.name}: là thư mục; ghi tên từng tệp",
        "LỖI   khong-co.yaml: không có tệp này",
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("GIAY_KHEN", "giay_khen"),
        ("giay khen", "giay_khen"),
        ("Giấy khen", "giay_khen"),
        ("chien si thi dua toan quoc", "chien_si_thi_dua_toan_quoc"),
    ],
)
def test_an_award_is_known_by_its_code_or_name_with_accents_or_without(typed: str, code: str) -> None:
    assert run("show", typed, "--on", "2026-05-01").stdout.splitlines()[0].endswith(f" ({code})")


def test_a_name_of_several_awards_offers_each() -> None:
    said = run("show", "bằng khen", "--on", "2026-05-01").output

    offered = ["(bang_khen_bo_tinh)", "(bang_khen_quan_khu)", "(bang_khen_thu_tuong)"]
    assert [code for code in offered if code in said] == offered


def test_a_name_that_is_nearly_one_offers_the_nearest_first() -> None:
    said = run("show", "Cờ thi đua tỉnh", "--on", "2026-05-01").output

    assert "Có phải: Cờ thi đua của bộ, ban, ngành, tỉnh (co_thi_dua_bo_tinh);" in said


def test_list_on_a_day_before_the_catalogue_says_when_it_begins() -> None:
    done = run("list", "--on", "1950-01-01")

    assert (done.exit_code, done.output) == (
        1,
        "Error: Danh mục không có gì vào ngày 01/01/1950; bắt đầu từ 01/07/2004.\n",
    )


@pytest.mark.parametrize("day", ["2024-06-30", "2026-11-27"])
def test_list_marks_the_awards_whose_page_has_marks_and_says_how_many(day: str) -> None:
    for line in run("list", "--on", day).stdout.splitlines():
        marks = run("show", line.split()[0], "--on", day).stdout.count("[chưa kiểm chứng]")
        assert line.endswith(f"({marks} chỗ chưa kiểm chứng)") is bool(marks)


def test_a_form_in_classes_leads_to_its_classes() -> None:
    shown = run("show", "huan_chuong_doc_lap", "--on", "2026-05-01").stdout

    assert "Huân chương Độc lập hạng Nhì (huan_chuong_doc_lap_hang_nhi)" in shown
    assert "Điều kiện đối với" not in shown


def test_a_part_without_a_rule_says_so() -> None:
    shown = run("show", "chien_si_thi_dua_co_so", "--on", "2026-05-01").stdout

    assert "Thời hạn\n  Chưa có quy định về thời hạn vào ngày này; đối chiếu văn bản.\n" in shown
