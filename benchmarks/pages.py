"""How long the server takes for its two widest pages, on SQLite and on PostgreSQL where one answers.

``province_page``: the totals of a year of a province with 104 communes, 60 indicators by 12 months, all present.
``who_has_filed``: who has filed in the country, 34 provinces with 3,321 communes by 12 months. Median of several
requests through the whole stack of middleware and templates, without the network, after two that warm it up. ``cpu``
is what this process took of it: on a busy machine it says more, though not what a PostgreSQL server took.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from benchmarks.driving.asking import ask_page
from benchmarks.driving.scratch import on_both_databases

if TYPE_CHECKING:
    from thidua.people.models import User


def figures() -> dict[str, float]:
    """Return milliseconds, queries and kilobytes of each page on each database."""
    return on_both_databases("benchmarks.pages")


def _measured() -> dict[str, float]:
    """Fill the office that the settings name, and ask for the pages."""
    import django  # noqa: PLC0415 - the settings are those of this process

    django.setup()
    from pathlib import Path  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from benchmarks.inputs.office_year import FORM, fill  # noqa: PLC0415
    from thidua.config.databases import take_statistics  # noqa: PLC0415
    from thidua.config.home import keep_secret_key  # noqa: PLC0415
    from thidua.core import clock  # noqa: PLC0415

    keep_secret_key(Path(os.environ["THIDUA_HOME"]))
    call_command("migrate", verbosity=0)
    country, province = fill(clock.today().year, on=clock.today(), at=clock.now())
    take_statistics(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("analyze")
    question = f"?bieu={FORM}&nam={clock.today().year}"
    found: dict[str, float] = {}
    for name, user, page in (("province_page", province, "totals"), ("who_has_filed", country, "filing")):
        found |= _page(name, user, reverse(f"office:{page}") + question)
    connection.close()
    return found


def _page(name: str, user: User, address: str) -> dict[str, float]:
    told = ask_page(user, address)
    return {
        f"{name}_ms": told.ms,
        f"{name}_cpu_ms": told.cpu_ms,
        f"{name}_queries": float(told.queries),
        f"{name}_kb": told.kilobytes,
    }


if __name__ == "__main__":
    print(json.dumps(_measured()))
