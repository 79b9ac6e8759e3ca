"""Pure decisions about awards."""

from __future__ import annotations

from thidua.vietnamese.writing import number


def recipients_in_words(collectives: int | None, individuals: int | None, total: int | None, noun: str = "") -> str:
    """Return who received an award, as far as its source counts them.

    >>> recipients_in_words(103, 94, None), recipients_in_words(None, None, 75, "tập thể, cá nhân")
    ('103 tập thể, 94 cá nhân', '75 tập thể, cá nhân')
    >>> recipients_in_words(None, None, None)
    'các tập thể, cá nhân (nguồn không nêu số)'
    """
    parts = [
        f"{number(count)} {word}"
        for count, word in ((collectives, "tập thể"), (individuals, "cá nhân"), (total, noun or "tập thể, cá nhân"))
        if count is not None
    ]
    return ", ".join(parts) or "các tập thể, cá nhân (nguồn không nêu số)"


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
