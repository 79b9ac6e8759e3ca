"""Fixed lists of the app."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What sort of body a unit is; a dated attribute, since a commune may become a ward."""

    COUNTRY = "country", _("cả nước")
    PROVINCE = "province", _("tỉnh")
    CITY = "city", _("thành phố trực thuộc trung ương")
    DISTRICT = "district", _("huyện")
    URBAN_DISTRICT = "urban_district", _("quận")
    TOWN = "town", _("thị xã")
    PROVINCIAL_CITY = "provincial_city", _("thành phố thuộc tỉnh")
    COMMUNE = "commune", _("xã")
    WARD = "ward", _("phường")
    TOWNSHIP = "township", _("thị trấn")
    SPECIAL_ZONE = "special_zone", _("đặc khu")
    VILLAGE = "village", _("thôn, tổ dân phố")
    MINISTRY = "ministry", _("bộ, ngành trung ương")
    AGENCY = "agency", _("cơ quan")
    POLICE = "police", _("đơn vị công an")
    ASSOCIATION = "association", _("hội, đoàn thể")
    SCHOOL = "school", _("nhà trường")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    STEERING_COMMITTEE = "steering_committee", _("ban chỉ đạo")


class Level(models.IntegerChoices):
    """Height in the state's ladder; 0 is the highest."""

    COUNTRY = 0, _("trung ương")
    PROVINCE = 1, _("cấp tỉnh")
    DISTRICT = 2, _("cấp huyện")
    COMMUNE = 3, _("cấp xã")
    VILLAGE = 4, _("thôn, tổ dân phố")


class Tree(models.TextChoices):
    """A unit has at most one parent at a time in each tree.

    ``TERRITORY`` holds administrative units only. ``STATE`` hangs every other body under the administrative unit that
    it serves (the provincial police under its province); the rest are the bodies' own lines (the provincial police
    under the ministry).
    """

    TERRITORY = "territory", _("địa giới hành chính")
    POLICE = "police", _("ngành công an")
    ASSOCIATION = "association", _("hội, đoàn thể")
    EDUCATION = "education", _("giáo dục")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    STEERING = "steering", _("ban chỉ đạo")
    STATE = "state", _("cơ quan, tổ chức của địa phương")


class SuccessionKind(models.TextChoices):
    """How one unit became another."""

    WHOLE = "whole", _("toàn bộ")
    PART = "part", _("một phần")


class ReorganisationState(models.TextChoices):
    """Where a reorganisation of units stands."""

    DRAFT = "draft", _("dự thảo")
    APPLIED = "applied", _("đã áp dụng")
    REVERSED = "reversed", _("đã hoàn tác")
