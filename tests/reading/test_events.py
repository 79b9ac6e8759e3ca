from __future__ import annotations

import unicodedata

import pytest

from thidua.reading.context import Context
from thidua.reading.events import find_events
from thidua.reading.facts import Fact
from thidua.reading.normalise import Text


def _events(given: str, published: str | None = None) -> list[Fact]:
    text = Text.of(given)
    return find_events(text, Context.of(text, published=published))


def _main(given: str, published: str | None = None) -> dict[str, object]:
    return dict(_events(given, published)[0].value)


def test_the_main_event_comes_first_and_only_one_is_main() -> None:
    given = (
        "Sáng 5/6/2020, UBND tỉnh tổ chức hội nghị tổng kết phong trào thi đua.\n"
        "Trước đó, ngày 1/6, Sở Y tế đã tổ chức lễ tuyên dương thầy thuốc."
    )

    events = _events(given)

    assert [(fact.value["main"], fact.value["date"]) for fact in events] == [
        (True, "2020-06-05"),
        (False, "2020-06-01"),
    ]
    assert given[events[1].start : events[1].end].startswith("ngày 1/6, Sở Y tế")


@pytest.mark.parametrize(
    ("given", "published", "date", "basis"),
    [
        ("Sáng 5/6/2020, UBND xã tổ chức lễ tổng kết.", None, "2020-06-05", "explicit"),
        ("Sáng 5/6, UBND xã tổ chức lễ tổng kết.", "2020-06", "2020-06-05", "article"),
        ("Sáng 5/6, UBND xã tổ chức lễ tổng kết.", None, "XXXX-06-05", "unknown"),
        ("Ngày 28/12, UBND xã tổ chức lễ tổng kết.", "2021-01-03", "2020-12-28", "article"),
        ("Sáng 5/3, UBND xã tổ chức lễ tổng kết phong trào năm 2017.", None, "2018-03-05", "article"),
        ("Sáng 23/11, UBND xã tổ chức lễ tổng kết phong trào năm 2018.", None, "2018-11-23", "article"),
        ("Sáng 5/3, UBND xã tổ chức lễ triển khai nhiệm vụ năm 2018.", None, "2018-03-05", "article"),
        ("Sáng 20/12, UBND xã tổ chức lễ triển khai nhiệm vụ năm 2019.", None, "2018-12-20", "article"),
        ("Thứ Sáu, 05/06/2020 10:00\nSáng 5/6, UBND xã tổ chức lễ tổng kết.", None, "2020-06-05", "article"),
        ("Sáng 9-6, UBND xã tổ chức lễ kỷ niệm (11-6-1948 - 11-6-2018).", None, "2018-06-09", "article"),
    ],
)
def test_a_day_gets_the_year_that_the_text_settles(given: str, published: str | None, date: str, basis: str) -> None:
    main = _main(given, published)

    assert (main["date"], main["date_basis"]) == (date, basis)


def test_the_day_of_the_paper_is_not_the_day_of_the_event() -> None:
    main = _main("Cập nhật: 12-01-2022 | 08:31\nHội Nông dân thị xã vừa tổ chức hội nghị sơ kết phong trào.")

    assert "date" not in main


def test_an_event_after_the_day_of_the_paper_is_planned() -> None:
    assert _main("Ngày 5/6, UBND xã tổ chức lễ tổng kết.", "2020-06-01")["status"] == "planned"
    assert _main("Ngày 5/6, UBND xã tổ chức lễ tổng kết.", "2020-06-06")["status"] == "held"


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("hội nghị tổng kết năm 2018, phát động thi đua năm 2019", ["tong_ket", "phat_dong"]),
        ("hội nghị tổng kết năm 2018 và triển khai nhiệm vụ năm 2019", ["tong_ket", "trien_khai"]),
        ("hội nghị tổng kết năm 2018 và phương hướng, nhiệm vụ năm 2019", ["tong_ket"]),
        ("hội nghị điển hình tiên tiến", ["bieu_duong"]),
        ("lễ tổng kết phong trào do Thủ tướng phát động", ["tong_ket"]),
        ("hội nghị tổng kết 10 năm triển khai chương trình", ["tong_ket"]),
        ("lễ kỷ niệm 70 năm ngày thành lập", ["ky_niem"]),
        ("lễ tuyên dương nhân dịp kỷ niệm 70 năm ngày thành lập", ["bieu_duong"]),
        ("hội nghị giao ban quý", ["khac"]),
    ],
)
def test_kinds_come_from_the_words_for_the_event(phrase: str, kinds: list[str]) -> None:
    assert _main(f"Sáng 5/6, UBND xã tổ chức {phrase}.")["kind"] == kinds


@pytest.mark.parametrize(
    ("sentence", "organisers"),
    [
        ("Sáng 5/6, Sở Y tế và Sở Nội vụ tổ chức hội nghị tổng kết.", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sáng 5/6, Sở Y tế phối hợp với Sở Nội vụ tổ chức hội nghị tổng kết.", ["Sở Y tế", "Sở Nội vụ"]),
        ("Hội nghị tổng kết do Sở Y tế phối hợp cùng Sở Nội vụ tổ chức sáng 5/6.", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sáng 5/6, phường Cẩm Lệ tổ chức ngày hội toàn dân.", ["phường Cẩm Lệ"]),
        ("Hội nghị tổng kết của thành phố Hà Nội đã diễn ra sáng 5/6.", ["thành phố Hà Nội"]),
        ("Sáng 5/6 diễn ra lễ tổng kết. Giám đốc Công an tỉnh trao quà.", []),
        ("Sáng 5/6, tại Nhà văn hóa tỉnh, Sở Y tế tổ chức lễ tổng kết.", ["Sở Y tế"]),
        ("Sáng 5/6, Ngân hàng TMCP An Gia (AGBank) tổ chức lễ tổng kết.", ["Ngân hàng TMCP An Gia (AGBank)"]),
    ],
)
def test_the_organisers_are_those_who_hold_the_event(sentence: str, organisers: list[str]) -> None:
    assert [_bare(name) for name in _main(sentence)["organiser"]] == [_bare(name) for name in organisers]  # type: ignore[attr-defined]


def _bare(name: str) -> str:
    return name.split(" (", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Ngày 5/6, tại Hà Nội, Sở Y tế tổ chức lễ tổng kết.", "Hà Nội"),
        ("Ngày 5/6 tại Hà Nội, Sở Y tế tổ chức lễ tổng kết.", "Hà Nội"),
        ("Sở Y tế tổ chức lễ tổng kết, diễn ra ngày 5/6 tại Nghệ An.", "Nghệ An"),
        (
            "Sáng 5/6, tại khách sạn An Gia, TP. Huế, tỉnh Thừa Thiên - Huế, Sở Y tế tổ chức lễ tổng kết.",
            "khách sạn An Gia, TP. Huế, tỉnh Thừa Thiên - Huế",
        ),
        (
            "Sáng 5/6, tại hội trường UBND phường Phú An - TP.HCM, đã diễn ra lễ tổng kết.",
            "hội trường UBND phường Phú An - TP.HCM",
        ),
        ("Sáng 5/6, Sở Y tế tổ chức lễ tổng kết. Tại hội nghị, nhiều người nói.", None),
        ("Sáng 5/6, Sở Y tế tổ chức lễ tổng kết phong trào tại các xã.", None),
    ],
)
def test_the_place_is_told_as_printed(sentence: str, place: str | None) -> None:
    assert _main(sentence).get("place") == place


def test_a_press_meeting_is_an_event_beside_the_one_it_tells_of() -> None:
    given = (
        "Chiều 2/10, tại buổi họp báo Thành ủy Hà Nội, ông Lê Văn Hùng cho biết hội nghị biểu dương người tốt "
        "của thành phố Hà Nội sẽ diễn ra theo nếp mới.\n"
        "Hội nghị dự kiến tổ chức vào sáng 7/10 tại cung Văn hóa Lao động với nhiều đại biểu."
    )

    main, press = _events(given, "2018-10-02")

    assert (main.value["date"], main.value["status"], main.value["place"]) == (
        "2018-10-07",
        "planned",
        "cung Văn hóa Lao động",
    )
    assert (press.value["kind"], press.value["date"], press.value["organiser"]) == (
        ["khac"],
        "2018-10-02",
        ["Thành ủy Hà Nội"],
    )


def test_a_movement_launched_for_other_years_is_an_event_of_its_own() -> None:
    given = (
        "Sáng 5/6, Công an tỉnh tổ chức hội nghị biểu dương điển hình phong trào “Sáng tạo” giai đoạn 2015-2020.\n"
        "Ông Lê Văn Hùng, Giám đốc Công an tỉnh đã phát động phong trào thi đua “Sáng tạo” giai đoạn 2020-2025."
    )

    main, launch = _events(given)

    assert (main.value["period"], launch.value["period"]) == ({"from": 2015, "to": 2020}, {"from": 2020, "to": 2025})
    assert (launch.value["kind"], launch.value["main"]) == (["phat_dong"], False)


def test_who_honoured_whom_is_an_event_without_a_word_for_it() -> None:
    given = (
        "Liên đoàn Lao động Việt Nam đã tôn vinh 70 chủ tịch công đoàn cơ sở trong năm 2017.\n"
        "Sáng 21-1, tới dự và phát biểu tại buổi lễ, Chủ tịch nước biểu dương các điển hình."
    )

    main = _main(given)

    assert (main["kind"], main["date"], main["period"]) == (["bieu_duong"], "2018-01-21", {"from": 2017, "to": 2017})


def test_a_title_alone_tells_of_the_event() -> None:
    given = (
        "Sơ kết công tác xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc\n"
        "Đồng chí Lê Văn Hùng, Phó Chủ tịch UBND tỉnh chủ trì hội nghị. "
        "Qua 5 năm thực hiện Chỉ thị số 07 của Bộ Công an, nhiều mô hình đã được xây dựng trong giai đoạn 2014-2019."
    )

    (event,) = _events(given)

    assert event.rule == "event.title"
    assert given[event.start : event.end] == given.split("\n", maxsplit=1)[0]
    assert event.value["kind"] == ["so_ket"]
    assert event.value["period"] == {"from": 2014, "to": 2019}
    assert event.value["concerns"] == [
        {"category": "movement", "name": "Toàn dân bảo vệ an ninh Tổ quốc"},
        {"category": "directive", "name": "Chỉ thị số 07 của Bộ Công an"},
    ]


def test_a_caption_of_the_same_day_is_a_further_place() -> None:
    given = (
        "Chiều 5-3, UBND tỉnh đã tổ chức hội nghị tổng kết phong trào thi đua yêu nước năm 2017.\n"
        "Đại biểu tại Hội nghị tổng kết phong trào thi đua yêu nước, chiều 5-3."
    )

    (event,) = _events(given)

    assert [given[start:end][:7] for start, end in event.also] == ["Đại biể"]


def test_the_name_of_a_contest_is_no_other_kind() -> None:
    main = _main("Ngày 22/9, Báo Phú An tổ chức lễ trao giải Cuộc thi viết về gương điển hình tiên tiến năm 2018.")

    assert main["kind"] == ["trao_thuong"]


def test_decomposed_letters_give_the_same_event() -> None:
    given = "Sáng 5/6, Uỷ ban nhân dân xã Hoà An tổ chức hội nghị tổng kết phong trào thi đua năm 2019."

    composed, decomposed = _main(given), _main(unicodedata.normalize("NFD", given))

    assert composed == decomposed


def test_both_placements_of_the_tone_mark_give_the_same_event() -> None:
    newer = _main("Sáng 5/6, Uỷ ban nhân dân xã tổ chức hội nghị tổng kết.")
    older = _main("Sáng 5/6, Ủy ban nhân dân xã tổ chức hội nghị tổng kết.")

    assert {**newer, "organiser": []} == {**older, "organiser": []}
    assert (newer["organiser"], older["organiser"]) == (["Uỷ ban nhân dân xã"], ["Ủy ban nhân dân xã"])


def test_the_headline_may_name_a_further_kind() -> None:
    given = "Tuyên dương công nhân giỏi\nSáng 5/6, Sở Y tế tổ chức hội nghị tổng kết phong trào."

    assert _main(given)["kind"] == ["tong_ket", "bieu_duong"]


def test_a_meeting_that_somebody_chairs_is_an_event() -> None:
    main = _main("Sáng 17/6, ông Lê Văn Hùng, Chủ tịch UBND tỉnh chủ trì buổi họp Hội đồng.")

    assert (main["kind"], main["date"]) == (["khac"], "XXXX-06-17")


def test_what_is_launched_needs_no_word_for_a_gathering() -> None:
    main = _main("Ngày 7-10, Bộ Chỉ huy Quân sự tỉnh tổ chức phát động đợt thi đua cao điểm kỷ niệm 30 năm ngày hội.")

    assert (main["kind"], main["organiser"]) == (["phat_dong"], ["Bộ Chỉ huy Quân sự tỉnh"])
    assert "period" not in main


def test_a_cluster_explained_in_brackets_is_the_organiser() -> None:
    main = _main(
        "Ngày 15/11, Cụm thi đua Sở Y tế 12 tỉnh, thành phố (gồm các tỉnh: Cà Mau, Bạc Liêu) tổ chức Hội nghị tổng kết."
    )

    assert main["organiser"] == ["Cụm thi đua Sở Y tế 12 tỉnh, thành phố"]


def _beside(given: str, published: str | None = None) -> list[dict[str, object]]:
    return [dict(fact.value) for fact in _events(given, published)[1:]]


def test_the_next_contest_is_an_event_that_is_planned_and_about_the_same() -> None:
    given = (
        'Tối 4/12/2011, Trung ương Đoàn tổ chức lễ trao giải cuộc thi "Trí tuệ xanh".\n'
        "Cuộc thi lần 4 sẽ được phát động vào ngày 5-6-2012, mở rộng cho học sinh."
    )

    (following,) = _beside(given)

    assert (following["kind"], following["status"], following["date"]) == (["phat_dong"], "planned", "2012-06-05")
    assert following["concerns"] == [{"category": "award_scheme", "name": "Trí tuệ xanh"}]


def test_what_is_done_in_the_morning_is_another_event_than_that_of_the_evening() -> None:
    given = (
        "Tối 26/2/2022, Trung ương Đoàn tổ chức lễ tuyên dương thầy thuốc trẻ.\n"
        "Trước đó, sáng 26/2, các thầy thuốc trẻ khám bệnh miễn phí cho 350 người ở huyện Mỹ Đức."
    )

    (morning,) = _beside(given)

    assert (morning["part"], morning["date"], morning["organiser"]) == ("sáng", "2022-02-26", [])


def test_a_movement_with_a_name_of_its_own_is_launched_beside_the_review() -> None:
    given = (
        'Chiều 3-10-2012, UBND quận tổ chức hội nghị tổng kết 20 năm phong trào "Người tốt, việc tốt".\n'
        'Kết thúc hội nghị, bà Hồng Lam đã phát động phong trào "Mỗi ngày một việc tốt" giai đoạn 2012-2015.'
    )

    main, launch = _events(given)

    assert main.value["kind"] == ["tong_ket"]
    assert (launch.value["kind"], launch.value["period"]) == (["phat_dong"], {"from": 2012, "to": 2015})
    assert [each["name"] for each in launch.value["concerns"]] == ["Mỗi ngày một việc tốt"]


@pytest.mark.parametrize(
    ("word", "published", "date", "part"),
    [
        ("Sáng nay", "2024-05-28", "2024-05-28", "sáng"),
        ("Hôm qua", "2024-03-01", "2024-02-29", None),
        ("Tối qua", "2024-01-01", "2023-12-31", "tối"),
    ],
)
def test_a_day_told_from_the_day_of_the_paper_is_counted_from_it(
    word: str, published: str, date: str, part: str | None
) -> None:
    main = _main(f"{word}, UBND xã tổ chức lễ tổng kết phong trào.", published)

    assert (main["date"], main.get("part"), main["date_basis"]) == (date, part, "article")


@pytest.mark.parametrize("published", ["06/05/2024", "2024-02-30", "9999-12-31", "hôm nay"])
def test_what_is_no_day_of_a_paper_is_left_out(published: str) -> None:
    main = _main("Sáng mai, UBND xã tổ chức lễ tổng kết phong trào.", published)

    assert "date" not in main
    assert main["kind"] == ["tong_ket"]


@pytest.mark.parametrize("said", ["Ngày nay", "Theo tin hôm qua"])
def test_words_that_only_look_like_a_day_give_none(said: str) -> None:
    assert "date" not in _main(f"{said}, UBND xã tổ chức lễ tổng kết phong trào.", "2024-05-06")


def test_the_year_of_an_edition_is_the_year_of_its_day() -> None:
    main = _main("Tối 18.5, Sở Văn hóa tổ chức lễ trao giải Liên hoan Dân ca lần thứ 3 - 2013, khác với năm 2008.")

    assert main["date"] == "2013-05-18"


def test_the_year_that_lies_ahead_is_not_the_year_of_the_day() -> None:
    main = _main(
        "Ngày 18-10, UBND xã tổ chức đại hội thi đua giai đoạn 2019-2024. Năm 2025, các đơn vị phải làm tốt hơn."
    )

    assert main["date"] == "2024-10-18"


def test_a_day_told_from_the_day_of_the_paper_is_not_known_where_the_paper_has_none() -> None:
    assert "date" not in _main("Sáng nay, UBND xã tổ chức lễ tổng kết phong trào.")


def test_the_next_edition_that_is_launched_there_is_an_event_of_its_own() -> None:
    main, launch = _events(
        'Chiều 3-10-2012, Sở Khoa học tổ chức lễ trao giải Hội thi "Sáng tạo kỹ thuật" lần thứ 6.\n'
        "Cùng dịp, Ban tổ chức phát động Hội thi lần thứ 7, hạn nộp hồ sơ 30-6-2013."
    )

    assert main.value["kind"] == ["trao_thuong"]
    assert launch.value["kind"] == ["phat_dong"]


def test_an_evening_held_by_a_body_without_its_name_is_an_event() -> None:
    _, evening = _events(
        "Ngày 17/11/2024, Trường THPT Lục An tổ chức lễ kỷ niệm 50 năm thành lập.\n"
        "Trước đó, tối 15/11, nhà trường tổ chức đêm gala “Về lại sân trường”."
    )

    assert (evening.value["date"], evening.value["organiser"]) == ("2024-11-15", ["nhà trường"])


def test_reviews_that_a_launch_plans_are_events_to_come() -> None:
    _, midterm, final = _events(
        'Sáng 5/3/2024, UBND tỉnh tổ chức lễ phát động phong trào thi đua "400 ngày đêm thông tuyến".\n'
        "UBND tỉnh giao Sở Nội vụ tham mưu tổ chức sơ kết vào tháng 02/2025 và tổng kết vào quý IV/2025."
    )

    assert (midterm.value["kind"], midterm.value["date"], midterm.value["status"]) == (["so_ket"], "2025-02", "planned")
    assert (final.value["kind"], final.value["date"], final.value["status"]) == (["tong_ket"], "2025-Q4", "planned")


def test_each_clause_with_a_day_of_its_own_tells_an_event() -> None:
    _, checked, reviewed = _events(
        "Sáng 09/11/2024, Bệnh viện Đa khoa Cù Lao tổ chức lễ kỷ niệm 50 năm thành lập.\n"
        "Cũng trong khuôn khổ các hoạt động kỷ niệm, ngày 26/10, Công đoàn Bệnh viện khám bệnh cho 320 người cao tuổi; "
        "chiều 7/11, Đoàn Thanh niên tổng kết hội thi Điều dưỡng giỏi."
    )

    assert (checked.value["date"], checked.value["organiser"]) == ("2024-10-26", ["Công đoàn Bệnh viện"])
    assert (reviewed.value["date"], reviewed.value["organiser"]) == ("2024-11-07", ["Đoàn Thanh niên"])


_MAIN = "Sáng 15/1, UBND huyện tổ chức hội nghị tổng kết phong trào thi đua năm 2024.\n"


@pytest.mark.parametrize(
    ("told", "kind", "date"),
    [
        (
            "Tại Hội nghị biểu dương điển hình tiên tiến họp ở Hà Nội ngày 25/11/2024, huyện được khen.",
            "bieu_duong",
            25,
        ),
        ("Tháng 11 năm 2024, tại Đại hội thi đua yêu nước tỉnh, xã được tặng cờ.", "dai_hoi", None),
        ("Phong trào được phát động từ ngày 20/11/2024 tại xã Bình Minh.", "phat_dong", 20),
        ("Sau lễ phát động ở cấp huyện hôm 5/11/2024, các xã đã ra quân.", "phat_dong", 5),
        ("Lễ trao giải được tổ chức tối 12/11/2024 tại Nhà hát Lớn.", "trao_thuong", 12),
    ],
)
def test_a_gathering_named_with_its_day_in_a_sentence_about_something_else_is_an_event(
    told: str, kind: str, date: int | None
) -> None:
    other = _events(_MAIN + told)[1].value

    assert (other["main"], other["kind"], other["date"]) == (
        False,
        [kind],
        f"2024-11-{date:02}" if date else "2024-11",
    )


@pytest.mark.parametrize(
    "told",
    [
        "Tại hội nghị, ông Nam công bố Quyết định ngày 2/12/2024 của Chủ tịch UBND tỉnh.",
        "Tại hội nghị, đại biểu xem phim kỷ niệm Ngày 22/12.",
        "Phát biểu tại hội nghị, ông Nam yêu cầu báo cáo trước ngày 20/1.",
        "Đại hội Công đoàn tỉnh chưa họp ngày 5/6 như tin đồn.",
        "Hội thi đáng lẽ diễn ra ngày 20/5 nhưng phải hoãn vô thời hạn.",
        "Nếu hội nghị khách hàng tổ chức vào ngày 25/6 thì công ty mời thêm.",
        "Hạn nộp hồ sơ dự hội thi là ngày 30/7.",
        "Ông bà kể lễ cưới của họ tổ chức ngày 2/9/1975 ở quê.",
        "Tháng 9 là tháng cao điểm, Công an huyện tổng kết số vụ tai nạn giao thông.",
        "Trước ngày 30/9, UBND các xã phải tổng kết phong trào.",
    ],
)
def test_the_day_of_a_paper_a_deadline_or_what_did_not_happen_makes_no_further_event(told: str) -> None:
    assert len(_events(_MAIN + told)) == 1
