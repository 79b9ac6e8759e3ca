"""``thidua extract``: files into facts, on standard output, without a database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from thidua.config.cli.extract_inputs import find_inputs
from thidua.config.cli.extract_table import print_table
from thidua.reading.files import LoadedText, Unreadable, load
from thidua.reading.pipeline import as_document, read

_MANY = 8  # inputs from which on a progress bar is worth its lines


@click.command(short_help="Đọc văn bản thành sự kiện, số liệu, khen thưởng, nhân sự.")
@click.argument("paths", metavar="ĐƯỜNG_DẪN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "json", "table"]), default="jsonl", show_default=True,
    help="Cách in: mỗi văn bản một dòng JSON, JSON dễ đọc, hoặc bảng.",
)  # fmt: skip
@click.option(
    "--out", "folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False),
    help="Ghi thêm mỗi văn bản ra một tệp ID.json, kèm ID.txt khi vị trí không tính trên chính tệp đã đọc.",
)  # fmt: skip
def extract(paths: tuple[Path, ...], form: str, folder: Path | None) -> None:
    """Đọc tệp .txt, .html, .docx, .pdf (hoặc cả thư mục) và in ra các sự kiện kèm vị trí trong văn bản.

    Không cần cơ sở dữ liệu. Tệp nào không đọc được thì báo lý do, các tệp khác vẫn được đọc, và lệnh kết thúc với mã 1.
    """
    inputs = find_inputs(paths)
    failures = [*inputs.refusals]
    _complain(failures)
    for notice in inputs.notices:
        click.echo(notice, err=True)
    try:
        with _progress(inputs.files) as files:
            for path in files:
                failure = _extract_one(path, form, folder, inputs.files)
                if failure:
                    failures.append(failure)
                    _complain([failure])
    except BrokenPipeError:
        _let_go_of_the_pipe()
    if failures:
        _complain([f"{len(failures)} đầu vào không đọc được."] if len(failures) > 1 else [])
        raise SystemExit(1)


def _extract_one(path: Path, form: str, folder: Path | None, inputs: Iterable[Path]) -> str:
    """Read one file, print and write what it says; return why it could not be done, else nothing."""
    shown = click.format_filename(path)
    try:
        loaded = load(path)
    except Unreadable as refusal:
        return f"{shown}: {refusal}"
    except OSError as error:
        return f"{shown}: Không đọc được tệp ({error.strerror})."
    for notice in loaded.notices:
        click.echo(f"{shown}: {notice}", err=True)
    document = as_document(read(loaded.text, published=loaded.published), click.format_filename(path.stem))
    if form == "table":
        print_table(document, loaded.text, title=loaded.title)
    else:
        click.echo(json.dumps(document, ensure_ascii=False, indent=1 if form == "json" else None))
    return _write(folder, path, document, loaded, inputs) if folder else ""


def _write(folder: Path, path: Path, document: dict[str, Any], loaded: LoadedText, inputs: Iterable[Path]) -> str:
    """Write ID.json, and ID.txt where the spans do not index the file itself; return why not, else nothing."""
    text = folder / f"{path.stem}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not loaded.verbatim:
            if text.exists() and any(text.samefile(given) for given in inputs):
                return f"{click.format_filename(text)}: là tệp nguồn nên không ghi đè. Hãy chọn thư mục --out khác."
            text.write_bytes(loaded.text.encode())
        (folder / f"{path.stem}.json").write_text(
            json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    except OSError as error:
        return f"{click.format_filename(folder)}: Không ghi được kết quả ({error.strerror})."
    return ""


@contextmanager
def _progress(files: tuple[Path, ...]) -> Iterator[Iterable[Path]]:
    """Show how far the reading is, on standard error, where a person watches and there is something to wait for."""
    if len(files) < _MANY or not sys.stderr.isatty() or sys.stdout.isatty():
        yield files
        return
    columns = (TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield progress.track(files)


def _complain(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.secho(sentence, err=True, fg="red")


def _let_go_of_the_pipe() -> None:
    """Leave quietly when the reader of our output has gone (``thidua extract … | head``)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)
