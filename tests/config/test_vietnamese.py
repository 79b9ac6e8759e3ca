"""What Click complains of is said in Vietnamese by every command."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from thidua.config.cli import main


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["law", "show"], "Lỗi: Thiếu tham số DANH_HIỆU."),
        (["law", "show", "giay_khen", "--on", "31/02/2026"], "“31/02/2026” là ngày không có thật."),
        (["law", "show", "giay_khen", "--on", "hôm kia"], "“hôm kia” không phải là ngày; ghi như 27/11/2026"),
        (["law", "show", "giay_khen", "--on"], "Lỗi: Tuỳ chọn --on cần một giá trị đi sau."),
        (["law", "show", "giay_khen", "thừa"], "Lỗi: Thừa tham số: thừa."),
        (["law", "list", "--day"], "Lỗi: Không có tuỳ chọn --day."),
        (["law", "check"], "Lỗi: Thiếu tham số TỆP..."),
        (["law", "sua"], "Lỗi: Không có lệnh “sua”."),
        (["extract", "--format", "xx", "a"], "“xx” không phải một trong: jsonl, json, table."),
        (["lam"], "Lỗi: Không có lệnh “lam”. Các lệnh có: init, "),
    ],
)
def test_a_wrong_call_is_refused_in_vietnamese(arguments: list[str], complaint: str) -> None:
    done = CliRunner().invoke(main, arguments)

    english = ("Error:", "Try '", "Invalid", "Missing", "No such", "Usage")
    assert (done.exit_code, complaint in done.output) == (2, True)
    assert [word for word in english if word in done.output] == []


def test_a_command_that_ends_with_a_code_keeps_it() -> None:
    assert CliRunner().invoke(main, ["law", "list", "--on", "1950-01-01"]).exit_code == 1


def test_the_first_page_of_help_ends_with_nought() -> None:
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0


def test_a_group_without_a_command_shows_its_help() -> None:
    done = CliRunner().invoke(main, ["law"])

    assert (done.exit_code, done.output.split(" [")[0], "Lỗi:" in done.output) == (2, "Cách dùng: main law", False)
