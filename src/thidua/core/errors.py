"""The one exception that a user is meant to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """An act that cannot be done, with a sentence that says what to do instead.

    ``message`` is a Vietnamese msgid with ``%(name)s`` places, marked with
    ``gettext_lazy``/``gettext_noop`` where it is written; ``values`` fill the places.

    >>> str(Refused("Không có đơn vị mang mã %(code)s.", code="99"))
    'Không có đơn vị mang mã 99.'
    """

    def __init__(self, message: StrOrPromise, *, field: str = "", **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        """Return the sentence in the language of the reader."""
        text = gettext(str(self.message))
        return text % self.values if self.values else text


class Stale(Refused):
    """Somebody saved the same row first. Carries both texts so that nothing is lost."""

    def __init__(self, message: StrOrPromise, *, theirs: dict[str, Any], ours: dict[str, Any], **values: Any) -> None:
        super().__init__(message, **values)
        self.theirs = theirs
        self.ours = ours
