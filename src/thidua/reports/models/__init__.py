"""Rows of the app."""

from thidua.reports.models.attachments import CellFile
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
from thidua.reports.models.published import Publication, PublishedTotal
from thidua.reports.models.reports import LONGEST_PASSAGE, Cell, Explanation, Passage, Report, Revision
from thidua.reports.models.tables import HeaderMapping, TableImport, TablePart
from thidua.reports.models.totals import AcceptedValue, Total, TotalMark, TotalState
from thidua.reports.models.workbooks import WorkbookBatch, WorkbookFile

__all__ = [
    "LONGEST_PASSAGE",
    "AcceptedValue",
    "Cell",
    "CellFile",
    "CutOff",
    "Explanation",
    "Figure",
    "Form",
    "FormCheck",
    "FormEdition",
    "FormLine",
    "FormReporter",
    "FormSection",
    "HeaderMapping",
    "Home",
    "Passage",
    "Period",
    "PeriodClosing",
    "Publication",
    "PublishedTotal",
    "Reminder",
    "Report",
    "ReportPaper",
    "Revision",
    "SignedCopy",
    "TableImport",
    "TablePart",
    "Total",
    "TotalMark",
    "TotalState",
    "WorkbookBatch",
    "WorkbookFile",
]
