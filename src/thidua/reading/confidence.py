"""How sure the reader is of a fact, and what that lets a person do with it.

The odds that a fact is right are learnt from labelled articles (``scripts/calibrate.py``): a logistic regression on the
rule that found the fact and on the signs around it. The weights lie in ``calibration.yaml`` and are all there is to it,
so that any confidence can be worked out again by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SURE = 0.97
"""From this confidence on a fact is marked sure: it may be confirmed together with its whole paragraph."""


def is_sure(confidence: float) -> bool:
    """Return whether a fact of that confidence (0 to 1) is marked sure.

    >>> is_sure(0.97), is_sure(0.71)
    (True, False)
    """
    return confidence >= SURE


def confidence_of(rule: str, signs: Iterable[str] = ()) -> float:
    """Return how likely a fact is right, 0 to 1, rounded down to two places.

    Args:
        rule: the rule that found it, ``award.given``; its first part is the kind.
        signs: what else was seen there (``uncounted``, ``headline`` …); unknown ones weigh nothing.
    """
    kind = rule.partition(".")[0]
    weights = _weights()[kind]
    odds = weights["base"] + weights["rules"].get(rule, weights["other_rules"])
    odds += sum(weights["signs"].get(sign, 0.0) for sign in signs)
    return math.floor(100 / (1 + math.exp(-odds))) / 100


def calibrated_rules() -> frozenset[str]:
    """Return the rules that the labelled articles said something about."""
    return frozenset(rule for kind in _weights().values() for rule in kind["rules"])


@cache
def _weights() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        files("thidua.reading").joinpath("calibration.yaml").read_text(encoding="utf-8")
    )
    kinds: dict[str, Any] = loaded["kinds"]
    return kinds
