"""What a decision says as plain values, and what its papers have in common (Decree 30/2020/NĐ-CP, Appendix I)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from thidua.honours.choices import HolderKind
from thidua.paper import wording
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Authority, Document, Head, Number, Paragraph, Run, Signature
from thidua.vietnamese.fold import fold
from thidua.vietnamese.writing import number

DECISION = "Quyết định"
_HEADS = {HolderKind.COLLECTIVE: "Tập thể", HolderKind.INDIVIDUAL: "Cá nhân", HolderKind.HOUSEHOLD: "Hộ gia đình"}
_COUNTED = {HolderKind.COLLECTIVE: "tập thể", HolderKind.INDIVIDUAL: "cá nhân", HolderKind.HOUSEHOLD: "hộ gia đình"}
_CHAIRS = ("Chủ tịch Ủy ban nhân dân ", "Chủ tịch UBND ")
_OF_SEVERAL = (" của bộ, ban, ngành, tỉnh", " của quân khu, quân chủng và tương đương, đại học quốc gia")
"""How the names of forms end that several authorities give; a decision says whose it is."""


@dataclass(frozen=True, slots=True)
class LineText:
    """One recipient as a decision has it; money in đồng, factors in tenths.

    ``verb`` is what is done with the award: «Tặng», «Công nhận danh hiệu» or «Công nhận». ``first`` names the decision
    that gave it, of one that is annulled or whose certificate is made anew; ``ground`` why it is made anew.
    """

    ordinal: int
    name: str
    kind: str
    award: str
    verb: str = "Tặng"
    post: str = ""
    achievement: str = ""
    bonus: int = 0
    coefficient: int | None = None
    base_salary: int | None = None
    household_factor: int | None = None
    to_recover: int = 0
    first: str = ""
    golden: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """What the office profile of the day gives; ``is_complete`` where nothing is missing."""

    head: Head = field(default_factory=Head)
    place: str = ""
    signature: Signature = field(default_factory=Signature)
    recipients: tuple[str, ...] = ()
    symbol: str = ""
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class DecisionText:
    """Everything that the papers of a decision say.

    Attributes:
        authority: who decides; ``unit`` whose fund pays, as inside a sentence.
        number, day: None in a draft; then every paper is a draft and says so.
        legal: bases of the law, in order; ``own`` those of the office.
        money_provisions: the ground of the bonuses, one line.
        gifts: of each award that comes with something, (name of the award, what, provision).
        annulled, annulled_day: number and day of the decision that this one annuls; ``ground`` why.
    """

    title: str
    authority: str
    unit: str
    symbol: str
    lines: tuple[LineText, ...]
    office: Office = field(default_factory=Office)
    number: int | None = None
    day: date | None = None
    legal: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    money_provisions: str = ""
    gifts: tuple[tuple[str, str, str], ...] = ()
    annulled: str = ""
    annulled_day: date | None = None
    ground: str = ""

    @property
    def code(self) -> str:
        """Number, symbol and day as another text names the decision; blanks in a draft."""
        told = wording.number_line(Number(self.number, self.symbol)).removeprefix("Số: ")
        return f"Quyết định số {told} {wording.in_words(self.day)} của {self.authority}"

    @property
    def is_draft(self) -> bool:
        """Whether its papers are drafts: it has no number, or the office profile lacks something."""
        return self.number is None or not self.office.is_complete


def award_name(name: str, authority: str) -> str:
    """Return the name of an award as a decision says it.

    >>> award_name("Bằng khen của bộ, ban, ngành, tỉnh", "Bộ trưởng Bộ Công an"), award_name("Giấy khen", "")
    ('Bằng khen của Bộ trưởng Bộ Công an', 'Giấy khen')
    """
    for ending in _OF_SEVERAL:
        if name.endswith(ending) and authority:
            return f"{name.removesuffix(ending)} của {authority}"
    return name


def for_authority(signature: Signature, authority: str) -> Signature:
    """Return a signature without «TM. …» where the authority is a person's office, not that collective body.

    >>> stead = ((Authority.ON_BEHALF, "Ủy ban nhân dân"), (Authority.DEPUTY, "Chủ tịch"))
    >>> [each.value for each, _whom in for_authority(Signature("Phó Chủ tịch", "", stead), "Chủ tịch UBND tỉnh").stead]
    ['KT.']
    """
    kept = tuple(
        (each, whom)
        for each, whom in signature.stead
        if each is not Authority.ON_BEHALF or fold(authority).startswith(fold(whom))
    )
    return replace(signature, stead=kept)


def issuer_for(head: Head, authority: str) -> Head:
    """Return the head of a decision: where a chair of a People's Committee decides, it is that committee's paper.

    The office that writes it may be another body, which then stands on its own papers (Decree 30/2020/NĐ-CP, Appendix I
    part II: the head names the body that issues, a People's Committee without one above it).

    >>> issuer_for(Head("Ban Chỉ đạo 138"), "Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên").issuer
    'Ủy ban nhân dân tỉnh Hưng Yên'
    """
    for chair in _CHAIRS:
        if fold(authority).startswith(fold(chair)):
            place = " ".join(authority.split()[len(chair.split()) :])
            return replace(head, issuer=f"Ủy ban nhân dân {place}", superior="")
    return head


def head_of(kind: str) -> str:
    """Return how a list calls recipients of a kind."""
    return _HEADS[HolderKind(kind)]


def counted(lines: Iterable[LineText]) -> str:
    """Return how many recipients there are of each kind, «103 tập thể, 94 cá nhân»; below ten with a leading nought."""
    kinds = [HolderKind(line.kind) for line in lines]
    return ", ".join(f"{kinds.count(kind):02} {words}" for kind, words in _COUNTED.items() if kind in kinds)


def groups(lines: Iterable[LineText]) -> list[tuple[str, tuple[LineText, ...]]]:
    """Return the recipients of each award, in the order in which the awards come first."""
    found: dict[str, list[LineText]] = {}
    for line in lines:
        found.setdefault(line.award, []).append(line)
    return [(award, tuple(mine)) for award, mine in found.items()]


def by_kind(lines: Iterable[LineText]) -> list[tuple[str, tuple[LineText, ...]]]:
    """Return recipients by kind, in the order in which the kinds come first."""
    found: dict[str, list[LineText]] = {}
    for line in lines:
        found.setdefault(line.kind, []).append(line)
    return [(kind, tuple(mine)) for kind, mine in found.items()]


def opening(page: Manuscript, text: DecisionText) -> None:
    """Write who decides, on what grounds, and the word before the articles (model 1.2 of the decree's Appendix III)."""
    page.add(Paragraph((Run(text.authority.upper(), bold=True),), "centre"))
    for line in wording.with_ends([*text.legal, *text.own], last="."):
        page.add(Paragraph((Run(line, italic=True),)))
    page.add(Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), "centre"))


def articles(page: Manuscript, texts: Sequence[str]) -> None:
    """Write articles, numbered from one."""
    for place, text in enumerate(texts, start=1):
        page.paragraph(Run(f"Điều {place}. ", bold=True), text)


def money(amount: int) -> str:
    """Return an amount as papers say it."""
    return f"{number(amount)} đồng"


def finished(page: Manuscript, text: DecisionText, *, last_article: int) -> Document:
    """Return the document of a decision; it goes first to those whom its last article names."""
    office = text.office
    return page.finish(
        head=office.head,
        kind=DECISION,
        summary=text.title,
        number=Number(text.number, text.symbol),
        place=office.place,
        day=text.day,
        signature=office.signature,
        recipients=(f"Như Điều {last_article}", *office.recipients),
        issued_by=text.authority,
        draft=text.is_draft,
    )


def performed_by(text: DecisionText) -> str:
    """Return the article that says who carries the decision out."""
    kinds = ", ".join(words for kind, words in _COUNTED.items() if any(line.kind == kind for line in text.lines))
    return (
        f"Thủ trưởng các cơ quan, đơn vị có liên quan và {kinds} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết "
        "định này."
    )
