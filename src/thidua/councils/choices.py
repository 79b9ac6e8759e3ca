"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CouncilRole(models.TextChoices):
    """What somebody is in a council, in the order in which minutes name them."""

    CHAIR = "chair", _("Chủ tịch Hội đồng")
    VICE_CHAIR = "vice_chair", _("Phó Chủ tịch Hội đồng")
    SECRETARY = "secretary", _("Ủy viên, Thư ký Hội đồng")
    MEMBER = "member", _("Ủy viên")


class Majority(models.TextChoices):
    """Of whom more than half must agree where the law asks for no share of votes."""

    OF_MEMBERS = "of_members", _("đồng ý quá nửa tổng số thành viên Hội đồng")
    OF_ATTENDING = "of_attending", _("đồng ý quá nửa số thành viên có mặt")
    OF_VOTES = "of_votes", _("đồng ý nhiều hơn không đồng ý")


class TieRule(models.TextChoices):
    """What follows where as many are for as against and the law asks for no share of votes."""

    NOT_AGREED = "not_agreed", _("coi là không đồng ý")
    CHAIR_DECIDES = "chair_decides", _("theo bên có ý kiến của chủ tọa")
    VOTE_AGAIN = "vote_again", _("biểu quyết lại")


class SessionState(models.TextChoices):
    """Where a session stands."""

    PLANNED = "planned", _("chưa họp")
    OPEN = "open", _("đang họp")
    CLOSED = "closed", _("đã kết thúc")


class Presence(models.TextChoices):
    """Whether a member is at a session; nobody has been called yet where it is ``expected``."""

    EXPECTED = "expected", _("chưa điểm danh")
    PRESENT = "present", _("có mặt")
    ABSENT = "absent", _("vắng")


class Way(models.TextChoices):
    """How an item is decided."""

    NONE = "none", _("không biểu quyết")
    HANDS = "show_of_hands", _("giơ tay")
    BALLOT = "secret_ballot", _("bỏ phiếu kín")


class ItemState(models.TextChoices):
    """Where an item of the agenda stands."""

    WAITING = "waiting", _("chưa tới")
    OPEN = "open", _("đang xét")
    CLOSED = "closed", _("đã xong")


class Outcome(models.TextChoices):
    """What an item came to."""

    AGREED = "agreed", _("đồng ý")
    NOT_AGREED = "not_agreed", _("không đồng ý")
    SUPPLEMENT = "supplement", _("yêu cầu bổ sung hồ sơ")
    LOWER_FORM = "lower_form", _("đề nghị hình thức thấp hơn")
    PASS_UP = "pass_up", _("chuyển cấp trên xét")


class Choice(models.TextChoices):
    """What a ballot or an opinion says; blank is a ballot that chooses nothing, and counts as invalid."""

    FOR = "for", _("đồng ý")
    AGAINST = "against", _("không đồng ý")
    BLANK = "blank", _("phiếu trắng")


class Ground(models.TextChoices):
    """Why a member takes no part in an item."""

    OWN = "own", _("là người được đề nghị")
    RELATIVE = "relative", _("là người thân của người được đề nghị")
    OWN_UNIT = "own_unit", _("thuộc đơn vị được đề nghị")


class PaperKind(models.TextChoices):
    """What is printed of a session."""

    MINUTES = "minutes", _("biên bản họp")
    VOTE_SHEET = "vote_sheet", _("biên bản kiểm phiếu")
