"""A small country in a database of its own, and what is left of it after kills: run as a program by the tests.

``python -m tests.config.killing prepare`` prints what the clients need; ``… check`` and ``… check_import`` print what
is there and what is wrong, as JSON.
"""

import json
import sys
from collections import Counter
from datetime import date
from secrets import token_hex

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.factories.organisations import AT, make_commune, make_unit  # noqa: E402
from tests.factories.people import make_user, process_actor  # noqa: E402
from tests.factories.reports import file_and_accept, make_form, make_indicator, make_report  # noqa: E402
from tests.reports.plain_totals import PlainTrees, plain_totals, stored_totals  # noqa: E402

from thidua.core import clock  # noqa: E402
from thidua.core.actors import Role  # noqa: E402
from thidua.core.models import AuditEntry  # noqa: E402
from thidua.indicators.choices import Combination  # noqa: E402
from thidua.intake.models import BatchFile  # noqa: E402
from thidua.intake.rules.reading import read_text  # noqa: E402
from thidua.organisations.choices import Level, UnitKind  # noqa: E402
from thidua.organisations.commands import draft_reorganisation  # noqa: E402
from thidua.organisations.models import Reorganisation, Unit  # noqa: E402
from thidua.organisations.plans import NewUnit, Step, StepAct  # noqa: E402
from thidua.reports.commands import ensure_span, settle_totals  # noqa: E402
from thidua.reports.models import AcceptedValue, Cell, FormLine, Report, TotalMark  # noqa: E402
from thidua.reports.queries.figures import span as span_of_row  # noqa: E402
from thidua.reports.queries.ladder import units_above  # noqa: E402
from thidua.reports.rules.calendar import period_before, period_on  # noqa: E402
from thidua.sources.models import Document  # noqa: E402
from thidua.sources.queries import story_of  # noqa: E402
from thidua.sources.rules import marks_of  # noqa: E402
from thidua.totals.qualifiers import word  # noqa: E402

COMMUNES, MONTHS, DRAFTS = 10, 3, 6
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
    drafts = [draft(country, form, spans, number) for number in range(DRAFTS)]
    settle_totals(at=clock.now())
    return {
        "form": form.code,
        "periods": [span.key for span in spans],
        "lines": list(FormLine.objects.order_by("order").values_list("pk", flat=True)),
        "communes": [session_of(unit, Role.OFFICER) for unit in communes],
        "province": session_of(province, Role.APPROVER),
        "administrator": session_of(country, Role.ADMINISTRATOR),
        "drafts": drafts,
        "living_communes": living_communes(),
    }


def draft(country, form, spans, number):
    """Two communes of another province that reported, to be one since a month ago."""
    province = make_unit(f"Tỉnh {number}", under=country)
    communes = [make_commune(f"Cũ {number}, {place}", under=province) for place in range(2)]
    for place, commune in enumerate(communes):
        for span in spans[:2]:
            texts = {code: str(number * 10 + place) for code in CODES}
            file_and_accept(make_report(form, commune, ensure_span(span=span), **texts), above=province)
    step = Step(
        StepAct.MERGE, tuple(str(each.uid) for each in communes), made=(NewUnit(f"Chung {number}", UnitKind.COMMUNE),)
    )
    made = draft_reorganisation(
        unit=country, title=f"Đợt {number}", on=spans[0].since, steps=[step], by=process_actor(country), at=AT
    )
    return str(made.uid)


def living_communes():
    return Unit.objects.filter(level=Level.COMMUNE, until__isnull=True).count()


def session_of(unit, role):
    user = make_user(role, unit=unit, since=date(2020, 1, 1))
    store = SessionStore(token_hex(16))
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save(must_create=True)
    return store.session_key


def check():
    """Say what is there; totals are those of the plain oracle once the worker has done its part."""
    settle_totals(at=clock.now())
    own = Unit.objects.filter(name__startswith="Xã ")
    reports = Report.objects.filter(state="accepted").select_related("period", "unit")
    cells = Cell.objects.filter(revision__report__in=reports, value__isnull=False)
    typed = cells.values_list("revision__report__unit", "revision__report__period", "line__indicator", "value")
    counted = AcceptedValue.objects.values_list("unit", "period", "indicator", "value")
    trees = PlainTrees()
    stored, plain = stored_totals(), plain_totals(accepted_values(), trees)
    return {
        "accepted": sorted([str(each.uid), each.unit.name, each.period.key] for each in reports.filter(unit__in=own)),
        "values_are_those_of_accepted_reports": sorted(typed) == sorted(counted),
        "wrong_totals": [str(key) for key in stored.keys() | plain.keys() if stored.get(key) != plain.get(key)],
        "marks_left": TotalMark.objects.count(),
        "reorganisations": {str(each.uid): str(each.state) for each in Reorganisation.objects.all()},
        "crooked_lines": crooked_lines(trees),
        "living_communes": living_communes(),
    }


def accepted_values():
    rows = AcceptedValue.objects.select_related("period", "indicator")
    return {
        (row.unit_id, span_of_row(row.period), row.indicator.code): (row.value, row.of, word(row.qualifier))
        for row in rows
    }


def crooked_lines(trees):
    today = clock.today()
    units = Unit.objects.values_list("pk", flat=True)
    return [unit for unit in units if units_above(unit, "territory", today) != trees.line(unit, today)]


def check_import():
    """Say what came in, and which documents are not wholly as a reading in one go leaves them."""
    documents = list(Document.objects.all())
    acts = Counter(
        AuditEntry.objects.filter(act__in=("add_document", "read_document")).values_list("act", "object_uid")
    )
    return {
        "files": Counter(BatchFile.objects.values_list("outcome", flat=True)),
        "documents": len(documents),
        "half_read": [document.title for document in documents if not is_whole(document)],
        "told_twice": [str(key) for key, count in acts.items() if count > 1],
    }


def is_whole(document):
    facts = read_text(document.text, published=document.published).facts
    marks = set(document.marks.values_list("key", flat=True))
    return document.facts.count() == len(facts) and marks == set(marks_of(story_of(document)))


if __name__ == "__main__":
    steps = {"prepare": prepare, "check": check, "check_import": check_import}
    sys.stdout.write(json.dumps(steps[sys.argv[1]]()))
