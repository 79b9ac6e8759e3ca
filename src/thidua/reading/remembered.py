"""Work on a text that several rules need, done once for as long as the text is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

_Subject = TypeVar("_Subject")
_Result = TypeVar("_Result")


def once_for_each(make: Callable[[_Subject], _Result]) -> Callable[[_Subject], _Result]:
    """Let ``make`` work once for each subject; what it gave is forgotten together with the subject.

    Subjects must compare by identity: to compare whole texts would cost more than it saves.
    """
    known: WeakKeyDictionary[_Subject, _Result] = WeakKeyDictionary()

    @wraps(make)
    def remembered(subject: _Subject) -> _Result:
        if subject not in known:
            known[subject] = make(subject)
        return known[subject]

    return remembered
