"""What the side of the page shows: rows of facts, the card of the current one, findings with their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.intake.choices import FactKind, FactState
from thidua.intake.models import ProposedFact
from thidua.intake.queries import Surroundings, waiting_as_ordered
from thidua.intake.queries.known import Known
from thidua.intake.rules import values
from thidua.intake.rules.reasons import reason
from thidua.office.intake.lines import Line, in_short, lines_of, when
from thidua.sources.rules import around_quote, sentence_around

_LONGEST_SENTENCE = 320


@dataclass(frozen=True)
class FactRow:
    """A fact as a row of the list. ``seen`` names it with the version that is shown, as acts on several facts want."""

    number: int
    seen: str
    kind: str
    kind_word: str
    state: str
    title: str
    subtitle: str
    confidence: int
    is_doubtful: bool
    is_sure: bool
    is_set_aside: bool
    was_corrected: bool


@dataclass(frozen=True)
class SureRow:
    """A sure fact in its paragraph: the row, its normalised value in a line, and why it was read."""

    row: FactRow
    in_short: str
    reason: str
    version: int


@dataclass(frozen=True)
class FactCard:
    """The current fact, opened: its words in their sentence, and what it would be in the registry."""

    row: FactRow
    version: int
    figure: str
    headline: str
    before: str
    quote: str
    after: str
    lines: tuple[Line, ...]
    why: str
    honour: str = ""
    decided_by: str = ""
    decided_at: Any = None
    reason: str = ""
    was_corrected: bool = False
    told_by: str = ""
    """The title of the text that stated it first, where this one only bears it out."""


def rows_of(facts: Iterable[ProposedFact], doubtful: frozenset[int]) -> list[FactRow]:
    """Return the facts as rows."""
    return [row_of(fact, doubtful) for fact in facts]


def row_of(fact: ProposedFact, doubtful: frozenset[int]) -> FactRow:
    """Return a fact as a row."""
    return FactRow(
        number=fact.number,
        seen=f"{fact.uid}.{fact.version}",
        kind=fact.kind,
        kind_word=str(FactKind(fact.kind).label),
        state=fact.state,
        title=_title(fact),
        subtitle=_subtitle(fact),
        confidence=fact.confidence_percent,
        is_doubtful=fact.pk in doubtful and fact.state != FactState.REJECTED,
        is_sure=waiting_as_ordered(fact, doubtful).is_sure,
        is_set_aside=fact.set_aside_at is not None,
        was_corrected=fact.value != fact.read_value,
    )


def sure_row_of(fact: ProposedFact, around: Surroundings, known: Known) -> SureRow:
    """Return a sure fact as a row of its paragraph."""
    return SureRow(row_of(fact, frozenset()), in_short(fact, around, known), why(fact), fact.version)


def why(fact: ProposedFact) -> str:
    """Return why the reader took it for a fact, in the language of the reader of the page."""
    sentence, filled = reason(fact.rule, fact.read_value)
    return _(sentence) % filled


def card_of(fact: ProposedFact, around: Surroundings, doubtful: frozenset[int], known: Known | None = None) -> FactCard:
    """Return a fact opened."""
    text = around.document.text
    sentence = sentence_around(text, fact.start, fact.end)
    quote = text[fact.start : fact.end]
    cell = fact.value.get("cell")
    before, after = around_quote(sentence, quote, cell["column"] if cell else None)
    room = max(60, (_LONGEST_SENTENCE - len(quote)) // 2)
    is_number = fact.kind in {FactKind.FIGURE, FactKind.TARGET}
    return FactCard(
        row=row_of(fact, doubtful),
        version=fact.version,
        figure=f"{_qualifier(fact)} {values.written(fact.value)}".strip() if is_number else "",
        headline=_what_is_counted(fact) if is_number else _title(fact),
        before=_end_of(before, room),
        quote=" ".join(quote.split()),
        after=_beginning_of(after, room),
        lines=tuple(lines_of(fact, around, known or Known())),
        why=why(fact),
        honour=_subtitle(fact) if fact.kind == FactKind.AWARD and values.recipients_in_words(fact.value) else "",
        decided_by=fact.decided_by_label,
        decided_at=fact.decided_at,
        reason=fact.reason,
        was_corrected=fact.value != fact.read_value,
        told_by=fact.citation.restates.document.title if fact.citation and fact.citation.restates else "",
    )


def _title(fact: ProposedFact) -> str:
    words = values.short(fact.kind, fact.value) or _("(chưa rõ)")
    return _capital(f"{_qualifier(fact)} {words}".strip())


def _subtitle(fact: ProposedFact) -> str:
    value = fact.value
    issuer = str(value.get("issuer") or "")
    words = {
        FactKind.AWARD: lambda: _of(str(value.get("form") or ""), str(value.get("authority") or "")),
        FactKind.FIGURE: lambda: str(value.get("measure") or ""),
        FactKind.PERSON: lambda: ", ".join(filter(None, [value.get("rank"), *(value.get("position") or [])])),
        FactKind.EVENT: lambda: when(value),
        FactKind.DIRECTION: lambda: str(value.get("speaker") or ""),
        FactKind.TARGET: lambda: _("Đặt ra cho kỳ tới"),
        FactKind.DOCUMENT: lambda: issuer if issuer and issuer not in _title(fact) else _("Văn bản chỉ đạo"),
    }
    return words[FactKind(fact.kind)]()


def _what_is_counted(fact: ProposedFact) -> str:
    unit, measure = str(fact.value.get("unit") or ""), str(fact.value.get("measure") or "")
    if values.is_percent(fact.value):
        return measure
    if not measure or measure.casefold().startswith(unit.casefold()):
        return measure or unit
    return f"{unit} {measure}"


def _qualifier(fact: ProposedFact) -> str:
    words = {"at_least": _("trên"), "at_most": _("không quá"), "almost": _("gần"), "approx": _("khoảng")}
    return words.get(str(fact.value.get("qualifier")), "")


def _of(form: str, authority: str) -> str:
    shown = _capital(form)
    return _("%(form)s của %(authority)s") % {"form": shown, "authority": authority} if authority else shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _end_of(text: str, room: int) -> str:
    plain = " ".join(text.split())
    shown = plain if len(plain) <= room else "…" + plain[-room:].partition(" ")[2]
    return f"{shown} " if text[-1:].isspace() else shown


def _beginning_of(text: str, room: int) -> str:
    plain = " ".join(text.split())
    shown = plain if len(plain) <= room else plain[:room].rpartition(" ")[0] + "…"
    return f" {shown}" if text[:1].isspace() else shown
