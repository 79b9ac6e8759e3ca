"""Rows of the app."""

from thidua.reports.models.closings import PeriodClosing, Reminder
from thidua.reports.models.figures import Figure
from thidua.reports.models.forms import (
    CutOff,
    Form,
    FormCheck,
    FormEdition,
    FormLine,
    FormReporter,
    FormSection,
)
from thidua.reports.models.homes import Home
from thidua.reports.models.papers import ReportPaper, SignedCopy
from thidua.reports.models.periods import Period
from thidua.reports.models.reports import LONGEST_PASSAGE, Cell, Explanation, Passage, Report, Revision
from thidua.reports.models.totals import AcceptedValue, Total, TotalMark, TotalState
from thidua.reports.models.workbooks import WorkbookBatch, WorkbookFile

__all__ = [
    "LONGEST_PASSAGE",
    "AcceptedValue",
    "Cell",
    "CutOff",
    "Explanation",
    "Figure",
    "Form",
    "FormCheck",
    "FormEdition",
    "FormLine",
    "FormReporter",
    "FormSection",
    "Home",
    "Passage",
    "Period",
    "PeriodClosing",
    "Reminder",
    "Report",
    "ReportPaper",
    "Revision",
    "SignedCopy",
    "Total",
    "TotalMark",
    "TotalState",
    "WorkbookBatch",
    "WorkbookFile",
]
