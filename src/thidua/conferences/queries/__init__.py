"""Reads of the app: lists within scope, and a review put together."""

from thidua.conferences.queries.lists import (
    conference_packs,
    conferences,
    directions,
    on_stage,
    participations,
    participations_of,
    reviews,
    reviews_of,
    unreviewed,
)
from thidua.conferences.queries.reading import ComparedLine, ReviewReading, read_review

__all__ = [
    "ComparedLine",
    "ReviewReading",
    "conference_packs",
    "conferences",
    "directions",
    "on_stage",
    "participations",
    "participations_of",
    "read_review",
    "reviews",
    "reviews_of",
    "unreviewed",
]
