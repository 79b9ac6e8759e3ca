"""``thidua totals check``: every stored total against the figures it consists of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from thidua.config.cli.django_ready import ready

if TYPE_CHECKING:
    from thidua.reports.queries.rebuilding import Compared, Difference
    from thidua.reports.rules.adding import Part

_SHOWN = 20


@click.group()
def totals() -> None:
    """Tổng của báo cáo: kiểm tra, cộng lại."""


@totals.command()
@click.option("--mend", is_flag=True, help="Cộng lại những tổng sai.")
def check(*, mend: bool) -> None:
    """Cộng lại toàn bộ số đã duyệt rồi đối chiếu với từng tổng đang lưu.

    Chạy sau khi khôi phục dữ liệu, hoặc khi nghi một tổng không đúng. Kết thúc với mã 1 nếu còn tổng sai.
    """
    ready()
    from thidua.core import clock  # noqa: PLC0415 - Django must be ready
    from thidua.core.errors import Refused  # noqa: PLC0415
    from thidua.reports.commands.checking import check_totals  # noqa: PLC0415

    try:
        found = check_totals(at=clock.now(), mend=mend)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{_grouped(found.figures)} số đã duyệt, {_grouped(found.totals)} tổng.")
    if not found.differences:
        click.echo("Mọi tổng đang lưu đều đúng.")
        return
    _tell(found)
    sys.exit(1)


def _tell(found: Compared) -> None:
    from thidua.indicators.models import Indicator  # noqa: PLC0415 - Django must be ready
    from thidua.organisations.models import Unit  # noqa: PLC0415

    shown = found.differences[:_SHOWN]
    units = Unit.objects.in_bulk([each.unit for each in shown])
    indicators = Indicator.objects.in_bulk([each.indicator for each in shown])
    click.echo(f"{_grouped(len(found.differences))} tổng không khớp:")
    for each in shown:
        click.echo(f"  {units[each.unit]}, {indicators[each.indicator]}, {each.period.label}: {_told(each)}")
    if len(found.differences) > _SHOWN:
        click.echo(f"  … và {_grouped(len(found.differences) - _SHOWN)} tổng nữa.")
    click.echo("Chạy lại với --mend để cộng lại.")


def _told(each: Difference) -> str:
    return f"đang lưu {_of(each.stored)}, cộng lại {_of(each.rebuilt)}"


def _of(part: Part | None) -> str:
    if part is None:
        return "không có"
    return f"{_grouped(part.value)}{f'/{_grouped(part.of)}' if part.of else ''} ({_grouped(part.figures)} số)"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
