"""The tests that a condition in the files may name, and what each must be told."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import get_type_hints

from thidua.law.standards import council, honours, innovations, judgement, limits, members, ratings, service
from thidua.law.verdicts import Finding

Test = Callable[..., Finding]

TESTS: Mapping[str, Test] = {
    "rated": ratings.rated,
    "rated_in_a_row": ratings.rated_in_a_row,
    "rated_times": ratings.rated_times,
    "received_in_a_row": honours.received_in_a_row,
    "received_one_after_another": honours.received_one_after_another,
    "received_times_in_run": honours.received_times_in_run,
    "holds": honours.holds,
    "not_received_before": honours.not_received_before,
    "has_innovations": innovations.has_innovations,
    "member_share": members.member_share,
    "member_count": members.member_count,
    "none_disciplined": members.none_disciplined,
    "concluded": judgement.concluded,
    "achieved": judgement.achieved,
    "leads_cluster": judgement.leads_cluster,
    "of_group": judgement.of_group,
    "has_paper": judgement.has_paper,
    "quorate": council.quorate,
    "voted": council.voted,
    "commented": council.commented,
    "not_on_hold": limits.not_on_hold,
    "not_ended": limits.not_ended,
    "type_suits_kind": limits.type_suits_kind,
    "within_share": limits.within_share,
    "within_number": limits.within_number,
    "served": service.served,
}
# Arguments that name a quantity of the law; words of a condition may show its value.
QUANTITIES = frozenset({"number", "within", "in_years", "lately", "number_for_women", "denominator"})
# Filled in with the code of the condition, so that conclusions and counts of a round find it.
CONDITION = "condition"


@lru_cache(maxsize=64)
def arguments_of(test: str) -> Mapping[str, tuple[object, bool]]:
    """Return what a test must be told: by name, the type and whether it may be left out."""
    function = TESTS[test]
    hints = get_type_hints(function)
    return {
        name: (hints[name], parameter.default is not inspect.Parameter.empty)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
