"""What was received before, as a ground for the next (Law 06/2022/QH15, Art. 21, 22, 73; Decree 152/2025, Art. 4)."""

from __future__ import annotations

from datetime import date

from thidua.law.catalogue import award_form
from thidua.law.record import CommendationType, HeldAward, Rating, Record
from thidua.law.standards.ratings import not_rated, years_of
from thidua.law.standards.sequences import in_words, run_up_to
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView

_NO_GROUND_FOR_MERIT = (CommendationType.AD_HOC, CommendationType.MOVEMENT)


def received_in_a_row(record: Record, law: LawView, *, of: tuple[str, ...], number: str) -> Finding:
    """Ask for ``number`` years in a row, up to this or the last year, in which one of the awards was received."""
    needed = law.number(number)
    run = run_up_to(record.year, record.years_of(of))
    all_years = record.years_of(of)
    observed = f"{_name(of)}: {in_words(all_years)}." if all_years else f"Chưa có {_name(of)} trong sổ khen thưởng."
    if len(run) >= needed:
        return Finding(Outcome.MET, f"Liên tục các năm {in_words(run)}.", observed)
    lacking = needed - len(run)
    last = run[-1] if run else record.year - 1
    return Finding(
        Outcome.NOT_MET,
        f"Mới có {len(run)} lần liên tục, cần {needed} lần.",
        observed,
        f"Thêm {lacking} lần {_name(of)} liên tục",
        date(last + lacking, 1, 1),
    )


def received_one_after_another(
    record: Record, law: LawView, *, of: tuple[str, ...], number: str, between: tuple[str, ...]
) -> Finding:
    """Ask for ``number`` successive awards of a title that rests on several years and so is not given every year.

    The Law says «liên tục» and nothing more; what was seen of practice lets the awards lie years apart, with the title
    below held in between. Years without either are for a person to judge, never a refusal by the machine.
    """
    needed = law.number(number)
    years = record.years_of(of)
    observed = f"{_name(of)}: {in_words(years) or 'chưa có'}."
    if len(years) < needed:
        lacking = needed - len(years)
        return Finding(
            Outcome.NOT_MET,
            f"Mới có {len(years)} lần, cần {needed} lần liên tục.",
            observed,
            f"Thêm {lacking} lần {_name(of)}",
            date((years[-1] if years else record.year - 1) + lacking, 1, 1),
        )
    last = years[-needed:]
    covered = {*years, *record.years_of(between)}
    gaps = tuple(year for year in range(last[0], last[-1]) if year not in covered)
    if not gaps:
        return Finding(Outcome.MET, f"Liên tục các lần {in_words(last)}.", observed)
    return Finding(
        Outcome.TO_JUDGE,
        f"Đã có {len(years)} lần, nhưng sổ không ghi danh hiệu nào các năm {in_words(gaps)}; "
        "Luật không giải thích “liên tục”, người có thẩm quyền kết luận.",
        observed,
        f"Danh hiệu của các năm {in_words(gaps)}, hoặc kết luận",
    )


def received_times_in_run(
    record: Record, law: LawView, *, of: tuple[str, ...], number: str, least: Rating, within: str
) -> Finding:
    """Ask that one of the awards was received ``number`` times within the years in a row that were ``least`` so good.

    Where that row is shorter than ``within`` years, the ``within`` years up to this or the last one are looked at;
    years without a rating that would make the row longer are for a person to look up.
    """
    needed, received = law.number(number), record.years_of(of)
    years = years_of(record, least)
    sure, may_be = years.spans(law.number(within), min(received, default=record.year))
    counted = tuple(year for year in received if year in sure)
    observed = f"{_name(of)} trong các năm {sure[0]}-{sure[-1]}: {in_words(counted) or 'chưa có'}."
    if len(counted) >= needed:
        return Finding(Outcome.MET, observed, observed)
    if sum(year in may_be for year in received) >= needed:
        return not_rated(sorted(set(may_be) - years.good), observed)
    lacking = needed - len(counted)
    return Finding(
        Outcome.NOT_MET,
        f"Mới có {len(counted)} lần, cần {needed} lần.",
        observed,
        f"Thêm {lacking} lần {_name(of)}",
        date(sure[-1] + lacking, 1, 1),
    )


def holds(record: Record, law: LawView, *, of: tuple[str, ...]) -> Finding:  # noqa: ARG001 - every test is given the law
    """Ask whether one of the awards was received before; ad-hoc and theme awards are no ground for a merit award."""
    held = [each for each in record.honours if each.code in of and record.counts(each.year)]
    sure = [each for each in held if each.type and each.type not in _NO_GROUND_FOR_MERIT]
    if sure:
        words = f"{_name(of)}: {in_words(sorted({each.year for each in sure}))}."
        return Finding(Outcome.MET, words, words)
    unknown = sorted({each.year for each in held if each.type is None})
    if unknown:
        words = f"{_name(of)}: {in_words(unknown)}, sổ không ghi loại hình khen thưởng."
        return Finding(Outcome.TO_JUDGE, f"{words} {_TYPE_UNKNOWN}", words, "Loại hình của lần khen đã có")
    if held:
        return Finding(Outcome.NOT_MET, _only_ad_hoc(held), _only_ad_hoc(held), f"{_name(of)} theo công trạng")
    return Finding(Outcome.NOT_MET, f"Chưa có {_name(of)} trong sổ khen thưởng.", "Chưa có.", _name(of))


def not_received_before(record: Record, law: LawView, *, of: tuple[str, ...]) -> Finding:  # noqa: ARG001 - likewise
    """Ask that the award, which is given once, was not received before."""
    years = sorted(held.year for held in record.honours if held.code in of)
    if years:
        return Finding(Outcome.NOT_MET, f"Đã được tặng năm {in_words(years)}; chỉ tặng một lần.", in_words(years))
    return Finding(Outcome.MET, "Chưa được tặng lần nào.", "Chưa được tặng.")


_TYPE_UNKNOWN = "Khen đột xuất, chuyên đề không làm căn cứ khen theo công trạng; cần người xét."


def _only_ad_hoc(held: list[HeldAward]) -> str:
    years = in_words(sorted({each.year for each in held}))
    return f"Chỉ có khen đột xuất hoặc theo phong trào ({years}), không làm căn cứ khen theo công trạng."


def _name(codes: tuple[str, ...]) -> str:
    return " hoặc ".join(award_form(code).name for code in codes)
