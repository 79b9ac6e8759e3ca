"""Pure decisions about office profiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SignerText:
    """One who signs: for which collective body, in whose stead, in what office."""

    office: str
    name: str
    collective: str = ""
    authority: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True)
class ProfileText:
    """What surrounds the text of a unit's documents. ``recipients``: one a line."""

    issuing_body: str
    symbol: str
    place: str
    superior_body: str = ""
    recipients: str = ""
    contact: str = ""
    signers: Sequence[SignerText] = ()


def missing_parts(profile: ProfileText | None) -> tuple[str, ...]:
    """Return what a profile still lacks before its documents are more than drafts (Decree 30/2020/NĐ-CP, Art. 8).

    >>> missing_parts(ProfileText("Công an tỉnh", "CAT", "", signers=[SignerText("Giám đốc", "")]))
    ('địa danh', 'người ký', 'nơi nhận')
    """
    has = profile or ProfileText("", "", "")
    signed = any(signer.office.strip() and signer.name.strip() for signer in has.signers)
    known = (
        (gettext_noop("cơ quan ban hành"), has.issuing_body),
        (gettext_noop("ký hiệu"), has.symbol),
        (gettext_noop("địa danh"), has.place),
        (gettext_noop("người ký"), "x" if signed else ""),
        (gettext_noop("nơi nhận"), has.recipients),
    )
    return tuple(name for name, value in known if not value.strip())


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the words translates them."""
    return message


def stead_lines(signer: SignerText) -> tuple[tuple[str, str], ...]:
    """Return the lines above the signer's office, each an authority and whom it names.

    >>> stead_lines(SignerText("Phó Chủ tịch", "Lê An", "Ủy ban nhân dân", "KT.", "Chủ tịch"))
    (('TM.', 'Ủy ban nhân dân'), ('KT.', 'Chủ tịch'))
    """
    collective = (("TM.", signer.collective),) if signer.collective.strip() else ()
    stead = ((signer.authority, signer.on_behalf_of),) if signer.authority else ()
    return collective + stead


def signatories(profile: ProfileText | None) -> tuple[SignerText, ...]:
    """Return who may sign under a profile: those who have a name, in order of preference."""
    return tuple(each for each in profile.signers if each.name.strip()) if profile else ()


def signer_line(signer: SignerText) -> str:
    """Return a signer on one line, with the capacity in which they sign: it tells one signer of a profile from another.

    >>> signer_line(SignerText("Phó Chủ tịch", "Lê An", "Ủy ban nhân dân", "KT.", "Chủ tịch"))
    'TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch Lê An'
    """
    stead = [f"{authority} {whom}".strip() for authority, whom in stead_lines(signer)]
    return ", ".join([*stead, f"{signer.office} {signer.name}".strip()])
