"""Who signs a decision: one of those whom the office profile names, chosen in the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thidua.documents.rules import SignerText, signer_line

_FIELDS = ("office", "name", "collective", "authority", "on_behalf_of")


def named(signers: Sequence[SignerText], line: str) -> SignerText | None:
    """Return the signer whose line was chosen, the first where none was; ``None`` where the profile has no such one.

    >>> head, deputy = SignerText("Chủ tịch", "Lê An"), SignerText("Phó Chủ tịch", "Vũ Bảo", "", "KT.", "Chủ tịch")
    >>> [each and each.name for each in (named([head, deputy], ""), named([head, deputy], "KT. Chủ tịch, x"))]
    ['Lê An', None]
    """
    if not line:
        return next(iter(signers), None)
    return next((each for each in signers if signer_line(each) == line), None)


def still_there(signers: Sequence[SignerText], kept: SignerText) -> bool:
    """Tell whether whom a draft keeps still signs under a profile in that capacity; one without signers says nothing.

    >>> still_there([SignerText("Chủ tịch", "Lê An")], SignerText("Chủ tịch", "Vũ Bảo"))
    False
    """
    return not signers or kept in signers


def as_fields(signer: SignerText | None) -> dict[str, str]:
    """Return a signer as a decision keeps it."""
    return {f"signer_{name}": getattr(signer, name) if signer else "" for name in _FIELDS}


def of_fields(values: Mapping[str, str]) -> SignerText | None:
    """Return the signer that a decision keeps; ``None`` where it keeps none."""
    told = {name: values[f"signer_{name}"] for name in _FIELDS}
    return SignerText(**told) if told["name"] else None
