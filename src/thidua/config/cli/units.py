"""``thidua units``: load the units of the country, and look up what a name meant on a day."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from thidua.config.cli.django_ready import ready
from thidua.config.home import home

if TYPE_CHECKING:
    from thidua.organisations.queries import Change, UnitOnDay

_LONGEST_LIST = 8


@click.group()
def units() -> None:
    """Nạp và tra cứu đơn vị hành chính theo thời gian."""


@units.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path | None) -> None:
    """Nạp đơn vị từ tệp kèm theo chương trình, hoặc từ FILE. Nạp lại không thay đổi gì."""
    _prepare_database()
    from thidua.core import clock  # noqa: PLC0415 - Django must be ready
    from thidua.core.actors import Actor  # noqa: PLC0415
    from thidua.core.errors import Refused  # noqa: PLC0415
    from thidua.honours.commands import tie_bodies  # noqa: PLC0415
    from thidua.organisations.commands import load_units  # noqa: PLC0415
    from thidua.organisations.records import SHIPPED, read_units  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("Đọc tệp", total=None)
            records = read_units(file or SHIPPED)

            def tell(step: str, number: int, steps: int) -> None:
                bar.update(task, description=step, completed=number - 1, total=steps)

            report = load_units(
                records=records, by=Actor(uid=None, label="thidua units load"), at=clock.now(), progress=tell
            )
            tie_bodies(by=Actor(uid=None, label="thidua units load"), at=clock.now())
            bar.update(task, description="Xong", completed=1, total=1)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except (ValueError, KeyError, TypeError, OSError) as broken:
        raise click.ClickException(f"{file or SHIPPED}: không phải tệp đơn vị đọc được ({broken}).") from broken
    if report.changed_nothing:
        click.echo(f"Không có gì mới: {_number(report.unchanged)} đơn vị đã có đủ.")
        return
    click.echo(
        f"Thêm {_number(report.created)} đơn vị và {_number(report.successions)} lần kế thừa,"
        f" cập nhật {_number(report.updated)}, giữ nguyên {_number(report.unchanged + report.kept)}."
    )


@units.command()
@click.argument("name")
@click.option("--on", "day", default="today", metavar="NGÀY", help="Ngày tra cứu: 2019-06-01, 01/06/2019 hoặc today.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def show(name: str, day: str, *, as_json: bool) -> None:
    """Cho biết NAME là những đơn vị nào vào một ngày, từ cấp cao xuống cấp thấp."""
    ready()
    from django.db.utils import DatabaseError  # noqa: PLC0415 - Django must be ready

    from thidua.organisations.queries import units_gone, units_named  # noqa: PLC0415

    on = _day(day)
    try:
        found, gone = units_named(name, on=on), units_gone(name, on=on)
    except DatabaseError as missing:
        raise click.ClickException(f"Chưa có dữ liệu ở {home()}. Chạy trước: thidua units load") from missing
    if as_json:
        content = {"name": name, "on": on, "units": [_plain(u) for u in found], "not_then": [_plain(u) for u in gone]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))
    elif found or gone:
        _print(name, on, found, gone)
    else:
        click.echo(f"Không có đơn vị nào tên “{name}”. Nếu chưa nạp, chạy: thidua units load", err=True)
    sys.exit(0 if found else 1)


def _prepare_database() -> None:
    """Make the tables where there are none yet, so that looking units up needs no office."""
    ready()
    from django.core.management import call_command  # noqa: PLC0415 - Django must be ready

    home().mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def _print(name: str, on: date, found: Sequence[UnitOnDay], gone: Sequence[UnitOnDay]) -> None:
    if found:
        click.echo(f"“{name}” vào ngày {_written(on)}: {len(found)} đơn vị")
    else:
        click.echo(f"Vào ngày {_written(on)} không có đơn vị nào tên “{name}”.")
    for number, unit in enumerate(found, start=1):
        click.echo(f"\n{number}. {unit.full_name}{f' (mã {unit.code})' if unit.code else ''}")
        for line in _lines(unit):
            click.echo(f"   {line}")
    if gone:
        click.echo(f"\nCó tên này vào lúc khác, không phải ngày {_written(on)}:")
    for unit in gone:
        click.echo(f"   {_line_of_one_gone(unit)}")


def _line_of_one_gone(unit: UnitOnDay) -> str:
    place = f", thuộc {unit.chain[0]}" if unit.chain else ""
    renamed = f"; nay là {unit.unit.full_name}" if unit.unit.full_name != unit.full_name else ""
    into = f" → {_listed(unit.became)}" if unit.became else ""
    return f"{unit.full_name}{place}: {_span(unit)}{renamed}{into}"


def _lines(unit: UnitOnDay) -> list[str]:
    lines = [f"Loại: {unit.kind.label}, {unit.unit.get_level_display()}"]
    if unit.chain:
        lines.append("Thuộc: " + " › ".join(unit.chain))
    lines.append(f"Hoạt động: {_span(unit)}")
    if unit.came_from:
        lines.append(f"Từ: {_listed(unit.came_from)}")
    elif unit.since is None:
        lines.append("Từ: chưa rõ")
    if unit.became:
        lines.append(f"Thành: {_listed(unit.became)}, từ ngày {_written(unit.became[0].on)}")
    elif unit.until is not None:
        lines.append("Thành: không có đơn vị kế thừa")
    if unit.legal_basis:
        lines.append(f"Căn cứ: {unit.legal_basis}")
    return lines


def _listed(changes: Sequence[Change]) -> str:
    names = [change.full_name + _share(change) for change in changes[:_LONGEST_LIST]]
    rest = len(changes) - len(names)
    return ", ".join(names) + (f" và {rest} đơn vị khác" if rest else "")


def _share(change: Change) -> str:
    if change.kind == "whole":
        return ""
    permille = change.share_permille
    return " (một phần, chưa rõ tỷ lệ)" if permille is None else f" ({permille}‰)"


def _span(unit: UnitOnDay) -> str:
    since = f"từ {_written(unit.since)}" if unit.since else "chưa rõ từ bao giờ"
    return f"{since}, kết thúc trước ngày {_written(unit.until)}" if unit.until else f"{since} đến nay"


def _plain(unit: UnitOnDay) -> dict[str, Any]:
    return {
        "full_name": unit.full_name,
        "name": unit.name,
        "kind": unit.kind.value,
        "level": unit.level,
        "code": unit.code,
        "legal_basis": unit.legal_basis,
        "since": unit.since,
        "until": unit.until,
        "chain": unit.chain,
        "came_from": [_plain_change(change) for change in unit.came_from],
        "became": [_plain_change(change) for change in unit.became],
    }


def _plain_change(change: Change) -> dict[str, Any]:
    return {
        "full_name": change.full_name,
        "on": change.on,
        "kind": change.kind.value,
        "share_permille": change.share_permille,
        "legal_basis": change.legal_basis,
    }


def _day(text: str) -> date:
    from thidua.core import clock  # noqa: PLC0415 - Django must be ready

    if text in {"today", "hôm nay"}:
        return clock.today()
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise click.BadParameter(f"“{text}” không phải một ngày. Viết như 2019-06-01 hoặc 01/06/2019.") from wrong


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
