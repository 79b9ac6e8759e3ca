"""Making the conference pack: report and press release from one reading of the review."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from thidua.conferences.models import ConferencePack, Review
from thidua.conferences.pack import press_release, review_report
from thidua.conferences.queries.issuing import issuing_unit
from thidua.conferences.queries.reading import ReviewReading, read_review
from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.documents.choices import IssuedKind
from thidua.documents.commands import issue, print_document
from thidua.documents.queries import surroundings
from thidua.movements.queries import phase_readings

_STILL_AT_WORK = timedelta(minutes=10)
STOPPED = _("Đã dừng trước khi lập.")
"""Why a pack was not made that somebody stopped: a msgid."""


@transaction.atomic
def request_pack(*, review: Review, by: Actor, at: datetime) -> ConferencePack:
    """Enter a pack to be made; a press repeated while one is being made returns that one.

    Raises:
        Refused: there is nothing in the review yet.
    """
    Review.objects.select_for_update().get(pk=review.pk)
    if read_review(review).is_empty:
        raise Refused(_("Chưa có số liệu, khen thưởng nào để lập gói. Đọc bài hoặc nhập báo cáo trước."))
    open_packs = ConferencePack.objects.filter(review=review, made_at=None, failed_because="")
    under_way = open_packs.filter(created_at__gt=at - _STILL_AT_WORK).first()
    if under_way is not None:
        return under_way
    pack = ConferencePack.objects.create(review=review, created_at=at)
    audit.record("request_pack", pack, by=by, at=at, unit_id=review.unit_id)
    return pack


@transaction.atomic
def fill_pack(*, pack: ConferencePack, by: Actor, at: datetime) -> ConferencePack:
    """Make the documents of a pack; one that is made already, or that somebody stopped, stays as it is.

    The documents are Vietnamese whatever the reader's language, and drafts until the office profile of the day is full.
    """
    kept = ConferencePack.objects.select_for_update().get(pk=pack.pk)
    if kept.made_at is not None or kept.failed_because == STOPPED:
        return kept
    review = Review.objects.select_related("movement", "unit", "period").get(pk=kept.review_id)
    with translation.override("vi"):
        _make_documents(kept, review, read_review(review), by=by, at=at)
    kept.made_at, kept.failed_because = at, ""
    kept.save(update_fields=["report", "release", "made_at", "failed_because"])
    audit.record("make_pack", kept, by=by, at=at, unit_id=review.unit_id, after={"report": str(kept.report)})
    return kept


def make_pack(*, review: Review, by: Actor, at: datetime) -> ConferencePack:
    """Make a pack at once.

    Raises:
        Refused: there is nothing in the review yet.
    """
    return fill_pack(pack=request_pack(review=review, by=by, at=at), by=by, at=at)


def fail_pack(*, pack: ConferencePack, because: str, by: Actor, at: datetime) -> None:
    """Say why a pack could not be made."""
    pack.failed_because = because[:500]
    pack.save(update_fields=["failed_because"])
    audit.record("fail_pack", pack, by=by, at=at, unit_id=pack.review.unit_id, after={"because": because})


@transaction.atomic
def stop_pack(*, pack: ConferencePack, by: Actor, at: datetime) -> None:
    """Do not make a pack that nobody has made yet.

    Raises:
        Refused: it is over.
    """
    kept = ConferencePack.objects.select_for_update(of=("self",)).select_related("review").get(pk=pack.pk)
    if kept.made_at is not None or kept.failed_because:
        raise Refused(_("Gói này đã lập xong hoặc đã dừng. Tải lại trang để xem."))
    fail_pack(pack=kept, because=STOPPED, by=by, at=at)


def _make_documents(pack: ConferencePack, review: Review, reading: ReviewReading, *, by: Actor, at: datetime) -> None:
    day = legal_day(at)
    issuer = issuing_unit(review.unit, on=day)
    around = surroundings(issuer, day)
    report = review_report(reading, phase_readings(review.movement), around, day)
    release = press_release(reading, around, day)
    titles = {
        IssuedKind.REVIEW_REPORT: f"Báo cáo {review.title[:1].lower()}{review.title[1:]}",
        IssuedKind.PRESS_RELEASE: f"Thông cáo báo chí {review.title[:1].lower()}{review.title[1:]}",
    }
    pack.report, pack.release = (
        issue(
            unit=issuer,
            kind=kind,
            title=titles[kind],
            printed=print_document(document, at=at),
            dated_on=day,
            by=by,
            at=at,
        )
        for kind, document in ((IssuedKind.REVIEW_REPORT, report), (IssuedKind.PRESS_RELEASE, release))
    )
