"""The command line in Vietnamese: Click's own headings, complaints and days."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar

import click

_KINDS = {"argument": "tham số", "option": "tuỳ chọn", "parameter": "tham số"}
_THINGS = {"File": "Tệp", "Directory": "Thư mục", "Path": "Đường dẫn"}
# Click's sentences, each with ours; what stands in brackets is carried over.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Invalid value for (.+?): (.+)", r"Giá trị của \1 không dùng được: \2"),
    (r"Invalid value: (.+)", r"Giá trị không dùng được: \1"),
    (r"Missing command\.", "Chưa ghi lệnh."),
    (r"No such option '?(.+?)'?\.(?: Did you mean (.+)\?)?", r"Không có tuỳ chọn \1. \2"),
    (r"No such command '(.+?)'\.(?: Did you mean (.+)\?)?", r"Không có lệnh “\1”. \2"),
    (r"Option '(.+?)' requires an argument\.", r"Tuỳ chọn \1 cần một giá trị đi sau."),
    (r"Option '(.+?)' requires \d+ arguments\.", r"Tuỳ chọn \1 cần thêm giá trị đi sau."),
    (r"Option '(.+?)' does not take a value\.", r"Tuỳ chọn \1 không nhận giá trị."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Thừa tham số: \1."),
    (r"(File|Directory|Path) '(.+)' does not exist\.", r"\1 “\2” không có."),
    (r"(?:File|Directory|Path) '(.+)' is a file\.", r"“\1” là tệp, không phải thư mục."),
    (r"(?:File|Directory|Path) '(.+)' is a directory\.", r"“\1” là thư mục, không phải tệp."),
    (r"(File|Directory|Path) '(.+)' is not readable\.", r"\1 “\2” không đọc được."),
    (r"(File|Directory|Path) '(.+)' is not writable\.", r"\1 “\2” không ghi được."),
    (r"'(.*)' is not a valid (?:integer|float).*\.", r"“\1” không phải là số."),
    (r"'(.*)' is not a valid boolean.*", r"“\1” không phải là có hoặc không."),
    (r"'(.*)' is not one of (.+)\.", r"“\1” không phải một trong: \2."),
    (r"'(.*)' is not '?(.+?)'?\.", r"“\1” không phải \2."),
    (r"(\S+) is not in the range (.+)\.", r"\1 ngoài khoảng \2."),
    (r"Could not open file '(.+)': (.+)", r"Không mở được tệp “\1”: \2"),
)
_MISSING = re.compile(r"Missing (argument|option|parameter) ?(.*?)\.(?:\s+Choose from:\s*(.+))?", re.DOTALL)


def in_vietnamese(sentence: str) -> str:
    """Return a complaint of Click in Vietnamese; what is not Click's own stays as it is.

    >>> in_vietnamese("Invalid value for 'FILES...': File 'a.yaml' does not exist.")
    'Giá trị của FILES... không dùng được: Tệp “a.yaml” không có.'
    >>> in_vietnamese("Missing argument 'AWARD'.")
    'Thiếu tham số AWARD.'
    """
    if missing := _MISSING.fullmatch(sentence):
        choices = f" Chọn một trong: {' '.join(missing[3].split())}." if missing[3] else ""
        return f"Thiếu {_KINDS[missing[1]]} {_bare(missing[2])}.{choices}"
    for english, ours in _SENTENCES:
        if found := re.fullmatch(english, sentence, re.DOTALL):
            parts = [_THINGS.get(part or "", in_vietnamese(part or "")) for part in found.groups()]
            return _filled(ours, parts)
    return sentence


def _filled(sentence: str, parts: list[str]) -> str:
    return re.sub(r"\\(\d)", lambda place: _bare(parts[int(place[1]) - 1]), sentence).strip()


def _bare(text: str) -> str:
    """Return what Click puts between apostrophes without them, one or several."""
    return re.sub(r"'([^']*)'", r"\1", text)


def complain(fault: click.ClickException) -> None:
    """Write what is wrong, and where help is, to the error output; a group without a command writes its help."""
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        click.echo(fault.format_message(), err=True)
        return
    context = getattr(fault, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
        if names := context.help_option_names:
            click.echo(f"Xem hướng dẫn: {context.command_path} {names[-1]}\n", err=True)
    click.echo(f"Lỗi: {in_vietnamese(fault.format_message())}", err=True)


class VietnameseHelp(click.HelpFormatter):
    """Click's page of help with its own English words in Vietnamese."""

    _WORDS: ClassVar[dict[str, str]] = {
        "Options": "Tuỳ chọn",
        "Commands": "Lệnh",
        "Positional arguments": "Tham số",
        "Show this message and exit.": "In hướng dẫn này rồi thoát.",
        "Show the version and exit.": "In số phiên bản rồi thoát.",
    }

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is called."""
        args = args.replace("[OPTIONS]", "[TUỲ CHỌN]").replace("COMMAND [ARGS]...", "LỆNH [THAM SỐ]...")
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(self._WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with its explanation."""
        super().write_dl([(term, self._WORDS.get(text, text)) for term, text in rows], col_max, col_spacing)


class VietnameseGroup(click.Group):
    """A group whose help and complaints are Vietnamese when it is run as a program."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run as a program; what Click complains of is said in Vietnamese, with Click's exit codes."""
        click.Context.formatter_class = VietnameseHelp
        stands_alone = options.pop("standalone_mode", True)
        run = partial(super().main, *args, **options)
        if not stands_alone:
            return run(standalone_mode=False)
        done: Any = None
        try:
            done = run(standalone_mode=False)
        except click.ClickException as fault:
            complain(fault)
            sys.exit(fault.exit_code)
        except click.Abort:
            click.echo("Đã dừng.", err=True)
            sys.exit(1)
        sys.exit(done if isinstance(done, int) else 0)


class Day(click.ParamType[date]):
    """A day as officials write it, or in the order of ISO 8601."""

    name = "ngày"
    _FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d")
    _SHAPE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say whether it does not exist or cannot be read."""
        if isinstance(value, date):
            return value
        for form in self._FORMS:
            with suppress(ValueError):
                return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        is_a_day = self._SHAPE.fullmatch(value.strip())
        wrong = "là ngày không có thật" if is_a_day else "không phải là ngày; ghi như 27/11/2026 hoặc 2026-11-27"
        return self.fail(f"“{value}” {wrong}.", param, ctx)
