"""How long the whole country takes to load into an empty SQLite database, and to load again."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable


def figures() -> dict[str, float]:
    """Return seconds of the first and of the second load, and how many units there are."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"THIDUA_HOME": home, "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django  # noqa: PLC0415 - after the environment is set

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        from thidua.config.beginning import INSTALLER  # noqa: PLC0415
        from thidua.core import clock  # noqa: PLC0415
        from thidua.organisations.commands import load_units  # noqa: PLC0415
        from thidua.organisations.models import Unit  # noqa: PLC0415
        from thidua.organisations.records import read_units  # noqa: PLC0415

        call_command("migrate", verbosity=0)

        def load() -> None:
            load_units(records=read_units(), by=INSTALLER, at=clock.now())

        first, second = _seconds(load), _seconds(load)
        count = Unit.objects.count()
        connection.close()
    return {"first_load_s": first, "second_load_s": second, "units": float(count)}


def _seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
