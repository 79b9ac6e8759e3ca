"""The keys that a case may have, by where they stand; ``docs/law-cases.md`` explains them."""

from __future__ import annotations

NAME = "trường hợp"
CASE = frozenset(
    {
        NAME,
        "ghi là",
        "văn bản",
        "mức",
        "hồ sơ",
        "danh hiệu",
        "cơ quan",
        "đối tượng",
        "năm",
        "ngày",
        "ngày nhận hồ sơ",
        "ngày xét",
        "ngày lập thành tích",
        "gói địa phương",
        "kết luận",
        "điều kiện",
        "đã đối chiếu",
        "theo luật ngày",
        "theo luật mới",
        "căn cứ",
        "lưu ý",
        "sớm nhất",
        "mã",
        "giá trị",
        "còn hiệu lực",
        "có trong danh mục",
        "thẩm quyền",
        "tiền thưởng",
        "làm tròn",
        "thành phần hồ sơ",
        "hạn",
        "đến ngày",
    }
)
OF_CONDITION = frozenset({"kết luận", "căn cứ", "đã đối chiếu", "sớm nhất", "lưu ý"})
DOSSIER = frozenset(
    {
        "xếp loại",
        "khen thưởng",
        "sáng kiến",
        "thành tích",
        "thành viên",
        "xếp hạng cụm",
        "quá trình",
        "nhóm",
        "giới",
        "loại hình",
        "người xét",
        "biểu quyết",
        "số ngày lấy ý kiến",
        "giấy tờ",
        "số của đợt",
        "tạm dừng đến",
        "tính thành tích từ",
        "giải thể ngày",
    }
)
HELD = frozenset({"danh hiệu", "cơ quan", "loại hình", "các năm", "năm"})
INNOVATION = frozenset({"loại", "năm", "phạm vi", "được công nhận", "đã dùng cho", "bắt đầu ngày"})
ACHIEVEMENT = frozenset({"loại", "phạm vi"})
MEMBERS = frozenset({"tổng số", "hoàn thành nhiệm vụ", "tiên tiến", "chiến sĩ thi đua", "kỷ luật"})
SERVICE = frozenset({"từ", "đến", "vùng khó khăn"})
VOTES = frozenset({"đồng ý", "tổng số thành viên", "rút khỏi", "có mặt"})
SHARE = frozenset({"đề nghị", "trên"})
