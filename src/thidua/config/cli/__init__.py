"""The ``thidua`` command. Each subcommand is a module of its own, imported only when it is called.

So ``thidua extract`` starts without Django and without a database, and ``thidua --help`` answers at once.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from dataclasses import dataclass
from typing import Any

import click

from thidua.config.vietnamese import VietnameseGroup


@dataclass(frozen=True)
class _Place:
    """Where a subcommand is written, and its line in the help."""

    module: str
    attribute: str
    summary: str


# In the order in which an office meets them. One whose module is not there is neither listed nor callable.
_SUBCOMMANDS = {
    "init": _Place("office", "init", "Tạo đơn vị và người quản trị đầu tiên, không có dữ liệu mẫu."),
    "serve": _Place("office", "serve", "Chạy trang web và tiến trình nền."),
    "worker": _Place("office", "worker", "Chỉ chạy tiến trình nền."),
    "backup": _Place("office", "backup", "Sao lưu toàn bộ dữ liệu ra một tệp."),
    "restore": _Place("office", "restore", "Khôi phục dữ liệu từ một tệp sao lưu."),
    "upgrade": _Place("office", "upgrade", "Sao lưu rồi nâng cấp cơ sở dữ liệu."),
    "units": _Place("units", "units", "Nạp và tra cứu đơn vị hành chính theo thời gian."),
    "indicators": _Place("indicators", "indicators", "Nạp danh mục chỉ tiêu và hình thức khen thưởng."),
    "forms": _Place("forms", "forms", "Nạp biểu báo cáo."),
    "totals": _Place("totals", "totals", "Kiểm tra, cộng lại tổng của báo cáo."),
    "law": _Place("law", "law", "Tra cứu tiêu chuẩn khen thưởng theo ngày, thử các trường hợp."),
    "extract": _Place("extract", "extract", "Đọc văn bản thành sự kiện, số liệu, khen thưởng, nhân sự."),
    "demo": _Place("demo", "demo", "Chạy thử trọn quy trình trên năm văn bản mẫu."),
    "manage": _Place("manage", "manage", "Chuyển lệnh cho công cụ quản trị của Django."),
}


class _Subcommands(VietnameseGroup):
    """A group that knows its subcommands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the subcommands that are installed."""
        return [name for name, place in _SUBCOMMANDS.items() if importlib.util.find_spec(_full_name(place))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand; ``None`` where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        place = _SUBCOMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(_full_name(place)), place.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand that ``args`` begin with, or say in Vietnamese that there is none."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            known = ", ".join(self.list_commands(ctx))
            ctx.fail(f"Không có lệnh “{args[0]}”. Các lệnh có: {known}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing any."""
        rows = [(name, _SUBCOMMANDS[name].summary) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run as a program, with output that is UTF-8 whatever the console says."""
        _write_utf_8()
        return super().main(*args, **options)


def _full_name(place: _Place) -> str:
    return f"{__name__}.{place.module}"


def _write_utf_8() -> None:
    """Make Vietnamese safe on consoles and pipes that were opened in another encoding (Windows, LANG=C)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


@click.command(
    cls=_Subcommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Cách dùng từng lệnh: thidua LỆNH --help",
)
@click.version_option(package_name="thidua", prog_name="thidua", message="%(prog)s %(version)s")
def main() -> None:
    """Quản lý phong trào thi đua, từ phát động đến khen thưởng, mỗi số liệu kèm nguồn."""
