"""The demo from an empty folder to its summary, once Django is set up."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from thidua.config.beginning import DEMO_PASSWORD, load_catalogues
from thidua.config.demo.awarding import make_awarding
from thidua.config.demo.job import Progress, Summary, run
from thidua.config.demo.ledger import make_ledger
from thidua.config.demo.office import DEMO_USERS, make_office
from thidua.config.demo.reports import make_reports
from thidua.core import clock
from thidua.intake.choices import FactKind
from thidua.people.choices import HeldRole
from thidua.people.queries import actor_of

SAMPLES = Path(__file__).parent / "articles"


def play(articles: Path | None, out: Path, *, progress: Progress) -> Summary:
    """Make the database and the office, then do the main job under the name of the first demo user."""
    progress("Cơ sở dữ liệu", 0, 1)
    call_command("migrate", verbosity=0)
    progress("Cơ sở dữ liệu", 1, 1)
    load_catalogues(at=clock.now(), progress=lambda _step, done, count: progress("Đơn vị hành chính", done, count))
    users = make_office(at=clock.now())
    make_reports(at=clock.now(), today=clock.today(), progress=lambda done, count: progress("Báo cáo mẫu", done, count))
    progress("Sổ khen thưởng mẫu", 0, 1)
    make_ledger(at=clock.now(), today=clock.today())
    make_awarding(at=clock.now())
    progress("Sổ khen thưởng mẫu", 1, 1)
    officer, approver = (actor_of(user, on=clock.today()) for user in users[:2])
    return run(articles or SAMPLES, out, by=officer, approver=approver, at=clock.now(), progress=progress)


def print_summary(summary: Summary) -> None:
    """Print what was found, accepted and made, and what was left and why."""
    table = Table(title=f"Đã đọc {summary.documents} bài", title_justify="left")
    for heading in ("Loại dữ kiện", "Tìm thấy", "Đã nhận"):
        table.add_column(heading, justify="left" if heading.startswith("Loại") else "right")
    for kind, count in sorted(summary.facts.items()):
        table.add_row(str(FactKind(kind).label), str(count), str(summary.accepted[kind]))
    table.add_section()
    table.add_row("Cộng", str(sum(summary.facts.values())), str(sum(summary.accepted.values())))
    out = Console(highlight=False)
    out.print(table)
    if summary.in_question:
        out.print(f"Chưa nhận {len(summary.in_question)} dữ kiện, chờ người xem:")
        for left in summary.in_question:
            out.print(f"  · {left.fact} “{left.quote}” ({left.document[:50]}): {left.because}", markup=False)
    for line in summary.unread:
        out.print(f"Không đọc được {line}", markup=False)
    out.print("Đã lập:")
    for path in summary.files:
        out.print(f"  {path}", markup=False, soft_wrap=True)


def print_users(host: str, port: int) -> None:
    """Print who can sign in, one a role."""
    table = Table(title="Người dùng mẫu", title_justify="left")
    for heading in ("Tên đăng nhập", "Mật khẩu", "Vai trò", "Họ và tên"):
        table.add_column(heading)
    for user in DEMO_USERS:
        table.add_row(user.username, DEMO_PASSWORD, str(HeldRole(user.role.value).label), user.full_name)
    out = Console(highlight=False)
    out.print(table)
    out.print(f"Công chúng không cần đăng nhập: http://{host}:{port}/cong-khai/", soft_wrap=True)
