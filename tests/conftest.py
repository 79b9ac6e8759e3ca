"""Fixtures that every test may ask for, and what is skipped where the machine lacks a part."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes to make says nothing on a machine that is busy with other work.
settings.register_profile("busy", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy")

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
CHROMIUM = os.environ.get("THIDUA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

# Files of few tests that take long: begun first, so that at the end no process works alone.
SLOW_FILES = (
    "tests/test_every_url.py",
    "tests/config/test_killed.py",
    "tests/e2e/",
    "tests/totals/test_spark.py",
    "tests/reading/test_spark.py",
    "tests/reports/test_totals_against_the_oracle.py",
    "tests/organisations/test_country.py",
    "tests/config/cli/",
)

# Playwright's own event loop runs beside the live server; the ORM is used from the test's thread only.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_addoption(parser):
    """How much the oracle of totals is asked (``make oracle``)."""
    parser.addoption("--oracle-seeds", default="3", help="how many random histories («60»), or which («100-160»)")
    parser.addoption("--oracle-steps", type=int, default=40, help="acts in each history")


def pytest_generate_tests(metafunc):
    """One test for each random history."""
    if "oracle_seed" in metafunc.fixturenames:
        first, dash, last = metafunc.config.getoption("--oracle-seeds").rpartition("-")
        metafunc.parametrize("oracle_seed", range(int(first) if dash else 0, int(last)))


@pytest.fixture
def oracle_steps(request):
    """How many acts a random history has."""
    return request.config.getoption("--oracle-steps")


def pytest_collection_modifyitems(items):
    """Put what takes long first; skip, with the reason, what this machine cannot run.

    Where all must run (CI), a missing part fails instead.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW_FILES))
    if os.environ.get("THIDUA_TEST_EVERYTHING") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="no browser: install Chromium or name it in THIDUA_CHROMIUM"))
        if item.get_closest_marker("corpus") and not CORPUS.is_dir():
            item.add_marker(pytest.mark.skip(reason="no corpus beside the project (../shared/corpus)"))


@pytest.fixture(scope="session")
def corpus_folder():
    """The folder of real articles with gold labels."""
    return CORPUS


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium for the session."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-sync",
                "--disable-component-update",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def spark():
    """One local Spark session for all tests of a process."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
        settings_of_session = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
        session = SparkSession.builder.master("local[2]").config(map=settings_of_session).getOrCreate()
        yield session
        session.stop()
