"""Why a file cannot be read, in a sentence for the person who gave it."""

from __future__ import annotations

from typing import Any


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue. Reading knows no Django; who shows the sentence translates it."""
    return message


class Unreadable(ValueError):  # noqa: N818 - it is an answer, not a fault
    """A file that gives no text, with a Vietnamese sentence that says what to do.

    ``message`` is a msgid with ``%(name)s`` places that ``values`` fill, so that a way in can translate it
    (``Refused(refusal.message, **refusal.values)``); as a string it is the Vietnamese sentence.

    >>> str(Unreadable("Tệp lớn hơn %(limit)s MB.", limit=20))
    'Tệp lớn hơn 20 MB.'
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        """Return the sentence in Vietnamese."""
        return self.message % self.values if self.values else self.message
