"""What each table of the statistics says, as sentences: for the page and the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.insights.statistics import Aside, AwardLine, Number, Statistics, Table, Twice
from thidua.law.statistic_forms import Subject
from thidua.vietnamese.writing import number


@dataclass(frozen=True)
class LeftOut:
    """Rows of the ledger that stand on no table. ``aside`` ``None``: they say again what another row says."""

    why: str
    times: int
    aside: Aside | None = None


def conclusion(found: Statistics, table: Table) -> str:
    """Return the sentence with which a table opens."""
    if table.form.subject is Subject.MOVEMENTS:
        return _of_movements(found, table.total)
    return _of_awards(found, table)


def reservations(found: Statistics, table: Table) -> list[str]:
    """Return what must be known before the numbers of a table are copied."""
    if table.form.subject is Subject.AWARDS:
        said = [_outside(table.outside)] if table.outside else []
        return [*said, _unnumbered(found.unnumbered)] if found.unnumbered else said
    said = [
        _(
            "Đếm phong trào có giai đoạn rơi vào năm. Phong trào máy lập từ bài viết được ghi là theo chuyên đề; "
            "kiểm tra lại hình thức trước khi báo cáo."
        )
    ]
    if found.movements.undated:
        said.append(_undated(found.movements.undated))
    return said


def counted_once(found: Statistics, table: Table) -> list[str]:
    """Return which awards of a table count once though the ledger has them more than once."""
    twice = found.twice_by_form.get(table.form.code)
    if twice is None:
        return []
    return [
        sentence % {"n": number(times)}
        for sentence, times in ((_of_several(twice), twice.of_several), (_within_one(twice), twice.within_one))
        if times
    ]


def left_out(found: Statistics) -> list[LeftOut]:
    """Return the rows of the ledger that stand on no table, by why; those there are none of are left out."""
    lines = [
        LeftOut(_("Ghi lại lượt khen mà dòng khác trong sổ đã ghi; chỉ đếm một lần"), found.again),
        LeftOut(_("Chưa rõ hình thức: dòng trong sổ không khớp danh mục"), found.no_form, Aside.NO_FORM),
        LeftOut(_("Chưa rõ cấp tặng: hình thức do nhiều cấp tặng, sổ không ghi cấp"), found.no_level, Aside.NO_LEVEL),
        LeftOut(_("Cấp tặng không thuộc hai biểu này"), found.other_level, Aside.OTHER_LEVEL),
    ]
    return [line for line in lines if line.times]


def reason(aside: Aside) -> str:
    """Return in a few words why awards stand on no table, for the list of them."""
    return {
        Aside.NO_FORM: _("chưa rõ hình thức"),
        Aside.NO_LEVEL: _("chưa rõ cấp tặng"),
        Aside.OTHER_LEVEL: _("cấp tặng không thuộc hai biểu"),
    }[aside]


def cell(shown: Number) -> str:
    """Write a cell: the number, «ít nhất» before one that may be higher, «chưa có số» where none is known."""
    if shown.value is None:
        return _("chưa có số")
    written = number(shown.value)
    return _("ít nhất %(n)s") % {"n": written} if shown.is_partial else written


def _of_movements(found: Statistics, total: int) -> str:
    if not total:
        return _("Năm %(year)s chưa có phong trào thi đua nào được ghi.") % {"year": found.year}
    sentence = ngettext(
        "Năm %(year)s có %(n)s phong trào thi đua, %(begun)s bắt đầu trong năm.",
        "Năm %(year)s có %(n)s phong trào thi đua, %(begun)s bắt đầu trong năm.",
        total,
    )
    return sentence % {"year": found.year, "n": number(total), "begun": number(found.movements.begun)}


def _of_awards(found: Statistics, table: Table) -> str:
    if not table.total:
        return _("Sổ khen thưởng chưa có lượt khen nào của cấp này trong năm %(year)s.") % {"year": found.year}
    lines = found.awards_by_form[table.form.code]
    sentence = ngettext(
        "%(n)s lượt khen: %(collectives)s tập thể, %(households)s hộ gia đình, %(individuals)s cá nhân.",
        "%(n)s lượt khen: %(collectives)s tập thể, %(households)s hộ gia đình, %(individuals)s cá nhân.",
        table.total,
    )
    return sentence % {"n": number(table.total), **_by_kind(lines)}


def _by_kind(lines: Iterable[AwardLine]) -> dict[str, str]:
    known = list(lines)
    return {
        "collectives": number(sum(line.collectives for line in known)),
        "households": number(sum(line.households for line in known)),
        "individuals": number(sum(line.individuals for line in known)),
    }


def _of_several(twice: Twice) -> str:
    return ngettext(
        "%(n)s lượt khen có ở sổ của nhiều đơn vị, chỉ đếm một lần.",
        "%(n)s lượt khen có ở sổ của nhiều đơn vị, mỗi lượt chỉ đếm một lần.",
        twice.of_several,
    )


def _within_one(twice: Twice) -> str:
    return ngettext(
        "%(n)s lượt khen ghi nhiều dòng trong một sổ, chỉ đếm một lần.",
        "%(n)s lượt khen ghi nhiều dòng trong một sổ, mỗi lượt chỉ đếm một lần.",
        twice.within_one,
    )


def _unnumbered(times: int) -> str:
    sentence = ngettext(
        "%(n)s dòng của sổ trong năm không ghi số quyết định, như dòng ghi từ bài viết: không rõ có ghi lại không.",
        "%(n)s dòng của sổ trong năm không ghi số quyết định, như dòng ghi từ bài viết: không rõ có ghi lại không.",
        times,
    )
    return sentence % {"n": number(times)}


def _outside(times: int) -> str:
    sentence = ngettext(
        "%(n)s lượt của hình thức không có cột riêng, đã tính trong tổng số.",
        "%(n)s lượt của hình thức không có cột riêng, đã tính trong tổng số.",
        times,
    )
    return sentence % {"n": number(times)}


def _undated(times: int) -> str:
    sentence = ngettext(
        "%(n)s phong trào chưa ghi giai đoạn nên chưa được đếm.",
        "%(n)s phong trào chưa ghi giai đoạn nên chưa được đếm.",
        times,
    )
    return sentence % {"n": number(times)}
