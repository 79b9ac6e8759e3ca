"""Sentences computed from a review: titles that state the result. The same on the page and, in Vietnamese, on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.conferences.queries.reading import ComparedLine, ReviewReading
from thidua.vietnamese import writing

_WORDS = (
    gettext_lazy("không"),
    gettext_lazy("một"),
    gettext_lazy("hai"),
    gettext_lazy("ba"),
    gettext_lazy("bốn"),
    gettext_lazy("năm"),
    gettext_lazy("sáu"),
    gettext_lazy("bảy"),
    gettext_lazy("tám"),
    gettext_lazy("chín"),
    gettext_lazy("mười"),
)
_NAMED_AT_MOST = 2


def counted(count: int) -> str:
    """Return a small count as a word, a larger one in figures."""
    return str(_WORDS[count]) if count < len(_WORDS) else writing.number(count)


def what_the_review_holds(reading: ReviewReading) -> str:
    """Say how much is in a review: «10 số liệu, 2 hình thức khen thưởng, 1 hội nghị; số nào cũng có nguồn.»."""
    if reading.is_empty:
        return _("Chưa có số liệu nào của kỳ này.")
    figures = sum(1 for row in reading.results if row.now) + len(reading.aggregates) + len(reading.plans)
    parts = [
        (figures, ngettext("%(count)s số liệu", "%(count)s số liệu", figures)),
        (len(reading.awards), ngettext("%(count)s lần khen thưởng", "%(count)s lần khen thưởng", len(reading.awards))),
        (
            len(reading.people),
            ngettext("%(count)s đại biểu nêu tên", "%(count)s đại biểu nêu tên", len(reading.people)),
        ),
    ]
    held = ", ".join(text % {"count": writing.number(count)} for count, text in parts if count)
    return _("%(held)s; mỗi số đều mở được câu nguồn.") % {"held": held}


def comparison(rows: Sequence[ComparedLine]) -> str:
    """Say how many results rose and fell: «Bốn việc tăng, một việc giảm: tuần tra, canh gác.»."""
    changed = [row for row in rows if row.change is not None]
    if not changed:
        return _no_comparison(rows)
    up = [row for row in changed if row.change and row.change.difference > 0]
    down = [row for row in changed if row.change and row.change.difference < 0]
    same = len(changed) - len(up) - len(down)
    parts = [
        _part(len(up), ngettext("%(count)s việc tăng", "%(count)s việc tăng", len(up))),
        _part(len(down), ngettext("%(count)s việc giảm", "%(count)s việc giảm", len(down))),
        _part(same, ngettext("%(count)s việc giữ nguyên", "%(count)s việc giữ nguyên", same)),
    ]
    sentence = capfirst(", ".join(part for part in parts if part))
    if 0 < len(down) <= _NAMED_AT_MOST and up:
        names = "; ".join(row.line.indicator.name[:1].lower() + row.line.indicator.name[1:] for row in down)
        return _("%(sentence)s: %(names)s.") % {"sentence": sentence, "names": names}
    return f"{sentence}."


def change_of_lead(row: ComparedLine, previous: str) -> str:
    """Say how one result changed: «Mô hình … tăng 11,0% so với 2014–2019»; an estimate says so."""
    change, name = row.change, row.line.indicator.name
    if change is None:
        return name
    if change.difference == 0:
        return _("%(name)s giữ nguyên so với %(previous)s") % {"name": name, "previous": previous}
    by = (
        writing.share(abs(change.permille)).lstrip("+")
        if change.permille is not None
        else writing.scaled(abs(change.difference), row.line.indicator.decimals)
    )
    values = {"name": name, "by": by, "previous": previous}
    sentence = (
        _("%(name)s tăng %(by)s so với %(previous)s")
        if change.difference > 0
        else _("%(name)s giảm %(by)s so với %(previous)s")
    )
    return sentence % values + (_(" (ước tính)") if change.is_estimate else "")


def awards_given(reading: ReviewReading) -> str:
    """Say what was awarded: «103 tập thể, 94 cá nhân được tặng Bằng khen của Bộ Công an» or how many awards."""
    if not reading.awards:
        return _("Chưa có khen thưởng nào trong sổ.")
    if len(reading.awards) == 1:
        award = reading.awards[0]
        return capfirst(
            _("%(who)s được nhận %(award)s") % {"who": award.recipients_in_words, "award": _award_inside(str(award))}
        )
    return _("%(count)s lần khen thưởng, mỗi lần một hình thức và một cấp tặng") % {
        "count": capfirst(counted(len(reading.awards)))
    }


def directions_given(reading: ReviewReading) -> str:
    """Say how many directions are assigned and done."""
    total = len(reading.directions)
    if not total:
        return _("Chưa ghi chỉ đạo nào.")
    done = sum(1 for each in reading.directions if each.state == "done")
    loose = sum(1 for each in reading.directions if each.state == "not_assigned")
    values = {"total": total, "done": done, "loose": loose}
    if loose:
        return _("%(total)s chỉ đạo, %(done)s đã xong, %(loose)s chưa giao ai.") % values
    return _("%(total)s chỉ đạo, %(done)s đã xong, việc nào cũng có người chủ trì.") % values


def _no_comparison(rows: Sequence[ComparedLine]) -> str:
    count = sum(1 for row in rows if row.now)
    if not count:
        return _("Kỳ này chưa có kết quả nào.")
    return capfirst(
        ngettext(
            "%(count)s kết quả của kỳ; chưa có kỳ trước để so.",
            "%(count)s kết quả của kỳ; chưa có kỳ trước để so.",
            count,
        )
        % {"count": counted(count)}
    )


def _part(count: int, text: str) -> str:
    return text % {"count": counted(count)} if count else ""


def _award_inside(name: str) -> str:
    return name if name.split(" ", maxsplit=1)[0] in {"Huân", "Huy"} else name[:1].lower() + name[1:]
