"""Who is awarded, by number: «13 tập thể và 2 cá nhân», «hai đồng chí này», or uncounted «các tập thể, cá nhân»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thidua.reading.award_words import RecipientKind, Recipients
from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.quantities import Quantity
from thidua.vietnamese.numbers import DIGIT_WORDS

_WORDS = lexicon("awards")
_NOUNS: dict[str, RecipientKind] = {
    **dict.fromkeys(_WORDS["collectives"], "collectives"),
    **dict.fromkeys(_WORDS["individuals"], "individuals"),
    **dict.fromkeys(_WORDS["undivided"], "total"),
}
# «45 gương phụ nữ tiêu biểu».
_MODEL_PERSONS = re.compile(rf"(?:tấm )?gương (?:điển hình )?(?:{alternation(_WORDS['individuals'])}|phụ nữ)(?!\w)")
_NOUN = re.compile(rf"{alternation(_NOUNS)}(?!\w)")
_NOUNS_LISTED = rf"{alternation(_NOUNS)}(?!\w)(?:(?:, | và |, các | và các ){alternation(_NOUNS)}(?!\w))*"
_UNCOUNTED = re.compile(
    rf"(?<!\w){alternation(_WORDS['several'])} (?:(?:các|những) )?{_NOUNS_LISTED}"
    rf"|(?<!\w)(?:cho|tặng) (?=tập thể|cá nhân|đơn vị){_NOUNS_LISTED}"
    rf"|(?<!\w)cho (?:cho |đại diện )?(?:các|những) (?:{_NOUNS_LISTED}|\w+)"
)
# «một tập thể và bốn cá nhân»: beside another count «một» counts, too.
_ONE_BEFORE = re.compile(rf"(?<!\w)một (?P<noun>{alternation(_NOUNS)})(?!\w)(?: [^\W\d_]+){{0,3}}?(?:,| và) $")
_ONE_BEHIND = re.compile(rf"(?:,| và) một (?P<noun>{alternation(_NOUNS)})(?!\w)")
# «cho hai đồng chí này», «3 chiến sĩ nói trên được …»: told of before, and yet a count of who is awarded.
_POINTED_AT = re.compile(
    rf"(?<!\w)(?P<count>\d{{1,3}}|{alternation(DIGIT_WORDS)}) (?P<noun>{alternation(_NOUNS)})(?!\w)"
    r"(?: [^\W\d_]+){0,2} (?:này|trên|nói trên|kể trên)(?!\w)"
)
_SOLUTIONS, _MOST_TASKS = "giải pháp", 25  # «84 giải pháp» were handed in to a contest, not set as tasks
_NOUN_REACH = 60
_JOINT = re.compile(
    r"(?:(?!nhận|trao|tặng|được|khen|đạt|giành|danh hiệu)[^;:.\"]){0,60}?(?:,| và|, và| cùng| cùng với| -) (?:cho )?| "
)
# «cho 2 tập thể: Tổ Toán - Tin, Tổ Ngữ văn và 7 cá nhân»: who they are stands between the counts.
_JOINT_BEHIND_NAMES = re.compile(
    r"(?:(?: gồm| là):?|:) (?:(?!được|nhận|tặng|trao)(?:[^;:.\"]|(?<=t)\.(?=p))){3,260}?,? và "
)
# Second syllables of words for people: «diễn viên», «nghệ sĩ», «kỹ sư», «tác giả», «cầu thủ».
_PERSON_ENDING = re.compile(r"[^\W\d_]+ (?:viên|sĩ|sỹ|sư|giả|thủ|khoa|nhân)(?!\w)")


def find_recipients(low: str, span: Span, quantities: Sequence[Quantity]) -> list[Recipients]:
    """Return the recipients in the sentence ``span``; counts that go together («13 tập thể và 2 cá nhân») as one."""
    start, end = span
    groups = _counted(low, start, quantities)
    taken = [False] * (end - start)
    for group in groups:
        taken[group.start - start : group.end - start] = [True] * (group.end - group.start)
    groups = [_with_one(low, span, group) for group in groups]
    further = [*_pointed_at(low, span), *(Recipients(*found.span()) for found in _UNCOUNTED.finditer(low, start, end))]
    groups += [one for one in further if not any(taken[one.start - start : one.end - start])]
    return sorted(groups, key=lambda group: group.start)


def _counted(low: str, start: int, quantities: Sequence[Quantity]) -> list[Recipients]:
    groups: list[Recipients] = []
    for quantity in quantities:
        kind = recipient_kind(low, quantity)
        if kind is None or not isinstance(quantity.number.value, int):
            continue
        if low.endswith("lớp ", start, quantity.start):  # «lớp 8 Trường THCS A»
            continue
        if not (groups and _breaks_down(low, groups[-1].end, quantity.start)):
            one = Recipients(quantity.start, quantity.end, ((kind, quantity.number.value),), quantity.unit)
            _add(low, groups, one, kind)
    return groups


def _add(low: str, groups: list[Recipients], one: Recipients, kind: RecipientKind) -> None:
    """Put ``one`` to the count it goes with, else behind the others."""
    last = groups[-1] if groups else None
    before = groups[-2] if len(groups) > 1 else None
    # «6 tập thể, 1 gia đình và 24 cá nhân»: the family is an award beside those of the others
    if (
        last
        and before
        and "total" in dict(last.counts)
        and _goes_with(kind, before)
        and _JOINT.fullmatch(low, before.end, last.start)
        and _JOINT.fullmatch(low, last.end, one.start)
    ):
        groups[-2] = _joined(before, one)
        return
    stand_together = last and any(joint.fullmatch(low, last.end, one.start) for joint in (_JOINT, _JOINT_BEHIND_NAMES))
    if last and stand_together and _goes_with(kind, last):
        groups[-1] = _joined(last, one)
    else:
        groups.append(one)


def _joined(group: Recipients, one: Recipients) -> Recipients:
    return replace(group, end=one.end, counts=group.counts + one.counts, noun=f"{group.noun}, {one.noun}")


def _with_one(low: str, span: Span, group: Recipients) -> Recipients:
    """«một tập thể và bốn cá nhân»: counted with ``group``, which stands beside it."""
    before = _ONE_BEFORE.search(low, max(span[0], group.start - _NOUN_REACH), group.start)
    behind = _ONE_BEHIND.match(low, group.end, span[1])
    for found in (before, behind):
        kind = _NOUNS[found["noun"]] if found else None
        if found and kind and _goes_with(kind, group):
            counts = ((kind, 1), *group.counts) if found is before else (*group.counts, (kind, 1))
            group = replace(group, start=min(group.start, found.start("noun") - len("một ")), counts=counts)
            group = replace(group, end=max(group.end, found.end("noun")))
    return group


def _pointed_at(low: str, span: Span) -> Iterator[Recipients]:
    """«hai đồng chí này»."""
    for found in _POINTED_AT.finditer(low, *span):
        count = found["count"]
        number = int(count) if count.isdigit() else DIGIT_WORDS[count]
        yield Recipients(found.start(), found.end("noun"), ((_NOUNS[found["noun"]], number),), found["noun"])


def _goes_with(kind: RecipientKind, other: Recipients) -> bool:
    """Return whether a count may stand beside ``other``'s in one award: an undivided total stands alone."""
    told = dict(other.counts)
    return kind not in told and "total" not in (kind, *told)


def _breaks_down(low: str, end: int, start: int) -> bool:
    """Return whether the count at ``start`` stands in brackets behind another: «15 tập thể (7 chi bộ, 8 chi hội)»."""
    return low.find("(", end, start) > low.rfind(")", end, start)


def recipient_kind(low: str, quantity: Quantity) -> RecipientKind | None:
    """Return what a quantity counts if it may count recipients; kinds named together have one total."""
    handed_in = quantity.head == _SOLUTIONS and quantity.number.value > _MOST_TASKS
    if (
        quantity.number.value_max
        or quantity.number.of is not None
        or not (quantity.kind in {"known", "unknown"} or handed_in)
    ):
        return None
    kinds = {_NOUNS[noun[0]] for noun in _NOUN.finditer(low, quantity.unit_start, quantity.unit_end)}
    if not kinds and _PERSON_ENDING.search(low, quantity.unit_start, quantity.unit_end):
        return "individuals"
    begin = quantity.unit_start
    begin += next((len(word) for word in ("lượt ", "nữ ") if low.startswith(word, begin)), 0)
    first = _NOUN.match(low, begin)
    if not first:
        return None
    listed = any(sign in low[quantity.unit_start : quantity.unit_end] for sign in (",", " và ", "/"))
    if listed and len(kinds) > 1:
        return "total"
    if _MODEL_PERSONS.match(low, first.start()):
        return "individuals"
    return _NOUNS[first[0]]
