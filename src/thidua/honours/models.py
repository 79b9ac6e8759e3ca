"""The ledger: one record per person, collective and household, with posts through time and honours received."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Dated, Record, Withdrawable, WithdrawableQuerySet
from thidua.honours.choices import BatchState, CommendationKind, Gender, HolderKind
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.sources.models import Citation, StoredFile


class Body(models.Model):
    """An organisation as lists name it, once for all rows: where somebody worked, who decided; its unit where known.

    ``form`` tells one from another (``rules.bodies.body_form``); ``folded`` is for search, and names that differ in
    marks alone share it.
    """

    name = models.CharField(_("tên"), max_length=300)
    form = models.CharField(max_length=600, unique=True, editable=False)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="bodies_named")

    class Meta:
        verbose_name = _("cơ quan, đơn vị như ghi")

    def __str__(self) -> str:
        return self.name


class Holder(Record):
    """A person, a collective or a household in the ledger of the unit that keeps it.

    Of a person there is a name, a year of birth, the gender where a form needs it, and posts; never a number of an
    identity card, an address or a day of birth. ``merged_into`` names the record that took this one's place;
    ``erased_at`` says that the person's particulars were removed, the name too unless a decision is in force; a list
    that brings the person again is known by ``erased_digests`` (``rules.importing.erased``).
    """

    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="holders_kept")
    kind = models.CharField(_("là"), max_length=12, choices=HolderKind)
    name = models.CharField(_("tên"), max_length=200)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    gender = models.CharField(_("giới"), max_length=6, choices=Gender, blank=True)
    body_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="as_holder")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="holders")
    erased_at = models.DateTimeField(_("lúc xóa"), null=True, blank=True)
    erased_digests: models.JSONField[list[str]] = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["sort_key", "pk"]
        verbose_name = _("người, tập thể, hộ trong sổ")
        indexes: ClassVar = [
            models.Index(fields=["keeper", "sort_key"], name="holder_kept_idx"),
            models.Index(fields=["keeper"], condition=Q(erased_at__isnull=False), name="holder_erased_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """A post that a person held at a body, from a day until another; beginnings may be unknown."""

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(_("chức vụ"), max_length=200, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="posts")

    class Meta:
        ordering: ClassVar = [F("since").desc(nulls_last=True), "pk"]
        verbose_name = _("chức vụ")

    def __str__(self) -> str:
        return f"{self.title}, {self.body}" if self.title else str(self.body)


class Honour(Record, Withdrawable):
    """One award that one holder received, of any date: the ledger does not ask the law.

    It has a source: the row of an import, a citation, or the number of its decision. ``keeper`` is the unit in whose
    ledger it stands; ``body`` where the holder was then.
    """

    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="honours")
    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="honours_kept")
    form_code = models.CharField(_("mã hình thức"), max_length=60, blank=True)
    form_name = models.CharField(_("danh hiệu, hình thức"), max_length=300)
    type = models.CharField(_("loại hình"), max_length=20, choices=CommendationKind, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    decision_number = models.CharField(_("số quyết định"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    authority = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="given")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="honours")
    reason = models.CharField(_("thành tích"), max_length=600, blank=True)
    batch = models.ForeignKey("ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="honours")
    row_number = models.PositiveIntegerField(_("dòng"), null=True, blank=True)
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="honours")

    objects = WithdrawableQuerySet["Honour"].as_manager()

    class Meta:
        ordering: ClassVar = ["-year", "-pk"]
        verbose_name = _("khen thưởng đã nhận")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(batch__isnull=False) | Q(citation__isnull=False) | ~Q(decision_number=""),
                name="honour_has_a_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["keeper", "-year", "-id"], name="honour_kept_idx"),
            models.Index(fields=["form_code", "-year", "-id"], name="honour_form_idx"),
            # A search reads these rows in their order and nothing of the table: what it asks of them stands here.
            models.Index(
                fields=["-year", "-id", "holder", "body", "authority", "keeper"],
                condition=Q(withdrawn_at__isnull=True),
                name="honour_year_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_name} {self.year}"


class MatchKey(models.Model):
    """A key under which a person is found by matching (``rules.matching.keys``)."""

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="match_keys")
    key = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("khóa so tên")
        indexes: ClassVar = [models.Index(fields=["key", "holder"], name="match_key_idx")]


class ImportBatch(Record):
    """An Excel list of past awards that was brought in: its file, how its columns were read, what came of it.

    Attributes:
        header_row: in which row (from 1) the headers begin; ``first_row`` is the first below them.
        mapping: what each column is, by its letters.
        whole: what was said of the whole list.
        run: which checking this is; what an earlier one still tells does not count.
        rows_done: rows of the file that the step in hand is past, written in the transaction of what they brought.
        message: why it could not be checked: a msgid with places that ``values`` fill.
        faults: the first cells that cannot be taken; all of them are in ``faulty`` with their rows.
        duplicates: sound rows whose award stands already.
        erased: sound rows of persons whose data were erased.
        alike: good rows whose award an article may have brought; the first of them are in ``alike_rows``.
        known_holders: of the records that good rows speak of those that were in the ledger before.
        written, added: honours and holders that it wrote.
        undone: what undoing it took back and what it left, with reasons.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="honour_batches")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="honour_batches")
    name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=BatchState, default=BatchState.MAPPING)
    acting = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("lúc xong phần gần nhất"), null=True, blank=True)
    sheet = models.CharField(_("trang"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("hàng tiêu đề"), default=1)
    first_row = models.PositiveIntegerField(_("hàng đầu"), default=2)
    headers: models.JSONField[list[str]] = models.JSONField(_("tiêu đề cột"), default=list)
    mapping: models.JSONField[dict[str, str]] = models.JSONField(_("ghép cột"), default=dict)
    whole: models.JSONField[dict[str, str]] = models.JSONField(_("của cả danh sách"), default=dict)
    run = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(_("số dòng"), default=0)
    rows_done = models.PositiveIntegerField(_("đã làm"), default=0)
    good = models.PositiveIntegerField(_("dòng ghi được"), default=0)
    message = models.CharField(max_length=600, blank=True)
    values: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    faults: models.JSONField[list[dict[str, Any]]] = models.JSONField(_("lỗi theo ô"), default=list)
    fault_count = models.PositiveIntegerField(_("số dòng lỗi"), default=0)
    faulty = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    duplicates = models.PositiveIntegerField(_("dòng trùng"), default=0)
    erased = models.PositiveIntegerField(_("dòng của người đã xóa"), default=0)
    alike = models.PositiveIntegerField(_("dòng có thể đã ghi từ bài"), default=0)
    alike_rows: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    new_holders = models.PositiveIntegerField(_("người, tập thể mới"), default=0)
    known_holders = models.PositiveIntegerField(_("người, tập thể đã có"), default=0)
    written = models.PositiveIntegerField(_("khen thưởng đã ghi"), default=0)
    added = models.PositiveIntegerField(_("người, tập thể đã thêm"), default=0)
    undone: models.JSONField[dict[str, Any]] = models.JSONField(_("hoàn tác"), default=dict)
    brought_by = models.CharField(_("người đưa lên"), max_length=200)
    done_at = models.DateTimeField(_("lúc xong"), null=True, blank=True)
    undone_at = models.DateTimeField(_("lúc hoàn tác"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("lần nhập sổ khen thưởng")

    def __str__(self) -> str:
        return self.name or self.file.name

    @property
    def is_working(self) -> bool:
        """Whether the worker has something to do."""
        return BatchState(self.state).is_work


class HeaderMapping(models.Model):
    """How a unit read the columns of a list with these headers the last time."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="honour_mappings")
    signature = models.CharField(max_length=64)
    mapping: models.JSONField[dict[str, str]] = models.JSONField(_("ghép cột"), default=dict)

    class Meta:
        verbose_name = _("cách ghép cột đã nhớ")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "signature"], name="honour_mapping_once"),
        ]


class Merge(Record):
    """Two records that somebody found to be one: ``gone`` points to ``kept``; what moved is known, to be undone."""

    kept = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="took_in")
    gone = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="went_into")
    moved_posts = models.JSONField(default=list)
    moved_honours = models.JSONField(default=list)
    kept_before = models.JSONField(default=dict)
    decided_by = models.CharField(_("người quyết định"), max_length=200)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    undone_at = models.DateTimeField(_("lúc hoàn tác"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("nhập hai người làm một")


class Apart(models.Model):
    """Two records that a person found not to be one; ``first`` has the smaller key. Not proposed again."""

    first = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("hai người khác nhau")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="apart_in_order"),
        ]


class PageRead(models.Model):
    """Who looked at a person's page, or took the person's data out, and when.

    It outlives the record: where undoing an import removes it, ``holder_uid`` and ``holder_label`` say whose it was.
    """

    holder = models.ForeignKey(Holder, null=True, blank=True, on_delete=models.SET_NULL, related_name="page_reads")
    holder_uid = models.UUIDField(null=True, blank=True)
    holder_label = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_index=True)
    actor_uid = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=120)
    act = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("lượt xem hồ sơ")
