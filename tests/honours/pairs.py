"""The labelled pairs of ``pairs.yaml``, read into identities."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from thidua.honours.rules.matching import Identity, Post

_POST = re.compile(r"(?P<title>.+) @ (?P<unit>\D+?)(?: (?P<since>\d{4})-(?P<until>\d{4})?)?")
_GENDERS = {"nam": "male", "nữ": "female", "?": ""}


@dataclass(frozen=True)
class Pair:
    note: str
    is_same: bool
    is_held_out: bool
    one: Identity
    other: Identity


def load():
    read = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))
    return [
        Pair(
            note=pair["note"],
            is_same=pair["same"],
            is_held_out=pair.get("held_out", False),
            one=_identity(pair["a"], read["units"]),
            other=_identity(pair["b"], read["units"]),
        )
        for pair in read["pairs"]
    ]


def _identity(text, units):
    name, born, gender, *posts = text.split(" | ")
    return Identity(
        name=name,
        birth_year=None if born == "?" else int(born),
        gender=_GENDERS[gender],
        posts=tuple(_post(post, units) for each in posts for post in each.split("; ")),
    )


def _post(text, units):
    found = _POST.fullmatch(text)
    unit = units[found["unit"]]
    return Post(
        title=found["title"],
        unit=found["unit"],
        units=frozenset(unit["keys"]),
        above=frozenset(unit["above"]),
        since=date(int(found["since"]), 1, 1) if found["since"] else None,
        until=date(int(found["until"]), 1, 1) if found["until"] else None,
    )
