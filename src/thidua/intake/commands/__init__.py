"""Every write of the app: bringing texts in, deciding on facts and findings, locking."""

from thidua.intake.commands.answering import answer_finding, undo_answer
from thidua.intake.commands.batches import bring_in_file, finish_batch, refuse_file, start_batch
from thidua.intake.commands.bringing import BroughtIn, bring_in, lock_document, read_document, unlock_document
from thidua.intake.commands.checking import refresh_findings
from thidua.intake.commands.deciding import (
    NotAccepted,
    Outcome,
    accept_checked,
    accept_fact,
    correct_fact,
    reject_fact,
    reopen_fact,
    take_back,
    undo_correction,
)
from thidua.intake.commands.stopping import resume_batch, stop_batch
from thidua.intake.commands.together import accept_facts, take_back_facts

__all__ = [
    "BroughtIn",
    "NotAccepted",
    "Outcome",
    "accept_checked",
    "accept_fact",
    "accept_facts",
    "answer_finding",
    "bring_in",
    "bring_in_file",
    "correct_fact",
    "finish_batch",
    "lock_document",
    "read_document",
    "refresh_findings",
    "refuse_file",
    "reject_fact",
    "reopen_fact",
    "resume_batch",
    "start_batch",
    "stop_batch",
    "take_back",
    "take_back_facts",
    "undo_answer",
    "undo_correction",
    "unlock_document",
]
