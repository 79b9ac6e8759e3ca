"""Reading office profiles and issued documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from thidua.core.actors import Actor
from thidua.documents import rules
from thidua.documents.models import IssuedDocument, OfficeProfile
from thidua.documents.rules import ProfileText, SignerText
from thidua.organisations.models import Unit
from thidua.organisations.queries import in_force, units_in_scope
from thidua.paper.model import Authority, Head, Number, Signature


@dataclass(frozen=True)
class Surroundings:
    """What surrounds the text of a document of one day; ``missing`` names what the profile of that day lacks."""

    head: Head
    symbol: str
    place: str
    signature: Signature | None
    recipients: tuple[str, ...]
    contact: str
    missing: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        """Whether a document with these surroundings can only be a draft."""
        return bool(self.missing)

    def number(self, kind_letters: str) -> Number:
        """Return the number line of a document of a kind («BC» for a report), the ordinal still to be given."""
        return Number(None, f"{kind_letters}-{self.symbol}" if self.symbol else "")


def office_profiles(actor: Actor, *, on: date) -> QuerySet[OfficeProfile]:
    """Return the profiles of the units that ``actor`` may see on the day ``on``."""
    seen = OfficeProfile.objects.filter(unit__in=units_in_scope(actor, on=on))
    return seen.select_related("unit").prefetch_related("signers")


def issued_documents(actor: Actor, *, on: date) -> QuerySet[IssuedDocument]:
    """Return the documents made at the units that ``actor`` may see on the day ``on``."""
    seen = IssuedDocument.objects.filter(unit__in=units_in_scope(actor, on=on))
    return seen.select_related("unit", "docx", "pdf")


def profile_on(unit: Unit, day: date) -> OfficeProfile | None:
    """Return the profile of ``unit`` in force on ``day``."""
    return OfficeProfile.objects.filter(in_force(day), unit=unit).order_by("-since", "-id").first()


def text_of(profile: OfficeProfile | None) -> ProfileText | None:
    """Return a profile as the plain value that rules decide on."""
    if profile is None:
        return None
    signers = tuple(
        SignerText(each.office, each.name, each.collective, each.authority, each.on_behalf_of)
        for each in profile.signers.all()
    )
    return ProfileText(
        profile.issuing_body,
        profile.symbol,
        profile.place,
        profile.superior_body,
        profile.recipients,
        profile.contact,
        signers,
    )


def signatories_on(unit: Unit, day: date) -> tuple[SignerText, ...]:
    """Return who may sign for ``unit`` on ``day``, in order of preference."""
    return rules.signatories(text_of(profile_on(unit, day)))


def surroundings(unit: Unit, day: date, *, signer: SignerText | None = None) -> Surroundings:
    """Return what surrounds a document that ``unit`` makes on ``day``; without a ``signer`` the first of the profile.

    A ``signer`` that is given signs, whether the profile still has them or not.
    """
    profile = text_of(profile_on(unit, day))
    if profile is not None and signer is not None:
        profile = replace(profile, signers=(signer,))
    missing = tuple(gettext(part) for part in rules.missing_parts(profile))
    if profile is None:
        return Surroundings(Head(), "", "", Signature(), (), "", missing)
    signer = next(iter(rules.signatories(profile)), None)
    lines = tuple(line.strip() for line in profile.recipients.splitlines() if line.strip())
    return Surroundings(
        head=Head(issuer=profile.issuing_body, superior=profile.superior_body),
        symbol=profile.symbol,
        place=profile.place,
        signature=_signature(signer) if signer else Signature(),
        recipients=lines,
        contact=profile.contact,
        missing=missing,
    )


def _signature(signer: SignerText) -> Signature:
    stead = tuple((Authority(authority), whom) for authority, whom in rules.stead_lines(signer))
    return Signature(office=signer.office, name=signer.name, stead=stead)
