"""Organisations as lists name them: when two ways of writing are one body."""

from __future__ import annotations

import unicodedata

from thidua.vietnamese.fold import fold, same_form

LONGEST_NAME = 300
LONGEST_FORM = 600
"""A form has the marks of tones behind each word, so it is longer than the name."""


def body_name(text: str) -> str:
    """Return a name as it is kept: in one line, without what no text holds, cut."""
    return " ".join(text.replace("\0", "").split())[:LONGEST_NAME]


def body_form(text: str) -> str:
    """Return what tells one body from another: case, blanks and the place of a tone mark do not count, marks do.

    >>> body_form("Xã  HOÀ Bình") == body_form("xã Hòa Bình"), body_form("xã Hưng Phú") == body_form("xã Hùng Phú")
    (True, False)
    """
    return unicodedata.normalize("NFC", same_form(body_name(text)))[:LONGEST_FORM]


def is_bare(form: str) -> bool:
    """Whether a form has no marks at all: it may then stand for a name with marks."""
    return form.isascii()


def is_same_body(one: str, other: str) -> bool:
    """Whether two forms are one body; marks that one lacks altogether are no difference.

    >>> is_same_body(body_form("XA HUNG PHU"), body_form("xã Hưng Phú"))
    True
    >>> is_same_body(body_form("xã Hưng Phú"), body_form("xã Hùng Phú"))
    False
    """
    return one == other or ((is_bare(one) or is_bare(other)) and fold(one) == fold(other))
