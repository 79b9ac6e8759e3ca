"""Rounds, registered titles, nominations with their dossiers, and what was found and done on the way."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.honours.choices import CommendationKind, HolderKind
from thidua.honours.models import Holder
from thidua.movements.models import Movement
from thidua.nominations.choices import Act, RoundKind, State
from thidua.organisations.models import Unit
from thidua.people.models import User
from thidua.sources.models import StoredFile


class Round(Record):
    """What one authority looks at together: the nominations of a year, of a movement, or of something unforeseen.

    Attributes:
        unit: who appraises and whose head decides.
        authority: who signs, as the decision will say, «Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên».
        award_codes: codes of the catalogue that may be proposed in it.
        asks_council: the office's own rules want a council also where the law does not.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(_("tên đợt xét"), max_length=300)
    kind = models.CharField(_("loại đợt"), max_length=10, choices=RoundKind)
    year = models.PositiveSmallIntegerField(_("năm"))
    movement = models.ForeignKey(Movement, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds")
    authority = models.CharField(_("người quyết định"), max_length=300)
    award_codes: models.JSONField[list[str]] = models.JSONField(_("danh hiệu, hình thức"), default=list)
    is_simplified = models.BooleanField(_("theo thủ tục đơn giản"), default=False)
    asks_council = models.BooleanField(_("đưa ra hội đồng"), default=False)
    opens_on = models.DateField(_("nhận hồ sơ từ"))
    closes_on = models.DateField(_("nhận hồ sơ đến"), null=True, blank=True)
    closed_at = models.DateTimeField(_("lúc kết thúc"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-opens_on", "-pk"]
        verbose_name = _("đợt xét")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")), name="round_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RoundDate(models.Model):
    """A day in the calendar of a round: what is due, and which provision or rule of the office sets it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="dates")
    text = models.CharField(_("việc"), max_length=300)
    due_on = models.DateField(_("hạn"))
    provision = models.CharField(_("căn cứ"), max_length=300, blank=True)
    verified = models.BooleanField(_("đã đối chiếu"), default=False)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        verbose_name = _("mốc của đợt xét")

    def __str__(self) -> str:
        return self.text


class Registration(Record, Withdrawable):
    """A title that somebody registered to strive for early in a year."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="registrations")
    year = models.PositiveSmallIntegerField(_("năm"))
    award_code = models.CharField(_("danh hiệu"), max_length=60)
    award_name = models.CharField(_("tên danh hiệu"), max_length=300)
    registered_on = models.DateField(_("ngày đăng ký"))
    registered_by = models.CharField(_("người ghi"), max_length=200)

    objects = WithdrawableQuerySet["Registration"].as_manager()

    class Meta:
        ordering: ClassVar = ["holder__sort_key", "pk"]
        verbose_name = _("đăng ký danh hiệu")
        indexes: ClassVar = [models.Index(fields=["unit", "year"], name="registration_unit_idx")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "holder", "award_code"],
                condition=Q(withdrawn_at__isnull=True),
                name="registered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {self.award_name} {self.year}"


class Nomination(Record):
    """A person, a collective or a household proposed for one award in one round.

    Attributes:
        number: in the books of the round's unit, from 1 each year.
        name, post: as the documents will print them; the ledger's record may say otherwise later.
        achievement: in one sentence, as the decision will say it; ``since`` and ``until`` are the days that it spans.
        facts: what the dossier states beside papers and awards held (``rules.facts``).
        received_on: the day on which the appraising body received the dossier; it chooses the law.
        vote: what the council's session came to (``favour``, ``members``, ``recused``, ``attending``); empty before.
        held_until: no step is taken before this day. No reason is kept.
        outcome: what the newest check found, with the numbers that a list shows.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominations")
    number = models.PositiveIntegerField(_("số hồ sơ"))
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="nominations")
    kind = models.CharField(_("là"), max_length=12, choices=HolderKind)
    name = models.CharField(_("tên"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    post = models.CharField(_("chức vụ, đơn vị"), max_length=400, blank=True)
    award_code = models.CharField(_("danh hiệu, hình thức"), max_length=60)
    award_name = models.CharField(_("tên danh hiệu, hình thức"), max_length=300)
    type = models.CharField(_("loại hình"), max_length=20, choices=CommendationKind, blank=True)
    year = models.PositiveSmallIntegerField(_("năm xét"))
    since = models.DateField(_("thành tích từ ngày"), null=True, blank=True)
    until = models.DateField(_("thành tích đến ngày"), null=True, blank=True)
    achievement = models.CharField(_("thành tích"), max_length=1000, blank=True)
    facts: models.JSONField[dict[str, Any]] = models.JSONField(_("số liệu của hồ sơ"), default=dict)
    state = models.CharField(_("tình trạng"), max_length=16, choices=State, default=State.DRAFT)
    moved_at = models.DateTimeField(_("lúc đến bước này"))
    received_on = models.DateField(_("ngày tiếp nhận"), null=True, blank=True)
    held_until = models.DateField(_("tạm dừng xét đến"), null=True, blank=True)
    vote: models.JSONField[dict[str, int]] = models.JSONField(_("kết quả biểu quyết"), default=dict)
    appraiser = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("kết quả xét điều kiện"), max_length=10, blank=True)
    not_met = models.PositiveSmallIntegerField(_("điều kiện chưa đạt"), default=0)
    to_judge = models.PositiveSmallIntegerField(_("điều kiện cần người xét"), default=0)
    checked_on = models.DateField(_("ngày xét điều kiện"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["sort_key", "pk"]
        verbose_name = _("hồ sơ đề nghị")
        indexes: ClassVar = [
            models.Index(fields=["round", "sort_key", "id"], name="nomination_round_idx"),
            models.Index(fields=["unit", "-id"], name="nomination_unit_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.award_name}: {self.name}"

    @property
    def code(self) -> str:
        """The number as pages and letters say it."""
        return f"HS-{self.year}-{self.number:04}"


class NumberSeries(models.Model):
    """The last number that nominations of a year have at a unit; its row is the lock for the next one."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year"], name="nomination_series_once")]


class Innovation(models.Model):
    """A recognised innovation, accepted research or combat creativity that a nomination rests on."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="innovations")
    kind = models.CharField(_("loại"), max_length=20)
    name = models.CharField(_("tên sáng kiến, đề tài"), max_length=400)
    folded = models.CharField(max_length=400, db_index=True, editable=False)
    year = models.PositiveSmallIntegerField(_("năm công nhận"))
    reach = models.CharField(_("phạm vi ảnh hưởng"), max_length=20)
    is_recognised = models.BooleanField(_("đã được công nhận"), default=True)
    certificate = models.CharField(_("số giấy công nhận"), max_length=100, blank=True)
    begun_on = models.DateField(_("ngày bắt đầu"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "pk"]
        verbose_name = _("sáng kiến, đề tài")

    def __str__(self) -> str:
        return self.name


class AchievementReport(models.Model):
    """The report that the dossier is about, written in the browser and saved while it is written."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="report")
    text = models.TextField(_("báo cáo thành tích"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("lúc lưu"))
    saved_by = models.CharField(_("người lưu"), max_length=200)
    finished_at = models.DateTimeField(_("lúc viết xong"), null=True, blank=True)

    class Meta:
        verbose_name = _("báo cáo thành tích")


class Paper(Record, Withdrawable):
    """A paper that lies in a dossier: which of the items that the award needs, and the file where there is one."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="papers")
    item_code = models.CharField(_("thành phần"), max_length=60)
    text = models.CharField(_("tên giấy tờ"), max_length=300)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dated_on = models.DateField(_("ngày"), null=True, blank=True)
    provided_by = models.CharField(_("người đưa vào"), max_length=200)

    objects = WithdrawableQuerySet["Paper"].as_manager()

    class Meta:
        ordering: ClassVar = ["item_code", "pk"]
        verbose_name = _("giấy tờ của hồ sơ")

    def __str__(self) -> str:
        return self.text


class Check(models.Model):
    """What the law said of a nomination on a day: every verdict with its provision. Never changed afterwards.

    ``verdicts`` are rows as ``rules.verdict_rows`` writes them; ``law_day`` the day whose law was applied.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField(_("lúc"))
    on = models.DateField(_("xét vào ngày"))
    law_day = models.DateField(_("theo luật ngày"))
    by_newer = models.BooleanField(_("theo luật mới vì có lợi hơn"), default=False)
    state = models.CharField(max_length=16, choices=State)
    outcome = models.CharField(max_length=10)
    verdicts: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    made_by = models.CharField(_("ai"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("kết quả xét điều kiện")


class Conclusion(Record, Withdrawable):
    """What an authorised person concluded of one condition: of one that asks a person, or past one that is not met."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="conclusions")
    condition = models.CharField(_("điều kiện"), max_length=80)
    requirement = models.CharField(_("nội dung điều kiện"), max_length=500, blank=True)
    is_override = models.BooleanField(_("cho qua điều kiện chưa đạt"), default=False)
    is_met = models.BooleanField(_("kết luận đạt"), default=True)
    reason = models.CharField(_("lý do"), max_length=1000)
    concluded_by = models.CharField(_("người kết luận"), max_length=200)
    concluded_role = models.CharField(_("vai trò"), max_length=120)

    objects = WithdrawableQuerySet["Conclusion"].as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("kết luận của người có thẩm quyền")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "condition"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_conclusion_a_condition",
            ),
        ]


class Step(models.Model):
    """One act on a nomination: from where to where, by whom, why, and on what the law said then."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(_("việc"), max_length=20, choices=Act)
    before = models.CharField(max_length=16, choices=State, blank=True)
    after = models.CharField(max_length=16, choices=State)
    at = models.DateTimeField(_("lúc"))
    made_by = models.CharField(_("ai"), max_length=200)
    reason = models.CharField(_("lý do"), max_length=1000, blank=True)
    check_made = models.ForeignKey(Check, null=True, blank=True, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("bước của hồ sơ")
