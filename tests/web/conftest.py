"""A signed-in browser."""

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import PASSWORD, make_user

from thidua.core.actors import Role


@pytest.fixture
def office(transactional_db):
    """A province with a commune, and an administrator called Trần Thu Hà."""
    province = make_unit("Hưng Yên")
    make_commune("Vũ Thư", under=province)
    make_user(Role.ADMINISTRATOR, unit=province, username="ha.tt", address="chị")
    return province


@pytest.fixture
def open_page(chromium, live_server):
    """A function that opens a path at a width, signed in where a name is given; it collects what the console says."""
    contexts = []

    def opened(path, *, width=1280, user="ha.tt", **options):
        context = chromium.new_context(viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda line: page.complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
        if user:
            page.goto(f"{live_server.url}/dang-nhap/")
            page.fill("[name=username]", user)
            page.fill("[name=password]", PASSWORD)
            page.click("main button[type=submit]")
            page.wait_for_url(f"{live_server.url}/")
        page.goto(f"{live_server.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
