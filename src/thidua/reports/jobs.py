"""Documents of filed reports and the snapshot as long work that a person sees and asks for again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.jobs import MOST_SHOWN, SHOWN_FOR, Job, JobState, user_of
from thidua.reports.choices import ReportState
from thidua.reports.models import Report, ReportPaper, Revision
from thidua.reports.queries.snapshot import Snapshot, current_snapshot
from thidua.reports.tasks import make_filed_paper, papers_asked_for, renew_snapshot, stop_filed_paper

_IN_HAND = timedelta(minutes=2)
"""How long a document may be in the making: beyond that its worker ended."""
_PUT_OFF = timedelta(days=2)
"""How far ahead a snapshot is put off at most; what is to be done at once has a day far beyond."""
_EVERYBODYS = gettext_noop("Số này là của mọi đơn vị, không dừng được. Đợi ít phút.")
_IN_THE_QUEUE = gettext_noop("Việc này đang chờ máy làm. Đợi thêm, hoặc xem máy chạy việc nền có đang chạy không.")
_SNAPSHOT: Final = UUID("6f0c9a52-4f7e-4a47-9a44-0d3d1ad0c1b5")
"""There is one snapshot; it belongs to no unit."""


class FiledPapers:
    """The document of a report, made when it is filed."""

    code = "paper"
    word = gettext_lazy("Lập văn bản báo cáo")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the documents of what the unit filed lately; at most three queries."""
        rows = self._of(unit_id).filter(filed_at__gt=at - SHOWN_FOR).order_by("-filed_at")
        return self._jobs(list(rows[:MOST_SHOWN]), at)

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return the document of one of the unit's filed reports, by the uid of the report."""
        found = self._jobs(list(self._of(unit_id).filter(report__uid=uid)), at)
        return found[0] if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Take it out of the queue; the document can be asked for again.

        Raises:
            Refused: it has begun, or is made.
        """
        stop_filed_paper(report=Report.objects.get(uid=job.uid), by=by, at=at)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:  # noqa: ARG002 - the worker reads the clock
        """Ask for it again.

        Raises:
            Refused: it is in the queue.
        """
        report = Report.objects.get(uid=job.uid)
        if papers_asked_for([report.pk]).exists():
            raise Refused(_IN_THE_QUEUE)
        make_filed_paper.enqueue(report_id=report.pk, user_id=user_of(by))

    @staticmethod
    def _of(unit_id: int) -> QuerySet[Revision]:
        """Return the newest revisions of the unit's reports, where they were filed."""
        filed = {"state__in": (ReportState.FILED, ReportState.ACCEPTED), "filed_at__isnull": False}
        rows = Revision.objects.filter(report__unit=unit_id, number=F("report__number"), **filed)
        return rows.select_related("report__form", "report__period", "report__unit")

    def _jobs(self, revisions: Sequence[Revision], at: datetime) -> list[Job]:
        papers = ReportPaper.objects.filter(revision__in=revisions).values_list("revision", "created_at")
        made = dict(papers.order_by("created_at"))
        unmade = [each.report_id for each in revisions if each.pk not in made]
        queued = {task.args_kwargs["kwargs"]["report_id"] for task in papers_asked_for(unmade)} if unmade else set()
        return [self._job(each, made.get(each.pk), at, is_queued=each.report_id in queued) for each in revisions]

    def _job(self, revision: Revision, made_at: datetime | None, at: datetime, *, is_queued: bool) -> Job:
        filed_at = revision.filed_at or revision.created_at
        state = JobState.FAILED
        if made_at is not None:
            state = JobState.DONE
        elif is_queued:
            state = JobState.WAITING
        elif at - filed_at < _IN_HAND:
            state = JobState.WORKING
        unmade = _("Chưa có văn bản để ký: đã dừng, hoặc máy không lập được. Bấm “Thử lại”.")
        return Job(
            kind=self.code,
            uid=revision.report.uid,
            title=str(revision.report),
            state=state,
            by=revision.filed_by,
            asked_at=filed_at,
            moved_at=made_at or filed_at,
            because=unmade if state == JobState.FAILED else "",
            may_stop=state == JobState.WAITING,
            may_retry=state == JobState.FAILED,
        )


class Snapshots:
    """The snapshot that figures through time are read from: one for all units."""

    code = "snapshot"
    word = gettext_lazy("Lấy số cho bảng theo thời gian")

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:  # noqa: ARG002 - it is every unit's
        """Return it, once there is one or it is asked for; one query."""
        queued, kept = self._queued(at), current_snapshot()
        return [self._job(queued, kept, at)] if queued or kept else []

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return it by its uid."""
        found = self.recent(unit_id, at=at) if uid == _SNAPSHOT else ()
        return found[0] if found else None

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:  # noqa: ARG002 - whoever asks
        """It is not stopped: others wait for it, too.

        Raises:
            Refused: always.
        """
        raise Refused(_EVERYBODYS)

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:  # noqa: ARG002 - it is nobody's
        """Ask for a new one.

        Raises:
            Refused: it is in the queue.
        """
        if self._queued(at):
            raise Refused(_IN_THE_QUEUE)
        renew_snapshot.enqueue(forced=True)

    @staticmethod
    def _queued(at: datetime) -> DBTaskResult[..., Any] | None:
        """Return the task that waits; one that is put off until later is not asked for yet."""
        rows = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=renew_snapshot.module_path)
        return rows.exclude(run_after__range=(at, at + _PUT_OFF)).first()

    def _job(self, queued: DBTaskResult[..., Any] | None, kept: Snapshot | None, at: datetime) -> Job:
        asked_at = queued.enqueued_at if queued else None
        known_at = kept.checked_at if kept else None
        return Job(
            kind=self.code,
            uid=_SNAPSHOT,
            title=_("Số liệu của mọi đơn vị"),
            state=JobState.WAITING if queued else JobState.DONE,
            by="",
            asked_at=asked_at or known_at or at,
            moved_at=known_at or asked_at or at,
            may_retry=queued is None,
        )
