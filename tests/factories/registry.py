"""Documents, figures, awards and what hangs on them, made by the product's own commands."""

from datetime import date

from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.awards.commands import StatedAward, record_award
from thidua.conferences.commands import ensure_review
from thidua.indicators.commands import load_indicators
from thidua.indicators.models import Indicator
from thidua.movements.commands import ensure_movement
from thidua.reports.commands import StatedFigure, ensure_period, record_figure
from thidua.sources.commands import add_document, cite

TODAY = date(2026, 11, 20)


def make_indicator(code="veteran_models"):
    """An indicator of the shipped catalogue."""
    if not Indicator.objects.filter(code=code).exists():
        load_indicators(by=process_actor(), at=AT)
    return Indicator.objects.get(code=code)


def make_document(unit, text="Toàn tỉnh duy trì 2.087 mô hình. Hòa giải thành 2.822 vụ.", *, title="Sơ kết phong trào"):
    """A text brought into ``unit``."""
    return add_document(unit=unit, text=text, title=title, publisher="Báo thử", by=process_actor(unit), at=AT)


def make_citation(document, words):
    """A citation of the first place where ``words`` stand."""
    start = document.text.index(words)
    return cite(document=document, start=start, end=start + len(words), by=process_actor(document.unit), at=AT)


def make_movement(unit, name="Chương trình phối hợp số 04"):
    """A movement of ``unit``."""
    return ensure_movement(unit=unit, category="movement", name=name, by=process_actor(unit), at=AT)


def make_figure(
    unit,
    value=2087,
    *,
    code="veteran_models",
    years=(2014, 2019),
    qualifier="exact",
    document=None,
    movement=None,
    measure="",
):
    """A figure of ``unit``, cited from ``document`` (made for it when none is given)."""
    words = f"{value} {code}"
    document = document or make_document(unit, f"Báo cáo: {words}, kỳ {years}, {unit.pk}.", title=f"Bài về {words}")
    period = ensure_period(period={"from": years[0], "to": years[1]})
    start = document.text.find(words)
    citation = make_citation(document, words if start >= 0 else document.text[:10])
    return record_figure(
        indicator=make_indicator(code),
        unit=unit,
        period=period,
        stated=StatedFigure(value=value, qualifier=qualifier, measure=measure),
        movement=movement,
        citation=citation,
        by=process_actor(unit),
        at=AT,
    )


def make_award(unit, *, document=None, movement=None, years=(2014, 2019), form_name="Bằng khen", **fields):
    """An award in the register of ``unit``."""
    document = document or make_document(unit, f"Tặng {form_name} {fields} tại {unit.pk}.", title="Bài khen thưởng")
    return record_award(
        unit=unit,
        stated=StatedAward(form_name=form_name, **fields),
        movement=movement,
        period=ensure_period(period={"from": years[0], "to": years[1]}),
        citation=make_citation(document, document.text[:8]),
        by=process_actor(unit),
        at=AT,
    )


def make_review(unit, *, movement=None, years=(2014, 2019)):
    """A review of ``movement`` at ``unit``."""
    return ensure_review(
        movement=movement or make_movement(unit),
        unit=unit,
        period=ensure_period(period={"from": years[0], "to": years[1]}),
        by=process_actor(unit),
        at=AT,
    )
