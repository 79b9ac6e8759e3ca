"""An officer who goes through brought-in texts by keyboard only, in a real browser, and whose key presses are counted.

The officer answers each open check with the first answer offered, accepts doubtful facts one by one, confirms sure ones
by paragraph (or all at once), then locks the text, which leads to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

MOST_PRESSES = 1000
"""Far more than any sample needs: where it is reached, keys lead nowhere."""
_MARK = "document.getElementById('panel')?.setAttribute('data-before', '')"
_CHANGED = "() => { const panel = document.getElementById('panel'); return !panel || !('before' in panel.dataset); }"


@dataclass
class Officer:
    """Presses keys on ``page``. ``takes_all``: confirms all sure facts of a text at once, not by paragraph."""

    page: Page
    takes_all: bool = False
    presses: list[str] = field(default_factory=list)

    def go_through_all(self) -> int:
        """Begin on the list of texts, go through each until none waits; return how many keys were pressed."""
        self.page.keyboard.press("Enter")
        self.presses.append("Enter")
        self.page.wait_for_selector("#panel")
        while self.page.locator("#panel").count() and len(self.presses) < MOST_PRESSES:
            self.press(self.next_key())
        return len(self.presses)

    def next_key(self) -> str:
        """Return the key for what is on the page: a check that asks, all sure facts, else what Enter does there."""
        panel = self.page.locator("#panel")
        if panel.locator("[data-asked]").count():
            return "1"
        offers_all = panel.locator("[data-key=all]").count() and panel.locator("#current form[data-together]").count()
        if self.takes_all and offers_all:
            return "a"
        return "Enter"

    def press(self, key: str) -> None:
        """Press a key once the page listens, and wait until it has answered."""
        self.page.wait_for_load_state()
        self.page.evaluate(_MARK)
        self.page.keyboard.press(key)
        self.presses.append(key)
        self.page.wait_for_function(_CHANGED)
        self.page.wait_for_load_state()
