"""What a conference needs on paper, built from one review as documents of `thidua.paper`."""

from thidua.conferences.pack.release import press_release
from thidua.conferences.pack.report import review_report

__all__ = ["press_release", "review_report"]
