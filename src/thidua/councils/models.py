"""Councils, their members, sessions with roll and agenda, recusals, opinions, who voted, and ballots."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.core.models import Dated, Record, Withdrawable, WithdrawableQuerySet
from thidua.councils.choices import (
    Choice,
    CouncilRole,
    Ground,
    ItemState,
    Majority,
    Outcome,
    PaperKind,
    Presence,
    SessionState,
    TieRule,
    Way,
)
from thidua.documents.models import IssuedDocument
from thidua.nominations.models import Nomination, Round
from thidua.organisations.models import Unit
from thidua.people.models import User


class Council(Record, Dated):
    """A council that advises the head of a unit, with the decision that set it up.

    Attributes:
        symbol: its letters in the number of a document, «HĐTĐKT».
        majority, tie_rule: the office's own rules for awards of which the law asks no share of votes; a session keeps
            those that stood when it was planned.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    name = models.CharField(_("tên hội đồng"), max_length=300)
    symbol = models.CharField(_("chữ viết tắt"), max_length=40, blank=True)
    decision_number = models.CharField(_("số quyết định thành lập"), max_length=100)
    decided_on = models.DateField(_("ngày quyết định"))
    majority = models.CharField(_("mức đồng ý"), max_length=12, choices=Majority, default=Majority.OF_MEMBERS)
    tie_rule = models.CharField(
        _("khi số phiếu ngang nhau"), max_length=14, choices=TieRule, default=TieRule.NOT_AGREED
    )

    class Meta:
        ordering: ClassVar = ["unit_id", "-since", "-pk"]
        verbose_name = _("hội đồng")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="council_span"),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilMember(Record, Dated):
    """Somebody who sits in a council, from a day until a day; ``user`` where they have an account."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(_("họ và tên"), max_length=120)
    office = models.CharField(_("chức vụ"), max_length=200, blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="council_seats")
    role = models.CharField(_("trong hội đồng"), max_length=12, choices=CouncilRole, default=CouncilRole.MEMBER)
    is_standing = models.BooleanField(_("thuộc thường trực"), default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("thành viên hội đồng")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="member_span"),
        ]

    def __str__(self) -> str:
        return self.name


class Session(Record):
    """A meeting of a council.

    Attributes:
        law_day: the day whose law gives quorum and shares, where the nomination's own check names no other.
        quorum: how many had to be there when it was opened, as ``rules.quorum`` writes it; empty before.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(_("tên phiên họp"), max_length=300)
    place = models.CharField(_("nơi họp"), max_length=300)
    held_on = models.DateField(_("ngày họp"))
    starts_at = models.DateTimeField(_("giờ bắt đầu"))
    law_day = models.DateField(_("theo luật ngày"))
    state = models.CharField(_("tình trạng"), max_length=8, choices=SessionState, default=SessionState.PLANNED)
    chair = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    majority = models.CharField(_("mức đồng ý"), max_length=12, choices=Majority)
    tie_rule = models.CharField(_("khi số phiếu ngang nhau"), max_length=14, choices=TieRule)
    quorum: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    opened_at = models.DateTimeField(_("lúc khai mạc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("lúc kết thúc"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-held_on", "-pk"]
        verbose_name = _("phiên họp")

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """A member on the roll of a session. The roll is the number of members that shares are taken of."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="roll")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(_("có mặt"), max_length=8, choices=Presence, default=Presence.EXPECTED)
    reason = models.CharField(_("lý do vắng"), max_length=300, blank=True)
    left_at = models.DateTimeField(_("về lúc"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "member"], name="on_the_roll_once"),
        ]


class AgendaItem(Record):
    """One thing that a session looks at: a nomination, or something in words.

    Attributes:
        award_name: the award as it was called when the item was opened; a lower form may take its place afterwards.
        is_on_paper: a secret ballot on sheets of paper, of which only the counts are entered.
        standard: what the vote must reach, as ``rules.standard`` writes it; fixed when the item is opened.
        tally: what was counted (``rules.tally``); empty until it is closed, and where nobody voted.
        times: how often it was voted on; ``repeated_because`` says why it was done again.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    award_name = models.CharField(max_length=300, blank=True, editable=False)
    text = models.CharField(_("nội dung"), max_length=500, blank=True)
    way = models.CharField(_("cách quyết"), max_length=14, choices=Way, default=Way.NONE)
    is_on_paper = models.BooleanField(_("bỏ phiếu giấy"), default=False)
    state = models.CharField(_("tình trạng"), max_length=8, choices=ItemState, default=ItemState.WAITING)
    opened_at = models.DateTimeField(_("lúc bắt đầu"), null=True, blank=True)
    closed_at = models.DateTimeField(_("lúc đóng"), null=True, blank=True)
    standard: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    tally: models.JSONField[dict[str, int]] = models.JSONField(default=dict)
    times = models.PositiveSmallIntegerField(_("lần biểu quyết"), default=1)
    repeated_because = models.CharField(_("lý do làm lại"), max_length=500, blank=True)
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome, blank=True)
    lower_form = models.CharField(_("hình thức thấp hơn"), max_length=60, blank=True)
    lower_name = models.CharField(max_length=300, blank=True)
    reason = models.CharField(_("lý do"), max_length=1000, blank=True)
    decided_by = models.CharField(_("người kết luận"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("lúc kết luận"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("mục của phiên họp")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(nomination__isnull=False) | ~Q(text=""), name="item_has_a_nomination_or_words"
            ),
        ]

    def __str__(self) -> str:
        return self.text if self.nomination is None else str(self.nomination)

    @property
    def award(self) -> str:
        """The award that the council looked at, or will; blank for what is in words."""
        return self.award_name or (self.nomination.award_name if self.nomination else "")


class Recusal(Record, Withdrawable):
    """A member who takes no part in an item: neither in its discussion nor in its vote."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("lý do"), max_length=8, choices=Ground)
    by_member = models.BooleanField(_("tự khai"))
    stated_by = models.CharField(_("người ghi"), max_length=200)

    objects = WithdrawableQuerySet["Recusal"].as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("thành viên đứng ngoài")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "member"], condition=Q(withdrawn_at__isnull=True), name="recused_once"
            ),
        ]


class WrittenOpinion(Record, Withdrawable):
    """What a member who is not there wrote of an item: open, signed, and never among the ballots."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="opinions")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("ý kiến"), max_length=8, choices=Choice)
    received_on = models.DateField(_("ngày nhận"))
    note = models.CharField(_("văn bản, ghi chú"), max_length=300, blank=True)
    entered_by = models.CharField(_("người ghi"), max_length=200)

    objects = WithdrawableQuerySet["WrittenOpinion"].as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("ý kiến bằng văn bản")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "member"], condition=Q(withdrawn_at__isnull=True), name="one_opinion_a_member"
            ),
            models.CheckConstraint(condition=~Q(choice=Choice.BLANK), name="opinion_is_for_or_against"),
        ]


class Turnout(models.Model):
    """That a member voted on an item. Written anew with every ballot, so that the rows have no order and no time."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="turnout")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "member"], name="voted_once")]


class Ballot(models.Model):
    """One ballot in the box of an item: nothing of who, nothing of when (docs/adr/0026).

    All ballots of an item are written anew, under new keys, whenever one is cast. While the vote goes on ``sealed``
    holds the choice under a key outside the database, and ``choice`` is empty; after closing the other way round.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="ballots")
    sealed = models.CharField(max_length=120, blank=True, editable=False)
    choice = models.CharField(max_length=8, choices=Choice, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(sealed="") & ~Q(choice="")) | (~Q(sealed="") & Q(choice="")),
                name="ballot_sealed_until_counted",
            ),
        ]


class SessionPaper(Record):
    """Minutes or a vote sheet as it was printed, with the digest of its content; later ones stand beside it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("loại"), max_length=10, choices=PaperKind)
    issued = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("văn bản của phiên họp")
