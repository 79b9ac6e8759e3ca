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
    if profile is None:
        return ("cơ quan ban hành", "ký hiệu", "địa danh", "người ký", "nơi nhận")
    signed = any(signer.office.strip() and signer.name.strip() for signer in profile.signers)
    known = (
        ("cơ quan ban hành", profile.issuing_body),
        ("ký hiệu", profile.symbol),
        ("địa danh", profile.place),
        ("người ký", "x" if signed else ""),
        ("nơi nhận", profile.recipients),
    )
    return tuple(name for name, value in known if not value.strip())


def stead_lines(signer: SignerText) -> tuple[tuple[str, str], ...]:
    """Return the lines above the signer's office, each an authority and whom it names.

    >>> stead_lines(SignerText("Phó Chủ tịch", "Lê An", "Ủy ban nhân dân", "KT.", "Chủ tịch"))
    (('TM.', 'Ủy ban nhân dân'), ('KT.', 'Chủ tịch'))
    """
    collective = (("TM.", signer.collective),) if signer.collective.strip() else ()
    stead = ((signer.authority, signer.on_behalf_of),) if signer.authority else ()
    return collective + stead
