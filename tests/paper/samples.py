"""Documents for the tests and for the eye: a review report and a press release. Persons and later figures are invented.

`python -m tests.paper.samples DIR` prints them all, to be looked at.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from thidua.paper import charts
from thidua.paper.docx import render_docx
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import (
    Authority,
    Column,
    Document,
    Head,
    HeadKind,
    Honoured,
    HonourGroup,
    Number,
    Row,
    Signature,
    figure,
    runs,
)
from thidua.paper.pdf import render_pdf

AT = datetime(2026, 11, 20, 2, 40, tzinfo=UTC)
ARTICLE = "Bài “Sơ kết công tác phối hợp xây dựng phong trào”, Cổng thông tin Công an tỉnh, ngày 12/8/2019."
SUMS = "Cộng báo cáo đã nhận của 104/104 xã, phường, chốt ngày 31/7/2024."


def review_report(*, draft: bool = False) -> Document:
    """A review report with everything a report may hold."""
    page = Manuscript()
    models = page.cite("tong-mo-hinh", SUMS)
    models_before = page.cite("bai-2087", "“…xây dựng và duy trì hoạt động 2.087 mô hình…”.", ARTICLE)
    talks_before = page.cite("bai-1600", "“…tuyên truyền được trên 1.600 buổi…”.", ARTICLE)
    heard_before = page.cite("bai-74000", "“…với hơn 74.000 lượt người tham dự…”.", ARTICLE)
    peace_before = page.cite("bai-2822", "“…tổ chức hòa giải thành 2.822 vụ mâu thuẫn…”.", ARTICLE)
    awards = page.cite("qd-khen", "Quyết định số 1820/QĐ-UBND ngày 08 tháng 11 năm 2024, danh sách kèm theo.")

    page.heading(1, "ĐẶC ĐIỂM TÌNH HÌNH")
    page.paragraph(
        "Thực hiện Chương trình phối hợp số 04 về xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc, trong 5 năm qua "
        "Công an và Hội Cựu chiến binh các cấp trong tỉnh đã bám sát cơ sở, giữ vững nền nếp giao ban, chia sẻ thông "
        "tin và cùng chịu trách nhiệm về kết quả. Ban Chỉ đạo tổng hợp, đánh giá như sau:"
    )
    page.heading(1, "KẾT QUẢ THỰC HIỆN")
    page.heading(2, "Xây dựng và duy trì mô hình")
    page.paragraph(
        "Đến ngày 31 tháng 7 năm 2024, toàn tỉnh duy trì ",
        figure("2.316", models, bold=True),
        " mô hình do cựu chiến binh nòng cốt, tăng 229 mô hình so với ",
        figure("2.087", models_before),
        " mô hình của kỳ trước (tăng 11,0%). Năm 2021 số mô hình giảm vì các xã rà soát, bỏ 94 mô hình đã cũ.",
    )
    page.chart(
        "Số mô hình tăng 11,0% sau 5 năm, dù năm 2021 giảm nhẹ",
        charts.bar_comparison(
            [
                charts.Bar("2019", 2087, "2.087", charts.Tone.EARLIER),
                charts.Bar("2020", 2142, "2.142"),
                charts.Bar("2021", 2118, "2.118"),
                charts.Bar("2022", 2196, "2.196"),
                charts.Bar("2023", 2263, "2.263"),
                charts.Bar("2024", 2316, "2.316", charts.Tone.HIGHLIGHT),
            ],
            palette=charts.PRINT,
        ),
        "Biểu đồ cột: 2019 có 2.087, 2020 có 2.142, 2021 có 2.118, 2022 có 2.196, 2023 có 2.263, 2024 có 2.316.",
        ["Mô hình đang hoạt động cuối mỗi năm; cột gạch chéo là kỳ trước.", figure("", models, models_before)],
    )
    page.heading(2, "Tuyên truyền, hòa giải, tuần tra")
    page.paragraph("Kết quả các mặt công tác so với kỳ 2014–2019:")
    page.table(
        [
            Column("TT", "centre", 0.5),
            Column("Nội dung", "left", 2.6),
            Column("2014–2019", "right", 1.5),
            Column("2019–2024", "right", 1.4),
            Column("Chênh", "right", 1.1),
            Column("Tỷ lệ", "right", 1.1),
        ],
        [
            ["1", "Mô hình", figure("2.087", models_before), figure("2.316", models), "+229", "+11,0%"],
            ["2", "Buổi tuyên truyền", figure("trên 1.600", talks_before), figure("1.914", models), "+314", "+19,6%*"],
            ["3", "Lượt người dự", figure("hơn 74.000", heard_before), figure("88.420", models), "+14.420", "+19,5%*"],
            ["4", "Vụ hòa giải thành", figure("2.822", peace_before), figure("3.117", models), "+295", "+10,5%"],
            ["5", "Ca tuần tra, canh gác", figure("2.000", models_before), figure("1.874", models), "−126", "−6,3%"],
        ],
        title="Bốn việc tăng, một việc giảm: tuần tra, canh gác",
        remark="* Kỳ trước chỉ nêu “trên”, “hơn” nên tỷ lệ là ước tính.",
    )
    page.heading(3, "Tuyên truyền")
    page.items(
        [
            ["Tổ chức ", figure("1.914", models), " buổi với ", figure("88.420", models), " lượt người dự;"],
            "Phát 12.400 tờ gấp tại khu dân cư, cơ quan, doanh nghiệp và trường học;",
            "Duy trì chuyên mục hằng tuần trên đài truyền thanh của 104/104 xã, phường.",
        ]
    )
    page.chart(
        "Hòa giải thành tăng 295 vụ so với kỳ trước",
        charts.period_comparison(
            [
                charts.Pair("Mô hình", 2087, "2.087", 2316, "2.316"),
                charts.Pair("Buổi tuyên truyền", 1600, "trên 1.600", 1914, "1.914"),
                charts.Pair("Vụ hòa giải thành", 2822, "2.822", 3117, "3.117"),
                charts.Pair("Ca tuần tra, canh gác", 2000, "2.000", 1874, "1.874"),
            ],
            periods=("2014–2019", "2019–2024"),
            palette=charts.PRINT,
        ),
        "Biểu đồ so sánh hai kỳ của bốn nội dung, số liệu như Bảng 1.",
        ["Mỗi dòng một thang đo."],
    )
    page.heading(1, "BIỂU DƯƠNG, KHEN THƯỞNG")
    page.paragraph("Tại hội nghị, ", figure("06", awards), " tập thể, cá nhân tiêu biểu được khen thưởng:")
    page.honours(
        [
            HonourGroup(
                "Bằng khen của Bộ Công an",
                (
                    Honoured(
                        "Hội Cựu chiến binh huyện Quỳnh Phụ",
                        "Duy trì 312 mô hình, không xã nào trắng mô hình",
                        (awards,),
                    ),
                    Honoured("Nhân dân và cán bộ xã Vũ Ninh", "Ba năm liền không có vụ việc phải chuyển cấp trên"),
                ),
            ),
            HonourGroup(
                "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
                (
                    Honoured("Ông Đỗ Văn Thuyết", "Tổ trưởng tổ hòa giải thôn, 41 vụ hòa giải thành"),
                    Honoured("Bà Phạm Thị Nhài", "Người đề xuất mô hình “Tổ liên gia tự quản”"),
                ),
            ),
            HonourGroup(
                "Giấy khen của Giám đốc Công an tỉnh",
                (
                    Honoured("Hội Cựu chiến binh Trường Cao đẳng Y tế", "100% học sinh, sinh viên ký cam kết"),
                    Honoured("Ông Lại Văn Khuê", "Mười năm giữ tiếng kẻng an ninh của thôn"),
                ),
            ),
        ],
        title="Danh sách biểu dương theo thứ tự trao thưởng",
    )
    page.heading(1, "PHƯƠNG HƯỚNG")
    page.items(
        [
            "Đổi mới hình thức, phương pháp xây dựng phong trào trong cơ quan, doanh nghiệp. Công an tỉnh chủ trì.",
            "Đẩy mạnh tuyên truyền để nhân dân thấy rõ trách nhiệm của mình với sự bình yên của thôn xóm.",
            "Rà soát, bỏ mô hình đã lạc hậu; nhân rộng mô hình hiệu quả.",
        ],
        numbered=True,
    )
    page.paragraph(
        "Trên đây là báo cáo tổng kết 5 năm thực hiện Chương trình phối hợp số 04, giai đoạn 2019–2024. "
        "Ban Chỉ đạo báo cáo để các đồng chí lãnh đạo theo dõi, chỉ đạo."
    )
    page.annex("Kết quả thực hiện của các xã, phường")
    page.table(
        [Column("TT", "centre", 0.5), Column("Đơn vị", width=3), Column("Mô hình", "right"), Column("Buổi", "right")],
        [
            *([str(place), f"Xã Mẫu {place}", str(10 + place % 17), str(5 + place % 9)] for place in range(1, 61)),
            Row((runs(""), runs("Cộng"), runs(figure("2.316", models)), runs(figure("1.914", models))), total=True),
        ],
    )
    return page.finish(
        head=Head("Công an tỉnh", "Ủy ban nhân dân tỉnh Thái Bình")
        if draft
        else Head("Ban Chỉ đạo 138", "Ủy ban nhân dân tỉnh Thái Bình"),
        kind="Báo cáo",
        number=Number(None, "BC-BCĐ") if draft else Number(5, "BC-BCĐ"),
        place="Thái Bình",
        day=None if draft else date(2024, 11, 5),
        summary="Tổng kết 5 năm thực hiện Chương trình phối hợp số 04 về xây dựng phong trào toàn dân bảo vệ an ninh "
        "Tổ quốc, giai đoạn 2019–2024",
        addressees=("Ủy ban nhân dân tỉnh Thái Bình",),
        signature=Signature()
        if draft
        else Signature(
            "Phó Trưởng ban",
            "Trần Minh Quang",
            ((Authority.ON_BEHALF, "Ban Chỉ đạo"), (Authority.DEPUTY, "Trưởng ban")),
        ),
        recipients=("Như trên", "Các thành viên Ban Chỉ đạo", "Công an, Hội CCB các xã, phường", "Lưu: VT, PV05"),
        draft=draft,
    )


def press_release() -> Document:
    """A press release of the same figures."""
    page = Manuscript()
    models = page.cite("tong-mo-hinh", SUMS)
    before = page.cite("bai-2087", "“…xây dựng và duy trì hoạt động 2.087 mô hình…”.", ARTICLE)
    page.paragraph(
        "Sáng 05/11/2024, Ban Chỉ đạo 138 tỉnh Thái Bình tổng kết 5 năm thực hiện Chương trình phối hợp số 04. "
        "Toàn tỉnh hiện có ",
        figure("2.316", models, bold=True),
        " mô hình tự quản do cựu chiến binh nòng cốt, kỳ trước là ",
        figure("2.087", before),
        ".",
    )
    page.heading(2, "Những con số chính", numbered=False)
    page.items([[figure("1.914", models), " buổi tuyên truyền;"], [figure("88.420", models), " lượt người dự."]])
    page.paragraph("Ban Chỉ đạo chân thành cảm ơn các cơ quan báo chí đã đồng hành cùng phong trào.")
    return page.finish(
        head=Head("Ban Chỉ đạo 138 tỉnh Thái Bình", kind=HeadKind.PRESS),
        kind="Thông cáo báo chí",
        summary="Thái Bình có 2.316 mô hình tự quản về an ninh, trật tự sau 5 năm",
        place="Thái Bình",
        day=date(2024, 11, 5),
        contact="Liên hệ: Phòng Xây dựng phong trào, Công an tỉnh Thái Bình.",
        draft=False,
    )


def submission() -> Document:
    """A submission without charts: legal basis, two addressees, two annexes, signed by order."""
    page = Manuscript()
    minutes = page.cite("bien-ban", "Biên bản họp Hội đồng ngày 02/10/2026: 13/15 thành viên đồng ý (86,7%).")
    page.paragraph(
        "Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc đề nghị xét tặng Giấy khen cho ",
        figure("12", minutes),
        " tập thể và ",
        figure("48", minutes),
        " cá nhân có thành tích xuất sắc, cụ thể như sau:",
    )
    page.heading(2, "Tập thể")
    page.items(["Nhân dân và cán bộ 07 xã, phường;", "05 cơ quan, doanh nghiệp, nhà trường."])
    page.heading(2, "Cá nhân")
    page.paragraph("Danh sách tại Phụ lục II. Kính trình Hội đồng xem xét, quyết định.")
    page.annex("Danh sách tập thể")
    page.table([Column("TT", "centre", 0.4), Column("Tên tập thể", width=3)], [["1", "Công an xã Mẫu 1"]])
    page.annex("Danh sách cá nhân")
    page.table([Column("TT", "centre", 0.4), Column("Họ và tên", width=3)], [["1", "Lê Thị Mẫu"], ["2", "Vũ Văn Mẫu"]])
    return page.finish(
        head=Head("Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "Công an tỉnh Thái Bình"),
        kind="Tờ trình",
        number=Number(9, "TTr-PV05"),
        place="Thái Bình",
        day=date(2026, 2, 9),
        summary="Về việc xét tặng Giấy khen của Giám đốc Công an tỉnh",
        addressees=("Hội đồng Thi đua - Khen thưởng Công an tỉnh", "Giám đốc Công an tỉnh"),
        legal_basis=(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
        ),
        signature=Signature("Trưởng phòng", "Phạm Văn Mẫu"),
        recipients=("Như trên", "Lưu: PV05"),
        draft=False,
    )


SAMPLES = {
    "to-trinh": submission(),
    "bao-cao": review_report(),
    "bao-cao-du-thao": review_report(draft=True),
    "thong-cao": press_release(),
}


def main(folder: str) -> None:
    """Print every sample into a folder."""
    for name, document in SAMPLES.items():
        Path(folder, f"{name}.pdf").write_bytes(render_pdf(document, at=AT))
        Path(folder, f"{name}.docx").write_bytes(render_docx(document, at=AT))


if __name__ == "__main__":
    main(sys.argv[1])
