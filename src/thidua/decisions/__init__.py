"""Decisions: numbers, golden book, bonus, annulment; they alone write what was awarded into the ledger."""
