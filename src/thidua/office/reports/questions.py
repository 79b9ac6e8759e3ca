"""What is said of a number that cannot be kept as it was typed; the calls of machines say the same."""

from __future__ import annotations

from thidua.web.questions import MANY_READINGS, ONE_READING, question, questions

__all__ = ["MANY_READINGS", "ONE_READING", "question", "questions"]
