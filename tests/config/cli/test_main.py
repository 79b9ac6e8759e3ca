from __future__ import annotations

import importlib.util
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from thidua.config import cli
from thidua.config.cli import main

NAMES = list(cli._SUBCOMMANDS)
INSTALLED = [name for name in NAMES if importlib.util.find_spec(f"thidua.config.cli.{cli._SUBCOMMANDS[name].module}")]


def test_help_lists_what_is_installed_in_vietnamese() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    assert result.stdout.startswith("Cách dùng: ")
    assert all(heading in result.stdout for heading in ("Tuỳ chọn:", "Lệnh:"))
    assert all(f"\n  {name} " in result.stdout for name in INSTALLED)
    assert not any(english in result.stdout for english in ("Usage", "Options", "Commands", "Show"))


def test_a_command_whose_module_is_not_there_is_neither_listed_nor_callable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli._SUBCOMMANDS, "bay", cli._Place("khong_co", "bay", "Không có."))

    assert "bay" not in CliRunner().invoke(main, ["--help"]).stdout
    assert CliRunner().invoke(main, ["bay"]).exit_code == 2


def test_an_unknown_command_is_refused_with_the_known_ones() -> None:
    result = CliRunner().invoke(main, ["bayboard"])

    assert result.exit_code == 2
    assert "Không có lệnh “bayboard”. Các lệnh có: " in result.stderr
    assert "extract" in result.stderr


@pytest.mark.parametrize("name", INSTALLED)
def test_every_listed_command_is_there(name: str) -> None:
    place = cli._SUBCOMMANDS[name]
    command = main.get_command(click.Context(main), name)

    assert isinstance(command, click.Command)
    assert place.summary.endswith(".")


def test_help_imports_no_subcommand() -> None:
    check = (
        "import sys; from thidua.config.cli import main; main(['--help'], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith(('django', 'thidua.config.cli.'))], file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True, timeout=60)

    assert done.stderr.decode().strip() == "[]"


def test_the_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == "thidua 0.1.0\n"
