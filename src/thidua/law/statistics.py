"""The statistical forms of a day. Nothing here reads the clock; the files are read once for the whole process."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import files

from thidua.law import catalogue
from thidua.law.entries import Instrument
from thidua.law.loading import load_instruments, load_sources
from thidua.law.loading.statistics import load_statistics
from thidua.law.statistic_forms import StatisticForm

_FOLDER = files("thidua.law") / "statistics"


@lru_cache(maxsize=1)
def statistics_instruments() -> dict[str, Instrument]:
    """Return every instrument that a statistical form may cite, by its number."""
    return {**catalogue.instruments(), **load_instruments(_FOLDER / "instruments")}


@lru_cache(maxsize=1)
def statistics_sources() -> dict[str, str]:
    """Return where each source key of the statistical forms leads."""
    return {**catalogue.sources(), **load_sources(_FOLDER / "sources.yaml")}


@lru_cache(maxsize=1)
def all_statistics() -> dict[str, tuple[StatisticForm, ...]]:
    """Return every version of every statistical form by its official code, oldest first."""
    return load_statistics(
        _FOLDER / "forms", statistics_instruments(), catalogue.all_award_forms(), statistics_sources()
    )


def statistics_on(day: date) -> tuple[StatisticForm, ...]:
    """Return the statistical forms of a day, in the order of their codes."""
    return tuple(form for versions in all_statistics().values() for form in versions if form.in_force(day))
