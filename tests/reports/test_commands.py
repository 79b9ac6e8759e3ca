"""Periods and figures."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_citation, make_document, make_figure, make_indicator

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.reports.commands import StatedFigure, ensure_period, record_figure, withdraw_figures
from thidua.reports.models import Figure, Period

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stated", "label", "kind"),
    [
        ({"from": 2014, "to": 2019}, "2014–2019", "phase"),
        ({"from": 2016, "to": 2016}, "2016", "year"),
        ({"from": 2014, "to": None}, "từ 2014", "phase"),
        ({"from": None, "to": 2019}, "đến 2019", "phase"),
        ({"from": None, "to": None, "text": "5 năm"}, "5 năm", "undated"),
        (None, "không rõ năm", "undated"),
    ],
)
def test_a_stated_period_is_one_row_however_often_it_is_stated(stated, label, kind):
    first = ensure_period(period=stated)
    again = ensure_period(period=stated)

    assert (first.label, first.kind, again.pk, Period.objects.count()) == (label, kind, first.pk, 1)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="Kỳ 2019–2014 kết thúc trước khi bắt đầu"):
        ensure_period(period={"from": 2019, "to": 2014})


def test_a_percentage_is_kept_as_a_scaled_integer():
    figure = make_figure(make_unit(), 64.2, code="signed_undertakings")

    assert (figure.value, figure.indicator.decimals) == (642, 1)


@pytest.mark.parametrize("value", [2087.5, -3])
def test_a_number_that_cannot_be_a_count_is_refused(value):
    with pytest.raises(Refused):
        make_figure(make_unit(), value)


def test_a_range_that_is_upside_down_is_refused():
    unit = make_unit()
    citation = make_citation(make_document(unit), "2.087 mô hình")

    with pytest.raises(Refused, match="số sau của khoảng"):
        record_figure(
            indicator=make_indicator(),
            unit=unit,
            period=ensure_period(period=None),
            stated=StatedFigure(value=5, value_max=2),
            citation=citation,
            by=process_actor(unit),
            at=AT,
        )


def test_recording_a_figure_is_audited_with_its_values():
    figure = make_figure(make_unit(), 2087, qualifier="at_least")

    entry = AuditEntry.objects.get(act="record_figure")

    assert entry.object_uid == figure.uid
    assert entry.unit_id_value == figure.unit_id
    assert entry.after["value"] == 2087
    assert entry.after["qualifier"] == "at_least"


def test_a_withdrawn_figure_is_marked_and_kept():
    figure = make_figure(make_unit())

    count = withdraw_figures(citation=figure.citation, reason="đọc nhầm", by=process_actor(), at=AT)
    again = withdraw_figures(citation=figure.citation, reason="đọc nhầm", by=process_actor(), at=AT)

    figure.refresh_from_db()
    assert (count, again) == (1, 0)
    assert (figure.withdrawn_at, figure.withdrawn_reason, figure.withdrawn_by) == (AT, "đọc nhầm", "Người thử")
    assert list(Figure.objects.in_force()) == []
