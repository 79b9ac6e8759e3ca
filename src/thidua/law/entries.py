"""What the files of the law say, as frozen values: instruments, award forms and quantities.

Spans are half-open: ``since`` is the first day in force, ``until`` the first day no longer in force. ``None`` means
that the beginning is unknown, or that no end is known. ``verified`` says that the statement was seen in the text of the
source named; what was not is shown to the user as unchecked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Spanned:
    """Something of the law that holds from ``since`` until ``until``, the first day on which it no longer does."""

    __slots__ = ()
    since: date
    until: date | None

    def in_force(self, on: date) -> bool:
        """Tell whether it held on that day."""
        return holds_on(self.since, self.until, on)


class Category(StrEnum):
    """The three kinds of award of the catalogue; the first two are those of the Law, Art. 19-20 and Art. 9."""

    TITLE = "danh_hieu_thi_dua"
    COMMENDATION = "hinh_thuc_khen_thuong"
    RECOGNITION = "cong_nhan"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _CATEGORY_LABELS[self]


class Group(StrEnum):
    """A finer division for lists: the titles, the seven forms of the Law, Art. 9, and recognitions."""

    TITLE = "danh_hieu_thi_dua"
    ORDER = "huan_chuong"
    MEDAL = "huy_chuong"
    STATE_HONOUR = "danh_hieu_vinh_du_nha_nuoc"
    PRIZE = "giai_thuong"
    COMMEMORATIVE_MEDAL = "ky_niem_chuong"
    CERTIFICATE_OF_MERIT = "bang_khen"
    CERTIFICATE_OF_COMMENDATION = "giay_khen"
    RECOGNITION = "cong_nhan"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _GROUP_LABELS[self]

    @property
    def category(self) -> Category:
        """The category that the group belongs to."""
        if self is Group.TITLE:
            return Category.TITLE
        return Category.RECOGNITION if self is Group.RECOGNITION else Category.COMMENDATION


class RecipientKind(StrEnum):
    """Who may receive an award (Law 06/2022/QH15, Art. 8)."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _RECIPIENT_LABELS[self]


class AuthorityLevel(StrEnum):
    """The level of the body whose name stands on an award; it tells awards of one name apart."""

    PRESIDENT = "president"
    PRIME_MINISTER = "prime_minister"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    PROVINCE = "province"
    REGION = "region"
    DISTRICT = "district"
    COMMUNE = "commune"
    UNIT = "unit"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _LEVEL_LABELS[self]


class Confidence(StrEnum):
    """How well an instrument is attested: its text or several sources; one good source; weak or in part."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return _CONFIDENCE_LABELS[self]


_CATEGORY_LABELS = {
    Category.TITLE: "Danh hiệu thi đua",
    Category.COMMENDATION: "Hình thức khen thưởng",
    Category.RECOGNITION: "Công nhận đạt tiêu chuẩn",
}
_GROUP_LABELS = {
    Group.TITLE: "Danh hiệu thi đua",
    Group.ORDER: "Huân chương",
    Group.MEDAL: "Huy chương",
    Group.STATE_HONOUR: "Danh hiệu vinh dự nhà nước",
    Group.PRIZE: "Giải thưởng Hồ Chí Minh, Giải thưởng Nhà nước",
    Group.COMMEMORATIVE_MEDAL: "Kỷ niệm chương",
    Group.CERTIFICATE_OF_MERIT: "Bằng khen",
    Group.CERTIFICATE_OF_COMMENDATION: "Giấy khen",
    Group.RECOGNITION: "Công nhận đạt tiêu chuẩn",
}
_RECIPIENT_LABELS = {
    RecipientKind.COLLECTIVE: "tập thể",
    RecipientKind.INDIVIDUAL: "cá nhân",
    RecipientKind.HOUSEHOLD: "hộ gia đình",
}
_LEVEL_LABELS = {
    AuthorityLevel.PRESIDENT: "Chủ tịch nước",
    AuthorityLevel.PRIME_MINISTER: "Thủ tướng Chính phủ",
    AuthorityLevel.GOVERNMENT: "Chính phủ",
    AuthorityLevel.MINISTRY: "bộ, ban, ngành, đoàn thể trung ương",
    AuthorityLevel.PROVINCE: "tỉnh, thành phố trực thuộc trung ương",
    AuthorityLevel.REGION: "quân khu, quân chủng và tương đương, đại học quốc gia",
    AuthorityLevel.DISTRICT: "cấp huyện (đến 30-6-2025)",
    AuthorityLevel.COMMUNE: "cấp xã",
    AuthorityLevel.UNIT: "cơ quan, đơn vị",
}
_CONFIDENCE_LABELS = {Confidence.HIGH: "cao", Confidence.MEDIUM: "trung bình", Confidence.LOW: "thấp"}


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in an instrument, such as number ``06/2022/QH15``, article ``Điều 26``; the article may be unknown."""

    number: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.number}, {self.article}" if self.article else self.number


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree, circular, decision or plan. ``content_seen`` is false where only number and dates are known."""

    number: str
    title: str
    issued_on: date | None
    since: date | None
    until: date | None
    amends: tuple[str, ...]
    replaces: tuple[str, ...]
    verified: bool
    content_seen: bool
    confidence: Confidence
    sources: tuple[str, ...]
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Tell whether the instrument was in force that day; an unknown beginning counts as past, from its year on."""
        return holds_on(self.since or self.not_before, self.until, on)

    @property
    def not_before(self) -> date | None:
        """The first day on which it can have been in force: its issue, or the year in its number."""
        year = re.search(r"/((?:19|20)\d\d)/", self.number)
        return self.issued_on or (date(int(year[1]), 1, 1) if year else None)


@dataclass(frozen=True, slots=True)
class RecipientRule:
    """One kind of recipient that a form admits, with the provision that says so."""

    kind: RecipientKind
    provisions: tuple[Provision, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class DecidingBody:
    """Who decides on a form, in words, with the provision that says so.

    ``levels`` are those of the bodies named, where the span has others than the form's ``given_by``; else none.
    """

    who: str
    provisions: tuple[Provision, ...]
    verified: bool
    levels: tuple[AuthorityLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class AwardForm:
    """A title, commendation or recognition as the law has it over one span of days.

    ``classes`` holds the codes of the classes when the form exists only in classes ("Huân chương Lao động"): such a
    form stands for an award whose class a text does not state. ``family`` is the code of that form, seen from a class.
    """

    code: str
    name: str
    group: Group
    press_names: tuple[str, ...]
    given_by: tuple[AuthorityLevel, ...]
    recipients: tuple[RecipientRule, ...]
    decided_by: DecidingBody
    since: date | None
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    family: str = ""
    classes: tuple[str, ...] = ()
    not_before: date | None = None

    @property
    def category(self) -> Category:
        """The category of the form's group."""
        return self.group.category

    @property
    def deciding_levels(self) -> frozenset[AuthorityLevel]:
        """The levels whose heads decide on the form in this span."""
        return frozenset(self.decided_by.levels or self.given_by)

    @property
    def recipient_kinds(self) -> frozenset[RecipientKind]:
        """The kinds of recipient that the form admits."""
        return frozenset(rule.kind for rule in self.recipients)

    def in_force(self, on: date) -> bool:
        """Tell whether the form existed so on that day; where its beginning is unknown, not before its instruments."""
        return holds_on(self.since or self.not_before, self.until, on)


@dataclass(frozen=True, slots=True)
class Parameter(Spanned):
    """A quantity of the law over one span of days, with its unit and the provision that sets it.

    ``choices`` has the words of a quantity that is a choice: its ``value`` is then the place in it, from nought.
    ``stricter`` says in which direction a local rule may move it: ``"higher"``, ``"lower"`` or "" for either.
    """

    code: str
    description: str
    unit: str
    value: int
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    stricter: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    local: str = ""

    @property
    def words(self) -> str:
        """The value as it is read: its words, or the number as it is."""
        return self.choices[self.value][1] if self.choices else str(self.value)


def holds_on(since: date | None, until: date | None, on: date) -> bool:
    """Tell whether a half-open span holds on a day; an unknown beginning counts as past."""
    return (since is None or since <= on) and (until is None or on < until)
