"""``thidua demo``: the main job on sample articles, in a database of its own, and the same in the browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from thidua.config.cli.django_ready import ready
from thidua.config.home import keep_secret_key

HOST, PORT = "127.0.0.1", 8000
MARKER = "DEMO.txt"
console = Console(stderr=True, highlight=False)


@click.command()
@click.option("--serve/--no-serve", default=True, help="Mở trang sau khi xong, hay chỉ làm việc chính.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Thư mục của bản dùng thử.",
)
@click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục bài thật; mặc định là sáu bài mẫu.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả là một đối tượng JSON.")
@click.option("--port", default=PORT, show_default=True, help="Cổng của trang.")
def demo(*, serve: bool, out: Path, articles: Path | None, as_json: bool, port: int) -> None:
    """Đọc các bài mẫu, nhận dữ kiện đạt kiểm tra, lập gói hội nghị, rồi mở trang. Chạy lại cho kết quả như cũ."""
    out = out.resolve()
    if serve:
        _refuse_taken_port(port)
    _begin_afresh(out)
    ready()
    from thidua.config.demo import stage  # noqa: PLC0415 - its models need Django

    with _bars() as progress:
        summary = stage.play(articles, out, progress=_Bars(progress).tell)
    if as_json:
        click.echo(json.dumps(summary.as_json(), ensure_ascii=False))
    else:
        stage.print_summary(summary)
    if serve:
        stage.print_users(HOST, port)
        _serve(port)


def _begin_afresh(out: Path) -> None:
    """Empty the demo's own folder and set the environment of the processes to it."""
    home = out / "home"
    if home.exists() and not (home / MARKER).exists():
        raise click.ClickException(f"{home} không phải của bản dùng thử. Chọn thư mục khác bằng --out.")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / MARKER).write_text("Thư mục này của “thidua demo”, làm lại mỗi lần chạy.\n", encoding="utf-8")
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"THIDUA_HOME": str(home), "THIDUA_DEMO": "1", "THIDUA_PLAIN_HTTP": "1"}
    keep_secret_key(home)


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # on Windows the option would let two programs have one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise click.ClickException(
                f"Cổng {port} đang có chương trình khác dùng. Tắt nó, hoặc chọn cổng khác: --port {port + 1}"
            ) from taken


class _Bars:
    """One progress bar a stage, made when the stage begins."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}

    def tell(self, stage: str, done: int, count: int) -> None:
        """Show that ``done`` of ``count`` are done in a stage."""
        if stage not in self.tasks:
            self.tasks[stage] = self.progress.add_task(stage, total=count)
        self.progress.update(self.tasks[stage], completed=done, total=count)


def _bars() -> Progress:
    return Progress(
        TextColumn("{task.description:30}"), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _serve(port: int) -> None:
    """Serve in a program of its own: this one has drawn charts, and their threads do not survive a fork."""
    command = [sys.executable, "-c", "from thidua.config.cli import main; main()", "serve", "--port", str(port)]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    sys.exit(subprocess.call(command))
