"""What the side of the page shows: rows of facts, the card of the current one, findings with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards.choices import AwardStatus
from thidua.conferences.choices import ParticipationRole
from thidua.conferences.rules import day_of
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE, entry
from thidua.intake.choices import FactKind, FactState
from thidua.intake.models import ProposedFact
from thidua.intake.queries import Surroundings, place_of
from thidua.intake.rules import proposals, values
from thidua.law.catalogue import recognise_form
from thidua.reports.choices import FigureStatus, Qualifier
from thidua.sources.rules import around_quote, sentence_around
from thidua.web.formats import day

_LONGEST_SENTENCE = 320


@dataclass(frozen=True)
class FactRow:
    """A fact as a row of the list."""

    number: int
    kind: str
    kind_word: str
    state: str
    title: str
    subtitle: str
    confidence: int
    is_doubtful: bool


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
    lines: tuple[tuple[str | Promise, str], ...]
    honour: str = ""
    decided_by: str = ""
    decided_at: Any = None
    reason: str = ""
    was_corrected: bool = False


def rows_of(facts: Iterable[ProposedFact], doubtful: frozenset[int]) -> list[FactRow]:
    """Return the facts as rows."""
    return [row_of(fact, doubtful) for fact in facts]


def row_of(fact: ProposedFact, doubtful: frozenset[int]) -> FactRow:
    """Return a fact as a row."""
    return FactRow(
        number=fact.number,
        kind=fact.kind,
        kind_word=str(FactKind(fact.kind).label),
        state=fact.state,
        title=_title(fact),
        subtitle=_subtitle(fact),
        confidence=fact.confidence_percent,
        is_doubtful=fact.pk in doubtful and fact.state != FactState.REJECTED,
    )


def card_of(fact: ProposedFact, around: Surroundings, doubtful: frozenset[int]) -> FactCard:
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
        figure=_with_qualifier(fact) if is_number else "",
        headline=_what_is_counted(fact) if is_number else _title(fact),
        before=_end_of(before, room),
        quote=" ".join(quote.split()),
        after=_beginning_of(after, room),
        lines=tuple((label, line) for label, line in _lines(fact, around) if line),
        honour=_subtitle(fact) if fact.kind == FactKind.AWARD and values.recipients_in_words(fact.value) else "",
        decided_by=fact.decided_by_label,
        decided_at=fact.decided_at,
        reason=fact.reason,
        was_corrected=fact.value != fact.read_value,
    )


def _title(fact: ProposedFact) -> str:
    return _capital(values.short(fact.kind, fact.value)) or _("(chưa rõ)")


def _subtitle(fact: ProposedFact) -> str:
    value = fact.value
    issuer = str(value.get("issuer") or "")
    words = {
        FactKind.AWARD: lambda: _of(str(value.get("form") or ""), str(value.get("authority") or "")),
        FactKind.FIGURE: lambda: str(value.get("measure") or ""),
        FactKind.PERSON: lambda: ", ".join(filter(None, [value.get("rank"), *(value.get("position") or [])])),
        FactKind.EVENT: lambda: _when(value),
        FactKind.DIRECTION: lambda: str(value.get("speaker") or ""),
        FactKind.TARGET: lambda: _("Đặt ra cho kỳ tới"),
        FactKind.DOCUMENT: lambda: issuer if issuer and issuer not in _title(fact) else _("Văn bản chỉ đạo"),
    }
    return words[FactKind(fact.kind)]()


def _lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    """Return what the fact would be in the registry, as label and words."""
    value = fact.value
    writers = {
        FactKind.FIGURE: _figure_lines,
        FactKind.TARGET: _figure_lines,
        FactKind.AWARD: _award_lines,
        FactKind.PERSON: _person_lines,
        FactKind.EVENT: _event_lines,
    }
    if writer := writers.get(FactKind(fact.kind)):
        return writer(fact, around)
    if fact.kind == FactKind.DOCUMENT:
        return [
            (gettext_lazy("Số, ký hiệu"), str(value.get("number") or "")),
            (gettext_lazy("Nơi ban hành"), str(value.get("issuer") or "")),
            (gettext_lazy("Về việc"), str(value.get("name") or "")),
        ]
    return [(gettext_lazy("Người chỉ đạo"), str(value.get("speaker") or ""))]


def _figure_lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    status = str(fact.value.get("status") or FigureStatus.ACHIEVED)
    status = FigureStatus.TARGET if fact.kind == FactKind.TARGET else status
    code = around.indicator_code(fact)
    name = _("Số liệu công bố, giữ như bài in") if code == PUBLISHED_AGGREGATE else entry(code).name
    return [
        (gettext_lazy("Kỳ"), proposals.years_of(around.period(fact.value, status=status)) or _("không rõ năm")),
        (gettext_lazy("Đơn vị"), _unit_words(fact, around)),
        (gettext_lazy("Chỉ tiêu"), name),
        (gettext_lazy("Kiểu số"), _capital(str(Qualifier(fact.value.get("qualifier") or "exact").label))),
        (gettext_lazy("Là"), _("Kế hoạch") if status == FigureStatus.TARGET else ""),
        (gettext_lazy("Trong bài"), _cell_words(fact.value.get("cell"))),
    ]


def _cell_words(cell: Mapping[str, Any] | None) -> str:
    """Name the cell of a table by its place, and by what heads its row and column."""
    if not cell:
        return ""
    place = _("bảng %(table)s, hàng %(row)s, cột %(column)s") % cell
    heads = [f"“{cell[name]}”" for name in ("row_label", "column_label") if cell.get(name)]
    return _capital(f"{place}: {', '.join(heads)}" if heads else place)


def _award_lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    value = fact.value
    form = recognise_form(str(value.get("form") or ""), value.get("authority"), around.day)
    return [
        (gettext_lazy("Hình thức"), _capital(str(value.get("form") or ""))),
        (gettext_lazy("Trong danh mục"), form.name if form else _("chưa rõ là hình thức nào trong danh mục")),
        (gettext_lazy("Cấp tặng"), str(value.get("authority") or "") or _("bài không nêu")),
        (gettext_lazy("Tên được nêu"), ", ".join(value.get("recipients") or [])),
        (gettext_lazy("Kỳ"), proposals.years_of(around.period(value, status="target"))),
        (gettext_lazy("Thành tích"), str(value.get("reason") or "")),
        (gettext_lazy("Là"), _("Dự kiến") if value.get("status") == AwardStatus.PLANNED else ""),
    ]


def _person_lines(fact: ProposedFact, _around: Surroundings) -> list[tuple[str | Promise, str]]:
    roles = [str(ParticipationRole(role).label) for role in fact.value.get("role") or []]
    return [
        (gettext_lazy("Cấp bậc hàm"), str(fact.value.get("rank") or "")),
        (gettext_lazy("Chức vụ"), ", ".join(fact.value.get("position") or [])),
        (gettext_lazy("Tại hội nghị"), _capital(", ".join(roles))),
    ]


def _event_lines(fact: ProposedFact, around: Surroundings) -> list[tuple[str | Promise, str]]:
    value = fact.value
    concerns = [str(concern["name"]) for concern in value.get("concerns") or []]
    return [
        (gettext_lazy("Ngày"), _when(value)),
        (gettext_lazy("Nơi họp"), str(value.get("place") or "")),
        (gettext_lazy("Tổ chức"), ", ".join(value.get("organiser") or [])),
        (gettext_lazy("Ghi vào"), _capital(around.owner.full_name)),
        (gettext_lazy("Về"), ", ".join(concerns)),
        (gettext_lazy("Kỳ"), proposals.years_of(value.get("period"))),
    ]


def _unit_words(fact: ProposedFact, around: Surroundings) -> str:
    place = place_of(fact, around)
    if place.fault is not None:
        return _("chưa rõ, chọn khi sửa")
    name = _capital(place.unit.full_name)
    return _("%(unit)s, như thời điểm đó") % {"unit": name} if place.unit.until else name


def _what_is_counted(fact: ProposedFact) -> str:
    unit, measure = str(fact.value.get("unit") or ""), str(fact.value.get("measure") or "")
    if values.is_percent(fact.value):
        return measure
    if not measure or measure.casefold().startswith(unit.casefold()):
        return measure or unit
    return f"{unit} {measure}"


def _with_qualifier(fact: ProposedFact) -> str:
    words = {"at_least": _("trên"), "at_most": _("không quá"), "almost": _("gần"), "approx": _("khoảng")}
    word = words.get(str(fact.value.get("qualifier")), "")
    return f"{word} {values.written(fact.value)}".strip()


def _when(value: dict[str, Any]) -> str:
    found = day_of(str(value.get("date") or ""))
    shown = day(found) if found else str(value.get("date") or "")
    return f"{value.get('part') or ''} {shown}".strip() or _("bài không nêu ngày")


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
