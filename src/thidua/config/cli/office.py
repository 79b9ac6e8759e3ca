"""Running an office: begin, serve, back up, restore, upgrade."""

from __future__ import annotations

import socket
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from thidua.config.cli.django_ready import ready
from thidua.config.home import home, keep_secret_key

console = Console(stderr=True, highlight=False)
PROCESS_LABEL = "Lệnh thidua trên máy chủ"


@click.command()
@click.option(
    "--unit",
    "unit_name",
    prompt="Đơn vị của mình (tên đầy đủ hoặc mã, ví dụ “xã Vũ Thư” hoặc 33)",
    help="Tên đầy đủ hoặc mã.",
)
@click.option("--username", prompt="Tên đăng nhập của người quản trị", help="Chữ thường không dấu, chữ số, dấu chấm.")
@click.option("--full-name", prompt="Họ và tên người quản trị", help="Họ và tên có dấu.")
def init(unit_name: str, username: str, full_name: str) -> None:
    """Tạo cơ sở dữ liệu, nạp danh mục, tạo đơn vị của mình và người quản trị đầu tiên. Không có dữ liệu mẫu."""
    keep_secret_key(home())
    ready()
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up

    call_command("migrate", verbosity=0)
    from thidua.config import beginning  # noqa: PLC0415 - models need Django
    from thidua.core import clock  # noqa: PLC0415
    from thidua.core.errors import Refused  # noqa: PLC0415

    try:
        with console.status("Đang nạp đơn vị hành chính, chỉ tiêu…"):
            beginning.load_catalogues(at=clock.now())
        user, password = beginning.first_administrator(
            unit_name=unit_name, username=username, full_name=full_name, on=clock.today(), at=clock.now()
        )
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Đã tạo người quản trị {user.full_name} tại {user.working_unit}.")
    click.echo(f"  Tên đăng nhập: {user.username}")
    click.echo(f"  Mật khẩu lần đầu: {password}   (phải đổi ngay khi đăng nhập; không hiện lại)")
    click.echo("Chạy “thidua serve” rồi mở http://127.0.0.1:8000.")


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Địa chỉ lắng nghe; 0.0.0.0 cho cả mạng nội bộ (khi đó dùng TLS).",
)
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option("--name", "public_name", help="Tên hoặc địa chỉ mà các máy khác dùng để mở trang.")
def serve(host: str, port: int, public_name: str | None) -> None:
    """Chạy trang và việc nền cho đến khi bấm Ctrl C."""
    from thidua.config import server  # noqa: PLC0415 - granian is needed only here

    keep_secret_key(home())
    seen_as = public_name or (host if host not in {"0.0.0.0", "::"} else _own_address())  # noqa: S104 - compared, not bound
    tls = server.prepare(host, home(), public_name=seen_as, at=datetime.now().astimezone())
    ready()
    _refuse_pending_migrations()
    _refuse_demo_passwords(host)
    scheme = "https" if tls else "http"
    click.echo(f"Trang mở tại {scheme}://{seen_as}:{port}. Bấm Ctrl C để dừng.")
    if tls:
        click.echo(f"Lần đầu, cài chứng thư của cơ quan trên từng máy: {scheme}://{seen_as}:{port}/tin-cay/")
    server.serve(host, port, tls)


@click.command()
def worker() -> None:
    """Chỉ làm việc nền; dùng khi trang và việc nền chạy ở hai nơi."""
    from thidua.config.worker import work  # noqa: PLC0415

    work(until_input_closes=False)


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục đặt tệp; mặc định là backups trong THIDUA_HOME.",
)
def backup(folder: Path | None) -> None:
    """Sao lưu cơ sở dữ liệu và tệp đã lưu vào một tệp .zip; làm được cả khi trang đang chạy."""
    ready()
    click.echo(_made_backup(folder))


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
def restore(archive: Path, *, yes: bool) -> None:
    """Thay dữ liệu hiện có bằng dữ liệu trong tệp sao lưu. Dữ liệu hiện có được sao lưu trước."""
    keep_secret_key(home())
    ready()
    from thidua.config.backups import BackupFault, restore_backup  # noqa: PLC0415

    if not yes:
        click.confirm(f"Thay toàn bộ dữ liệu tại {home()} bằng bản sao lưu này?", abort=True)
    if _has_tables():
        click.echo(f"Dữ liệu hiện có đã sao lưu vào {_made_backup(None)}")
    try:
        manifest = restore_backup(archive)
    except BackupFault as fault:
        raise click.ClickException(str(fault)) from fault
    _migrate()
    click.echo(f"Đã khôi phục dữ liệu lúc {manifest['made_at']}.")


@click.command()
def upgrade() -> None:
    """Sao lưu, rồi đưa cơ sở dữ liệu và danh mục lên phiên bản đang cài. Chạy lại cũng không sao."""
    keep_secret_key(home())
    ready()
    if _has_tables():
        click.echo(f"Đã sao lưu vào {_made_backup(None)}")
    _migrate()
    from thidua.config import beginning  # noqa: PLC0415 - models need Django
    from thidua.core import clock  # noqa: PLC0415

    with console.status("Đang nạp danh mục mới…"):
        beginning.load_catalogues(at=clock.now())
    click.echo("Đã nâng cấp xong. Chạy “thidua serve”.")


def _made_backup(folder: Path | None) -> Path:
    from thidua.config.backups import BackupFault, make_backup  # noqa: PLC0415
    from thidua.core import clock  # noqa: PLC0415

    try:
        with console.status("Đang sao lưu…"):
            return make_backup(folder or home() / "backups", at=clock.now())
    except (BackupFault, OSError) as fault:
        raise click.ClickException(f"Chưa sao lưu được: {fault}") from fault


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from thidua.core import clock  # noqa: PLC0415
    from thidua.nominations.commands.achievements import index_all_honours  # noqa: PLC0415
    from thidua.sources.commands import mark_unmarked_texts  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    mark_unmarked_texts()
    index_all_honours(at=clock.now())


def _has_tables() -> bool:
    from django.db import connection  # noqa: PLC0415

    return "people_user" in connection.introspection.table_names()


def _refuse_pending_migrations() -> None:
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    if not _has_tables():
        raise click.ClickException("Chưa có dữ liệu ở đây. Chạy “thidua init” trước (hoặc “thidua restore TỆP”).")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException("Cơ sở dữ liệu thuộc phiên bản cũ. Chạy “thidua upgrade” (tự sao lưu trước).")


def _refuse_demo_passwords(host: str) -> None:
    from thidua.config.beginning import users_with_demo_password  # noqa: PLC0415
    from thidua.config.server import is_this_machine  # noqa: PLC0415

    if not is_this_machine(host) and (names := users_with_demo_password()):
        raise click.ClickException(
            f"Người dùng {', '.join(names)} còn mật khẩu dùng thử, ai cũng biết. "
            "Đổi mật khẩu hoặc khóa các tài khoản đó, rồi mới mở cho máy khác."
        )


def _own_address() -> str:
    """Return the address of this machine on the local network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
