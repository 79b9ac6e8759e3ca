"""A browser whose connection can be cut, closed and opened again, for the tests of working without a connection."""

import json
import time

from django.conf import settings
from django.test import Client

KEPT_FOR = 12 * 3600
HELD = """async () => {
  const pages = {};
  for (const name of await caches.keys()) {
    pages[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  }
  return pages;
}"""
DRAFTS = """() => new Promise((resolve) => {
  const request = indexedDB.open("thidua-entry", 1);
  request.onsuccess = () => {
    const all = request.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
  };
})"""


class Machine:
    """One PC: a browser with a profile on the disk."""

    def __init__(self, chromium, site, folder, *options):
        self._chromium, self._folder, self._options = chromium, folder, options
        self.url = site.url
        self.context = None
        self.faults = []
        self.turn_on()

    def turn_on(self, *, online=True):
        """Open the browser with what its profile has."""
        from tests.conftest import CHROMIUM

        self.context = self._chromium.browser_type.launch_persistent_context(
            self._folder,
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", *self._options],
            viewport={"width": 1280, "height": 900},
        )
        self.context.set_default_timeout(30_000)
        self.connect(online=online)

    def turn_off(self):
        """Close the browser, whatever is open in it."""
        self.context.close()

    def connect(self, *, online=True):
        """Cut the connection, or let it come back."""
        self.context.set_offline(not online)

    def sign_in(self, user):
        """Put the session of a user into the browser, as signing in does."""
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": self.url,
                    "expires": time.time() + KEPT_FOR,
                }
            ]
        )

    def open(self, address):
        """Open an address in a new tab, in place of all others."""
        page = self.context.new_page()
        for other in self.context.pages:
            if other is not page:
                other.close()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(self.url + address, timeout=60_000)
        return page


def wait_until_kept(page, address):
    """Wait until the worker has the page of an address."""
    told = "async (path) => { const held = await (" + HELD + ")(); return Object.values(held).flat().includes(path); }"
    deadline = time.monotonic() + 15
    while not page.evaluate(told, address):
        assert time.monotonic() < deadline, page.evaluate(HELD)
        page.wait_for_timeout(100)


def wait_until_sent(page):
    """Wait until nothing of the report waits any more."""
    page.wait_for_function("() => document.querySelector('[data-entry]').dataset.waiting === '0'")


def drafts_of(page):
    """What waits on the machine, by kind and place."""
    return {f"{each['kind']} {each['place']}": each["text"] for each in page.evaluate(DRAFTS)}


def held_by_worker(page):
    """Paths in the caches, by the name of the cache."""
    return json.loads(json.dumps(page.evaluate(HELD)))
