"""A small country in a database of its own, and what is left of it after kills: run as a program by the test.

``python -m tests.config.killing prepare`` prints what the clients need; ``… check`` prints what is wrong, as JSON.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from secrets import token_hex

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.factories.organisations import make_commune, make_unit  # noqa: E402
from tests.factories.people import make_user  # noqa: E402
from tests.factories.reports import make_form, make_indicator  # noqa: E402

from thidua.core import clock  # noqa: E402
from thidua.core.actors import Role  # noqa: E402
from thidua.indicators.choices import Combination  # noqa: E402
from thidua.organisations.choices import Level, UnitKind  # noqa: E402
from thidua.organisations.models import Placement  # noqa: E402
from thidua.reports.commands import settle_totals  # noqa: E402
from thidua.reports.models import AcceptedValue, Cell, FormLine, Report, Total, TotalMark  # noqa: E402
from thidua.reports.rules.adding import periods_to_add  # noqa: E402
from thidua.reports.rules.calendar import period_before, period_on  # noqa: E402

COMMUNES, MONTHS = 10, 3
CODES = ("sessions", "models", "attendances")


def prepare():
    """Fill an empty database; print form, periods, lines and sessions."""
    call_command("migrate", verbosity=0)
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    province = make_unit("Hưng Yên", under=country)
    communes = [make_commune(f"Xã {number}", under=province) for number in range(COMMUNES)]
    make_indicator("models", over_time=Combination.LATEST)
    form = make_form(*CODES)
    spans = [period_before(period_on("month", clock.today()))]
    while len(spans) < MONTHS:
        spans.append(period_before(spans[-1]))
    return {
        "form": form.code,
        "periods": [span.key for span in spans],
        "lines": list(FormLine.objects.order_by("order").values_list("pk", flat=True)),
        "communes": [session_of(unit, Role.OFFICER) for unit in communes],
        "province": session_of(province, Role.APPROVER),
    }


def session_of(unit, role):
    user = make_user(role, unit=unit, since=date(2020, 1, 1))
    store = SessionStore(token_hex(16))
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save(must_create=True)
    return store.session_key


def check():
    """Say what is there; totals are those of plain addition once the worker has done its part."""
    settle_totals(at=clock.now())
    reports = Report.objects.filter(state="accepted").select_related("period", "unit")
    cells = Cell.objects.filter(revision__report__in=reports, value__isnull=False)
    typed = cells.values_list("revision__report__unit", "revision__report__period", "line__indicator", "value")
    counted = AcceptedValue.objects.values_list("unit", "period", "indicator", "value")
    stored = Total.objects.values_list("unit", "period__key", "indicator", "value", "figures")
    return {
        "accepted": sorted([str(report.uid), report.unit.name, report.period.key] for report in reports),
        "values_are_those_of_accepted_reports": sorted(typed) == sorted(counted),
        "totals_are_right": sorted(stored) == sorted(plain_totals()),
        "marks_left": TotalMark.objects.count(),
    }


def plain_totals():
    above = dict(Placement.objects.values_list("unit", "parent"))
    sums = defaultdict(lambda: [0, 0])
    latest = {}
    for value in AcceptedValue.objects.select_related("period", "indicator"):
        own = period_on("month", value.period.since)
        for span in periods_to_add(own):
            if value.indicator.over_time != Combination.LATEST:
                add(sums, above, value, span.key)
                continue
            key = value.unit_id, value.indicator_id, span.key
            if key not in latest or latest[key].period.since < value.period.since:
                latest[key] = value
    for (_unit, _indicator, key), value in latest.items():
        add(sums, above, value, key)
    return [(*key, *found) for key, found in sums.items()]


def add(sums, above, value, key):
    node = above.get(value.unit_id)
    while node is not None:
        kept = sums[node, key, value.indicator_id]
        kept[0] += value.value
        kept[1] += 1
        node = above.get(node)


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"prepare": prepare, "check": check}[sys.argv[1]]()))
