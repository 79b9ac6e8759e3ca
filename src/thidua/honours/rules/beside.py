"""What is told beside a name when persons are looked up by keys: the year of birth, bodies and their units."""

from __future__ import annotations

from collections.abc import Iterable


def beside(birth_year: int | None, units: Iterable[str]) -> tuple[str, ...]:
    """Return what is told beside a name: the year of birth, and keys of bodies and units of its posts."""
    return (*((f"n{birth_year}",) if birth_year else ()), *sorted(set(units)))


def body_key(body: int) -> str:
    """Return the key of a body as lists name it."""
    return f"b{body}"


def unit_key(unit: int) -> str:
    """Return the key of a unit of the trees."""
    return f"u{unit}"
