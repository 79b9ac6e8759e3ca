"""The main job: articles in, accepted facts, reviews and their conference packs out."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thidua.awards.commands import publish_awards
from thidua.awards.models import Award
from thidua.conferences.commands import ensure_review, make_pack
from thidua.conferences.models import Conference, ConferencePack
from thidua.conferences.queries.issuing import issuing_unit
from thidua.config.demo.office import country, fill_profile
from thidua.core.actors import Actor
from thidua.core.clock import legal_day
from thidua.core.errors import Refused
from thidua.documents.models import IssuedDocument
from thidua.documents.queries import profile_on
from thidua.intake.commands import accept_checked, bring_in
from thidua.intake.models import ProposedFact
from thidua.organisations.models import Unit
from thidua.organisations.queries import living_heirs, most_named_province, resolve_name
from thidua.reading.files import SUFFIXES, Unreadable, load
from thidua.reading.pipeline import read
from thidua.sources.models import Document
from thidua.sources.queries import path_of
from thidua.sources.rules import without
from thidua.vietnamese.fold import fold

Progress = Callable[[str, int, int], None]
"""Told a step's name, how many are done and how many there are."""


@dataclass(frozen=True)
class LeftOut:
    """A fact that was not accepted, where it stands, and why."""

    document: str
    fact: str
    quote: str
    because: str


@dataclass
class Summary:
    """What the job did; ``as_json`` is what ``--json`` prints."""

    documents: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    in_question: list[LeftOut] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return plain values: ``documents``, ``facts`` by kind, ``accepted``, ``in_question``, ``files``."""
        return {
            "documents": self.documents,
            "facts": dict(sorted(self.facts.items())),
            "accepted": sum(self.accepted.values()),
            "accepted_by_kind": dict(sorted(self.accepted.items())),
            "in_question": [asdict(left) for left in self.in_question],
            "unread": self.unread,
            "files": [str(path) for path in self.files],
        }


def run(articles: Path, out: Path, *, by: Actor, approver: Actor, at: datetime, progress: Progress) -> Summary:
    """Read every article of the folder, accept what passes the checks, review, make the packs, publish the awards.

    The packs' files are put into ``out`` under readable names. An article that cannot be read is named in ``unread``.
    """
    summary = Summary()
    paths = sorted(path for path in articles.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    documents = []
    for number, path in enumerate(paths, start=1):
        progress("Đọc bài", number, len(paths))
        if (document := _bring(path, summary, by=by, at=at)) is not None:
            documents.append(document)
    for number, document in enumerate(documents, start=1):
        progress("Nhận dữ kiện đạt kiểm tra", number, len(documents))
        _accept(document, summary, by=by, at=at)
    packs = _packs(by=by, at=at, progress=progress)
    publish_awards(awards=Award.objects.in_force(), by=approver, at=at)
    summary.files = _copied(packs, out)
    return summary


def unit_of(text: str, published: str | None, *, today: date) -> Unit:
    """Return the unit into which a text is brought, on today's map.

    It is the heir of who held the conference, else of the province that the story names most, else the country.
    """
    reading = read(text, published=published)
    main = next((fact.value for fact in reading.facts if fact.kind == "event" and fact.value.get("main")), {})
    day = _day(main.get("date")) or _day(published) or today
    named = (resolve_name(name, on=day) for name in main.get("organiser", []))
    meant = next((unit for unit in named if unit), None)
    meant = meant or most_named_province(without(text, reading.noise), on=day)
    living = living_heirs(meant, on=today) if meant else []
    return living[0] if len(living) == 1 else country()


def _bring(path: Path, summary: Summary, *, by: Actor, at: datetime) -> Document | None:
    content = path.read_bytes()
    try:
        loaded = load(content, path.name)
        unit = unit_of(loaded.text, loaded.published, today=legal_day(at))
        document = bring_in(unit=unit, content=content, file_name=path.name, by=by, at=at).document
    except (Refused, Unreadable) as refusal:
        summary.unread.append(f"{path.name}: {refusal}")
        return None
    summary.documents += 1
    summary.facts.update(ProposedFact.objects.filter(document=document).values_list("kind", flat=True))
    return document


def _accept(document: Document, summary: Summary, *, by: Actor, at: datetime) -> None:
    outcome = accept_checked(document=document, by=by, at=at)
    summary.accepted.update(fact.kind for fact in outcome.accepted)
    for left in outcome.left:
        quote = document.text[left.fact.start : left.fact.end]
        summary.in_question.append(LeftOut(document.title, str(left.fact), " ".join(quote.split())[:120], left.because))


def _packs(*, by: Actor, at: datetime, progress: Progress) -> list[ConferencePack]:
    """Make a pack for every movement, unit and period of which a conference was accepted."""
    held = Conference.objects.in_force().filter(movement__isnull=False, period__isnull=False)
    wanted = {
        (conference.movement_id, conference.unit_id, conference.period_id): conference
        for conference in held.select_related("movement", "unit", "period").order_by("pk")
    }
    made = []
    for number, conference in enumerate(wanted.values(), start=1):
        progress("Lập gói hội nghị", number, len(wanted))
        if conference.movement is None or conference.period is None:
            continue
        issuer = issuing_unit(conference.unit, on=legal_day(at))
        if profile_on(issuer, legal_day(at)) is None:
            fill_profile(issuer, on=legal_day(at), at=at)
        review = ensure_review(
            movement=conference.movement, unit=conference.unit, period=conference.period, by=by, at=at
        )
        try:
            made.append(make_pack(review=review, by=by, at=at))
        except Refused:
            continue  # a movement of which the articles give no figure and no award has nothing to report yet
    return made


def _copied(packs: Sequence[ConferencePack], out: Path) -> list[Path]:
    folder = out / "goi-hoi-nghi"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    copied = []
    for pack in packs:
        for issued in (pack.report, pack.release):
            if issued is not None:
                copied += _copied_formats(issued, folder)
    return copied


def _copied_formats(issued: IssuedDocument, folder: Path) -> list[Path]:
    name = "-".join("".join(ch if ch.isalnum() else " " for ch in fold(f"{issued.title} {issued.unit.name}")).split())[
        :100
    ]
    targets = []
    for stored, suffix in ((issued.docx, ".docx"), (issued.pdf, ".pdf")):
        target = folder / f"{name}{suffix}"
        number = 1
        while target.exists():
            number += 1
            target = folder / f"{name}-{number}{suffix}"
        shutil.copyfile(path_of(stored.sha256), target)
        targets.append(target)
    return targets


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
