"""How fast one story is found again among 100,000, and how rightly: copies and retellings against look-alikes.

On SQLite in a folder of its own, or on the empty PostgreSQL database that THIDUA_BENCH_DATABASE_URL names.
``THIDUA_BENCH_DOCUMENTS`` makes the heap smaller for a quick look.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from benchmarks.stories import edited, make_story, on_the_same_template, retold, tell

if TYPE_CHECKING:
    from thidua.organisations.models import Unit
    from thidua.sources.models import Document

_BATCH, _ASKED = 500, 200


def figures() -> dict[str, float]:
    """Return seconds to look one text up, milliseconds to mark one, and precision and recall by kind of pair."""
    count = int(os.environ.get("THIDUA_BENCH_DOCUMENTS", "100000"))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"THIDUA_HOME": home, "DJANGO_SETTINGS_MODULE": "thidua.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        if url := os.environ.get("THIDUA_BENCH_DATABASE_URL"):
            os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 - after the environment is set

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        found = _measure(count)
        connection.close()
    return found


def _measure(count: int) -> dict[str, float]:
    from thidua.organisations.models import Unit  # noqa: PLC0415
    from thidua.sources.models import TextMark  # noqa: PLC0415

    unit = _unit()
    stories = [make_story(random.Random(number)) for number in range(count)]  # noqa: S311 - dice
    begun = time.perf_counter()
    _store(unit, (tell(story) for story in stories))
    stored = time.perf_counter() - begun
    dice = random.Random(2026)  # noqa: S311 - dice
    asked = dice.sample(range(count), k=min(_ASKED, count))
    seconds: list[float] = []

    def look_up(texts: dict[int, str]) -> dict[int, set[int]]:
        """Return which of the stored stories each text is said to tell; the texts are gone again afterwards."""
        answers = {}
        for number, text in texts.items():
            document = _add(unit, text)
            before = time.perf_counter()
            answers[number] = _stories_like(document, Unit)
            seconds.append(time.perf_counter() - before)
            document.delete()
        return answers

    makers: dict[str, Callable[..., str]] = {"edited": edited, "retold": retold}
    true = false = 0
    figures: dict[str, float] = {"documents": float(count), "stored_per_s": count / stored}
    for name, make in makers.items():
        answers = look_up({number: make(stories[number], dice) for number in asked})
        right = sum(number in found for number, found in answers.items())
        true, false = true + right, false + sum(len(found - {number}) for number, found in answers.items())
        figures[f"recall_{name}"] = right / len(asked)
    answers = look_up({number: on_the_same_template(stories[number], dice) for number in asked})
    figures["look_alikes_taken"] = sum(map(len, answers.values())) / len(asked)
    false += sum(map(len, answers.values()))
    figures["recall"] = true / (len(makers) * len(asked))
    figures["precision"] = true / (true + false) if true else 0.0
    figures[f"one_of_{count}_s"] = statistics.median(seconds)
    figures["slowest_s"] = max(seconds)
    figures["marks_per_document"] = TextMark.objects.count() / count
    return figures


def _unit() -> Unit:
    from thidua.core import clock  # noqa: PLC0415
    from thidua.organisations.choices import Level, UnitKind  # noqa: PLC0415
    from thidua.organisations.models import Unit  # noqa: PLC0415

    return Unit.objects.create(
        name="Sơn Bình", full_name="Tỉnh Sơn Bình", kind=UnitKind.PROVINCE, level=Level.PROVINCE, folded="son binh",
        sort_key="", created_at=clock.now(),
    )  # fmt: skip


def _store(unit: Unit, texts: Iterable[str]) -> None:
    """Store texts as many documents with their marks. The digest is made up: equal texts are not what is measured."""
    from thidua.core import clock  # noqa: PLC0415
    from thidua.sources.models import Document, TextMark  # noqa: PLC0415
    from thidua.sources.rules import marks_of  # noqa: PLC0415

    batch: list[Document] = []
    at = clock.now()

    def flush() -> None:
        made = Document.objects.bulk_create(batch)
        TextMark.objects.bulk_create(
            TextMark(document=document, key=key) for document in made for key in marks_of(document.text)
        )
        batch.clear()

    for number, text in enumerate(texts):
        batch.append(
            Document(unit=unit, title=text[:60], folded="", text=text, text_sha256=f"{number:064d}", created_at=at)
        )
        if len(batch) == _BATCH:
            flush()
    flush()


def _add(unit: Unit, text: str) -> Document:
    from thidua.core import clock  # noqa: PLC0415
    from thidua.sources.commands import mark_text  # noqa: PLC0415
    from thidua.sources.models import Document  # noqa: PLC0415

    document = Document.objects.create(
        unit=unit, title="", folded="", text=text, text_sha256="x" * 64, created_at=clock.now()
    )
    mark_text(document=document)
    return document


def _stories_like(document: Document, units: type[Unit]) -> set[int]:
    from thidua.sources.queries import same_stories  # noqa: PLC0415

    found = same_stories(document, within=units.objects.all())
    return {int(each.document.text_sha256) for each in found}
