"""Key presses and machine time to get the five sample articles from the list into the registry, by keyboard only.

A program presses the keys (``driving.keyboard``), so the seconds are what the machine needs, without any thinking.
"""

from __future__ import annotations

import os
import shutil
import time

from playwright.sync_api import Browser, sync_playwright

from benchmarks.driving.keyboard import Officer
from benchmarks.driving.office import Office, office_with_samples
from benchmarks.first_page import free_port

CHROMIUM = os.environ.get("THIDUA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def figures() -> dict[str, float]:
    """Return presses and seconds, confirming by paragraph; and the same where all sure facts are taken at once."""
    with office_with_samples() as office, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        presses, seconds = _gone_through(browser, office, takes_all=False)
        presses_at_once, seconds_at_once = _gone_through(browser, office, takes_all=True)
        browser.close()
    return {
        "key_presses_five_articles": float(presses),
        "seconds_five_articles": seconds,
        "key_presses_five_articles_at_once": float(presses_at_once),
        "seconds_five_articles_at_once": seconds_at_once,
        "facts_in_five_articles": float(office.facts),
    }


def _gone_through(browser: Browser, office: Office, *, takes_all: bool) -> tuple[int, float]:
    with office.served(free_port()) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(f"{address}/dang-nhap/")
        page.fill("[name=username]", office.username)
        page.fill("[name=password]", office.password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/doc-bai/")
        begun = time.perf_counter()
        presses = Officer(page, takes_all=takes_all).go_through_all()
        seconds = time.perf_counter() - begun
        context.close()
    return presses, seconds
