"""Texts without end: one line, one number, one bracket over and over."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.mangling.inputs import MEGABYTE, SOUND, Mangled, filled, typed

_AGAIN = {
    "names": "Nguyễn Văn An ",
    "half names": "Nguyễn ",
    "posts": "Chủ tịch Ủy ban nhân dân tỉnh, Trưởng ban Chỉ đạo, ",
    "ranks": "Đại tá ",
    "units": "Công an tỉnh Sơn Bình và ",
    "awards": "tặng Bằng khen cho 12 tập thể và 30 cá nhân, ",
    "award words": "trao tặng Cờ thi đua ",
    "percents": "đạt 12,5% ",
    "money": "trên 5 triệu đồng, ",
    "days": "ngày 05/6/2020 ",
    "spans of years": "giai đoạn 2014-2019 ",
    "documents": "Chỉ thị số 07-CT/TW ngày 5/6/2019 của Bộ Công an ",
    "conferences": "hội nghị tổng kết phong trào thi đua ",
    "places": "tại Hà Nội ",
    "numbers in words": "năm mươi lăm ",
    "targets": "phấn đấu đạt 95% chỉ tiêu; ",
    "demands": "đồng chí yêu cầu các đơn vị cần ",
    "abbreviations": "UBND TP. HCM ",
    "capitals": "TỔNG KẾT PHONG TRÀO ",
    "callings": "nông dân Nguyễn Văn An, ",
    "works handed in": "Đề ra 5 giải pháp.\n",
    "contests by the way": "tại hội thi tổ chức tháng 5/2025 ",
    "launches": "cuộc thi do Báo A phát động từ tháng 5/2025, ",
    "months": "Tháng 9 tới, Công an tỉnh sẽ tổ chức hội nghị sơ kết.\n",
    "levels": "cấp tỉnh 5 hộ đạt danh hiệu hộ giỏi, ",
    "rescues": "Ông An cứu 8 ngư dân, được Chủ tịch nước tặng Huân chương Dũng cảm, ",
    "more stories": "a >> ",
    "headlines": "Tin liên quan\n",
    "counters": "Lượt xem: 1.234\n",
    "parts": "trong đó có 5, gồm 6, ",
    "and": "và ",
    "to": "từ 5 đến ",
}


def texts() -> Iterator[Mangled]:
    """Yield texts whose length or repetition is what is wrong with them."""
    yield filled("a line of 50 MB", SOUND.replace("\n", " "), 50 * MEGABYTE)
    yield filled("a line of 19 MB", SOUND.replace("\n", " "), 19 * MEGABYTE)
    yield filled("19 MB of letters without a blank", "a", 19 * MEGABYTE)
    yield filled("19 MB of marked letters without a blank", "ế", 19 * MEGABYTE)
    yield filled("19 MB of line ends", "\n5", 19 * MEGABYTE)
    yield filled("19 MB of old letters", "C«ng an nh©n d©n b¶o vÖ Tæ quèc\n", 19 * MEGABYTE)
    yield typed("as long as is read", (SOUND * 5000)[:250_000])
    yield typed("as long as is read, in one line", (SOUND.replace("\n", " ") * 5000)[:250_000])
    yield typed("another directive every time", "".join(f"Nghị quyết số {n}-NQ/TW hay. " for n in range(9000)))
    yield typed("another movement every time", "".join(f'Phong trào thi đua "Tên {n} hay lắm". ' for n in range(7000)))
    groups = (f"các ông Trưởng thôn {n}: Lê Văn An, " for n in range(7000))
    yield typed("another group of posts every time", "Ông Lê Văn An, Giám thị trại. " + "".join(groups))
    yield typed("a million digits", "1" * 1_000_000)
    yield typed("two hundred and fifty thousand digits", "Tỉnh tặng " + "9" * 249_900 + " bằng khen.")
    yield typed("numbers with a point after every digit", "1." * 124_000)
    yield typed("numbers with a comma after every digit", "1," * 124_000 + "%")
    yield typed("numbers with blanks between", "1 " * 124_000 + "tập thể")
    yield typed("a fraction without end", "5/" * 124_000)
    yield typed("quotes nested a hundred thousand deep", "“" * 100_000 + "5 tập thể" + "”" * 100_000)
    yield typed("straight quotes without end", '"' * 249_000)
    yield typed("quotes opened and not closed", 'phong trào "thi đua ' * 12_000)
    yield typed("brackets nested a hundred thousand deep", "(" * 100_000 + "5 tập thể" + ")" * 100_000)
    yield typed("brackets of every kind opened", "([{«‘" * 49_000)
    yield typed("one word of 245,000 letters", "nghiêng" * 35_000)
    yield typed("dashes", "- " * 124_000)
    yield typed("full stops", "." * 249_000)
    yield typed("sentences of one letter", "A. " * 80_000)
    yield typed("tabs", "\t" * 249_000)
    yield typed("lines of one tab", "\t\n" * 124_000)
    yield typed("a table of one row", "Xã\t5\t" * 35_000)
    yield typed("a table of ninety columns", ("Xã" + "\t5" * 90 + "\n") * 1300)
    yield typed("a table of heads alone", ("Xã\tHuyện\tTỉnh\n" * 4900) + "Xã\t5\t6\n")
    yield typed("a table of empty cells", ("Tên\tSố\tKỳ\n" + "\t\t5\n" * 4900) * 6)
    for name, piece in _AGAIN.items():
        yield typed(f"{name} again and again", (piece * (249_000 // len(piece) + 1))[:249_000])
