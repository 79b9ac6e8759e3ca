"""What is told beside a name when persons are looked up by keys."""

from __future__ import annotations

from collections.abc import Iterable


def beside(birth_year: int | None, bodies: Iterable[int]) -> tuple[str, ...]:
    """Return what is told beside a name: its year of birth, and the bodies of its posts."""
    return (*((f"n{birth_year}",) if birth_year else ()), *sorted({f"b{body}" for body in bodies}))
