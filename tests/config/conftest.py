"""Installations of their own for what is killed: on the database of this round of tests."""

import os
import shutil
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from tests.config.running import Site, told_by


class Installations:
    """Homes and databases, each a copy of one that was filled once: SQLite, or on the PostgreSQL of the round."""

    def __init__(self, folder):
        self.folder, self.url, self.made = folder, os.environ.get("THIDUA_TEST_DATABASE_URL"), 0
        self.filled = self._environment("filled", None)
        self.plan = told_by(self.filled, "prepare")

    def another(self):
        """The environment of a fresh copy."""
        self.made += 1
        name = f"copy_{self.made}"
        shutil.copytree(self.folder / "filled", self.folder / name)
        return self._environment(name, self._database("filled"))

    def forget(self):
        for name in ("filled", *(f"copy_{number}" for number in range(1, self.made + 1))):
            self._ask(f"DROP DATABASE IF EXISTS {self._database(name)} WITH (FORCE)")

    def _environment(self, name, template):
        home = self.folder / name
        home.mkdir(exist_ok=True)
        own = os.environ | {
            "THIDUA_HOME": str(home), "THIDUA_PLAIN_HTTP": "1", "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        }  # fmt: skip
        own.pop("DATABASE_URL", None)
        if not self.url:
            return own
        database = self._database(name)
        self._ask(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self._ask(f"CREATE DATABASE {database}" + (f" TEMPLATE {template}" if template else ""))
        return own | {"DATABASE_URL": urlunsplit(urlsplit(self.url)._replace(path=f"/{database}"))}

    def _database(self, name):
        return f"thidua_killed_{os.getpid()}_{name}"

    def _ask(self, statement):
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as server:
                server.execute(statement)


@pytest.fixture(scope="module")
def installations(tmp_path_factory):
    """The filled installation and its copies."""
    found = Installations(tmp_path_factory.mktemp("killed"))
    yield found
    found.forget()


@pytest.fixture
def environment(installations):
    """Of an installation of this test's own."""
    return installations.another()


@pytest.fixture
def plan(installations):
    """What the people of the installation need: forms, periods, sessions, drafts."""
    return installations.plan


@pytest.fixture
def site(environment):
    """The served site; killed in the end."""
    served = Site(environment)
    assert served.answers()
    yield served
    served.kill_all()
