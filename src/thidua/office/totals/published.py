"""What was made known of the totals, in words: the period looked at, one number, and why it is another one now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.actors import Actor
from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_name, period_with_year
from thidua.office.totals.asked import Addresses, Asked
from thidua.office.totals.words import value_in_words
from thidua.reports.queries.totals import (
    Cause,
    CauseKind,
    Edition,
    Published,
    PublishedNumbers,
    TotalsTable,
    causes_of,
    editions_of,
    published_numbers,
)
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.vietnamese import writing
from thidua.web.formats import day
from thidua.web.permissions import WORKERS

Causes = Mapping[tuple[int, str], tuple[Cause, ...]]
"""Why numbers are others now, by indicator and key of the period."""
NOTHING = "–"
"""What was published where there was no number."""


@dataclass(frozen=True)
class ShownCause:
    """One reason. ``url``: where it can be seen; blank where the reader may not."""

    text: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class ShownPublished:
    """What was published of one number, and why it is another one now."""

    text: str
    is_restated: bool
    causes: tuple[ShownCause, ...]


@dataclass(frozen=True)
class ShownEdition:
    """One edition in the list of all that the unit published for the period."""

    word: str
    url: str
    told: str
    reason: str
    withdraw_url: str
    is_withdrawn: bool


@dataclass(frozen=True)
class PublicationPanel:
    """Whether the period that is looked at was made known, and what can be done about it.

    Attributes:
        sentence: who published it when; blank where nobody did.
        changed: says how many numbers are others now; blank where none is.
        publish_url: where it is published; blank where the reader cannot.
        verb: what the button says.
    """

    period: str
    sentence: str
    changed: str
    publish_url: str
    verb: str
    editions: tuple[ShownEdition, ...]


def published_of(table: TotalsTable) -> PublishedNumbers:
    """Return what was published of the numbers of a table; two queries."""
    return published_numbers(table.unit, table.form, [column.span for column in table.columns])


def causes_in(actor: Actor, table: TotalsTable, restated: Mapping[tuple[int, str], Published], *, on: date) -> Causes:
    """Return why numbers of a table are others now; at most eight queries, none where none is."""
    spans = [column.span for column in table.columns]
    return causes_of(actor, table.form, table.unit, restated, spans, on=on)


def publication_panel(
    actor: Actor, table: TotalsTable, asked: Asked, numbers: PublishedNumbers
) -> PublicationPanel | None:
    """Return the panel of the period that is looked at, ``None`` where there is nothing to say; at most one query."""
    place = asked.place(table)
    column = table.columns[place]
    span = column.span
    edition = numbers.editions.get(span.key)
    has_numbers = any(row.cells[place].part for section in table.sections for row in section.rows)
    may_act = asked.is_own and actor.has(*WORKERS)
    own = editions_of(table.unit, table.form, span) if asked.is_own else []
    may_publish = may_act and column.is_over and has_numbers
    if not (edition or own or may_publish):
        return None
    changed = sum(key == span.key for _indicator, key in numbers.restated_in(table))
    query = Addresses(asked).column(asked.period(table, place))
    is_settled = edition is not None and edition.unit_id == table.unit.pk and not changed
    return PublicationPanel(
        period=period_with_year(span),
        sentence=capfirst(told_of(edition, span)) if edition else "",
        changed=_changed(changed),
        publish_url=f"{reverse('office:publish_totals')}{query}" if may_publish and not is_settled else "",
        verb=_("Công bố lại") if edition and edition.unit_id == table.unit.pk else _("Công bố số liệu"),
        editions=tuple(_shown_edition(each, query if may_act else "") for each in own),
    )


def told_of(edition: Edition, span: Span) -> str:
    """Say who published what when: «tháng 10/2026 đã công bố ngày 05/11/2026, bản 2, tỉnh Hưng Yên»."""
    values = {
        "period": period_with_year(span),
        "day": day(edition.at),
        "number": edition.number,
        "unit": edition.unit_name,
    }
    return _("%(period)s: %(unit)s công bố ngày %(day)s, bản %(number)s") % values


def shown_published(
    indicator: Indicator, published: Published, now: Part | None, expected: int, causes: Sequence[Cause]
) -> ShownPublished:
    """Say what was published of a number and, where it is another one now, why."""
    is_restated = published.differs(now, expected)
    values = {
        "value": said(indicator, published),
        "unit_word": indicator.unit_of_measure if published.part else "",
        "day": day(published.edition.at),
        "number": published.edition.number,
        "unit": published.edition.unit_name,
        "map": day(published.edition.map_on),
    }
    text = (
        _("Đã công bố %(value)s %(unit_word)s ngày %(day)s (bản %(number)s, %(unit)s, bản đồ ngày %(map)s).") % values
    )
    unchanged = _("Từ đó đến nay không đổi.")
    if not is_restated:
        text = f"{text} {unchanged}"
    shown = tuple(shown_cause(indicator, each) for each in causes) if is_restated else ()
    if is_restated and not shown:
        shown = (ShownCause(_("Không có báo cáo nào sửa từ ngày ấy: danh mục đơn vị bên dưới đã đổi.")),)
    return ShownPublished(" ".join(text.split()), is_restated, shown)


def said(indicator: Indicator, published: Published) -> str:
    """Write the number that was published, with the word before it."""
    if published.part is None:
        return _("chưa có số")
    value = value_in_words(indicator, published.part)
    return f"{published.word} {value}" if published.word else value


def shown_cause(indicator: Indicator, cause: Cause) -> ShownCause:
    """Say one reason, with the address where it can be seen."""
    if cause.kind in {CauseKind.MOVED, CauseKind.MOVED_BACK}:
        return _shown_move(cause)
    values = {
        "name": capfirst(cause.name) if cause.name else _("Một đơn vị nay thuộc nơi khác"),
        "period": period_name(cause.span),
        "number": cause.number,
        "before": value_in_words(indicator, cause.before) if cause.before else _("chưa có số"),
        "after": value_in_words(indicator, cause.after) if cause.after else _("không còn số"),
        "day": day(cause.at),
        "by": cause.by,
    }
    if cause.kind is CauseKind.LATE:
        text = _("%(name)s, %(period)s: nhận muộn ngày %(day)s, %(before)s → %(after)s.") % values
    else:
        text = _("%(name)s, %(period)s: bản %(number)s sửa %(before)s → %(after)s, nhận ngày %(day)s.") % values
    if cause.reason:
        reason = _("Lý do: %(reason)s.") % {"reason": cause.reason.rstrip(".")}
        text = f"{text} {reason}"
    url = reverse("office:report", kwargs={"uid": cause.uid}) if cause.uid else ""
    return ShownCause(text, url, _("báo cáo"))


def _shown_move(cause: Cause) -> ShownCause:
    values = {"name": cause.name or _("Sắp xếp đơn vị"), "day": day(cause.at)}
    if cause.kind is CauseKind.MOVED:
        text = _("%(name)s: áp dụng ngày %(day)s, đơn vị bên dưới đã đổi.") % values
    else:
        text = _("%(name)s: hoàn tác ngày %(day)s, đơn vị bên dưới trở lại như trước.") % values
    url = reverse("office:reorganisation", kwargs={"uid": cause.uid}) if cause.uid else ""
    return ShownCause(text, url, _("đợt sắp xếp"))


def causes_in_words(indicator: Indicator, causes: Iterable[Cause]) -> str:
    """Write the reasons in one text, for a file."""
    return " ".join(shown_cause(indicator, each).text for each in causes)


def _changed(count: int) -> str:
    if not count:
        return ""
    told = ngettext(
        "%(count)s số nay đã khác số công bố. Bấm vào số để xem vì sao.",
        "%(count)s số nay đã khác số công bố. Bấm vào số để xem vì sao.",
        count,
    )
    return told % {"count": writing.number(count)}


def _shown_edition(edition: Edition, query: str) -> ShownEdition:
    values = {"number": edition.number, "day": day(edition.at), "by": edition.by}
    told = _("%(by)s, ngày %(day)s") % values
    if edition.is_from_closing:
        told = _("%(by)s, ngày %(day)s, khi khóa kỳ") % values
    is_withdrawn = edition.withdrawn_at is not None
    reason = ""
    if is_withdrawn:
        taken = {"by": edition.withdrawn_by, "day": day(edition.withdrawn_at), "reason": edition.withdrawn_reason}
        reason = _("%(by)s thu hồi ngày %(day)s: %(reason)s") % taken
    url = f"{reverse('office:withdraw_publication', kwargs={'uid': edition.uid})}{query}" if query else ""
    own = reverse("office:published_edition", kwargs={"uid": edition.uid})
    return ShownEdition(_("Bản %(number)s") % values, own, told, reason, "" if is_withdrawn else url, is_withdrawn)
