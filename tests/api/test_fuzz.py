"""Whatever fits the schema, or nearly, is answered as the schema says, and never by a fault of the server."""

import itertools
import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_token, make_user
from tests.factories.reports import add_passage_section, file_and_accept, make_form, make_report, month

from thidua.core import clock
from thidua.core.actors import Role
from thidua.reports.commands import settle_totals

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("THIDUA_FUZZ_EXAMPLES", "6"))
"""For each call. More of them, and others each time, where the environment asks for it."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=get_wsgi_application())
_turns = itertools.count()


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker):
    """A token that may do everything, and names of what there is; undone when all calls are made."""
    for signal in (request_started, request_finished):  # as Django's own test client does: the transaction goes on
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        province = make_unit("Hưng Yên")
        commune = make_commune("Vũ Thư", under=province)
        form = make_form("sessions", levels=(province.level, commune.level))
        add_passage_section(form)
        accepted = file_and_accept(make_report(form, commune, month(9), sessions="5"), above=province)
        settle_totals(at=clock.now())
        own = make_report(form, province, sessions="7")
        secret, _token = make_token(make_user(Role.ADMINISTRATOR, unit=province))
        uids = [str(each.uid) for each in (accepted, own, province, commune, form)]
        yield {"secret": secret, "uids": uids, "code": form.code}
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize="THIDUA_FUZZ_EXAMPLES" not in os.environ,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_calls_answer_as_the_schema_says(case, known, monkeypatch):
    monkeypatch.setattr("thidua.api.bearer.CALLS_PER_MINUTE", 10**9)
    _name_what_there_is(case, known)

    case.call_and_validate(headers={"Authorization": f"Bearer {known['secret']}"}, checks=CHECKS)


def _name_what_there_is(case, known):
    """Let most calls be about something that there is: a made-up uid is only ever not found."""
    turn = next(_turns)
    if "uid" in (case.path_parameters or {}) and turn % 6 < 5:
        case.path_parameters["uid"] = known["uids"][turn % 6]
    if "form" in (case.query or {}) and turn % 4:
        case.query["form"] = known["code"]
    if isinstance(case.body, dict) and turn % 4:
        case.body |= {name: 1 for name in ("revision", "version") if name in case.body}
