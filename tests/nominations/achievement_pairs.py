"""The labelled pairs of ``achievement_pairs.yaml``, read into achievements."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from thidua.nominations.rules.achievements.comparing import Verdict, likeness
from thidua.nominations.rules.achievements.pictures import Achievement

_ROW = re.compile(r"(?P<year>\d{4})(?: (?P<since>[\d-]+)\.\.(?P<until>[\d-]+))? \| (?P<award>\w+) \| (?P<text>.+)")


@dataclass(frozen=True)
class Pair:
    why: str
    is_same: bool
    is_held_out: bool
    is_same_holder: bool
    one: Achievement
    other: Achievement
    awards: tuple[str, str]


@dataclass(frozen=True)
class Measured:
    recall: float
    precision: float
    blocked_rightly: float


def measured(pairs):
    """How many of the pairs that are one achievement are found, and how many of those found are one.

    Found: to be looked at, or the same; blocked: the same.
    """
    told = [(pair.is_same, likeness(pair.one, pair.other, is_same_holder=pair.is_same_holder)) for pair in pairs]
    found = [is_same for is_same, each in told if each.verdict is not Verdict.DIFFERENT]
    blocked = [is_same for is_same, each in told if each.verdict is Verdict.SAME]
    return Measured(
        recall=sum(found) / sum(pair.is_same for pair in pairs),
        precision=sum(found) / len(found),
        blocked_rightly=sum(blocked) / len(blocked),
    )


def load():
    read = yaml.safe_load((Path(__file__).parent / "achievement_pairs.yaml").read_text(encoding="utf-8"))
    return [_pair(pair) for pair in read["pairs"]]


def _pair(pair):
    one, other = (_ROW.fullmatch(pair[each]) for each in "ab")
    return Pair(
        why=pair["why"],
        is_same=pair["same"],
        is_held_out=pair.get("held_out", False),
        is_same_holder=not pair.get("other", False),
        one=_achievement(one),
        other=_achievement(other),
        awards=(one["award"], other["award"]),
    )


def _achievement(row):
    year = int(row["year"])
    return Achievement(row["text"], year, _day(row["since"], year), _day(row["until"], year))


def _day(said, year):
    if said is None:
        return None
    day, month, *stated = map(int, said.split("-"))
    of = stated[0] if stated else year
    assert day <= calendar.monthrange(of, month)[1]
    return date(of, month, day)


PAIRS = load()
