"""What persons do at an event, from the words before and behind their mentions in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from thidua.reading.award_patterns import NOT_AWARDED
from thidua.reading.context import Context
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.mentions import Mention, short_forms
from thidua.reading.organisations import Page
from thidua.reading.posts import Post

_WORDS = lexicon("roles")


def _any(key: str) -> str:
    return whole_words(_WORDS[key])


# «xã đề nghị công nhận» is a kind of commune, and nobody speaks.
_NO_PROPOSAL = r"(?!đề nghị (?:công nhận|tặng|xét|khen))"
_BEFORE = {
    "attend": re.compile(
        rf"{_any('attend_before')}(?! ?;)"
        r"|(?<!\w)(?:cùng đi|chung vui|có mặt|chứng kiến|chúc mừng)(?: [^\W\d_]+){0,8} có(?!\w)"
        r"|(?<!\w)dự(?! kiến| án| thảo| toán| báo| phòng)(?:,? (?:và|cùng|chỉ đạo|phát biểu))*"
        r"(?: [^\W\d_]+){0,6}(?: còn)? có(?!\w)"
        r"|(?<!\w)có (?:sự tham dự của )?các (?:đồng chí|vị|ông, bà)[^:.;\n]{0,60}:"
        r"|(?<!\w)(?:được|vui mừng|vinh dự|hân hạnh|trân trọng) (?:được )?(?:đón|đón tiếp|chào đón)(?! nhận)(?!\w)"
    ),
    "chair": re.compile(r"(?<!\w)(?:chủ trì|chủ tọa)(?!\w)[^.;\n]{0,60}?(?:là|có|gồm|của|:)\s"),
    "speak": re.compile(
        rf"(?<!\w)diễn văn(?!\w)[^.;]{{0,60}}$|^\W*{_any('speak_before')}"
        r"|(?:^|,|;)\s*(?:tới dự|đến dự|tham dự|dự)[^,]{0,20} và phát biểu"
    ),
    "quoted": re.compile(rf"^\W*{_any('quoted_before')}"),
    "launch": re.compile(r"^\W*phát (?:động|lệnh)(?!\w)[^,;.]{3,80}, (?:[^,;.]{0,80} )?$"),
    "present_award": re.compile(
        rf"(?<!\w)dự(?: và|,)(?: cùng)? trao(?: tặng)?(?: các)? {alternation(_WORDS['award_nouns'])}(?!\w)"
        r"[^.]{0,300}$|"
        r"^\W*(?:(?:tại|trong) [^,;]{2,40}, )?trao(?! đổi)(?: tặng)? [^,;]{3,120}, (?:đồng chí |ông |bà |anh |chị )?$"
    ),
    "receive_award": re.compile(
        r"(?:thay mặt|đại diện)(?: cho)? (?:những|các) [^,;]{0,40}?(?:đoạt giải|đạt giải|được (?:khen|tuyên dương"
        r"|vinh danh|tôn vinh)|nhận (?:giải|thưởng|danh hiệu))[^,;]{0,40}, (?:đồng chí |ông |bà |anh |chị |em )?$"
    ),
    "report": re.compile(rf"^\W*{_any('report_before')}|(?<!\w)báo cáo [^.;]{{0,40}}?(?:do|của) $"),
}
_BEHIND = {
    "attend": re.compile(
        rf"{_any('attend')}"
        rf"|(?<!vinh )(?<!\w)dự(?! kiến| án| thảo| toán| báo| phòng| khuyết"
        rf"| thi| trữ)(?!\w)"
    ),
    "chair": re.compile(_any("chair")),
    "speak": re.compile(
        rf"(?<!dự và )(?<!dự, )(?<!xem xét )(?<!được )(?<!các )(?<!hồ sơ ){_NO_PROPOSAL}{_any('speak')}"
        r"|(?<!\w)giao (?=công an|các|cho|ban|sở|ubnd|huyện|phòng|xã)"
    ),
    "say": re.compile(rf"{_any('say')}|^,?(?: [^\W\d_]+){{0,5}} ?: ?\""),
    "launch": re.compile(rf"^[^;.]{{0,80}}(?<!được )(?<!do )(?<!lễ )(?<!triển khai ){_any('launch')}"),
    "report": re.compile(_any("report")),
    "receive_award": re.compile(
        rf"^(?!.{{0,40}}(?<!\w)(?:các|cho|cùng(?! \d)|những)(?!\w)).{{0,40}}?(?:{_any('receive')}"
        r"|(?<!\w)(?:giành|đoạt) (?:được )?(?:giải|danh hiệu)(?!\w)"
        rf"|(?<!\w)nhận (?:các )?{alternation(_WORDS['award_nouns'])}(?!\w)"
        r"|(?<!\w)được [^,.;\n]{0,60}?(?:tặng|trao|khen thưởng|vinh danh|tuyên dương|biểu dương|tôn vinh)(?!\w))"
    ),
    "present_award": re.compile(
        rf"(?<!lễ )(?<!buổi )(?<!đêm ){_any('award_verbs')}(?! (?:lẵng )?hoa| quà"
        rf"| đổi)[^.;\n]{{0,60}}?(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)"
    ),
}
# «…, là một trong 14 người nhận danh hiệu …».
_ONE_OF = re.compile(
    r"[^.;]{0,80}?(?<!\w)là (?:(?:một|hai|ba|bốn|[1-4]) trong )?(?:số )?(?:những|các|\d+) "
    r"(?:(?! có )[^,.;]){0,40}?(?<!\w)"
    rf"(?:{_any('receive')}|nhận {alternation(_WORDS['award_nouns'])}(?!\w)|được [^,.;]{{0,60}}?"
    rf"(?:{_any('award_verbs')}|tuyên dương|vinh danh|tôn vinh|biểu dương))"
)
# «Đó là các anh …» behind a sentence that tells of an award.
_NAMELY = re.compile(r"(?:đó là|gồm|bao gồm|cụ thể là|họ là|trong đó có)(?!\w)")
_CONTENT = re.compile(rf"{_NO_PROPOSAL}{_any('content')}")
_GATHERING = re.compile(_any("gathering"))
_QUOTE_BEFORE = re.compile(r"\"[ ,.-]{1,4}(?:(?:ông|bà|anh|chị|cô|thầy|em) )?$")
_SAYS_SMILING = re.compile(
    r" (?:cười|vui vẻ|xúc động|tâm sự|bộc bạch|rưng rưng|hóm hỉnh|nói(?! thêm)|kể|bảo|nhớ)(?!\w)"
)
_TO_PRESS = re.compile(
    r"(?<!\w)(?:nói|chia sẻ|trao đổi|cho biết|trả lời|tâm sự)(?: thêm)? (?:với|cùng) (?:các )?"
    r"(?:phóng viên|pv|báo|nhà báo|chúng tôi)(?!\w)"
)
_FOR_OTHERS = re.compile(r"(?<!\w)(?:đại diện|thay mặt)(?!\w)[^.;]{0,80}$")
_PROPOSES = re.compile(r"(?<!\w)(?:đề nghị|đề xuất|hoàn tất hồ sơ)(?!\w)")
_AND_HANDS = re.compile(
    rf"đồng thời (?:đã )?(?:trao|tặng)(?: tặng)? [^.;]{{0,60}}?(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)"
)
_GIFT = re.compile(r"(?<!\w)(?:đồng|quà|suất|học bổng|sổ tiết kiệm|nhà|mái ấm|xe)(?!\w)")
_AWARD = re.compile(_any("award_nouns"))
# «nhận giải nhất từ Thứ trưởng A».
_RECEIVED_FROM = re.compile(
    rf"(?<!\w)nhận (?:các )?{alternation(_WORDS['award_nouns'])}(?!\w)[^.;]{{0,60}} từ (?:tay )?"
    r"(?:[^,.;\d]{1,60} )?$"
)
_HANDED_BY = re.compile(r"(?<!\w)được (?:đồng chí |ông |bà |anh |chị )?$")
_HANDS = re.compile(r"(?:,[^.;]{2,70},)? ?(?:trực tiếp )?(?:trao|trao tặng|gắn)(?!\w)")
_IS_GIVEN = re.compile(rf"(?<!\w)được [^,.;]{{0,80}}?{_any('award_verbs')}")
_TOGETHER = re.compile(r"[^.;]{0,12}(?<!\w)(?:đồng chủ trì|cùng chủ trì|đồng chủ tọa|chủ trì)(?!\w)")
_SEVERAL = re.compile(r"(?<!\w)(?:các|hai|ba) đồng chí(?!\w)[^.]{0,4}$")
_PRESS = re.compile(_any("press"))
# «Chủ tịch UBND huyện tặng Giấy khen»: whoever holds the office awards it and need not hand it over.
_GIVES_BY_OFFICE = re.compile(r" (?:đã |vừa |cũng )?(?:quyết định )?(?:tặng|tặng thưởng|khen thưởng)(?!\w)")
_RECEIVERS = [*_WORDS["receivers"], *lexicon("awards")["individuals"], *lexicon("posts")["callings"], "các"]
_GIVEN_TO = re.compile(
    rf"{_any('award_verbs')}[^.;\n]{{0,120}}(?<!\w)(?:cho|tới|tặng) (?:[^.;:]{{2,80}} và )?"
    rf"(?:(?:{alternation(_RECEIVERS)}|\d+|hai|ba|bốn):? ){{0,5}}$"
)
_PRIZE_LIST = re.compile(
    rf"(?<!\w)(?:trao|tặng|nhận|đạt|đoạt)(?!\w)[^.\n]{{0,160}}?(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)"
    r"[^.\n]{0,80}?(?<!\w)(?:gồm|là(?!\w)|trong (?:đó|số này|số đó|số ấy) có|tiêu biểu như"
    r"|\d [^\W\d_]+(?: [^\W\d_]+)?:|cho \d+ (?=$))"
    r"(?: có)?(?: các)?[^.\n]*$"
)
_PRIZE_OF = re.compile(
    rf"(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)[^.\n]{{0,80}}?(?<!\w)"
    r"(?:thuộc về|về tay|được trao cho)(?!\w)[^.\n]*$"
)
_HONOURED_LIST = re.compile(
    r"(?<!\w)(?:vinh danh|tuyên dương|tôn vinh|biểu dương|bình chọn|khen thưởng|xướng tên)(?!\w)[^.\n]{0,160}?(?:gồm"
    r"|là|còn có|trong (?:đó|số này|số đó)(?: có)?)(?: có)?[^.\n]*$"
)
# «giải Nhất cho giải pháp "…" của tác giả A»: whose work wins receives.
_WORK_WINS = re.compile(
    r"(?<!\w)(?:giải (?:nhất|nhì|ba|đặc biệt|khuyến khích|a|b|c)|đạt giải|đoạt giải)(?!\w)[^\n]{0,700}?\" (?:của|do) "
    rf"(?:(?:nhóm |các )?tác giả |(?:ths|ts|ks|pgs|gs|{alternation(lexicon('names')['ranks'])})[.,]? ?){{0,3}}$"
)
# «Trong 11 cá nhân được … tặng Bằng … có anh Vũ Đình Khuê».
_AMONG_RECEIVERS = re.compile(
    rf"(?<!\w)trong (?:số )?[^.;\n]{{2,80}}(?:được [^.;\n]{{0,80}}?{_any('award_verbs')}|nhận "
    r"|được (?:vinh danh|tôn vinh|tuyên dương))"
    r"[^.;\n]{0,80}(?<!không) có (?:ông |bà |anh |chị |em |cụ |cô |thầy )?$"
)
_HONOURED_TOO = re.compile(
    r"(?<!\w)(?:cùng|cũng) được (?:vinh danh|tuyên dương|tôn vinh|khen thưởng|biểu dương)[^.;\n]{0,40} (?:có|là)"
    r"[^.;\n]{0,120}$"
)
_RECEIVES_IN_LIST = (_HONOURED_TOO, _GIVEN_TO, _PRIZE_LIST, _HONOURED_LIST, _PRIZE_OF, _AMONG_RECEIVERS, _WORK_WINS)
_HONOURS = re.compile(
    r"(?<!\w)(?:vinh danh|tuyên dương|tôn vinh|khen thưởng|trao|tặng|nhận|đạt|đoạt)(?!\w)[^.\n]{0,120}(?:cho"
    r"|gồm|danh sách|sau đây|là)(?!\w)"
)
_LIST_OPENS = re.compile(r":\s*$")
# «Các đồng chí: A, …; B, …; cùng hơn 450 đại biểu đã tới dự.»
_LISTED_TOGETHER = re.compile(r";")
_ALL_CAME = re.compile(
    r"(?:(?!(?<!\w)(?:không|chưa|mời|cảm ơn)(?!\w))[^.;\n]){0,200}(?<!\w)(?:đã )?(?:tới|đến|về|tham) dự"
    r"(?: (?:hội nghị|buổi lễ|lễ|đại hội|ngày hội))?\W*$"
)
# A caption: «Ông A (giữa) tại hội nghị».
_SHOWN_AT = re.compile(r" ?(?:\([^()]*\) ?)?(?:tại|trong) (?:hội nghị|buổi lễ|lễ|đại hội|ngày hội)(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = re.compile(r"[-+*•\d]")
_MEETS = re.compile(
    r"(?<!\w)(?:hội thi|hội thao|hội diễn|liên hoan|họp mặt|mít tinh|trao giải"
    r"|hội nghị|buổi lễ|lễ|đại hội|hội thảo|tọa đàm|phiên họp|buổi gặp mặt|gặp mặt|ngày hội"
    r"|cuộc họp|buổi làm việc|phiên|kỳ họp|chương trình|diễn đàn|buổi)(?!\w)"
)
_PRONOUN = re.compile(
    r"(?:(?:năm|tháng|từ|đến) [^,;.]{2,20}, )?(?:đồng chí|ông|bà|anh|chị|cô|thầy|em)"
    r"(?= (?:cũng |đã |còn |vừa |từng |vinh dự )?(?:đề nghị|yêu cầu|nhấn mạnh|mong muốn|khẳng định|cho rằng|lưu ý"
    r"|cho biết|chia sẻ|nói|tin tưởng|đánh giá|được [^.;,]{0,60}(?:tặng|trao)))"
)
_CONJUNCTION = re.compile(
    r"(?:\s*\([^()]{1,30}\))?[\s,;:()-]*(?:và|cùng|với|cùng với)?[\s,;:()-]*"
    r"(?:các )?(?:đồng chí|ông|bà|anh|chị)?[\s,:]*"
)
_LEAD = 1500
"""Characters in which an article that is about a gathering names it."""
_NEAR_BEGIN = 45
_LONGEST_LEAD = 800
_AWARD_BEFORE = 400


def roles_of(
    page: Page,
    context: Context,
    mentions: Sequence[Mention],
    held: Mapping[str, tuple[str, ...]],
    posts: Sequence[Post],
) -> dict[str, list[str]]:
    """Return what each person does, by key.

    Args:
        page: the text.
        context: its sentences.
        mentions: where persons are named in full, in order.
        held: their posts by key.
        posts: all posts of the text, to find persons meant by their post alone.
    """
    roles: dict[str, list[str]] = defaultdict(list)
    everyone = sorted([*mentions, *short_forms(page, context, mentions, held, posts)], key=lambda each: each.start)
    by_sentence: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in everyone:
        by_sentence[context.sentence_at(mention.start)].append(mention)
    last: str | None = None
    listed: str | None = None
    for sentence in context.sentences:
        here = by_sentence.get(sentence, [])
        listed = _list_role(page.low, sentence, here, listed)
        if listed and here:
            for mention in here:
                roles[mention.key].append(listed)
        if here and _is_namely(page.low, sentence):
            for mention in here:
                roles[mention.key].append("receive_award")
        if not here and last and (pronoun := _PRONOUN.match(page.low, sentence[0])):
            here = [Mention(sentence[0], pronoun.end(), last)]
        if here:
            _read_sentence(page.low, sentence, here, roles)
            _read_those_who_came(page.low, sentence, here, roles)
            last = here[-1].key if len(here) == 1 else None
    meets = _MEETS.search(page.low, 0, _LEAD) is not None
    return {key: _settled(roles.get(key, []), meets=meets) for key in held}


def _settled(told: list[str], *, meets: bool) -> list[str]:
    """Return the roles of one person without those that are not both true.

    Where nobody meets, nobody speaks; who reports, or speaks at the gathering, is not quoted to the reporter as well,
    but those who are honoured tell the reporter.
    """
    if "report" in told:
        told = [role for role in told if role != "quoted"]
    if {"speak", "quoted"} <= set(told):
        left_out = "speak" if "receive_award" in told else "quoted"
        told = [role for role in told if role != left_out]
    return told if meets else ["quoted" if role == "speak" else role for role in told]


def _list_role(low: str, sentence: tuple[int, int], here: Sequence[Mention], before: str | None) -> str | None:
    """The role that a list gives to each of its lines, where a sentence that ends in a colon opened it."""
    if _LIST_OPENS.search(low, max(sentence[0], sentence[1] - 3), sentence[1]):
        if _BEFORE["attend"].search(low, *sentence):
            return "attend"
        return "receive_award" if _HONOURS.search(low, *sentence) else None
    if not _LETTER.search(low, *sentence):  # «1.» before the name
        return before
    goes_on = here and (here[0].start - sentence[0] < _NEAR_BEGIN or _ITEM.match(low, sentence[0]))
    return before if goes_on else None


def _is_namely(low: str, sentence: tuple[int, int]) -> bool:
    """«Đó là các anh …» behind a sentence that tells of an award."""
    begin = sentence[0]
    return bool(_NAMELY.match(low, begin) and _HONOURS.search(low, max(0, begin - _AWARD_BEFORE), begin))


def _read_sentence(low: str, sentence: tuple[int, int], here: Sequence[Mention], roles: dict[str, list[str]]) -> None:
    begin, end = sentence
    group: list[Mention] = []
    lead_from = begin
    for index, mention in enumerate(here):
        group.append(mention)
        following = here[index + 1].start if index + 1 < len(here) else end
        gap = low[mention.end : following]
        if following != end:
            gap = gap.partition(";")[0] or gap  # behind it another person's deed is told
        if index + 1 < len(here) and _CONJUNCTION.fullmatch(gap):
            continue
        near = max(begin, group[0].start - _LONGEST_LEAD)
        around = low[near : min(end, mention.end + _LONGEST_LEAD)]
        found = set(_roles(low, max(lead_from, near), near, group[0].start, gap, around))
        if mention.by_post and _GIVES_BY_OFFICE.match(gap):
            found.discard("present_award")
        for each in group:
            roles[each.key].extend(found)
        if _TOGETHER.match(gap) and (
            "đồng" in gap[:14] or "cùng" in gap[:14] or _SEVERAL.search(low, begin, here[0].start)
        ):
            for each in here[:index]:
                roles[each.key].append("chair")
        if "attend" not in found:
            lead_from = mention.end
        group = []


def _read_those_who_came(
    low: str, sentence: tuple[int, int], here: Sequence[Mention], roles: dict[str, list[str]]
) -> None:
    """«Các đồng chí: A, …; B, … cùng 450 đại biểu đã tới dự»: all who are listed attend."""
    listed = len(here) > 1 and _LISTED_TOGETHER.search(low, here[0].end, here[-1].start)
    if listed and _ALL_CAME.fullmatch(low, here[-1].end, sentence[1]):
        for each in here:
            roles[each.key].append("attend")


def _roles(low: str, lead_from: int, begin: int, start: int, gap: str, sentence: str) -> Iterator[str]:
    if _receives(low, begin, start):
        yield "receive_award"
        return
    lead = low[lead_from:start]
    if (_HANDED_BY.search(lead) and _HANDS.match(gap)) or _RECEIVED_FROM.search(low, begin, start):
        yield "present_award"
        return
    before = {role for role, pattern in _BEFORE.items() if pattern.search(lead)}
    if "report" in before:
        before -= {"report"} if "diễn văn" in lead else {"speak", "quoted"}
    if "diễn văn" in lead:
        gap = gap.replace("trình bày", "đọc")
    if lead_from > begin:
        before.discard("present_award")  # another person's deed
    yield from before
    clause = gap.partition(";")[0]  # behind it others do other things
    content = _CONTENT.search(clause)
    deeds = clause[: content.end()] if content else clause
    behind = _deeds_behind(deeds, lead, sentence)
    behind |= _told_later(clause, content.end() if content else 0)
    if "report" in before | behind:
        behind -= {"speak", "quoted"}
    cited = "quoted" in before or (_QUOTE_BEFORE.search(lead) and _SAYS_SMILING.match(clause))
    if cited or _TO_PRESS.search(gap):
        behind = (behind - {"speak", "launch"}) | {"quoted"}
    yield from behind
    if not before and not behind and _SHOWN_AT.match(gap):
        yield "attend"


def _told_later(clause: str, content: int) -> set[str]:
    """«…, là một trong 14 người nhận danh hiệu»; «… đánh giá cao …, đồng thời trao Bằng khen»."""
    later = {"receive_award"} if _ONE_OF.match(clause) else set()
    return later | ({"present_award"} if content and _AND_HANDS.search(clause, content) else set())


def _receives(low: str, begin: int, start: int) -> bool:
    """Return whether the words before a name give an award to it; money and presents are none."""
    if _PROPOSES.search(low, begin, start):
        return False
    found = next((told for pattern in _RECEIVES_IN_LIST if (told := pattern.search(low, begin, start))), None)
    return found is not None and not (_GIFT.search(found[0]) and not _AWARD.search(found[0]))


def _deeds_behind(deeds: str, lead: str, sentence: str) -> set[str]:
    """Return the roles that the words behind a name give, up to what the person says."""
    behind = {role for role, pattern in _BEHIND.items() if pattern.search(deeds)}
    if "say" in behind:
        behind.remove("say")
        meets = _GATHERING.search(sentence) and not _PRESS.search(sentence)
        behind.add("speak" if meets or _FOR_OTHERS.search(lead) or _FOR_OTHERS.search(deeds) else "quoted")
    if NOT_AWARDED.search(deeds):
        behind -= {"receive_award", "present_award"}
    if "receive_award" in behind or _IS_GIVEN.search(deeds):  # «được Thủ tướng tặng Bằng khen»
        behind.discard("present_award")
    return behind
