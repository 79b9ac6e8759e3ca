"""An office of its own with the whole country in it and the sample texts brought in, served as in an office."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_THIDUA = "from thidua.config.cli import main; main()"
_LIMIT = 60.0


@contextmanager
def served_office(port: int) -> Iterator[str]:
    """Make an office in a temporary folder and serve it; yields its address. Its users are those of the demo."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "THIDUA_HOME": home, "THIDUA_DEMO": "1", "THIDUA_PLAIN_HTTP": "1",
            "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        }  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        _fill(Path(home))
        command = [sys.executable, "-c", _THIDUA, "serve", "--port", str(port)]
        site = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/dang-nhap/")
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()
            site.wait(timeout=30)


def bring_samples_in_again() -> int:
    """Take every text out of the office and bring the sample texts in anew; return how many there are."""
    from thidua.config import demo  # noqa: PLC0415 - Django is set up by now
    from thidua.config.demo.office import country  # noqa: PLC0415
    from thidua.core import clock  # noqa: PLC0415
    from thidua.intake.commands import bring_in  # noqa: PLC0415
    from thidua.people.models import User  # noqa: PLC0415
    from thidua.people.queries import actor_of  # noqa: PLC0415

    by = actor_of(User.objects.get(username="ha.tt"), on=clock.today())
    paths = sorted((Path(demo.__file__).parent / "articles").glob("*.txt"))
    for path in paths:
        bring_in(unit=country(), content=path.read_bytes(), file_name=path.name, by=by, at=clock.now())
    return len(paths)


def _fill(home: Path) -> None:
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from thidua.config.beginning import load_catalogues  # noqa: PLC0415
    from thidua.config.demo.office import make_office  # noqa: PLC0415
    from thidua.config.home import keep_secret_key  # noqa: PLC0415
    from thidua.core import clock  # noqa: PLC0415

    keep_secret_key(home)
    call_command("migrate", verbosity=0)
    load_catalogues(at=clock.now())
    make_office(at=clock.now())
    bring_samples_in_again()
    connection.close()


def _wait_for(address: str) -> None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < _LIMIT:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    msg = f"nothing answers at {address}"
    raise TimeoutError(msg)
