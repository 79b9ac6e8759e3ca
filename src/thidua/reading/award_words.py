"""The words of an award statement: forms, recipients and authorities, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.organisations import Page, all_organisations, find_aliases
from thidua.reading.posts import find_posts
from thidua.reading.quantities import Quantity
from thidua.vietnamese.letters import CAPITALS
from thidua.vietnamese.numbers import DIGIT_WORDS

FormKind = Literal["instrument", "title", "prize", "class"]
RecipientKind = Literal["collectives", "individuals", "total"]

_WORDS = lexicon("awards")
_INSTRUMENTS: dict[str, str] = _WORDS["instruments"]
_OPEN_ENDED = frozenset(_WORDS["open_ended"])
_CLASS = rf"hạng {alternation(_WORDS['classes'])}(?!\w)"
_ORDER = re.compile(rf" \"?{alternation(_WORDS['orders'])}(?!\w)\"?(?: {_CLASS}(?:(?:,| và) {_CLASS})*| các hạng)?")
_FURTHER_CLASS = re.compile(rf" \(?(?:năm )?\d{{4}}\)?(?:,| và|;) (?P<class>{_CLASS})")
_CLASS_BEHIND = re.compile(rf" (?:cho|tặng) [^;.]{{3,120}}?(?:,| và|;) (?P<class>{_CLASS})(?= (?:cho|tặng) )")
_QUOTED = re.compile(r" ?\"[ ]?([^\"\n]{2,80}?)[ ]?\"")
_MODIFIER = re.compile(rf" {alternation(_WORDS['modifiers'])}(?!\w)")
_INSTRUMENT = re.compile(whole_words(_INSTRUMENTS))
_BARE_FLAG = re.compile(r"(?<=nhận |trao )cờ(?= của|[,;.]| cho)|(?<=tặng )cờ(?= của|[,;.]| cho)")
_TITLE = re.compile(
    rf"danh(?<!\wdanh) hi[ệê][un](?: vinh dự(?: nhà nước)?| cao quý)? (?!{alternation(_INSTRUMENTS)}|vinh dự|cao quý)"
)
_KNOWN_TITLE = re.compile(rf"(?<!\w)\"?{alternation(_WORDS['titles'])}(?!\w)\"?")
_PRIZE = re.compile(rf"giải(?<!\wgiải) {alternation(_WORDS['prizes'])}(?!\w)(?! (?:pháp|quyết))")
# «57 em đoạt giải học sinh giỏi cấp huyện», «4 giải pháp đoạt giải».
_WON_PRIZE = re.compile(
    r"giải(?<=(?:đạt|oạt) giải)(?: học sinh giỏi| quốc gia| quốc tế"
    r"| cấp (?:trường|xã|huyện|quận|tỉnh|thành phố|quốc gia))*"
    r"(?=[.,;)]| gồm| tại| các| cấp| ở| trong| và|$)"
)
_COUNTED_PRIZE = re.compile(
    r"giải(?<=\d giải)(?: thưởng)?(?= cho| các loại| tập thể| cá nhân| hội thi| cuộc thi|[,.;]|$)"
)
_QUOTED_FLAG = re.compile(
    r"(?:(?<=nhận )|(?<=trao )|(?<=tặng )|(?<=thưởng )|(?<=cấp ))(?P<what>cờ|bằng|cúp|biểu trưng|giấy chứng nhận) "
    r"\"[ ]?([^\"\n]{2,120}?)[ ]?\""
)
_QUOTED_PRIZE = re.compile(r"giải(?<!\wgiải) \"[ ]?([^\"\n]{3,60}?)[ ]?\"")
_NAMED_PRIZE = re.compile(r"giải(?<!\wgiải) thưởng(?!\w)")
# «trao Giải Báo chí Lâm Đồng»: a prize printed as a name.
_PRINTED_PRIZE = re.compile(
    rf"Giải(?<=(?:[Tt]rao|[Nn]hận|[Đđ]oạt) Giải)(?= (?!Nhất|Nhì|Ba\b|Khuyến|Đặc|[ABC]\b|Vàng|Bạc|Đồng)[{CAPITALS}])"
)
_OWN_NAME = re.compile(rf" \d{{1,2}}[/-]\d{{1,2}}(?![\d/-])| [{CAPITALS}][\w-]*(?: [\w-]+){{0,9}}")
_TITLE_WORDS = re.compile(r"(?!các(?!\w)|thi đua|cao quý|vinh dự|này|đó|trên|và|khác)[^\W\d_][\w-]*(?: [\w-]+){0,9}")
_TITLE_END = re.compile(
    r"[,;.:\"()]| các cấp(?!\w)"
    r"| (?:năm|cho|của|do|trong|giai đoạn|vì|lần|và|được|gồm|cấp|tại|là|để|tặng|trao|đã|với|hạng)(?!\w)"
)

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
_NOUN_REACH = 60
_JOINT = re.compile(
    r"(?:(?!nhận|trao|tặng|được|khen|đạt|giành|danh hiệu)[^;:.\"]){0,60}?(?:,| và|, và| cùng| cùng với| -) (?:cho )?"
)
# Second syllables of words for people: «diễn viên», «nghệ sĩ», «kỹ sư», «tác giả», «cầu thủ».
_PERSON_ENDING = re.compile(r"[^\W\d_]+ (?:viên|sĩ|sỹ|sư|giả|thủ|khoa|nhân)(?!\w)")
_GIVEN_BY = "(?:(?<=được .)|(?<=do .)|(?<=của .)|(?<=đề nghị .))"
_LEVELS = re.compile(rf"{alternation(_WORDS['levels'], guard=_GIVEN_BY)}(?!\w)")
_PARTY_YEARS = re.compile(r" \d{2} năm tuổi đảng")


@dataclass(frozen=True)
class Form:
    """What is awarded. ``name`` as it is reported; ``kind`` how it was told."""

    start: int
    end: int
    name: str
    kind: FormKind


@dataclass(frozen=True)
class Recipients:
    """Who is awarded: counts by kind, or none of them («các tập thể, cá nhân»)."""

    start: int
    end: int
    counts: tuple[tuple[RecipientKind, int], ...] = ()
    noun: str = ""
    names: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether any number is given."""
        return bool(self.counts)


@dataclass(frozen=True)
class Authority:
    """Who may have awarded: a body or a post; ``person`` if the name of a person follows the post."""

    start: int
    end: int
    name: str
    post: bool = False
    person: bool = False


def find_forms(norm: str, low: str, start: int, end: int) -> list[Form]:
    """Return the forms named in ``norm[start:end]``, in order, without overlap."""
    found: list[Form] = [*_instruments(norm, low, start, end), *_titles(norm, low, start, end)]
    for pattern in (_PRIZE, _COUNTED_PRIZE, _WON_PRIZE):
        found += [Form(m.start(), m.end(), m[0], "prize") for m in pattern.finditer(low, start, end)]
    for prize in _QUOTED_PRIZE.finditer(low, start, end):
        found.append(Form(prize.start(), prize.end(), f"giải {norm[prize.start(1) : prize.end(1)]}", "prize"))
    for prize in (*_NAMED_PRIZE.finditer(low, start, end), *_PRINTED_PRIZE.finditer(norm, start, end)):
        finish = _own_name_end(norm, low, prize.end(), end)
        name = norm[prize.end() : finish].replace('"', " ").strip()
        found.append(Form(prize.start(), finish, f"{low[prize.start() : prize.end()]} {name}".strip(), "prize"))
    kept: list[Form] = []
    for form in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or form.start >= kept[-1].end:
            kept.append(form)
    return kept


def find_recipients(low: str, span: Span, quantities: Sequence[Quantity]) -> list[Recipients]:
    """Return the recipients in the sentence ``span``; counts that go together («13 tập thể và 2 cá nhân») as one."""
    start, end = span
    groups: list[Recipients] = []
    for quantity in quantities:
        kind = recipient_kind(low, quantity)
        if kind is None or not isinstance(quantity.number.value, int):
            continue
        if low.endswith("lớp ", start, quantity.start):  # «lớp 8 Trường THCS A»
            continue
        if groups and _breaks_down(low, groups[-1].end, quantity.start):
            continue
        one = Recipients(quantity.start, quantity.end, ((kind, quantity.number.value),), quantity.unit)
        last = groups[-1] if groups else None
        before = groups[-2] if len(groups) > 1 else None
        if last and before and "total" in dict(last.counts) and _goes_with(kind, before):
            # «6 tập thể, 1 gia đình và 24 cá nhân»: the family is an award beside those of the others
            listed = _JOINT.fullmatch(low, before.end, last.start) and _JOINT.fullmatch(low, last.end, quantity.start)
            if listed:
                groups[-2] = replace(
                    before, end=one.end, counts=before.counts + one.counts, noun=f"{before.noun}, {one.noun}"
                )
                continue
        if last and _goes_with(kind, last) and _JOINT.fullmatch(low, last.end, quantity.start):
            noun = f"{last.noun}, {one.noun}"
            groups[-1] = replace(last, end=one.end, counts=last.counts + one.counts, noun=noun)
        else:
            groups.append(one)
    taken = [False] * (end - start)
    for group in groups:
        taken[group.start - start : group.end - start] = [True] * (group.end - group.start)
    groups = [_with_one(low, span, group) for group in groups]
    groups += [one for one in _pointed_at(low, span) if not any(taken[one.start - start : one.end - start])]
    several = (found.span() for found in _UNCOUNTED.finditer(low, start, end))
    groups += [Recipients(*span) for span in several if not any(taken[span[0] - start : span[1] - start])]
    return sorted(groups, key=lambda group: group.start)


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
    if quantity.kind not in {"known", "unknown"} or quantity.number.value_max:
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


def find_authorities(page: Page) -> list[Authority]:
    """Return the bodies and posts of the text that may award, in order, the longest where two overlap."""
    found = [Authority(m.start(), m.end(), page.norm[m.start() : m.end()]) for m in _LEVELS.finditer(page.low)]
    found += [Authority(each.start, each.end, page.norm[each.start : each.end]) for each in all_organisations(page)]
    found += [Authority(start, end, page.norm[start:end]) for start, end in find_aliases(page)]
    for post in find_posts(page):
        if not post.rank and len(post.name) > len("Chủ tịch"):
            person = post.end + 1 in page.stops or post.end + 2 in page.stops
            found.append(Authority(post.start, post.end, page.norm[post.start : post.end], post=True, person=person))
    kept: list[Authority] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _instruments(norm: str, low: str, start: int, end: int) -> Iterator[Form]:
    for found in _INSTRUMENT.finditer(low, start, end):
        name, finish = _INSTRUMENTS[found[0]], found.end()
        if years := _PARTY_YEARS.match(low, finish, end):
            finish = years.end()
            name += norm[years.start() : finish]
        elif found[0] in _OPEN_ENDED:
            finish = _own_name_end(norm, low, finish, end)
            own = norm[found.end() : finish].replace('"', " ").strip()
            name = f"{name} {own}".rstrip()
        elif modifier := _MODIFIER.match(low, finish, end):
            finish = modifier.end()
            name += modifier[0]
        yield Form(found.start(), finish, name, "instrument")
        yield from _further_classes(norm, low, finish, end, name)
    for found in _QUOTED_FLAG.finditer(low, start, end):
        what = norm[found.start("what") : found.end("what")].capitalize()
        yield Form(found.start(), found.end(), f"{what} {norm[found.start(2) : found.end(2)]}", "instrument")
    for found in _BARE_FLAG.finditer(low, start, end):
        yield Form(found.start(), found.end(), "Cờ thi đua", "instrument")


def _further_classes(norm: str, low: str, start: int, end: int, name: str) -> Iterator[Form]:
    """«Huân chương Lao động hạng Ba năm 2005, hạng Nhì năm 2010»: the later classes are orders of their own."""
    order = name.partition(" hạng ")[0]
    while further := _FURTHER_CLASS.match(low, start, end) or _CLASS_BEHIND.match(low, start, end):
        start = further.end()
        yield Form(further.start("class"), start, f"{order} {norm[further.start('class') : start]}", "class")


def _own_name_end(norm: str, low: str, start: int, end: int) -> int:
    """Return where the own name of an order, badge or cup ends («Lao động hạng Ba», «Vì sức khỏe nhân dân»)."""
    known = _ORDER.match(low, start, end) or _QUOTED.match(low, start, end)
    if known:
        return known.end()
    named = _OWN_NAME.match(norm, start, min(end, start + 60))
    if not named:
        return start
    stop = _TITLE_END.search(low, start + len(" Vì"), named.end())
    return stop.start() if stop else named.end()


def _titles(norm: str, low: str, start: int, end: int) -> Iterator[Form]:
    for found in _TITLE.finditer(low, start, end):
        quoted = _QUOTED.match(low, found.end() - 1, end)
        if quoted:
            yield Form(found.start(), quoted.end(), f"danh hiệu {norm[quoted.start(1) : quoted.end(1)]}", "title")
        elif known := _KNOWN_TITLE.match(low, found.end(), end):
            yield Form(
                found.start(), known.end(), f"danh hiệu {norm[found.end() : known.end()].strip(chr(34))}", "title"
            )
        elif named := _TITLE_WORDS.match(low, found.end(), min(end, found.end() + 70)):
            stop = _TITLE_END.search(low, found.end(), named.end())
            finish = stop.start() if stop else named.end()
            yield Form(found.start(), finish, f"danh hiệu {norm[found.end() : finish].strip()}", "title")
    for found in _KNOWN_TITLE.finditer(low, start, end):
        name = norm[found.start() : found.end()].strip('" ')
        yield Form(found.start(), found.end(), f"danh hiệu {name}", "title")
