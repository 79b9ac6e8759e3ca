"""Reads of the app: documents in scope, the review state of one, where a fact would go in the registry."""

from thidua.intake.queries.batches import (
    BatchProgress,
    batch_files,
    batch_progress,
    batches,
    stands_still,
    unfinished_batches,
    waiting_files,
)
from thidua.intake.queries.documents import documents_in_scope, fact_at, findings_of, progress_of
from thidua.intake.queries.resolution import Place, Surroundings, place_of, surroundings_of, units_for

__all__ = [
    "BatchProgress",
    "Place",
    "Surroundings",
    "batch_files",
    "batch_progress",
    "batches",
    "documents_in_scope",
    "fact_at",
    "findings_of",
    "place_of",
    "progress_of",
    "stands_still",
    "surroundings_of",
    "unfinished_batches",
    "units_for",
    "waiting_files",
]
