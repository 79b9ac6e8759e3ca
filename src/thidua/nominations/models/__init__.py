"""Rows of the app."""

from thidua.nominations.models.achievements import AchievementKey, AchievementMark
from thidua.nominations.models.asking import (
    Comment,
    Notice,
    NoticeLine,
    Opinion,
)
from thidua.nominations.models.listing import (
    ListColumns,
    ListedRow,
    NomineeList,
)
from thidua.nominations.models.nominations import (
    AchievementReport,
    Check,
    Conclusion,
    Innovation,
    Nomination,
    NumberSeries,
    Paper,
    Registration,
    Round,
    RoundDate,
    Step,
)

__all__ = [
    "AchievementKey",
    "AchievementMark",
    "AchievementReport",
    "Check",
    "Comment",
    "Conclusion",
    "Innovation",
    "ListColumns",
    "ListedRow",
    "Nomination",
    "NomineeList",
    "Notice",
    "NoticeLine",
    "NumberSeries",
    "Opinion",
    "Paper",
    "Registration",
    "Round",
    "RoundDate",
    "Step",
]
