"""The year that a text settles for a day without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as calendar_day
from datetime import timedelta

from thidua.vietnamese.dates import DateMention

# What a year behind it is: one to come, or one that is looked back on; the last such word before the year decides.
_LOOKS = re.compile(
    r"(?<!\w)(?:(?P<forward>nhiệm vụ|phương hướng|kế hoạch"
    r"|triển khai(?: (?:thực hiện )?(?:công tác|phong trào|các mặt công tác))?|phát động(?: đợt)?(?: phong trào)?"
    r"(?: thi đua)?|ra quân|mục tiêu|phấn đấu|giao ước|đầu)|tổng kết|kết quả|thành tích|sơ kết|công tác|phong trào"
    r"|trong(?= $))(?!\w)"
)
_BACKWARD = re.compile(r"(?<!\w)(?:tổng kết|kết quả|thành tích|sơ kết|công tác|phong trào)(?!\w)")
_PLANNED = re.compile(
    r"(?<!\w)(?:đến|tới|hết|mục tiêu|từ|trước|kỷ niệm|sinh|thành lập|so với|cùng kỳ|lần) $"
    r"|(?<!\w)(?:quyết định|nghị quyết"
    r"|thông tư|luật|nghị định|kế hoạch|chỉ thị|dự kiến|sẽ|lần tới|sắp tới)(?!\w)[^.;\n]{0,40}$"
    r"|(?<!\w)(?:mong muốn|phấn đấu|quyết tâm)(?!\w)[^.;\n]*$"
)
# «Năm 2025, đội phải …», «kỷ niệm … 7/5/2010, ban tổ chức sẽ …»: a year ahead of the story.
_AHEAD = re.compile(r"\)?,[^.,;\n]{0,40}? (?:sẽ|phải|dự kiến|phấn đấu|tiếp tục|được giao)(?!\w)")
# «đến hết tháng 7-2019 hai vùng đã có …»: not planned for, but counted up to.
_REACHED = re.compile(r"[^.;\n]{0,30}?(?<!\w)đã(?!\w)")
_PART_OF_YEAR = re.compile(r"(?:tháng đầu|quý [ivx]+|từ đầu)(?: năm)? $")
_IN_RANGE = re.compile(r"\s?-\s?(?:19|20)\d\d")
_RANGE = re.compile(r"(?:19|20)\d\d\s?-\s?(?P<last>(?:19|20)\d\d)(?!\d)")
# «tổng kết 15 năm … giai đoạn 2009-2024»: summed up in the last year, or at the beginning of the next.
# A congress meets in the first year of its term, or in the last of the stage that it reviews.
_SUMMED_UP = re.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|(?P<congress>đại hội))(?!\w)[^.;\n]{0,120}?"
    r"(?P<first>(?:19|20)\d\d)\s?-\s?(?P<last>(?:19|20)\d\d)(?!\d)"
)
# «tổng kết phong trào … năm 2018» in May: that of the year before, for a year is reviewed when it is over.
_WHOLE_YEAR = re.compile(r"tổng kết (?:công tác|phong trào|hoạt động|việc thực hiện|nhiệm vụ)(?!\w)[^.;\n]*$")
# «Liên hoan … lần thứ 3 - 2013»: told in the year of the edition.
_EDITION = re.compile(
    r"(?<!\w)(?:liên hoan|cuộc thi|hội thi|hội thao|hội diễn|giải thưởng|giải|ngày hội)(?!\w)[^.;\n]{0,80}?"
    r"(?<!\w)lần (?:thứ )?(?:\d{1,2}|[ivxl]+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?: ?[-–,] ?|, | \()"
    r"(?:năm )?(?P<last>20\d\d)(?!\d)"
)
# «kỷ niệm 50 năm thành lập trường (1958 - 2008)»: told in the last of these years.
_ANNIVERSARY = re.compile(
    r"(?<!\w)(?:kỷ|kỉ) niệm (?:lần thứ )?\d+ năm[^.;\n]{0,120}?\((?:\d{1,2}[-/. ]{1,3}){0,2}(?:19|20)\d\d\s?[-/]\s?"
    r"(?:\d{1,2}[-/. ]{1,3}){0,2}(?P<last>(?:19|20)\d\d)\)"
)
# «Lễ khởi động Tháng Công nhân 2017»: the year belongs to the name of what it is about.
_NAMED_YEAR = re.compile(
    r"(?<!\w)(?:tháng|tuần lễ|hành trình|ngày hội|chiến dịch|liên hoan|cuộc thi|hội thi) [^\W\d_]+(?: [^\W\d_]+){0,7}"
    r" (?P<last>20\d\d)(?!\d|\s?-)"
)
_BARE_YEAR = re.compile(r"(?<!\d)(?:199\d|20\d\d)(?!\d)")
_LEAD = 600
# «Sáng nay», «hôm qua»: counted from the day on which the article appeared.
_RELATIVE = re.compile(
    r"(?<!\w)(?<!tin )(?<!từ )(?<!đến )(?:(?P<part>sáng|trưa|chiều|tối) (?P<day>nay|qua|mai)"
    r"|(?:hôm|ngày(?! nay)) (?P<day2>nay|qua|kia|mai))(?!\w)(?! (?:cho biết|cho hay|thông tin|thông báo))"
)
_DAYS_ON = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}
_HISTORY = 1990
_FULL_DATE = 2
_SPRING, _AUTUMN = 4, 9
_WINDOW = 90


@dataclass(frozen=True)
class Settled:
    """A date with the year it got.

    Attributes:
        date: the day, with the year where the text settles it.
        basis: explicit, article or unknown, as in the corpus schema.
    """

    date: DateMention
    basis: str


def settle_year(low: str, date: DateMention, dates: Sequence[DateMention], published: str | None) -> Settled:
    """Give ``date`` its year.

    Args:
        low: the text in matching form.
        date: the date of an event.
        dates: all dates of the story.
        published: when the article appeared, if it says so.
    """
    if date.year is not None:
        return Settled(date, "explicit")
    year = _year_of_publication(date, published) or _year_of_story(low, date, dates)
    return Settled(date.in_year(year), "article") if year else Settled(date, "unknown")


def relative_day(low: str, start: int, end: int, published: str | None) -> DateMention | None:
    """Return the day that «sáng nay», «hôm qua» in ``low[start:end]`` means, without its year.

    Nothing where it is not known on which day the article appeared.
    """
    told = _RELATIVE.search(low, start, end) if published and len(published) == len("2020-06-05") else None
    if not told or not published:
        return None
    try:
        day = calendar_day.fromisoformat(published) + timedelta(days=_DAYS_ON[told["day"] or told["day2"]])
    except ValueError:  # «2024-02-30» is no day
        return None
    return DateMention(*told.span(), f"XXXX-{day.month:02}-{day.day:02}", part=told["part"])


def _year_of_publication(date: DateMention, published: str | None) -> int | None:
    """The year of the article; the one before for a December told in January."""
    if not published:
        return None
    year = int(published[:4])
    month = int(published[5:7]) if len(published) > len("2020") else None
    late = month is not None and date.month is not None and date.month - month >= _SPRING + 1
    return year - 1 if late else year


def _year_of_story(low: str, date: DateMention, dates: Sequence[DateMention]) -> int | None:
    """The year that most dates speak for: full dates twice, years reported on or planned for once."""
    votes: Counter[int] = Counter()
    to_come: set[int] = set()
    for each in dates:
        before = low[max(0, each.start - _WINDOW) : each.start]
        if each.year is None or each.year < _HISTORY or _IN_RANGE.match(low, each.end):
            continue
        planned = _PLANNED.search(before) and not _REACHED.match(low, each.end)
        if planned or _AHEAD.match(low, each.end):
            to_come.add(each.year)
            continue
        if each.granularity == "year" and not _PART_OF_YEAR.search(before):
            votes[_suggested(each.year, date.month or 1, before)] += 1
        else:
            votes[each.year] += _FULL_DATE
    if max(votes.values(), default=0) < _FULL_DATE:
        votes.update(_summed_up_in(low, date.month or _AUTUMN, to_come))
    votes.update({int(told["last"]): _FULL_DATE + 1 for told in _ANNIVERSARY.finditer(low, 0, 2 * _LEAD)})
    votes.update({int(told["last"]): _FULL_DATE for told in _EDITION.finditer(low, 0, _LEAD)})
    votes.update({int(told["last"]): _FULL_DATE for told in _NAMED_YEAR.finditer(low, 0, _LEAD)})
    if not votes:
        for stretch in _RANGE.finditer(low):
            if _BACKWARD.search(low, max(0, stretch.start() - _WINDOW), stretch.start()):
                votes[int(stretch["last"])] += 1
    if not votes:
        votes.update(int(year[0]) for year in _BARE_YEAR.finditer(low, 0, _LEAD))
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _summed_up_in(low: str, month: int, to_come: Collection[int]) -> Iterator[int]:
    """Yield the years in which stages are summed up, for every kind of gathering; what is certain twice.

    A congress mostly names the term that it opens, unless the year behind the term is told as one to come.
    """
    told = {(each["congress"] or "", int(each["first"]), int(each["last"])) for each in _SUMMED_UP.finditer(low)}
    for congress, first, last in told:
        reviewed = last + 1 if month < _SPRING and not congress else last
        opens_term = congress and last + 1 not in to_come
        yield from (reviewed, first, first) if opens_term else (reviewed, reviewed)


def _suggested(year: int, month: int, before: str) -> int:
    told = list(_LOOKS.finditer(before))
    if not told:
        return year
    if told[-1]["forward"]:
        return year - 1 if month > _AUTUMN else year
    over = _SPRING if not _WHOLE_YEAR.search(before) else _AUTUMN
    return year + 1 if month <= over else year
