"""Pure decisions about awards."""

from __future__ import annotations


def recipient_count(collectives: int | None, individuals: int | None, total: int | None) -> int | None:
    """Return how many received an award, or ``None`` where the source does not count them."""
    parts = [count for count in (collectives, individuals, total) if count is not None]
    return sum(parts) if parts else None


def form_and_authority(form: str, authority: str) -> str:
    """Return an award as it is named: «Bằng khen của Bộ Công an».

    >>> form_and_authority("Bằng khen, Giấy khen", "Bộ Công an; UBND tỉnh"), form_and_authority("khen thưởng", "")
    ('Bằng khen, Giấy khen của Bộ Công an, UBND tỉnh', 'Khen thưởng')
    """
    name = f"{form[:1].upper()}{form[1:]}"
    return f"{name} của {authority.replace(';', ',')}" if authority else name
