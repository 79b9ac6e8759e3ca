"""Writing reviews: opening one, its directions, fixing its data cut."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.conferences import rules
from thidua.conferences.choices import DirectionState
from thidua.conferences.models import Conference, ConferenceDirection, Review
from thidua.conferences.queries.reading import ReviewReading, read_review
from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, save_checked, withdraw_rows
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.movements.choices import MovementCategory
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.reports.models import Period
from thidua.sources.models import Citation


@transaction.atomic
def ensure_review(*, movement: Movement, unit: Unit, period: Period, by: Actor, at: datetime) -> Review:
    """Return the review of a movement at a unit for a period; open it when it is new."""
    held = Conference.objects.in_force().filter(movement=movement, unit=unit, period=period)
    kinds = [kind for each in held for kind in each.kinds]
    is_movement = movement.category == MovementCategory.MOVEMENT
    years = period.label if period.since or period.until else ""
    review, is_new = Review.objects.get_or_create(
        movement=movement,
        unit=unit,
        period=period,
        defaults={
            "title": rules.review_title(movement.name, years, kinds, is_movement=is_movement)[:300],
            "data_until": legal_day(at),
            "created_at": at,
        },
    )
    if is_new:
        audit.record("open_review", review, by=by, at=at, unit_id=unit.pk, after={"title": review.title})
    return review


@transaction.atomic
def freeze_review(*, review: Review, by: Actor, at: datetime) -> Review:
    """Fix the data cut of a review: the figures and awards that it shows now stay, whatever comes or goes later.

    Raises:
        Refused: it is fixed already, there is nothing in it, or documents still disagree on a number.
    """
    kept = Review.objects.select_for_update().get(pk=review.pk)
    if kept.frozen_at is not None:
        raise Refused(_("Số đã chốt ngày %(day)s. Không chốt lần hai."), day=f"{legal_day(kept.frozen_at):%d/%m/%Y}")
    reading = read_review(kept)
    if reading.is_empty:
        raise Refused(_("Chưa có số liệu, khen thưởng nào để chốt. Đọc bài hoặc nhập báo cáo trước."))
    if reading.disputed:
        names = ", ".join(dict.fromkeys(line.indicator.name for line in reading.disputed))
        raise Refused(_("Hai nguồn còn nói khác nhau về: %(names)s. Rút số sai rồi chốt."), names=names)
    kept.frozen = cut_of(reading)
    kept.frozen_at, kept.data_until = at, legal_day(at)
    kept.version += 1
    kept.save(update_fields=["frozen", "frozen_at", "data_until", "version"])
    audit.record("freeze_review", kept, by=by, at=at, unit_id=kept.unit_id, after=kept.frozen)
    return kept


def cut_of(reading: ReviewReading) -> dict[str, list[int]]:
    """Return the ids of the rows that a review shows; rows are never changed, so the ids fix the numbers."""
    now = [row.now for row in reading.results if row.now] + [*reading.plans, *reading.aggregates]
    before = [row.before for row in reading.results if row.before]
    return {
        "figures": sorted(figure.pk for line in now for figure in line.figures),
        "earlier": sorted(figure.pk for line in before for figure in line.figures),
        "awards": sorted(award.pk for award in reading.awards),
    }


@transaction.atomic
def add_direction(
    *,
    review: Review,
    text: str,
    owner: str = "",
    due_on: date | None = None,
    citation: Citation | None = None,
    by: Actor,
    at: datetime,
) -> ConferenceDirection:
    """Add something a leader asked for.

    Raises:
        Refused: it says nothing.
    """
    plain = " ".join(text.split())[:600]
    if not plain:
        raise Refused(_("Chưa có nội dung chỉ đạo. Viết việc phải làm trong một câu."), field="text")
    Review.objects.select_for_update().get(pk=review.pk)
    direction = ConferenceDirection.objects.create(
        review=review,
        text=plain,
        owner=owner.strip()[:200],
        due_on=due_on,
        state=rules.direction_state(owner, is_done=False),
        citation=citation,
        order=ConferenceDirection.objects.filter(review=review).count() + 1,
        created_at=at,
    )
    after = {"text": plain, "owner": direction.owner}
    audit.record("add_direction", direction, by=by, at=at, unit_id=review.unit_id, after=after)
    return direction


def edit_direction(
    *, direction: ConferenceDirection, version: int, changes: Mapping[str, Any], by: Actor, at: datetime
) -> ConferenceDirection:
    """Save new values of ``text``, ``owner`` or ``due_on``; naming an owner assigns it.

    Raises:
        Stale: somebody saved first; both texts are kept.
    """
    values = dict(changes)
    is_done = direction.state == DirectionState.DONE
    values["state"] = rules.direction_state(values.get("owner", direction.owner), is_done=is_done).value
    return save_checked(direction, values, version=version, act="edit_direction", by=by, at=at)


def mark_direction(*, direction: ConferenceDirection, is_done: bool, by: Actor, at: datetime) -> ConferenceDirection:
    """Say that a direction is carried out, or that it is not."""
    state = rules.direction_state(direction.owner, is_done=is_done).value
    act = "finish_direction" if is_done else "reopen_direction"
    return save_checked(direction, {"state": state}, version=direction.version, act=act, by=by, at=at)


def withdraw_direction(*, direction: ConferenceDirection, by: Actor, at: datetime) -> None:
    """Take a direction back; `restore_direction` undoes it."""
    withdraw_rows([direction], act="withdraw_direction", reason="bỏ trên trang tổng kết", by=by, at=at)


def restore_direction(*, direction: ConferenceDirection, by: Actor, at: datetime) -> None:
    """Undo `withdraw_direction`."""
    restore_row(direction, act="restore_direction", by=by, at=at)


def withdraw_directions(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Withdraw every direction that carries ``citation``; return how many."""
    rows = ConferenceDirection.objects.in_force().filter(citation=citation)
    return withdraw_rows(rows, act="withdraw_direction", reason=reason, by=by, at=at)
