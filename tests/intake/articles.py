"""Texts of our own, in the manner of the articles; names of private persons are invented."""

REVIEW = """Tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc tỉnh Sơn Bình

Ngày 12/11/2019, Ủy ban nhân dân tỉnh Sơn Bình tổ chức Hội nghị tổng kết phong trào toàn dân bảo vệ an ninh \
Tổ quốc giai đoạn 2014-2019.

Dự hội nghị có Đại tá Lê Văn Mẫu, Giám đốc Công an tỉnh Sơn Bình.

Các tổ hòa giải đã hòa giải thành 2.822 vụ mâu thuẫn trong nhân dân.

Từ năm 2014 đến nay, toàn tỉnh đã tổ chức tuyên truyền được trên 1.600 buổi.

Trong giai đoạn 2014-2019 đã có 90 tập thể, cá nhân được các cấp khen thưởng.

Tại hội nghị, có 3 cá nhân được nhận Cờ thi đua của Bộ Công an; 12 tập thể được nhận Bằng khen của UBND tỉnh Sơn Bình.
"""


def fact_of(document, kind, words=""):
    """The first fact of a kind whose place in the text holds ``words``."""
    return next(
        fact
        for fact in document.facts.order_by("number")
        if fact.kind == kind and words in document.text[fact.start : fact.end]
    )
