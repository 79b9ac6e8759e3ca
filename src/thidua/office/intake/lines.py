"""What a fact would be in the registry: its normalised value, as labelled lines and as one short line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards.choices import AwardStatus
from thidua.conferences.choices import ParticipationRole
from thidua.conferences.rules import day_of
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE, entry
from thidua.intake.choices import FactKind
from thidua.intake.models import ProposedFact
from thidua.intake.queries import Surroundings, place_of
from thidua.intake.queries.known import Known
from thidua.intake.rules import proposals
from thidua.law.catalogue import recognise_form
from thidua.law.entries import AwardForm
from thidua.reports.choices import FigureStatus, Qualifier
from thidua.vietnamese.fold import same_form
from thidua.web.formats import day

Line = tuple[str | Promise, str]


def lines_of(fact: ProposedFact, around: Surroundings, known: Known) -> list[Line]:
    """Return what the fact would be in the registry, as label and words; blank words are left out."""
    writers = {
        FactKind.FIGURE: _figure_lines,
        FactKind.TARGET: _figure_lines,
        FactKind.AWARD: _award_lines,
        FactKind.PERSON: _person_lines,
        FactKind.EVENT: _event_lines,
        FactKind.DOCUMENT: _document_lines,
        FactKind.DIRECTION: _direction_lines,
    }
    return [(label, words) for label, words in writers[FactKind(fact.kind)](fact, around, known) if words]


def in_short(fact: ProposedFact, around: Surroundings, known: Known) -> str:
    """Return the normalised value in one line, for a row of a paragraph that is confirmed whole."""
    value = fact.value
    if fact.kind in {FactKind.FIGURE, FactKind.TARGET}:
        years = proposals.years_of(around.period(value, status=_status(fact))) or _("không rõ năm")
        return " · ".join((_indicator(fact, around), _unit_words(fact, around, until=False), years))
    if fact.kind == FactKind.AWARD:
        return _catalogue_words(_form_of(fact, around))
    if fact.kind == FactKind.PERSON:
        return _person_words(fact, known)
    if fact.kind == FactKind.DOCUMENT:
        return _document_words(fact, known)
    if fact.kind == FactKind.EVENT:
        return f"{when(value)} · {_capital(around.owner.full_name)}"
    return ""


def when(value: dict[str, Any]) -> str:
    """Return part of the day and day of a conference."""
    found = day_of(str(value.get("date") or ""))
    shown = day(found) if found else str(value.get("date") or "")
    return f"{value.get('part') or ''} {shown}".strip() or _("bài không nêu ngày")


def _figure_lines(fact: ProposedFact, around: Surroundings, _known: Known) -> list[Line]:
    status = _status(fact)
    return [
        (gettext_lazy("Kỳ"), proposals.years_of(around.period(fact.value, status=status)) or _("không rõ năm")),
        (gettext_lazy("Đơn vị"), _unit_words(fact, around)),
        (gettext_lazy("Bài gọi là"), _named_otherwise(fact, around)),
        (gettext_lazy("Chỉ tiêu"), _indicator(fact, around)),
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


def _award_lines(fact: ProposedFact, around: Surroundings, _known: Known) -> list[Line]:
    value, form = fact.value, _form_of(fact, around)
    return [
        (gettext_lazy("Hình thức"), _capital(str(value.get("form") or ""))),
        (gettext_lazy("Trong danh mục"), form.name if form else _("chưa rõ là hình thức nào trong danh mục")),
        (gettext_lazy("Mã, căn cứ"), _code_and_provision(form)),
        (gettext_lazy("Cấp tặng"), str(value.get("authority") or "") or _("bài không nêu")),
        (gettext_lazy("Ghi vào sổ của"), _capital(around.owner.full_name)),
        (gettext_lazy("Tên được nêu"), ", ".join(value.get("recipients") or [])),
        (gettext_lazy("Kỳ"), proposals.years_of(around.period(value, status="target"))),
        (gettext_lazy("Thành tích"), str(value.get("reason") or "")),
        (gettext_lazy("Là"), _("Dự kiến") if value.get("status") == AwardStatus.PLANNED else ""),
    ]


def _person_lines(fact: ProposedFact, _around: Surroundings, known: Known) -> list[Line]:
    roles = [str(ParticipationRole(role).label) for role in fact.value.get("role") or []]
    return [
        (gettext_lazy("Cấp bậc hàm"), str(fact.value.get("rank") or "")),
        (gettext_lazy("Chức vụ"), ", ".join(fact.value.get("position") or [])),
        (gettext_lazy("Tại hội nghị"), _capital(", ".join(roles))),
        (gettext_lazy("Trong sổ"), _person_words(fact, known)),
    ]


def _event_lines(fact: ProposedFact, around: Surroundings, _known: Known) -> list[Line]:
    value = fact.value
    concerns = [str(concern["name"]) for concern in value.get("concerns") or []]
    return [
        (gettext_lazy("Ngày"), when(value)),
        (gettext_lazy("Nơi họp"), str(value.get("place") or "")),
        (gettext_lazy("Tổ chức"), ", ".join(value.get("organiser") or [])),
        (gettext_lazy("Ghi vào"), _capital(around.owner.full_name)),
        (gettext_lazy("Về"), ", ".join(concerns)),
        (gettext_lazy("Kỳ"), proposals.years_of(value.get("period"))),
    ]


def _document_lines(fact: ProposedFact, _around: Surroundings, known: Known) -> list[Line]:
    value = fact.value
    issued = day_of(str(value.get("date") or ""))
    return [
        (gettext_lazy("Số, ký hiệu"), str(value.get("number") or "")),
        (gettext_lazy("Nơi ban hành"), str(value.get("issuer") or "")),
        (gettext_lazy("Ngày ban hành"), day(issued) if issued else ""),
        (gettext_lazy("Về việc"), str(value.get("name") or "")),
        (gettext_lazy("Trong sổ"), _document_words(fact, known)),
    ]


def _direction_lines(fact: ProposedFact, _around: Surroundings, _known: Known) -> list[Line]:
    return [(gettext_lazy("Người chỉ đạo"), str(fact.value.get("speaker") or ""))]


def _status(fact: ProposedFact) -> str:
    return FigureStatus.TARGET if fact.kind == FactKind.TARGET else str(fact.value.get("status") or "achieved")


def _indicator(fact: ProposedFact, around: Surroundings) -> str:
    code = around.indicator_code(fact)
    return _("Số liệu công bố, giữ như bài in") if code == PUBLISHED_AGGREGATE else entry(code).name


def _unit_words(fact: ProposedFact, around: Surroundings, *, until: bool = True) -> str:
    """Return the unit on the day of the text; one that has ended since is said to be of that day, and its last day."""
    place = place_of(fact, around)
    if place.fault is not None:
        return _("chưa rõ, chọn khi sửa")
    name = _capital(place.unit.full_name)
    if not place.unit.until:
        return name
    if not until:
        return _("%(unit)s, như thời điểm đó") % {"unit": name}
    last = day(place.unit.until - timedelta(days=1))
    return _("%(unit)s, như thời điểm đó (có đến %(last)s)") % {"unit": name, "last": last}


def _named_otherwise(fact: ProposedFact, around: Surroundings) -> str:
    """Return how the text names the unit, where that is not its name in the registry."""
    place = place_of(fact, around)
    is_own = bool(fact.value.get("place")) and same_form(place.words) != same_form(place.unit.full_name)
    return place.words if is_own else ""


def _form_of(fact: ProposedFact, around: Surroundings) -> AwardForm | None:
    return recognise_form(str(fact.value.get("form") or ""), fact.value.get("authority"), around.day)


def _catalogue_words(form: AwardForm | None) -> str:
    if form is None:
        return _("chưa rõ là hình thức nào trong danh mục")
    return " · ".join(filter(None, (form.name, _provisions(form))))


def _code_and_provision(form: AwardForm | None) -> str:
    if form is None:
        return ""
    words = " · ".join(filter(None, (form.code, _provisions(form))))
    return words if form.verified else _("%(words)s, chưa đối chiếu với văn bản gốc") % {"words": words}


def _provisions(form: AwardForm) -> str:
    return "; ".join(str(provision) for provision in form.provisions)


def _person_words(fact: ProposedFact, known: Known) -> str:
    """Return the record in public capacity that the person would join."""
    person = known.persons.get(fact.pk)
    if person is None:
        return _("người mới")
    shown = _joined((person.rank, person.name)) + "".join(f", {post}" for post in person.posts[:2])
    return _("đã có: %(person)s") % {"person": shown}


def _document_words(fact: ProposedFact, known: Known) -> str:
    found = known.documents.get(fact.pk)
    if found is None:
        return _("văn bản mới")
    return _("đã có ở «%(movement)s»: %(title)s") % {"movement": found.movement.name, "title": found.title}


def _joined(words: Sequence[str]) -> str:
    return " ".join(filter(None, words))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
