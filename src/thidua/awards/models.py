"""The register: form, authority, how many, and who."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.awards import rules, sentences
from thidua.awards.choices import AwardStatus, RecipientKind
from thidua.core.models import Record, Withdrawable, WithdrawableQuerySet
from thidua.honours.models import Honour
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.people.models import PublicPerson
from thidua.reports.models import Period
from thidua.sources.models import Citation


class Award(Record, Withdrawable):
    """One form given by one authority on one occasion, as its source states it.

    ``form_code`` is a code of the law's catalogue, or blank where the form is not in it. Counts that the source does
    not give are ``None``. ``unit`` is in whose scope the award lies.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="awards")
    movement = models.ForeignKey(Movement, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    period = models.ForeignKey(Period, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    form_code = models.CharField(_("mã hình thức"), max_length=60, blank=True)
    form_name = models.CharField(_("hình thức, danh hiệu"), max_length=300)
    authority = models.CharField(_("cấp tặng"), max_length=400, blank=True)
    collectives = models.PositiveIntegerField(_("tập thể"), null=True, blank=True)
    individuals = models.PositiveIntegerField(_("cá nhân"), null=True, blank=True)
    total = models.PositiveIntegerField(_("tổng không tách"), null=True, blank=True)
    recipient_noun = models.CharField(_("được tặng là"), max_length=300, blank=True)
    reason = models.CharField(_("thành tích"), max_length=600, blank=True)
    awarded_on = models.DateField(_("ngày tặng"), null=True, blank=True)
    status = models.CharField(_("tình trạng"), max_length=10, choices=AwardStatus, default=AwardStatus.AWARDED)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="awards")
    published_at = models.DateTimeField(_("lúc công bố"), null=True, blank=True)

    objects = WithdrawableQuerySet["Award"].as_manager()

    class Meta:
        ordering: ClassVar = ["-awarded_on", "id"]
        verbose_name = _("khen thưởng")

    def __str__(self) -> str:
        return rules.form_and_authority(self.form_name, self.authority)

    @property
    def recipients_in_words(self) -> str:
        """Who received it, as far as the source counts them."""
        return sentences.recipients_in_words(self.collectives, self.individuals, self.total, self.recipient_noun)

    @property
    def recipients_or_names_in_words(self) -> str:
        """Who received it, as far as the source counts them; where it counts nobody, how many it names."""
        names = len(self.recipients.all()) if self.recipient_count is None else 0
        return sentences.named_in_words(names) if names else self.recipients_in_words

    @property
    def recipient_count(self) -> int | None:
        """How many received it, or ``None`` where the source does not say."""
        return rules.recipient_count(self.collectives, self.individuals, self.total)

    @property
    def waits_for_ledger(self) -> bool:
        """Whether somebody named is not in the ledger yet."""
        return any(not recipient.is_in_ledger for recipient in self.recipients.all())


class Recipient(models.Model):
    """One named holder of an award; ``honour`` is what was written of it into the ledger."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="recipients")
    kind = models.CharField(_("là"), max_length=12, choices=RecipientKind)
    name = models.CharField(_("tên"), max_length=200)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PublicPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="awards")
    reason = models.CharField(_("thành tích"), max_length=400, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    honour = models.OneToOneField(
        Honour, null=True, blank=True, on_delete=models.PROTECT, related_name="recipient", verbose_name=_("trong sổ")
    )

    class Meta:
        ordering: ClassVar = ["order", "id"]
        verbose_name = _("tập thể, cá nhân được tặng")

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_ledger(self) -> bool:
        """Whether an honour that stands was written of it."""
        return self.honour is not None and self.honour.withdrawn_at is None
