from __future__ import annotations

import gc
import weakref

from thidua.reading.context import Context
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page
from thidua.reading.remembered import once_for_each


class Subject:
    """Something to work on."""


def test_the_work_is_done_once_for_each_subject() -> None:
    done: list[Subject] = []
    work = once_for_each(done.append)
    first, second = Subject(), Subject()

    for subject in (first, second, first):
        work(subject)

    assert done == [first, second]


def test_the_page_of_a_text_is_always_the_same() -> None:
    context = Context.of(Text.of("UBND tỉnh tặng Bằng khen cho 5 tập thể."))

    assert Page.of(context) is Page.of(context)


def test_what_was_found_is_forgotten_with_the_text() -> None:
    context = Context.of(Text.of("UBND tỉnh tặng Bằng khen cho 5 tập thể."))
    page = weakref.ref(Page.of(context))

    del context
    gc.collect()

    assert page() is None
