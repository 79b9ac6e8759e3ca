"""``thidua indicators load``."""

from __future__ import annotations

import os

import click


@click.group()
def indicators() -> None:
    """Danh mục chỉ tiêu thống kê."""
    import django  # noqa: PLC0415 - the other subcommands start without Django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()


@indicators.command("load")
def load() -> None:
    """Nạp danh mục chỉ tiêu kèm theo phần mềm; nạp lại không đổi gì."""
    from thidua.core import clock  # noqa: PLC0415 - needs Django set up
    from thidua.core.actors import Actor  # noqa: PLC0415 - likewise
    from thidua.indicators.commands import load_indicators  # noqa: PLC0415 - likewise

    done = load_indicators(by=Actor(uid=None, label="thidua indicators load"), at=clock.now())
    click.echo(f"Đã nạp chỉ tiêu: thêm {done.added}, đổi {done.changed}, giữ nguyên {done.unchanged}.")
