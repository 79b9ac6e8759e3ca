"""What a dossier states beside its papers and the awards held, as plain JSON values, and as the law's record asks it.

Keys of ``facts``: ``group``; ``ratings`` (year → rating); ``achievements`` (type and reach); ``members`` (counts);
``cluster_rank``; ``service`` (spans); ``deed_on``; ``counts_from``. What is missing is not known, never a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from thidua.law.entries import RecipientKind
from thidua.law.record import (
    Achievement,
    CommendationType,
    Group,
    HeldAward,
    Innovation,
    Members,
    Rating,
    Reach,
    Record,
    Service,
    Votes,
)

_TYPES = {
    "merit": CommendationType.MERIT,
    "ad_hoc": CommendationType.AD_HOC,
    "movement": CommendationType.MOVEMENT,
    "service_history": CommendationType.SERVICE_HISTORY,
    "seniority": CommendationType.SENIORITY,
    "external_affairs": CommendationType.EXTERNAL_AFFAIRS,
}
_SAID_BY_TYPE = {"movement": "phong trào", "ad_hoc": "đột xuất"}
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Facts:
    """The stated facts of a dossier, as ``thidua.law.record.Record`` has them."""

    group: Group | None = None
    ratings: Mapping[int, Rating] = field(default_factory=dict)
    achievements: tuple[Achievement, ...] = ()
    members: Members | None = None
    cluster_rank: int | None = None
    service: tuple[Service, ...] = ()
    deed_on: date | None = None
    counts_from: date | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a nomination outside its stated facts.

    Attributes:
        received: awards held, with the year and the type of commendation by our own word, blank where not known.
        papers: codes of the items that lie in the dossier.
        judgements: what persons concluded, by the code of the condition.
        has_achievement: whether the dossier says in words what was achieved.
        shares: counts of the whole round that quotas ask for, by the code of the condition: (with this one, of all).
    """

    kind: str
    year: int
    type: str = ""
    has_achievement: bool = False
    is_woman: bool | None = None
    received: tuple[tuple[str, int, str], ...] = ()
    innovations: tuple[Innovation, ...] = ()
    papers: frozenset[str] = frozenset()
    judgements: Mapping[str, bool] = field(default_factory=dict)
    votes: Votes | None = None
    comment_days: int | None = None
    shares: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    on_hold_until: date | None = None
    ended_on: date | None = None
    received_on: date | None = None


def read_facts(kept: Mapping[str, Any]) -> Facts:
    """Return the facts that a row keeps.

    Raises:
        ValueError: a word or a number in it is not one of ours.
    """
    members = kept.get("members")
    return Facts(
        group=_word(Group, kept.get("group")),
        ratings={int(year): Rating(word) for year, word in (kept.get("ratings") or {}).items()},
        achievements=tuple(
            Achievement(each["type"], _word(Reach, each.get("reach"))) for each in kept.get("achievements") or ()
        ),
        members=Members(**members) if members else None,
        cluster_rank=kept.get("cluster_rank"),
        service=tuple(
            Service(date.fromisoformat(each["since"]), date.fromisoformat(each["until"]), bool(each.get("hard_area")))
            for each in kept.get("service") or ()
        ),
        deed_on=_day(kept.get("deed_on")),
        counts_from=_day(kept.get("counts_from")),
    )


def write_facts(facts: Facts) -> dict[str, Any]:
    """Return the JSON values of facts; what is not known is left out."""
    members = facts.members
    told: dict[str, Any] = {
        "group": facts.group.value if facts.group else None,
        "ratings": {str(year): rating.value for year, rating in sorted(facts.ratings.items())},
        "achievements": [
            {"type": each.type, "reach": each.reach.value if each.reach else None} for each in facts.achievements
        ],
        "members": _counts(members) if members else None,
        "cluster_rank": facts.cluster_rank,
        "service": [
            {"since": each.since.isoformat(), "until": each.until.isoformat(), "hard_area": each.hard_area}
            for each in facts.service
        ],
        "deed_on": facts.deed_on.isoformat() if facts.deed_on else None,
        "counts_from": facts.counts_from.isoformat() if facts.counts_from else None,
    }
    return {name: value for name, value in told.items() if value not in (None, [], {})}


def record_of(facts: Facts, around: Surroundings) -> Record:
    """Return the record that the law judges."""
    return Record(
        kind=RecipientKind(around.kind),
        year=around.year,
        type=_TYPES.get(around.type),
        group=facts.group,
        is_woman=around.is_woman,
        ratings=facts.ratings,
        honours=tuple(_held(around.received)),
        innovations=around.innovations,
        achievements=facts.achievements or _of_type(around),
        members=facts.members,
        cluster_rank=facts.cluster_rank,
        service=facts.service,
        judgements=around.judgements,
        votes=around.votes,
        comment_days=around.comment_days,
        papers=around.papers,
        shares=around.shares,
        on_hold_until=around.on_hold_until,
        counts_from=facts.counts_from,
        ended_on=around.ended_on,
        deed_on=facts.deed_on,
        received_on=around.received_on,
    )


def _of_type(around: Surroundings) -> tuple[Achievement, ...]:
    """Return the achievement that a dossier states in words and by its type of commendation, where it lists none."""
    word = _SAID_BY_TYPE.get(around.type) if around.has_achievement else None
    return (Achievement(word),) if word else ()


def _held(received: Iterable[tuple[str, int, str]]) -> Iterable[HeldAward]:
    return (HeldAward(code, year, _TYPES.get(kind)) for code, year, kind in received if code)


def _word(words: type[_Word], kept: str | None) -> _Word | None:
    return words(kept) if kept else None


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _counts(members: Members) -> dict[str, int]:
    names = ("total", "completed", "advanced", "fighters", "disciplined")
    return {name: value for name in names if (value := getattr(members, name)) is not None}
