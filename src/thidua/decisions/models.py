"""Decisions with their lines and papers, the books that give them numbers, and the fund that pays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.decisions.choices import (
    AnnulReason,
    BonusState,
    DecisionKind,
    DecisionState,
    EntryKind,
    PaperKind,
    ReissueGround,
    Returned,
)
from thidua.decisions.rules.numbers import shown
from thidua.documents.choices import SigningAuthority
from thidua.documents.models import IssuedDocument
from thidua.honours.choices import CommendationKind, HolderKind
from thidua.honours.models import Holder, Honour
from thidua.nominations.models import Nomination, Round
from thidua.organisations.models import Unit
from thidua.sources.models import StoredFile


class NumberBook(models.Model):
    """A unit's own book of numbers of a year under one symbol; its row is the lock for the next number.

    ``first`` is where it began, ``last`` the highest number that it gave, ``dated_on`` the day of that decision.
    Numbers typed from the office's registry do not move it: when the book comes to one, it passes it over.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="number_books")
    year = models.PositiveSmallIntegerField(_("năm"))
    symbol = models.CharField(_("ký hiệu"), max_length=60)
    first = models.PositiveIntegerField(_("số bắt đầu"), default=1)
    last = models.PositiveIntegerField(_("số đã cấp"), default=0)
    dated_on = models.DateField(_("ngày của số đã cấp"), null=True, blank=True)

    class Meta:
        verbose_name = _("sổ cấp số")
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year", "symbol"], name="number_book_once")]

    def __str__(self) -> str:
        return f"{self.symbol} {self.year}"


class AwardDecision(Record, Withdrawable):
    """A decision of one authority: it gives awards, annuls some, or has certificates made anew.

    Attributes:
        unit: whose decision it is; ``authority`` who signs, as the text says it.
        round: the round whose nominations it decides on; none where it annuls or reissues.
        title: what it is about, as it stands below «QUYẾT ĐỊNH».
        bases: the office's own lines «Căn cứ …», «Xét đề nghị …», one a line; those of the law are added.
        number, year, dated_on: none before it is issued; ``is_from_book`` where our own book gave the number.
        signer_…: who signs, in which capacity, as the office profile had it when it was chosen; once it is issued it is
            kept, whatever becomes of the profile.
        annuls: the decision whose awards this one annuls, on the ground ``reason``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="award_decisions")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("loại"), max_length=10, choices=DecisionKind)
    title = models.CharField(_("trích yếu"), max_length=400)
    folded = models.CharField(max_length=400, editable=False)
    authority = models.CharField(_("người quyết định"), max_length=300)
    bases = models.TextField(_("căn cứ khác, mỗi dòng một căn cứ"), blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=60)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    is_from_book = models.BooleanField(_("số lấy từ sổ của đơn vị"), default=False)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    dated_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=DecisionState, default=DecisionState.DRAFT)
    signer_office = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_collective = models.CharField(_("người ký thay mặt"), max_length=200, blank=True)
    signer_authority = models.CharField(_("quyền hạn ký"), max_length=5, choices=SigningAuthority, blank=True)
    signer_on_behalf_of = models.CharField(_("ký thay ai"), max_length=200, blank=True)
    annuls = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="annulments")
    reason = models.CharField(_("căn cứ hủy bỏ"), max_length=20, choices=AnnulReason, blank=True)
    drafted_by = models.CharField(_("người lập"), max_length=200)
    issued_at = models.DateTimeField(_("lúc ban hành"), null=True, blank=True)
    issued_by = models.CharField(_("người ghi ban hành"), max_length=200, blank=True)

    objects = WithdrawableQuerySet["AwardDecision"].as_manager()

    class Meta:
        ordering: ClassVar = [F("dated_on").desc(nulls_first=True), "-pk"]
        verbose_name = _("quyết định khen thưởng")
        indexes: ClassVar = [models.Index(fields=["unit", "-id"], name="decision_unit_idx")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "symbol", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT, number__isnull=True, year__isnull=True, dated_on__isnull=True)
                | (~Q(state=DecisionState.DRAFT) & Q(number__gt=0, year__isnull=False, dated_on__isnull=False)),
                name="decision_numbered_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.ANNUL, annuls__isnull=False) & ~Q(reason="")
                | ~Q(kind=DecisionKind.ANNUL) & Q(annuls__isnull=True, reason=""),
                name="annulment_names_decision_and_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}" if self.number else self.title

    @property
    def code(self) -> str:
        """Number and symbol as documents say them, «05/QĐ-UBND»; empty in a draft."""
        return shown(self.number, self.symbol) if self.number else ""


class ReissueRequest(Record, Withdrawable):
    """Somebody asks for a certificate anew: of which honour, and whether it was damaged or lost."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reissue_requests")
    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="reissue_requests")
    ground = models.CharField(_("lý do"), max_length=10, choices=ReissueGround)
    asked_on = models.DateField(_("ngày đề nghị"))
    asked_by = models.CharField(_("nơi đề nghị"), max_length=300, blank=True)
    recorded_by = models.CharField(_("người ghi"), max_length=200)

    objects = WithdrawableQuerySet["ReissueRequest"].as_manager()

    class Meta:
        ordering: ClassVar = ["asked_on", "pk"]
        verbose_name = _("đề nghị cấp đổi, cấp lại")

    def __str__(self) -> str:
        return str(self.honour)


class DecisionLine(Record, Withdrawable):
    """What a decision says of one recipient. Once it is issued its text never changes.

    Attributes:
        does: the kind of the decision.
        place: the ordinal in the decision; ``golden_number`` is that of an issued award (Decree 98/2023/NĐ-CP,
            Art. 104), ``golden_text`` as the certificate carries it.
        of: the line that this one annuls or has made anew; ``honour`` the row of the ledger that was written, is taken
            back, or whose certificate is made anew.
        name … achievement: as printed.
        bonus: in đồng, None where somebody has to state it; at most ``ceiling`` where there is one.
        coefficient, household_factor: in tenths; ``base_salary`` in đồng; ``provisions`` of all three.
        bonus_note: why nothing is paid, why it is asked, or why it was stated so.
        to_recover: what was paid and must come back, in đồng, since the award was annulled.
        returned: what became of the certificate of an annulled award, on ``returned_on``; empty while called in.
    """

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="lines")
    does = models.CharField(max_length=10, choices=DecisionKind)
    place = models.PositiveIntegerField(_("thứ tự"))
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_lines"
    )
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="decision_lines")
    honour = models.ForeignKey(Honour, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_lines")
    of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    request = models.ForeignKey(ReissueRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(_("là"), max_length=12, choices=HolderKind)
    name = models.CharField(_("tên"), max_length=200)
    post = models.CharField(_("chức vụ, đơn vị"), max_length=400, blank=True)
    award_code = models.CharField(_("danh hiệu, hình thức"), max_length=60, blank=True)
    award_name = models.CharField(_("tên danh hiệu, hình thức"), max_length=300)
    type = models.CharField(_("loại hình"), max_length=20, choices=CommendationKind, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    achievement = models.CharField(_("thành tích"), max_length=1000, blank=True)
    golden_number = models.PositiveIntegerField(_("số sổ vàng"), null=True, blank=True)
    golden_text = models.CharField(_("dòng số sổ vàng"), max_length=60, blank=True)
    bonus = models.BigIntegerField(_("tiền thưởng, đồng"), null=True, blank=True)
    bonus_state = models.CharField(_("có thưởng không"), max_length=10, choices=BonusState, default=BonusState.NOT_DUE)
    ceiling = models.BigIntegerField(_("mức tối đa, đồng"), null=True, blank=True)
    coefficient = models.PositiveIntegerField(_("hệ số, phần mười"), null=True, blank=True)
    base_salary = models.BigIntegerField(_("mức lương cơ sở, đồng"), null=True, blank=True)
    household_factor = models.PositiveIntegerField(_("hệ số hộ gia đình, phần mười"), null=True, blank=True)
    provisions = models.CharField(_("căn cứ tiền thưởng"), max_length=500, blank=True)
    is_verified = models.BooleanField(_("căn cứ đã đối chiếu"), default=True)
    bonus_note = models.CharField(_("ghi chú tiền thưởng"), max_length=500, blank=True)
    paid_on = models.DateField(_("ngày chi"), null=True, blank=True)
    annulled_at = models.DateTimeField(_("lúc hủy bỏ"), null=True, blank=True)
    to_recover = models.BigIntegerField(_("phải thu hồi, đồng"), default=0)
    returned = models.CharField(_("bằng, hiện vật"), max_length=12, choices=Returned, blank=True)
    returned_on = models.DateField(_("ngày thu bằng, hiện vật"), null=True, blank=True)
    returned_note = models.CharField(_("ghi chú thu bằng, hiện vật"), max_length=500, blank=True)

    objects = WithdrawableQuerySet["DecisionLine"].as_manager()

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        verbose_name = _("dòng của quyết định")
        indexes: ClassVar = [models.Index(fields=["decision", "place"], name="decision_line_idx")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(does=DecisionKind.AWARD, withdrawn_at__isnull=True, annulled_at__isnull=True),
                name="nomination_decided_once",
            ),
            models.UniqueConstraint(
                fields=["of"],
                condition=Q(does=DecisionKind.ANNUL, withdrawn_at__isnull=True),
                name="line_annulled_once",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(withdrawn_at__isnull=True), name="request_answered_once"
            ),
            models.CheckConstraint(condition=Q(bonus__isnull=True) | Q(bonus__gte=0), name="bonus_not_negative"),
            models.CheckConstraint(condition=Q(paid_on__isnull=True) | Q(bonus__gt=0), name="paid_has_amount"),
            models.CheckConstraint(
                condition=Q(returned="", returned_on__isnull=True)
                | ~Q(returned="") & Q(returned_on__isnull=False, annulled_at__isnull=False),
                name="returned_when_annulled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_name}: {self.name}"


class DecisionPaper(Record):
    """A document printed of a decision, in both formats; one that says the same is not made twice."""

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("loại"), max_length=15, choices=PaperKind)
    issued = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("văn bản của quyết định")

    def __str__(self) -> str:
        return str(self.issued)


class PaperOrder(Record):
    """A document of a long decision that the worker makes: ``done`` of ``PARTS`` are there, ``paper`` at the end."""

    PARTS: ClassVar = 4

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="paper_orders")
    kind = models.CharField(_("loại"), max_length=15, choices=PaperKind)
    asked_by = models.CharField(_("người giao"), max_length=200)
    done = models.PositiveSmallIntegerField(_("số phần đã xong"), default=0)
    moved_at = models.DateTimeField(_("lúc làm gần nhất"))
    paper = models.ForeignKey(DecisionPaper, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    failed_because = models.CharField(_("chưa lập được vì"), max_length=500, blank=True)
    is_stopped = models.BooleanField(_("đã dừng"), default=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("việc lập văn bản của quyết định")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decision}"

    @property
    def is_open(self) -> bool:
        """Whether the worker has still to make it."""
        return self.paper_id is None and not self.failed_because and not self.is_stopped


class SignedDecision(Record):
    """The signed and stamped decision as it was scanned. A later one replaces it; it stays in the history."""

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(_("kiểu"), max_length=100)
    name = models.CharField(_("tên tệp"), max_length=255)
    brought_by = models.CharField(_("người tải lên"), max_length=200)
    replaced_at = models.DateTimeField(_("lúc thay"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("bản ký của quyết định")

    def __str__(self) -> str:
        return self.name


class Fund(Record):
    """The commendation fund of a unit in a year: what it began with, in đồng. Everything later is an entry."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="funds")
    year = models.PositiveSmallIntegerField(_("năm"))
    opening = models.BigIntegerField(_("số đầu năm, đồng"))

    class Meta:
        ordering: ClassVar = ["-year", "pk"]
        verbose_name = _("Quỹ thi đua, khen thưởng")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="fund_once"),
            models.CheckConstraint(condition=Q(opening__gte=0), name="fund_opening_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.year}"


class FundEntry(Record):
    """Money that went out of a fund or came in. Never changed; what was wrong is put right by another entry.

    ``turn`` says which payment of its line an entry is, or takes back: once one is taken back, the next has its own.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("loại"), max_length=10, choices=EntryKind)
    amount = models.BigIntegerField(_("số tiền, đồng"))
    on = models.DateField(_("ngày"))
    line = models.ForeignKey(DecisionLine, null=True, blank=True, on_delete=models.PROTECT, related_name="fund_entries")
    turn = models.PositiveSmallIntegerField(_("lần chi"), default=0)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    made_by = models.CharField(_("người ghi"), max_length=200)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        verbose_name = _("dòng của quỹ")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="fund_entry_positive"),
            models.UniqueConstraint(
                fields=["line", "turn", "kind"],
                condition=Q(kind__in=[EntryKind.PAID, EntryKind.TAKEN_BACK]),
                name="line_paid_and_taken_back_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"
