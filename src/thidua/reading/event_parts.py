"""Kinds, place and organisers of an event, read from the sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.organisations import Organisation, Page, find_organisations, organisation_at, printed, unit_at
from thidua.vietnamese.dates import DateMention

_WORDS = lexicon("events")
_KINDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(rf"(?<!\w){alternation(words)}(?!\w)") for kind, words in _WORDS["kinds"].items()
}
_LAUNCH_NOT = re.compile(r"(?:được|kế hoạch|sau khi|triển khai|từ|hưởng ứng|thi đua) $|(?<!\w)do (?:[^\W\d]+ ){0,6}$")
_ROLLOUT = re.compile(
    rf"(?<!năm )(?<!được )(?<!tình hình )(?<!kết quả )(?<!\w)triển khai "
    rf"(?:tổ chức )?{alternation(_WORDS['trien_khai_objects'])}(?!\w)"
)
_CELEBRATION = re.compile(r"(?<!\w)(?:kỷ niệm|kỉ niệm|mít tinh)(?! chương)(?!\w)")
_CELEBRATED = re.compile(
    r"(?<!\w)(?:lễ|tổ chức|gặp mặt|họp mặt|chương trình|buổi|hội nghị|mít tinh|nghệ thuật|tọa đàm|hội thảo|và"
    r"|hoạt động) $"
)
_CONGRESS = re.compile(r"(?<!\w)đại hội(?!\w)")
_FESTIVAL = re.compile(r"(?<!\w)ngày hội(?!\w)")

# The name of a contest may hold words for kinds: «Cuộc thi viết về gương điển hình tiên tiến».
_SCHEME = re.compile(
    r"(?<!\w)(?:cuộc thi|hội thi|giải thưởng|giải báo chí)(?!\w)[^.;:()\n]{4,120}?(?= trong phong| năm 20"
    r"| và (?:triển|phát|trao)|[.;:()\n]|$)"
)

_AT = re.compile(r"(?<!\w)(?:tại|ở) ")
_VENUE = re.compile(rf"{alternation(_WORDS['venues'])}(?!\w)")
_VENUE_END = re.compile(
    r"(?<!tp)\.|[,;:()\n\"]| (?:đã|sẽ|diễn ra|tổ chức|với|để|nhằm|do|và|cho|trong|có|vào|được|ngày|sáng|chiều"
    r"|tối|khai mạc|long trọng|trang trọng|bế mạc|năm)(?!\w)"
)
_NO_PLACE = re.compile(
    r"(?:hội nghị|buổi|lễ|đại hội|chương trình|đây|đó|các|địa bàn|địa phương|nơi|phiên|cuộc|ngày hội|diễn đàn"
    r"|kỳ họp|thời điểm|chỗ|cơ sở|công văn|quyết định|điều|khoản|hội thảo|tọa đàm)(?!\w)"
)
_PLACE_GOES_ON = re.compile(
    r",? \(?(?=(?:tp\.?|thành phố|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|đặc khu|số)(?!\w))|, "
)

_FILLER = (
    r"(?:\s*\([^()\n]{1,200}\))?,?(?: (?:đã|vừa|sẽ|long trọng|trang trọng|trọng thể|cũng|tiếp tục|chính thức"
    r"|dự kiến|đồng|chủ trì|phối hợp"
    r"|cùng|và|tưng bừng|đồng loạt|phấn khởi|vinh dự|mới|trực tiếp))* "
)
_HOLDS = re.compile(_FILLER + r"(?:tổ chức|khai mạc|bế mạc|tiến hành|đăng cai)(?!\w)")
_DOES = re.compile(_FILLER + rf"(?:họp|{alternation(_WORDS['deeds'])[3:]}(?!\w)")
_DAY_BEFORE = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa|ngày)(?: nay| ngày)?,? \(?\d{1,2}[-/][^.;\n]*$")
_POST_LEFT = re.compile(rf"(?<!\w)(?:tại|ở|{alternation(lexicon('posts')['heads'])}(?: thường trực)?) $")
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
_TAKES_PLACE = re.compile(r"[^,.;]{0,12} (?:đã |sẽ )?(?:được )?(?:dự kiến )?(?:diễn ra|tổ chức|khai mạc)(?!\w)")
_GIVEN_AT = re.compile(r"(?<!\w)(?:được|do) ")
_AT_GATHERING = re.compile(
    r" (?:đưa ra|công bố|nêu|thông tin|trình bày|nêu ra) (?:tại|trong) (?:hội nghị|buổi|lễ|đại hội|phiên|cuộc)"
)


def kinds_of(page: Page, start: int, end: int, noun: str) -> list[str]:
    """Return the kinds of the event told in ``page.norm[start:end]``, most telling first.

    Args:
        page: the text.
        start: where the words for the event begin.
        end: where they end.
        noun: the word for the gathering («hội nghị», «ngày hội»), in matching form.
    """
    found: list[tuple[int, str]] = []
    scheme = _SCHEME.search(page.low, start, end)
    named = scheme.span() if scheme else (start, start)
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(page.low, start, end):
            if named[0] < match.start() < named[1]:
                continue
            if kind != "phat_dong" or not _LAUNCH_NOT.search(page.low, max(start, match.start() - 40), match.start()):
                found.append((match.start(), kind))
                break
    rollout = _ROLLOUT.search(page.low, start, end)
    if rollout:
        found.append((rollout.start(), "trien_khai"))
    for match in _CELEBRATION.finditer(page.low, start, end):
        if match[0] == "mít tinh" or _CELEBRATED.search(page.low, max(0, match.start() - 16), match.start()):
            found.append((match.start(), "ky_niem"))
            break
    for kind, pattern in (("dai_hoi", _CONGRESS), ("ngay_hoi", _FESTIVAL)):
        if pattern.match(noun):
            found.append((start, kind))
    return [kind for _, kind in sorted(found)]


def place_of(page: Page, start: int, end: int) -> str | None:
    """Return where it takes place, as printed; ``None`` where ``page.norm[start:end]`` does not say."""
    for at in _AT.finditer(page.low, start, end):
        position = at.end()
        if _NO_PLACE.match(page.low, position) or position >= end:
            continue
        stop = _place_end(page, position, end)
        if stop:
            return printed(page.norm[position:stop]).rstrip(" ,")
    return None


def _place_end(page: Page, position: int, end: int) -> int | None:
    stop = _one_place(page, position, end)
    while stop:
        more = _PLACE_GOES_ON.match(page.low, stop, end)
        further = unit_at(page, more.end()) if more and more.end() < end else None
        if not further or organisation_follows(page, further):
            return stop
        stop = further
    return None


def organisation_follows(page: Page, position: int) -> bool:
    """Return whether a verb like «tổ chức» follows, so that the words before it are an organiser and no place."""
    return bool(_HOLDS.match(page.low, position) or _DOES.match(page.low, position))


def _one_place(page: Page, position: int, end: int) -> int | None:
    if _VENUE.match(page.low, position):
        stop = _VENUE_END.search(page.low, position, end)
        reached = stop.start() if stop else end
        named = any(ch.isupper() or ch.isdigit() for ch in page.norm[position:reached])
        return reached if named else None
    found = unit_at(page, position)
    if found is None and _DAY_BEFORE.search(page.low, max(0, position - 24), position):
        body = organisation_at(page, position)
        found = body.end if body else None
    return found


def organisers_of(page: Page, start: int, end: int) -> list[str]:
    """Return who holds the event told in ``page.norm[start:end]``, as printed."""
    actors = list(_actors(page, start, end))
    return (
        _holders(page, actors, _HOLDS, end)
        or _held_by(page, start, end)
        or _holders(page, actors, _DOES, end)
        or _owner(page, start, end)
    )


def _holders(page: Page, actors: list[Organisation], verb: re.Pattern[str], end: int) -> list[str]:
    """The actor directly before ``verb``, with its partners; of several the one told with a day, else the first."""
    doing = [index for index, actor in enumerate(actors) if verb.match(page.low, actor.end, end)]
    if not doing:
        return []
    dated = [
        index for index in doing if _DAY_BEFORE.search(page.low, max(0, actors[index].start - 60), actors[index].start)
    ]
    chosen = (dated or doing)[0]
    return [each.name for each in _partners(page, actors[: chosen + 1])]


def _owner(page: Page, start: int, end: int) -> list[str]:
    """«… của thành phố X sẽ diễn ra», «… được Ban Y đưa ra tại hội nghị»."""
    for pattern, behind in ((_OF, _TAKES_PLACE), (_GIVEN_AT, _AT_GATHERING)):
        for found in pattern.finditer(page.low, start, end):
            owner = _actor_at(page, found.end())
            if owner and behind.match(page.low, owner.end):
                return [owner.name]
    return []


def organiser_of_press(page: Page, position: int) -> list[str]:
    """Return the body named directly behind «Giao ban báo chí», «họp báo»."""
    while page.norm[position : position + 1] == " ":
        position += 1
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
    return bool(_POST_LEFT.search(page.low, max(0, organisation.start - 40), organisation.start))


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


def day_of(dates: list[DateMention]) -> DateMention | None:
    """Return the date on which it takes place: one with a part of the day, else with «ngày», else the first."""
    return min(dates, key=lambda each: (each.part is None, each.start)) if dates else None
