"""Reads of the app: documents in scope, the review state of one, where a fact would go in the registry."""

from thidua.intake.queries.batches import (
    BatchProgress,
    batch_files,
    batch_progress,
    batches,
    count_files,
    stands_still,
    still_waits,
    unfinished_batches,
    waiting_files,
)
from thidua.intake.queries.documents import (
    documents_in_scope,
    fact_at,
    facts_in_question,
    findings_of,
    next_document,
    progress_of,
    waiting_as_ordered,
)
from thidua.intake.queries.resolution import Place, Surroundings, place_of, surroundings_of, units_for

__all__ = [
    "BatchProgress",
    "Place",
    "Surroundings",
    "batch_files",
    "batch_progress",
    "batches",
    "count_files",
    "documents_in_scope",
    "fact_at",
    "facts_in_question",
    "findings_of",
    "next_document",
    "place_of",
    "progress_of",
    "stands_still",
    "still_waits",
    "surroundings_of",
    "unfinished_batches",
    "units_for",
    "waiting_as_ordered",
    "waiting_files",
]
