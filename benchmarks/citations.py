"""Citations of awards as a province writes them by the thousand: a year's work, campaigns, deeds with their numbers."""

from __future__ import annotations

import random

_YEARLY = (
    "Hoàn thành xuất sắc nhiệm vụ năm {year}",
    "Đã có thành tích xuất sắc trong công tác năm {year}",
    "Hoàn thành tốt nhiệm vụ được giao năm {year}",
)
_CAMPAIGNS = (
    "Có thành tích xuất sắc trong phong trào Toàn dân bảo vệ an ninh Tổ quốc năm {year}",
    "Có thành tích xuất sắc trong xây dựng nông thôn mới năm {year}",
    "Thành tích xuất sắc trong đợt cao điểm bảo đảm an ninh trật tự Tết Nguyên đán năm {year}",
    "Có thành tích xuất sắc trong công tác chuyển đổi số năm {year}",
    "Có thành tích trong công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ năm {year}",
)
_DEEDS = (
    "Xây dựng mô hình “{model}” tại xã {place} với {some} tổ, {many} hộ tham gia",
    "Vận động nhân dân thôn {place} hiến {many} m2 đất, đóng góp {some} triệu đồng làm đường giao thông",
    "Dũng cảm cứu {few} người bị nạn tại cầu {place} ngày {day}/{month}/{year}",
    "Có sáng kiến “{model} {place}” áp dụng tại {some} xã, phường, rút ngắn {few} ngày giải quyết hồ sơ",
    "Di dời {some} hộ dân vùng sạt lở thôn {place} đến nơi an toàn, cứu được {many} tài sản",
    "Hướng dẫn {many} lượt người dân phường {place} sử dụng dịch vụ công trực tuyến",
)
_RETOLD = (
    ("Xây dựng mô hình", "Có công xây dựng, duy trì mô hình"),
    ("Vận động nhân dân", "Đã tích cực vận động bà con nhân dân"),
    ("Dũng cảm cứu", "Có hành động dũng cảm, kịp thời cứu"),
    ("Có sáng kiến", "Là tác giả sáng kiến"),
    ("Di dời", "Trực tiếp chỉ huy di dời khẩn cấp"),
    ("Hướng dẫn", "Tổ công nghệ số đã hướng dẫn"),
    (" với ", ", gồm "),
    (" đến nơi an toàn", ""),
    (" sử dụng ", " cài đặt, sử dụng "),
)
_MODELS = ("Ánh sáng an ninh", "Camera an ninh", "Tiếng kẻng an ninh", "Dòng họ tự quản", "Bến đò an toàn", "Vườn mẫu")
_NAMES = """
    An Bình Cẩm Châu Đại Đồng Đức Giang Hà Hải Hạ Hòa Hồng Hưng Khê Kim Lâm Lập Lộc Long Minh Mỹ Nam Nghĩa Phong Phú
    Phúc Quang Sơn Tân Tây Thanh Thịnh Thượng Tiến Trung Tường Vạn Văn Vinh Xuân Yên
"""
_SHARES = (60, 25, 15)


def citation(year: int, dice: random.Random) -> str:
    """Return a citation: of a hundred sixty of the year's work, twenty-five of campaigns, fifteen of deeds."""
    some = dice.choices((_YEARLY, _CAMPAIGNS, _DEEDS), _SHARES)[0]
    return _filled(dice.choice(some), year, dice)


def deed(year: int, dice: random.Random) -> str:
    """Return a citation of a deed."""
    return _filled(dice.choice(_DEEDS), year, dice)


def retold(text: str) -> str:
    """Return a citation of a deed in other words."""
    for before, after in _RETOLD:
        text = text.replace(before, after)
    return text


def write_citations(dice: random.Random) -> None:
    """Give every award of the ledger of this process's database a citation."""
    from django.db import connection, transaction  # noqa: PLC0415 - the settings are those of the process

    from thidua.honours.models import Honour  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        told = [(citation(year, dice), pk) for pk, year in Honour.objects.order_by("pk").values_list("pk", "year")]
        cursor.executemany("update honours_honour set reason = %s where id = %s", told)


def deeds_told_again(year: int, count: int) -> list[tuple[int, str]]:
    """Return deeds of a year from the ledger: the key of each award, and its deed in other words."""
    from thidua.honours.models import Honour  # noqa: PLC0415

    deeds = Honour.objects.filter(year=year, reason__contains=" tại ").exclude(reason__contains="thành tích")
    return [(pk, retold(text)) for pk, text in deeds.order_by("pk").values_list("pk", "reason")[:count]]


def _filled(sentence: str, year: int, dice: random.Random) -> str:
    return sentence.format(
        year=year,
        place=" ".join(dice.sample(_NAMES.split(), 2)),
        model=dice.choice(_MODELS),
        few=dice.randint(2, 9),
        some=dice.randint(10, 99),
        many=dice.randint(100, 4999),
        day=dice.randint(1, 28),
        month=dice.randint(1, 12),
    )
