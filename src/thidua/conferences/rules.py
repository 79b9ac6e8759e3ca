"""Pure decisions about conferences and reviews."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from thidua.conferences.choices import ConferenceKind, DirectionState

_ISO_DAY = 10


def day_of(date_text: str) -> date | None:
    """Return the day that ``date_text`` settles, or ``None`` where it gives only a month or no year.

    >>> day_of("2020-06-19"), day_of("2018-11"), day_of("XXXX-06-19")
    (datetime.date(2020, 6, 19), None, None)
    """
    try:
        return date.fromisoformat(date_text) if len(date_text) == _ISO_DAY else None
    except ValueError:
        return None


def direction_state(owner: str, *, is_done: bool) -> DirectionState:
    """Return how far a direction has come."""
    if is_done:
        return DirectionState.DONE
    return DirectionState.ASSIGNED if owner.strip() else DirectionState.NOT_ASSIGNED


def looks_back(kinds: Collection[str]) -> bool:
    """Whether a conference of these kinds reviews a period rather than launching one.

    >>> looks_back(["phat_dong"]), looks_back(["bieu_duong", "phat_dong"])
    (False, True)
    """
    return bool(set(kinds) & {ConferenceKind.INTERIM_REVIEW, ConferenceKind.FINAL_REVIEW, ConferenceKind.HONOUR})


def review_title(movement: str, years: str, kinds: Collection[str], *, is_movement: bool = True) -> str:
    """Return the name of a review; ``is_movement`` where it is an emulation movement rather than a programme.

    >>> review_title("Vì an ninh Tổ quốc", "2015–2020", ["so_ket"])
    'Sơ kết phong trào “Vì an ninh Tổ quốc” giai đoạn 2015–2020'
    >>> review_title("Chương trình phối hợp số 04", "2016", [], is_movement=False)
    'Tổng kết Chương trình phối hợp số 04 năm 2016'
    """
    act = "Sơ kết" if "so_ket" in kinds and "tong_ket" not in kinds else "Tổng kết"
    named = f"phong trào “{movement}”" if is_movement and not movement.lower().startswith("phong trào") else movement
    span = f" năm {years}" if years.isdigit() else f" giai đoạn {years}" if "–" in years else f" {years}"
    return f"{act} {named}{span if years else ''}"
