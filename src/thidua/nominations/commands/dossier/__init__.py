"""What a dossier holds: the achievement report, papers with and without a file, innovations."""

from thidua.nominations.commands.dossier.innovations import (
    StatedInnovation,
    add_innovation,
    change_innovation,
    remove_innovation,
)
from thidua.nominations.commands.dossier.papers import StatedPaper, attach_paper, restore_paper, take_out_paper
from thidua.nominations.commands.dossier.report import finish_report, save_report, unfinish_report

__all__ = [
    "StatedInnovation",
    "StatedPaper",
    "add_innovation",
    "attach_paper",
    "change_innovation",
    "finish_report",
    "remove_innovation",
    "restore_paper",
    "save_report",
    "take_out_paper",
    "unfinish_report",
]
