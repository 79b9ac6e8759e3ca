"""The sentences of the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_with_year
from thidua.office.totals.words import value_in_words
from thidua.organisations.choices import Level, UnitKind
from thidua.reports.queries.changes import Change
from thidua.reports.queries.totals.counted import known_as
from thidua.reports.queries.two_maps import Side, Today, TwoMaps
from thidua.reports.rules.adding import Part
from thidua.vietnamese.writing import number
from thidua.web.formats import in_sentence

_NAMED = 3
_CITY = "thành phố trực thuộc trung ương"
_KINDS = ("thành phố", "tỉnh", "xã", "phường", "thị trấn", "đặc khu")
"""Words of the names themselves, which are Vietnamese on every screen."""


def said(indicator: Indicator, part: Part | None, missing: int) -> str:
    """Write a number with the word before it."""
    if part is None:
        return _("chưa có số")
    word, value = known_as(part, missing), value_in_words(indicator, part)
    return f"{word} {value}" if word else value


def said_of_side(found: TwoMaps, side: Side) -> str:
    """Write the number of a unit as it was."""
    return said(found.indicator, side.part, side.missing)


def said_today(found: TwoMaps, today: Today) -> str:
    """Write the number of a unit of today: one number, or the range of what is certain."""
    if today.found is None:
        return _("chưa có số")
    low, high = today.found.low, today.found.high
    if today.found.is_certain or low.of:
        return said(found.indicator, low, today.missing)
    values = {"low": value_in_words(found.indicator, low), "high": value_in_words(found.indicator, high)}
    if today.missing:
        return _("ít nhất %(low)s") % values if low.value else _("chưa rõ")
    return _("từ %(low)s đến %(high)s") % values


def heading(found: TwoMaps) -> str:
    """Say the result."""
    then, now = found.then, found.now
    values = {
        "period": capfirst(period_with_year(found.span)),
        "phrase": found.indicator.phrase,
        "then": _headed(found, then[0]) if then else "",
        "now": _bare(now[0].name) if now and now[0].level == Level.PROVINCE else name(now[0].name) if now else "",
        "count": number(max(len(then), len(now))),
        "number": said_of_side(found, then[0]) if then else "",
    }
    if not then or not any(each.part for each in then):
        return _("%(period)s: chưa có số %(phrase)s") % values
    if not now:
        return _("%(number)s %(phrase)s của %(then)s, nay không còn đơn vị kế thừa") % values
    if len(now) > 1:
        return _("%(number)s %(phrase)s của %(then)s nay chia cho %(count)s đơn vị") % values
    return _to_one(found, values)


def _headed(found: TwoMaps, side: Side) -> str:
    """Name a unit in the heading, a province without its kind."""
    return short_name(found, side) if side.level == Level.PROVINCE else side_name(found, side)


def listed(names: Sequence[str]) -> str:
    """Write names one after another, of many only how many there are."""
    if len(names) > _NAMED:
        return ngettext("%(count)s nơi", "%(count)s nơi", len(names)) % {"count": number(len(names))}
    return _(" và ").join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _to_one(found: TwoMaps, values: dict[str, str]) -> str:
    then, now = found.then, found.now[0]
    if found.is_same_map or (len(then) == 1 and then[0].pk == now.pk):
        return _("%(number)s %(phrase)s của %(then)s trên cả hai bản đồ") % values
    told = values | {"number": said_today(found, now)}
    if now.found and not now.found.is_certain and now.missing and not now.found.low.value:
        return _("Chưa rõ %(now)s có bao nhiêu %(phrase)s: số cũ bị chia, không rõ tỷ lệ") % told
    if len(then) > 1:
        return _("%(now)s có %(number)s %(phrase)s của %(count)s đơn vị cũ") % told
    if now.found and not now.found.is_certain:
        return _("%(then)s: %(old)s %(phrase)s, nay ở %(now)s %(number)s") % (told | {"old": values["number"]})
    if _lacks(now):
        return _("%(number)s %(phrase)s của %(then)s nay thuộc %(now)s, nhưng chưa phải là số của cả %(now)s") % values
    return _("%(number)s %(phrase)s của %(then)s nay thuộc %(now)s") % values


def _lacks(now: Today) -> bool:
    return now.missing > 0 or any(each.part is None for each in now.sources)


def note_of(found: TwoMaps, today: Today) -> str:
    """Say under the number of today of what it consists and what is not in it."""
    lacking = [side_name(found, each) for each in today.sources if each.part is None]
    period = period_with_year(found.span)
    told = []
    if lacking and today.found:
        values = {"names": listed(lacking), "period": period}
        told.append(_("Phần %(names)s chưa có số %(period)s nên chưa cộng thành tổng.") % values)
    split = today.found.split if today.found else 0
    if split:
        values = {"count": number(split)}
        told.append(
            ngettext(
                "%(count)s nơi báo cáo nay bị chia, không rõ tỷ lệ: số không tự chia, chỉ nói được khoảng chắc chắn.",
                "%(count)s nơi báo cáo nay bị chia, không rõ tỷ lệ: số không tự chia, chỉ nói được khoảng chắc chắn.",
                split,
            )
            % values
        )
    if split and today.missing and today.found and not today.found.low.of:
        low, high = (value_in_words(found.indicator, part) for part in (today.found.low, today.found.high))
        told.append(_("Trong số đã có, từ %(low)s đến %(high)s thuộc nơi này.") % {"low": low, "high": high})
    by_share = today.found.by_share if today.found else 0
    if by_share:
        one = "%(count)s số tính theo tỷ lệ đã biết."
        told.append(ngettext("%(count)s số tính theo tỷ lệ đã biết.", one, by_share) % {"count": number(by_share)})
    return " ".join(told)


def share_of(today: Today) -> tuple[str, str]:
    """Return the chip that says how complete the number is: its state and its word."""
    sources = len(today.sources)
    there = sum(each.part is not None for each in today.sources)
    if today.found is None:
        return "unknown", ""
    if there < sources:
        return "partial", _("Mới có %(there)s/%(all)s nguồn") % {"there": there, "all": sources}
    if today.missing:
        return "partial", _("Còn thiếu %(count)s số") % {"count": number(today.missing)}
    if today.found.split:
        return "judge", _("Chưa rõ tỷ lệ")
    return "complete", ""


def flow_title(found: TwoMaps, sides: Sequence[Side]) -> str:
    """Say how many communes went wholly somewhere and how many were divided."""
    divided = [each for each in sides if each.whole or each.split]
    told = [each for each in divided if each.part] or divided
    if len(told) == 1:
        one = told[0]
        values = {
            "whole": number(one.whole), "all": number(one.whole + one.split), "unit": side_name(found, one),
            "split": number(one.split),
        }  # fmt: skip
    else:
        whole, split = sum(each.whole for each in told), sum(each.split for each in told)
        names = listed([side_name(found, each) for each in told])
        values = {"whole": number(whole), "all": number(whole + split), "unit": names, "split": number(split)}
    if values["split"] == "0":
        return _("%(whole)s/%(all)s xã cũ của %(unit)s nhập trọn vẹn nên số liệu cộng được.") % values
    told_both = _(
        "%(whole)s/%(all)s xã cũ của %(unit)s nhập trọn vẹn nên số liệu cộng được; "
        "%(split)s xã bị chia nên phần mềm không tự chia."
    )
    return told_both % values


def counts_of(changes: Sequence[Change]) -> str:
    """Say how many units were divided, put together, or became one other: «34 nơi bị chia, 57 lần nhập, 5 nơi đổi»."""
    split = sum(len(each.after) > 1 for each in changes)
    merged = sum(len(each.after) == 1 and len(each.before) > 1 for each in changes)
    kept = len(changes) - split - merged
    told = [
        ngettext("%(count)s nơi bị chia", "%(count)s nơi bị chia", split) % {"count": number(split)} if split else "",
        ngettext("%(count)s nơi mới do nhập", "%(count)s nơi mới do nhập", merged) % {"count": number(merged)}
        if merged
        else "",
        ngettext("%(count)s nơi chỉ đổi tên, đổi loại", "%(count)s nơi chỉ đổi tên, đổi loại", kept)
        % {"count": number(kept)}
        if kept
        else "",
    ]
    return ", ".join(filter(None, told))


def communes_of(today: Today) -> str:
    """Say what stands under a unit of today: «114 đơn vị: 67 xã, 45 phường, 2 đặc khu»."""
    kinds = ", ".join(f"{number(count)} {UnitKind(kind).label}" for kind, count in today.communes)
    every = sum(count for _kind, count in today.communes)
    return _("%(count)s đơn vị: %(kinds)s") % {"count": number(every), "kinds": kinds} if kinds else ""


def name(full_name: str) -> str:
    """Name a unit inside a sentence, a city as it calls itself.

    >>> name("Thành phố Hải Phòng"), name("thành phố trực thuộc trung ương Huế")
    ('thành phố Hải Phòng', 'thành phố Huế')
    """
    shown = in_sentence(full_name)
    return f"thành phố{shown[len(_CITY) :]}" if shown.startswith(f"{_CITY} ") else shown


def side_name(found: TwoMaps, side: Side) -> str:
    """Name a unit as it was inside a sentence; an old one that is called as a unit of today is «… cũ»."""
    shown = name(side.name)
    same = any(side.pk != each.pk and _is_called_alike(side, each) for each in found.now)
    return _("%(unit)s cũ") % {"unit": shown} if same else shown


def _is_called_alike(side: Side, today: Today) -> bool:
    """Whether two units have one name; provinces are named without their kind, too."""
    if side.level == Level.PROVINCE:
        return _bare(side.name) == _bare(today.name)
    return name(side.name) == name(today.name)


def _bare(full_name: str) -> str:
    shown = name(full_name)
    return next((shown[len(kind) + 1 :] for kind in _KINDS if shown.startswith(f"{kind} ")), shown)


def short_name(found: TwoMaps, side: Side) -> str:
    """Name a province without its kind, as a map writes it."""
    shown = side_name(found, side)
    return next((shown[len(kind) + 1 :] for kind in _KINDS if shown.startswith(f"{kind} ")), shown)
