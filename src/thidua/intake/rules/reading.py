"""From what the reader finds to the facts that a person will see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.intake.choices import FactKind
from thidua.reading.context import Context
from thidua.reading.directions import find_directions
from thidua.reading.documents import GoverningDocument, find_governing_documents
from thidua.reading.facts import Span
from thidua.reading.normalise import Text
from thidua.reading.pipeline import read_context
from thidua.reading.sentences import find_paragraphs
from thidua.vietnamese.fold import fold

_QUOTES = "“”\"«»‘’': "
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
# Estimates: the labelled articles say nothing of cited documents and directions.
_DOCUMENT_CONFIDENCE, _DIRECTION_CONFIDENCE = 95, 70
_ENOUGH_ALIKE = 40
_DATED = re.compile(r"^\s*(?:date|published|ngày đăng)\W{0,3}\d{4}-\d{2}(?:-\d{2})?\s+", re.IGNORECASE)
_TITLE_WORDS, _TITLE_LENGTH = 6, 300


@dataclass(frozen=True)
class ReadFact:
    """One fact as read, ready to be stored. ``confidence`` is in per cent."""

    kind: str
    start: int
    end: int
    value: Mapping[str, Any]
    also: tuple[Span, ...]
    rule: str
    confidence: int


@dataclass(frozen=True)
class ReadText:
    """Everything read from one text, facts in the order of the text."""

    facts: tuple[ReadFact, ...]
    noise: tuple[Span, ...]


def read_text(text: str, *, published: str = "") -> ReadText:
    """Read ``text``: the facts of the corpus schema, the documents it cites, and what leaders asked for."""
    made = Text.of(text)
    context = Context.of(made, published=published or None)
    reading = read_context(context)
    facts = [
        ReadFact(
            kind=fact.kind,
            start=fact.start,
            end=fact.end,
            value=dict(fact.value),
            also=fact.also,
            rule=fact.rule,
            confidence=round(100 * fact.confidence),
        )
        for fact in reading.facts
    ]
    reporters = {fact.value["name"] for fact in facts if fact.kind == "person" and fact.value.get("role") == ["report"]}
    facts += _documents(text, find_governing_documents(made, context))
    facts += [
        ReadFact(
            kind=FactKind.DIRECTION,
            start=each.start,
            end=each.end,
            value={"text": each.text, "speaker": each.speaker},
            also=(),
            rule="direction",
            confidence=_DIRECTION_CONFIDENCE,
        )
        for each in find_directions(made, context)
        if each.speaker not in reporters
    ]
    order = [kind.value for kind in FactKind]
    return ReadText(tuple(sorted(facts, key=lambda f: (f.start, f.end, order.index(f.kind)))), reading.noise)


def title_of(text: str, noise: Iterable[Span] = ()) -> str:
    r"""Return the headline: the first line of the story that is long enough to be one, without a date before it.

    >>> title_of("Tìm kiếm\\nLiên kết:\\nBiểu dương 197 tập thể, cá nhân điển hình\\nNgày 20/11/2020 …")
    'Biểu dương 197 tập thể, cá nhân điển hình'
    """
    start, end = headline_span(text, noise)
    title = " ".join(_DATED.sub("", text[start:end]).split())
    return title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def headline_span(text: str, noise: Iterable[Span] = ()) -> Span:
    """Return the place of the headline in ``text``; a date that stands before it is in it."""
    outside = list(noise)
    lines = [
        (start, end)
        for start, end in find_paragraphs(text)
        if not any(low <= start and end <= high for low, high in outside)
    ]
    return next((line for line in lines if _is_long_enough(text, line)), None) or next(iter(lines), (0, 0))


def _is_long_enough(text: str, line: Span) -> bool:
    words = _DATED.sub("", text[line[0] : line[1]]).strip()
    return len(words.split()) >= _TITLE_WORDS and not words.endswith(":")


def document_title(printed: str, *, number: str = "", issuer: str = "", name: str = "") -> str:
    """Return how a document is called in a list; ``printed`` is its mention in the text.

    >>> document_title("Chỉ thị  số 07 của Bộ Công an", number="07", issuer="Bộ Công an")
    'Chỉ thị số 07 của Bộ Công an'
    >>> document_title("Đề án “Xây dựng làng an toàn (ANTT)”", name="Xây dựng làng an toàn (ANTT)")
    'Đề án “Xây dựng làng an toàn”'
    """
    plain = " ".join(printed.split())
    if number and number in plain:
        head = plain[: plain.index(number) + len(number)]
        return f"{head} của {issuer}" if issuer else head
    bare = _IN_BRACKETS.sub("", name or plain).strip()
    word = plain[: plain.find(name[:4])].strip(_QUOTES) if name and name[:4] in plain else ""
    return f"{word} “{bare}”" if word else bare


def concern_title(concern: Mapping[str, Any]) -> str:
    """Return the title of a programme, directive or project that a conference is about, as a document."""
    name, category = str(concern["name"]), str(concern["category"])
    if category == "project":
        return document_title(f"Đề án “{name}”", name=name)
    return name


def _documents(text: str, found: Iterable[GoverningDocument]) -> Iterator[ReadFact]:
    """Yield each document once; a name that only spells its abbreviations differently is the same."""
    kept: list[tuple[GoverningDocument, list[Span]]] = []
    for each in found:
        same = next((also for known, also in kept if _is_same(known, each)), None)
        if same is None:
            kept.append((each, list(each.also)))
        else:
            same.append((each.start, each.end))
    for document, also in kept:
        fields = {
            "kind": document.kind,
            "title": document_title(
                text[document.start : document.end],
                number=document.number or "",
                issuer=document.issuer or "",
                name=document.name or "",
            ),
            "number": document.number,
            "issuer": document.issuer,
            "name": document.name,
            "date": document.date,
        }
        value = {name: field for name, field in fields.items() if field}
        yield ReadFact(
            kind=FactKind.DOCUMENT,
            start=document.start,
            end=document.end,
            value=value,
            also=tuple(also),
            rule=f"document.{document.kind}",
            confidence=_DOCUMENT_CONFIDENCE,
        )


def _is_same(one: GoverningDocument, other: GoverningDocument) -> bool:
    if one.kind != other.kind or one.number or other.number:
        return False
    return _letters(one.name)[:_ENOUGH_ALIKE] == _letters(other.name)[:_ENOUGH_ALIKE]


def _letters(name: str | None) -> str:
    return "".join(ch for ch in fold(name or "") if ch.isalnum())
