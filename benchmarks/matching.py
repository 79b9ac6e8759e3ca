"""How fast 1,000 names are held against 200,000 persons, how many candidates a name has, and how rightly it goes.

The persons are made up from the shares of names that the rules weigh by, so what is found right is an upper bound; how
well pairs written by hand are told apart is measured by ``tests/honours/test_matching.py``.
``THIDUA_BENCH_PERSONS`` makes the heap smaller for a quick look.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence

from thidua.honours.rules.matching import Identity, Post, Verdict, compare, keys
from thidua.honours.rules.matching.shares import Slot, lists
from thidua.vietnamese.fold import fold

_ASKED = 1000
_UNITS, _PROVINCES = 400, 20
_TITLES = ("Công chức", "Chủ tịch UBND", "Giáo viên")
_SEXES = {"male": "Văn", "female": "Thị"}
_MIDDLES = (4, 40, 36, 20)  # of a hundred: none, «Văn» or «Thị», another one, both
_KNOWN = {"year_and_unit": (True, True), "year": (True, False), "name": (False, False)}

_Weighted = tuple[list[str], list[int]]


def figures() -> dict[str, float]:
    """Return seconds a thousand names, candidates a name, and shares found, by what is known beside the name."""
    count = int(os.environ.get("THIDUA_BENCH_PERSONS", "200000"))
    dice = random.Random(2026)  # noqa: S311 - dice
    people = persons(count, dice)
    begun = time.perf_counter()
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for key in keys(person.name, _beside(person)):
            index[key].append(number)
    figures = {
        "persons": float(count),
        "keys_of_1000_persons_s": 1000 * (time.perf_counter() - begun) / count,
        "keys_per_person": sum(map(len, index.values())) / count,
        "largest_key": float(max(map(len, index.values()))),
    }
    gc.collect()
    gc.freeze()  # a caller that reads candidates from a database has no such heap
    for known, (with_year, with_unit) in _KNOWN.items():
        asked = [
            (number, _asked(people[number], dice, with_year=with_year, with_unit=with_unit))
            for number in dice.sample(range(count), k=min(_ASKED, count))
        ]
        figures |= {f"{name}_by_{known}": value for name, value in _measure(people, index, asked).items()}
    return figures


def _measure(
    persons: Sequence[Identity], index: dict[str, list[int]], asked: Sequence[tuple[int, Identity]]
) -> dict[str, float]:
    begun = time.perf_counter()
    found = [{each for key in keys(wanted.name, _beside(wanted)) for each in index.get(key, ())} for _, wanted in asked]
    looked_up = time.perf_counter()
    proposed = [
        [each for each in candidates if compare(wanted, persons[each]).verdict is not Verdict.DIFFERENT]
        for (_, wanted), candidates in zip(asked, found, strict=True)
    ]
    ended = time.perf_counter()
    right = sum(number in numbers for (number, _), numbers in zip(asked, proposed, strict=True))
    sizes = [len(candidates) for candidates in found]
    return {
        "keys_s": looked_up - begun,
        "compare_s": ended - looked_up,
        "candidates_median": statistics.median(sizes),
        "candidates_mean": statistics.mean(sizes),
        "candidates_most": max(sizes),
        "among_candidates": sum(number in each for (number, _), each in zip(asked, found, strict=True)) / len(asked),
        "proposed": right / len(asked),
        "others_proposed": (sum(map(len, proposed)) - right) / len(asked),
    }


def _beside(person: Identity) -> list[str]:
    units = [key for post in person.posts for key in post.units]
    return [str(person.birth_year), *units] if person.birth_year else units


def persons(count: int, dice: random.Random) -> list[Identity]:
    """Return persons made up from the shares of names, each with a year of birth and a post."""
    surnames, middles, given = _weighted(Slot.SURNAME), _weighted(Slot.MIDDLE), _weighted(Slot.GIVEN)
    return [_person(dice, surnames, middles, given) for _ in range(count)]


def _person(dice: random.Random, surnames: _Weighted, middles: _Weighted, given: _Weighted) -> Identity:
    gender = dice.choice(list(_SEXES))
    between = [[], [_SEXES[gender]], dice.choices(*middles), [_SEXES[gender], *dice.choices(*middles)]]
    words = [*dice.choices(*surnames), *dice.choices(between, _MIDDLES)[0], *dice.choices(*given)]
    unit = dice.randrange(_UNITS)
    post = Post(
        title=dice.choice(_TITLES),
        unit=f"xã {unit}",
        units=frozenset((f"unit {unit}",)),
        above=frozenset((f"province {unit % _PROVINCES}",)),
    )
    return Identity(" ".join(words), dice.randint(1950, 2000), gender, (post,))


def _weighted(slot: Slot) -> _Weighted:
    by_share = {share: words for share, words in lists()[slot].items() if share != "unknown"}
    listed = [(word, share) for share, words in by_share.items() for word in words]
    return [word for word, _ in listed], [share for _, share in listed]


def _asked(person: Identity, dice: random.Random, *, with_year: bool, with_unit: bool) -> Identity:
    """Return the person as another office might write of them."""
    return Identity(
        name=written(person.name, dice),
        birth_year=person.birth_year if with_year else None,
        posts=person.posts if with_unit else (),
    )


def written(name: str, dice: random.Random) -> str:
    """Return a name as some office might write it."""
    surname, *middles, given = name.split()
    at = dice.randrange(len(name))
    ways = {
        name: 6,
        fold(name).upper(): 4,
        " ".join([f"{word[0]}." for word in (surname, *middles)] + [given]): 2,
        f"{given}, {' '.join([surname, *middles])}": 2,
        name[:at] + dice.choice("aeghnt") + name[at + 1 :]: 3,
        f"{surname} {given}": 2,
        f"Đ/c {name}": 1,
    }
    return dice.choices(list(ways), list(ways.values()))[0]
