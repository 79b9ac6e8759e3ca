"""Random acts of officers on reports, and of those who reorganise units; the plain account of them is kept beside.

``Acts(seed).take()`` does one act through the product's commands. What must come of it is written down in plain Python
(``accepted``, ``closed``), and whether an act had to be refused is said before it is done.
"""

from collections import Counter
from random import Random

from django.db import transaction
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, make_form, make_indicator, type_in
from tests.reports.plain_totals import PlainTrees, last_day
from tests.reports.random_plans import ABOVE, Plans

from thidua.core.errors import Refused
from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import apply_reorganisation, draft_reorganisation, move_unit, reverse_reorganisation
from thidua.organisations.models import Reorganisation, Unit
from thidua.reports.commands import (
    accept_report,
    amend_report,
    close_period,
    ensure_span,
    file_report,
    open_report,
    preview_reorganisation,
    recall_report,
    reopen_period,
    return_report,
)
from thidua.reports.models import Form, FormLine, Report
from thidua.reports.queries.figures import span as span_of_row
from thidua.reports.rules.calendar import periods_of_year

BY = process_actor()
MONTHLY = ("sessions", "models", "trained", "heads", "members")
QUARTERLY = ("visits", "clubs")
SPANS = {
    "month": [span for year in (2025, 2026) for span in periods_of_year("month", year)][:22],
    "quarter": [span for year in (2025, 2026) for span in periods_of_year("quarter", year)][:7],
}
QUALIFIERS = {"": "exact", "trên ": "at_least", "gần ": "almost", "dưới ": "at_most"}


def make_forms():
    """A monthly form of communes with flows, stocks and a ratio, and a quarterly one of villages."""
    make_indicator("models", over_time=Combination.LATEST)
    make_indicator("trained", over_units=Combination.AVERAGE, over_time=Combination.AVERAGE)
    make_indicator("heads", over_units=Combination.NONE)
    make_indicator("members", over_time=Combination.NONE)
    make_indicator("visits", period="quarter")
    make_indicator("clubs", period="quarter", over_time=Combination.LATEST)
    forms = [
        make_form(*MONTHLY, levels=(Level.COMMUNE,)),
        make_form(*QUARTERLY, name="Báo cáo quý", kind="quarter", levels=(Level.VILLAGE,)),
    ]
    FormLine.objects.update(is_required=False)
    return forms


class Acts:
    """One after another; ``done`` counts them."""

    def __init__(self, seed):
        self.random, self.done = Random(seed), Counter()
        self.accepted, self.typed, self.closed = {}, {}, set()
        self.country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
        provinces = [make_unit(name, under=self.country) for name in ("Hưng Yên", "Thái Bình", "Nam Định")]
        communes = [make_commune(f"Xã {number}", under=provinces[number % 3]) for number in range(7)]
        for number in range(8):
            make_unit(f"Thôn {number}", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=communes[number % 5])
        self.forms = make_forms()
        self.plans, self.planned = Plans(self.random), None

    def take(self):
        """Do one act; return what it was."""
        acts = {
            self.report: 8, self.step_of_a_report: 5, self.amend: 3, self.move: 1, self.reorganise: 3,
            self.reverse: 2, self.preview: 1, self.close: 1, self.reopen: 1,
        }  # fmt: skip
        act = self.planned or self.random.choices([*acts], [*acts.values()])[0]
        self.planned = None
        act()
        return act.__name__

    # --- Reports ------------------------------------------------------------------------------------------------------

    def report(self):
        """Type, mostly file, mostly accept a report of a unit that lives on the last day; amend one accepted."""
        form = self.random.choice(self.forms)
        span = self.random.choice(SPANS[form.period_kind])
        units = self.plans.living(last_day(span), Level.COMMUNE if form.period_kind == "month" else Level.VILLAGE)
        unit = self.random.choice(units)
        period = ensure_span(span=span)
        report = Report.objects.filter(form=form, unit=unit, period=period).first()
        if report is None:
            self.own(
                "open", unit, form, span, lambda by: open_report(form=form, unit=unit, period=period, by=by, at=AT)
            )
            report = Report.objects.filter(form=form, unit=unit, period=period).first()
        if report and report.state == "filed":
            self.accept(report)
        elif report and (report.state != "accepted" or self.begin_amendment(report)):
            far = self.random.random()
            if self.type(report) and far > 0.1 and self.file(report) and far > 0.3:
                self.accept(report)

    def step_of_a_report(self):
        """One step on the ladder of a report that is not accepted."""
        waiting = list(Report.objects.exclude(state="accepted").order_by("pk"))
        if not waiting:
            return self.report()
        report = self.random.choice(waiting)
        steps = {
            "draft": [self.type, self.file],
            "returned": [self.type, self.file],
            "filed": [self.recall, self.return_, self.accept, self.accept],
        }
        return self.random.choice(steps[report.state])(report)

    def amend(self):
        """Correct what was accepted, also of a unit that is no more."""
        accepted = list(Report.objects.filter(state="accepted").order_by("pk"))
        if not accepted:
            return
        report = self.random.choice(accepted)
        if self.begin_amendment(report) and self.type(report) and self.file(report):
            self.accept(report)

    def begin_amendment(self, report):
        return self.on_own("amend", report, lambda by: amend_report(report=report, reason="Đính chính", by=by, at=AT))

    def type(self, report):
        report = Report.objects.get(pk=report.pk)
        codes = MONTHLY if report.form == self.forms[0] else QUARTERLY
        told = {code: self.value(code) for code in codes if self.random.random() < 0.8}
        texts = {code: text for code, (text, _value) in told.items()}
        done = self.on_own("type", report, lambda _by: type_in(report, **texts))
        if done:
            kept = self.typed.setdefault(report.pk, {})
            kept.update({code: value for code, (_text, value) in told.items()})
        return done

    def value(self, code):
        """(as it is typed, what it means); now and then a cell is emptied: what counted is withdrawn."""
        if self.random.random() < 0.15:
            return "", None
        word, number = self.random.choice([*QUALIFIERS]), self.random.randint(0, 999)
        if code == "trained":
            whole = number + self.random.randint(0, 50)
            return f"{word}{number}/{whole}", (number, whole, QUALIFIERS[word])
        return f"{word}{number}", (number, 0, QUALIFIERS[word])

    def file(self, report):
        return self.on_own("file", report, lambda by: file_report(report=report, by=by, at=AT))

    def recall(self, report):
        return self.on_own("recall", report, lambda by: recall_report(report=report, by=by, at=AT))

    def return_(self, report):
        by = process_actor(self.above(report))
        return self.expect("return", False, lambda: return_report(report=report, reason="Sai", by=by, at=LATER))

    def accept(self, report):
        """From here what was typed counts, in place of whatever did."""
        by = process_actor(self.above(report))
        self.expect("accept", False, lambda: accept_report(report=report, by=by, at=LATER))
        span = span_of_row(report.period)
        for code in MONTHLY if report.form == self.forms[0] else QUARTERLY:
            told = self.typed.get(report.pk, {}).get(code)
            if told is None:
                self.accepted.pop((report.unit_id, span, code), None)
            else:
                self.accepted[report.unit_id, span, code] = told

    def above(self, report):
        parent = PlainTrees().parent(report.unit_id, last_day(report.period))
        return Unit.objects.get(pk=parent or report.unit_id)

    def on_own(self, name, report, act):
        return self.own(name, report.unit, report.form, span_of_row(report.period), act)

    def own(self, name, unit, form, span, act):
        """An act of the unit itself: refused exactly while the period is closed for it."""
        line = PlainTrees().line(unit.pk, last_day(span)) or [unit.pk]
        is_closed = any((form.pk, span.key, node) in self.closed for node in line)
        return self.expect(name, is_closed, lambda: act(process_actor(unit)))

    # --- Periods ------------------------------------------------------------------------------------------------------

    def close(self):
        form = self.random.choice(self.forms)
        span = self.random.choice(SPANS[form.period_kind])
        unit = self.random.choice([self.country, *self.plans.living(last_day(span), Level.PROVINCE)])
        trees = PlainTrees()
        waiting = [
            report
            for report in Report.objects.filter(form=form, period__key=span.key, state="filed")
            if unit.pk in trees.line(report.unit_id, last_day(span))
        ]
        period = ensure_span(span=span)
        stands = (form.pk, span.key, unit.pk) in self.closed
        if self.expect(
            "close", bool(waiting) and not stands,
            lambda: close_period(form=form, period=period, unit=unit, by=process_actor(unit), at=LATER),
        ):  # fmt: skip
            self.closed.add((form.pk, span.key, unit.pk))

    def reopen(self):
        if not self.closed:
            return self.close()
        form_id, key, unit_id = found = self.random.choice(sorted(self.closed))
        form, unit = Form.objects.get(pk=form_id), Unit.objects.get(pk=unit_id)
        span = next(span for span in SPANS[form.period_kind] if span.key == key)
        period, by = ensure_span(span=span), process_actor(unit)
        self.expect(
            "reopen", False,
            lambda: reopen_period(form=form, period=period, unit=unit, reason="Bổ sung", by=by, at=LATER),
        )  # fmt: skip
        return self.closed.remove(found)

    # --- Trees --------------------------------------------------------------------------------------------------------

    def move(self):
        """A single unit, outside any reorganisation, so that this can no longer be reversed."""
        day = self.plans.day()
        level = self.random.choice((Level.COMMUNE, Level.VILLAGE))
        unit = self.random.choice(self.plans.living(day, level))
        under = self.random.choice(self.plans.living(day, ABOVE[level]))
        self.try_("move", lambda: move_unit(unit=unit, under=under, on=day, by=BY, at=AT))

    def drafted(self):
        day, steps = self.plans.day(), self.plans.steps
        return draft_reorganisation(unit=self.country, title="Sắp xếp", on=day, steps=steps(day), by=BY, at=AT)

    def reorganise(self):
        kept, before = self.drafted(), self.plans.rows()
        if self.try_("apply", lambda: apply_reorganisation(reorganisation=kept, by=BY, at=AT)):
            self.plans.before[kept.pk] = before
            self.planned = self.random.choice((None, None, self.reverse))

    def preview(self):
        kept, before = self.drafted(), self.plans.rows()
        self.try_("preview", lambda: preview_reorganisation(reorganisation=kept, by=BY, at=LATER))
        assert self.plans.rows() == before

    def reverse(self):
        """What was touched is as it was before it was applied; what was not is as it was just now."""
        applied = list(Reorganisation.objects.filter(state="applied").order_by("pk"))
        if not applied:
            return self.reorganise()
        kept = self.random.choice([*applied, applied[-1], applied[-1]])
        touched, now = set(kept.journal["units"]), self.plans.rows()
        if self.try_("reverse", lambda: reverse_reorganisation(reorganisation=kept, reason="Nhầm", by=BY, at=AT)):
            then = self.plans.before[kept.pk]
            wanted = {
                unit: then[unit] if unit in touched else row
                for unit, row in now.items()
                if unit in then or unit not in touched
            }
            assert self.plans.rows() == wanted
        return None

    # --- Done or refused ----------------------------------------------------------------------------------------------

    def expect(self, name, refused, act):
        """Do an act of which is known whether it is refused; return whether it was done."""
        done = self.try_(name, act)
        assert done is not refused, f"{name}: done {done}, to be refused {refused}"
        return done

    def try_(self, name, act):
        try:
            with transaction.atomic():
                act()
        except Refused:
            self.done[f"{name} refused"] += 1
            return False
        self.done[name] += 1
        return True

    @staticmethod
    def seen(kinds):
        return ", ".join(f"{name} {count}" for name, count in sorted(kinds.items()))
