"""What tells whether two documents say the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from thidua.paper.model import Document


def fingerprint(document: Document) -> str:
    """Return the SHA-256 of what a document says: equal for two that would be printed alike."""
    plain = json.dumps(asdict(document), default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
