"""An office of its own with the whole country in it and the sample texts brought in, served as in an office."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_THIDUA = "from thidua.config.cli import main; main()"
_LIMIT = 60.0


@dataclass(frozen=True)
class Office:
    """An installation in ``home``; ``kept`` is a copy of it as it was made. ``facts``: how many wait in its texts."""

    home: Path
    kept: Path
    facts: int
    username: str
    password: str

    @contextmanager
    def served(self, port: int) -> Iterator[str]:
        """Serve the office as it was made; yields its address."""
        shutil.rmtree(self.home)
        shutil.copytree(self.kept, self.home)
        command = [sys.executable, "-c", _THIDUA, "serve", "--port", str(port)]
        site = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()
            site.wait(timeout=30)


@contextmanager
def office_with_samples() -> Iterator[Office]:
    """Make an office in a temporary folder: its users are those of the demo, the sample texts wait in it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        os.environ |= {
            "THIDUA_HOME": str(home), "THIDUA_DEMO": "1", "THIDUA_PLAIN_HTTP": "1",
            "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        }  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        office = _filled(home)
        shutil.copytree(home, office.kept)
        yield office


def _filled(home: Path) -> Office:
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from thidua.config import demo  # noqa: PLC0415
    from thidua.config.beginning import DEMO_PASSWORD, load_catalogues  # noqa: PLC0415
    from thidua.config.demo.office import country, make_office  # noqa: PLC0415
    from thidua.config.home import keep_secret_key  # noqa: PLC0415
    from thidua.core import clock  # noqa: PLC0415
    from thidua.intake.commands import bring_in  # noqa: PLC0415
    from thidua.intake.models import ProposedFact  # noqa: PLC0415
    from thidua.people.queries import actor_of  # noqa: PLC0415

    keep_secret_key(home)
    call_command("migrate", verbosity=0)
    load_catalogues(at=clock.now())
    officer = make_office(at=clock.now())[0]
    by = actor_of(officer, on=clock.today())
    for path in sorted((Path(demo.__file__).parent / "articles").glob("*.txt")):
        bring_in(unit=country(), content=path.read_bytes(), file_name=path.name, by=by, at=clock.now())
    facts = ProposedFact.objects.count()
    connection.close()
    return Office(home, home.parent / "kept", facts, officer.username, DEMO_PASSWORD)


def _wait_for(port: int) -> None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < _LIMIT:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    msg = f"nothing answers at port {port}"
    raise TimeoutError(msg)
