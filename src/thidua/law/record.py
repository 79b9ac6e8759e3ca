"""What is known of a nominee when a standard is applied: plain frozen values, nothing of a database.

What is not known is ``None``, an empty tuple or a missing year; it is never taken for a refusal of the nominee alone,
but a standard that needs it says what is missing. No detail of discipline or of anything under verification is here:
a hold is a span of days, and ``counts_from`` a day (the boundary of the project).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thidua.law.entries import RecipientKind


class Rating(StrEnum):
    """How a year's tasks were completed, from best to worst; the four levels of the yearly rating."""

    EXCELLENT = "hoàn thành xuất sắc"
    GOOD = "hoàn thành tốt"
    COMPLETED = "hoàn thành"
    NOT_COMPLETED = "không hoàn thành"

    def reaches(self, lowest: Rating) -> bool:
        """Tell whether this level is ``lowest`` or better."""
        order = list(Rating)
        return order.index(self) <= order.index(lowest)


class CommendationType(StrEnum):
    """The six types of commendation (Law 06/2022/QH15, Art. 8)."""

    MERIT = "công trạng"
    AD_HOC = "đột xuất"
    MOVEMENT = "phong trào"
    SERVICE_HISTORY = "cống hiến"
    SENIORITY = "niên hạn"
    EXTERNAL_AFFAIRS = "đối ngoại"


class Group(StrEnum):
    """Who an individual is, where a standard has different words for them (Law 06/2022/QH15, Art. 24 and 74)."""

    STAFF = "cán bộ, công chức, viên chức, người lao động"
    OUTSIDE_UNITS = "người lao động, nông dân không thuộc cơ quan"
    ARMED_FORCES = "lực lượng vũ trang"
    MILITIA = "dân quân"
    LEADER = "lãnh đạo"
    BUSINESS_AND_SCIENCE = "doanh nhân, trí thức, nhà khoa học"
    GRASSROOTS_TEAM = "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở"


class Reach(StrEnum):
    """How far an innovation or an achievement reaches, from narrow to wide."""

    COMMUNE = "xã"
    GRASSROOTS = "cơ sở"
    MINISTRY_PROVINCE = "bộ, tỉnh"
    NATIONAL = "toàn quốc"

    def covers(self, least: Reach) -> bool:
        """Tell whether this reach is ``least`` or wider."""
        order = list(Reach)
        return order.index(self) >= order.index(least)


class InnovationKind(StrEnum):
    """What a title asks for beside good work (Law 06/2022/QH15, Art. 21 to 23)."""

    INNOVATION = "sáng kiến"
    RESEARCH = "đề tài, đề án khoa học, công trình khoa học"
    COMBAT_CREATIVITY = "mưu trí, sáng tạo trong chiến đấu"


@dataclass(frozen=True, slots=True)
class HeldAward:
    """An award that the nominee has: a code of the catalogue, the year it counts for, its type of commendation."""

    code: str
    year: int
    type: CommendationType | None = None


@dataclass(frozen=True, slots=True)
class Innovation:
    """A recognised innovation, accepted research, or combat creativity, with how far its effect was certified.

    ``used_for`` names the award for which it was used before; ``begun_on`` the day on which the work began.
    """

    kind: InnovationKind
    year: int
    reach: Reach = Reach.GRASSROOTS
    recognised: bool = True
    used_for: str = ""
    begun_on: date | None = None


@dataclass(frozen=True, slots=True)
class Achievement:
    """An achievement that the dossier states: in a movement, ad hoc, a contribution; its reach where it is known."""

    type: str
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class Members:
    """Counts of a collective's members in the year; ``None`` where a count is not known."""

    total: int
    completed: int | None = None
    advanced: int | None = None
    fighters: int | None = None
    disciplined: int | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """A vote: for, of all members of the council, those who stepped aside, and those present at the session."""

    favour: int
    members: int
    recused: int = 0
    attending: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A span of service, half-open; years in hard areas count double where a standard says so."""

    since: date
    until: date
    hard_area: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A nominee as the dossier shows it.

    ``year`` is the year that the title or award counts for. ``judgements`` holds what an authorised person concluded,
    by the code of the condition. ``papers`` is what lies in the dossier, ``None`` where nobody looked. ``shares`` holds
    counts of a whole round that a quota asks for, by the code of the condition: (with this one, of how many). Holds and
    service are looked at on ``assessed_on``; where that is not given, on the day of the law.
    """

    kind: RecipientKind
    year: int
    type: CommendationType | None = None
    group: Group | None = None
    is_woman: bool | None = None
    ratings: Mapping[int, Rating] = field(default_factory=dict)
    honours: tuple[HeldAward, ...] = ()
    innovations: tuple[Innovation, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    members: Members | None = None
    cluster_rank: int | None = None
    service: tuple[Service, ...] = ()
    judgements: Mapping[str, bool] = field(default_factory=dict)
    judged_all: bool | None = None
    votes: Votes | None = None
    comment_days: int | None = None
    papers: frozenset[str] | None = None
    shares: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    on_hold_until: date | None = None
    counts_from: date | None = None
    ended_on: date | None = None
    deed_on: date | None = None
    received_on: date | None = None
    assessed_on: date | None = None

    def counts(self, year: int) -> bool:
        """Tell whether what was done in a year counts: whole years from ``counts_from`` on."""
        return self.counts_from is None or date(year, 1, 1) >= self.counts_from

    def years_of(self, codes: tuple[str, ...]) -> tuple[int, ...]:
        """Return the years up to this one in which one of the awards was received and counts, without repetition."""
        years = {held.year for held in self.honours if held.code in codes and held.year <= self.year}
        return tuple(sorted(year for year in years if self.counts(year)))
