"""``thidua forms load``."""

from __future__ import annotations

import os

import click


@click.group()
def forms() -> None:
    """Biểu báo cáo kèm theo phần mềm."""
    import django  # noqa: PLC0415 - the other subcommands start without Django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()


@forms.command("load")
def load() -> None:
    """Nạp biểu báo cáo và danh mục chỉ tiêu của biểu; nạp lại không đổi gì."""
    from thidua.core import clock  # noqa: PLC0415 - needs Django set up
    from thidua.core.actors import Actor  # noqa: PLC0415 - likewise
    from thidua.indicators.commands import load_indicators  # noqa: PLC0415 - likewise
    from thidua.reports.commands import load_forms  # noqa: PLC0415 - likewise

    by = Actor(uid=None, label="thidua forms load")
    load_indicators(by=by, at=clock.now())
    done = load_forms(by=by, at=clock.now())
    click.echo(f"Đã nạp biểu báo cáo: thêm {done.added} bản, giữ nguyên {done.unchanged} bản.")
