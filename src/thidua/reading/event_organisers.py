"""Who holds a gathering, read from the sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.reading.event_holders import held_by_phrase, holding_phrase
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.organisations import Organisation, Page, find_organisations, organisation_at, printed, unit_at

_WORDS = lexicon("events")
_FILLER = (
    r"(?:\s*\([^()\n]{1,200}\))?,?(?: - [^-.;\n]{3,60} -)?"
    r"(?: (?:vào )?(?:sáng|chiều|tối|hôm|ngày)(?: ngày| nay,?| qua,?)? \(?\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?\)?,?)?"
    r"(?: (?:đã|vừa|sẽ|long trọng|trang trọng|trọng thể|cũng|tiếp tục|chính thức"
    r"|dự kiến|đồng|chủ trì|phối hợp"
    r"|cùng|và|tưng bừng|đồng loạt|phấn khởi|vinh dự|mới|trực tiếp))* "
)
_HOLDS = re.compile(
    _FILLER + r"(?:tổ chức|làm lễ|khai mạc|bế mạc|tiến hành|đăng cai|mở(?= hội| ngày hội| lễ| đại hội))(?!\w)"
)
_DOES = re.compile(
    _FILLER
    + r"(?:(?:về|đến)(?: tận)? [^,;.()]{2,40}(?: \([^()]{2,30}\))? )?"
    + rf"(?:họp|{alternation(_WORDS['deeds'])[3:]}(?!\w)"
)

_POST_LEFT = re.compile(rf"(?<!\w)(?:tại|ở|đến|trụ sở|{alternation(lexicon('posts')['heads'])}(?: thường trực)?) $")
_PLACE_LEFT = re.compile(
    r"(?<!\w)(?:tại|ở) (?:khu|nhà|trung tâm|hội trường|trụ sở|di tích|sân|trường)(?:(?! do )[^,;:.]){0,40} $"
)
_UNIT_ACTOR = re.compile(
    r"(?:^|[,.;:()-] ?|(?:và|cùng|với|đó|nay) |\d )(?=(?:tỉnh|thành phố|tp\.?|huyện|quận|xã|phường|thị xã"
    r"|thị trấn|đặc khu) )"
)
_PARTNER = re.compile(r"(?:,? (?:đã |vừa )?(?:phối hợp|cùng)(?: với| cùng)?|,? (?:và|cùng|với)|,) ")
_BY = re.compile(r"(?<!\w)do ")
_ORGANISED = re.compile(
    r"(?: phối hợp (?:với|cùng) [^.;\n]{3,80}?)?(?: \w+){0,3}? (?:tổ chức|chủ trì|phát động|đăng cai)(?!\w)"
)
_OF = re.compile(r"(?<!\w)của ")
_CONGRESS_OF = re.compile(r"(?<!\w)đại hội (?:đại biểu )?(?:toàn thể )?")
_OF_CONGRESS = re.compile(r" (?:lần thứ|khóa|nhiệm kỳ)|,? nhiệm kỳ")
_TAKES_PLACE = re.compile(r"[^,.;]{0,12} (?:đã |sẽ )?(?:được )?(?:dự kiến )?(?:diễn ra|tổ chức|khai mạc)(?!\w)")
_GIVEN_AT = re.compile(r"(?<!\w)(?:được|do) ")
_AT_GATHERING = re.compile(
    r" (?:đưa ra|công bố|nêu|thông tin|trình bày|nêu ra) (?:tại|trong) (?:hội nghị|buổi|lễ|đại hội|phiên|cuộc)"
)
DAY_BEFORE = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa|ngày)(?: nay| ngày)?,? \(?\d{1,2}[-/][^.;\n]*$")


def organisers_of(page: Page, start: int, end: int) -> list[str]:
    """Return who holds the event told in ``page.norm[start:end]``, as printed."""
    return _with_party(_organisers_of(page, start, end))


def _organisers_of(page: Page, start: int, end: int) -> list[str]:
    actors = list(_actors(page, start, end))
    holders = _holders(page, actors, _HOLDS, end)
    phrase = holding_phrase(page, start, end) or held_by_phrase(page, start, end)
    if holders and len(phrase) > len(holders) and all(any(one in name for name in phrase) for one in holders):
        return phrase
    if holders and (len(holders) > 1 or f" của {holders[0]}" not in page.norm[start:end]):
        return holders
    if len(phrase) == len(holders) == 1 and phrase[0].endswith(f" của {holders[0]}"):
        return phrase
    return (
        holders
        or _held_by(page, start, end)
        or phrase
        or _holders(page, actors, _DOES, end)
        or _owner(page, start, end)
    )


def _with_party(names: list[str]) -> list[str]:
    """«Đảng ủy, Bộ Chỉ huy BĐBP tỉnh» are the two heads of one body."""
    if len(names) > 1 and names[0].lower() in {"đảng ủy", "đảng uỷ"}:
        return [f"{names[0]}, {names[1]}", *names[2:]]
    return names


def _holders(page: Page, actors: list[Organisation], verb: re.Pattern[str], end: int) -> list[str]:
    """The actor directly before ``verb``, with its partners; of several the one told with a day, else the first."""
    doing = [index for index, actor in enumerate(actors) if verb.match(page.low, actor.end, end)]
    if not doing:
        return []
    dated = [
        index for index in doing if DAY_BEFORE.search(page.low, max(0, actors[index].start - 60), actors[index].start)
    ]
    chosen = (dated or doing)[0]
    return [each.name for each in _partners(page, actors[: chosen + 1])]


def _owner(page: Page, start: int, end: int) -> list[str]:
    """«… của thành phố X sẽ diễn ra», «… được Ban Y đưa ra tại hội nghị»."""
    for pattern, behind in ((_OF, _TAKES_PLACE), (_CONGRESS_OF, _OF_CONGRESS), (_GIVEN_AT, _AT_GATHERING)):
        for found in pattern.finditer(page.low, start, end):
            owner = _actor_at(page, found.end())
            if owner and behind.match(page.low, owner.end):
                return [owner.name]
    return []


def organiser_of_press(page: Page, position: int) -> list[str]:
    """Return the body named directly behind «Giao ban báo chí», «họp báo»."""
    while page.norm[position : position + 1] == " ":
        position += 1
    position += len("của ") if page.low.startswith("của ", position) else 0
    found = _actor_at(page, position) if position < len(page.norm) else None
    return [found.name] if found else []


def _held_by(page: Page, start: int, end: int) -> list[str]:
    for found in _BY.finditer(page.low, start, end):
        holder = _actor_at(page, found.end())
        if not holder:
            continue
        group = [holder]
        while joint := _PARTNER.match(page.low, group[-1].end, end):
            partner = _actor_at(page, joint.end())
            if not partner:
                break
            group.append(partner)
        if _ORGANISED.match(page.low, group[-1].end, end):
            return [each.name for each in group]
    return []


def _actors(page: Page, start: int, end: int) -> Iterator[Organisation]:
    """Yield organisations, and units that act as one («tỉnh Phú An tổ chức»)."""
    found = {each.start: each for each in find_organisations(page, start, end) if not _is_no_actor(page, each)}
    covered = [(each.start, each.end) for each in found.values()]
    for unit in _UNIT_ACTOR.finditer(page.low, start, end):
        at = unit.end()
        stop = None if any(first <= at < last for first, last in covered) else unit_at(page, at)
        if stop and (_HOLDS.match(page.low, stop) or _DOES.match(page.low, stop)):
            found[at] = Organisation(at, stop, printed(page.norm[at:stop]))
    yield from (found[at] for at in sorted(found))


def _is_no_actor(page: Page, organisation: Organisation) -> bool:
    """«Giám đốc Công an tỉnh» is a person, «tại Nhà văn hóa …» a place."""
    begin = max(0, organisation.start - 60)
    return bool(
        _POST_LEFT.search(page.low, begin, organisation.start)
        or _PLACE_LEFT.search(page.low, begin, organisation.start)
    )


def _actor_at(page: Page, position: int) -> Organisation | None:
    found = organisation_at(page, position)
    if found:
        return found
    stop = unit_at(page, position)
    return Organisation(position, stop, printed(page.norm[position:stop])) if stop else None


def _partners(page: Page, actors: list[Organisation]) -> list[Organisation]:
    """The last of ``actors`` holds the event; those joined to it by «phối hợp với», «và» hold it with it."""
    group = [actors[-1]]
    for earlier in reversed(actors[:-1]):
        joint = page.low[earlier.end : group[0].start]
        if not re.fullmatch(rf"(?:\s*\([^()]{{1,40}}\))?{_PARTNER.pattern}", joint):
            break
        group.insert(0, earlier)
    return group


def organisation_follows(page: Page, position: int) -> bool:
    """Return whether a verb like «tổ chức» follows, so that the words before it are an organiser and no place."""
    return bool(_HOLDS.match(page.low, position) or _DOES.match(page.low, position))
