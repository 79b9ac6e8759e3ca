"""Making the totals of a period known: an edition that stays as it was, and taking one back with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.organisations.models import Unit
from thidua.reports.commands.publishing_rows import is_same, put_published
from thidua.reports.commands.totals import hold_totals, settle_totals
from thidua.reports.models import Form, Period, PeriodClosing, Publication
from thidua.reports.queries.figures import span
from thidua.reports.queries.ladder import first_day_of_months, last_day
from thidua.reports.queries.totals.reporters import asking_of, askings_inside
from thidua.reports.rules.calendar import days_covered


@transaction.atomic
def publish_totals(*, form: Form, period: Period, unit: Unit, by: Actor, at: datetime) -> Publication:
    """Make known what counts at and under a unit for a period of a form, or for the year that adds up its periods.

    Where nothing has changed since the edition before, that one stands and is returned.

    Raises:
        Refused: the actor works for another unit, the period is not over, or there is no number.
    """
    hold_totals()
    _lock(unit, by)
    asking = asking_of(form, span(period))
    first_day = first_day_of_months(unit.pk, asking.tree, asking.last_day)
    if days_covered(asking.span, first_day).until > clock.legal_day(at):
        raise Refused(_("Chưa công bố được: %(period)s chưa kết thúc."), period=period.label)
    kept = keep_published(form=form, period=period, unit=unit, by=by, at=at)
    if kept is None:
        raise Refused(_("Chưa công bố được: %(period)s chưa có số nào được nhận."), period=period.label)
    return kept


def keep_published(
    *, form: Form, period: Period, unit: Unit, by: Actor, at: datetime, closing: PeriodClosing | None = None
) -> Publication | None:
    """Write an edition of what counts now; called within publishing and closing, under ``hold_totals``.

    Adds first what waits to be added, so that it is published as it counts. ``None``: there is no number.
    """
    settle_totals(at=at)
    editions = Publication.objects.filter(form=form, period=period, unit=unit)
    before = editions.in_force().order_by("-number").first()
    number = (editions.aggregate(last=Max("number"))["last"] or 0) + 1
    asking = asking_of(form, span(period))
    made = Publication.objects.create(
        form=form,
        period=period,
        unit=unit,
        number=number,
        map_on=last_day(period),
        tree=asking.tree,
        closing=closing,
        published_by=by.label,
        created_at=at,
    )
    made.totals = put_published(publication=made, askings=askings_inside(form, asking))
    if not made.totals or (before and is_same(before, made)):
        made.rows.all().delete()
        made.delete()
        return before if made.totals else None
    made.save(update_fields=["totals"])
    after = {"form": form.code, "period": period.label, "number": number, "totals": made.totals}
    audit.record("publish_totals", made, by=by, at=at, unit_id=unit.pk, after=after)
    return made


@transaction.atomic
def withdraw_publication(*, publication: Publication, reason: str, by: Actor, at: datetime) -> Publication:
    """Take an edition back, with the reason; it and its numbers stay as history. Doing it twice changes nothing.

    Raises:
        Refused: the actor works for another unit, or no reason is given.
    """
    _lock(publication.unit, by)
    kept = Publication.objects.select_related("unit", "form", "period").get(pk=publication.pk)
    if kept.withdrawn_at:
        return kept
    if not reason.strip():
        raise Refused(_("Ghi lý do thu hồi bản công bố."), field="reason")
    kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason = at, by.label, reason.strip()[:500]
    kept.version += 1
    kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"])
    before = {"published_by": kept.published_by, "published_at": kept.created_at.isoformat(), "number": kept.number}
    after = {"reason": kept.withdrawn_reason}
    audit.record("withdraw_publication", kept, by=by, at=at, unit_id=kept.unit_id, before=before, after=after)
    return kept


def _lock(unit: Unit, by: Actor) -> None:
    """Hold the unit, so that two who publish at once make one edition after the other."""
    if by.unit_id != unit.pk:
        raise Refused(_("Chỉ người của %(unit)s công bố và thu hồi được số liệu này."), unit=unit.name_in_sentence)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
