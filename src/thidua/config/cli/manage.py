"""``thidua manage …``: Django's own tools on this installation."""

from __future__ import annotations

import click
from django.core.management import execute_from_command_line

from thidua.config.cli.django_ready import ready


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Chuyển lệnh cho công cụ quản trị của Django, ví dụ: thidua manage shell."""
    ready()
    execute_from_command_line(["thidua manage", *arguments])
