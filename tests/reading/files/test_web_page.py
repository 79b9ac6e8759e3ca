from __future__ import annotations

import signal
import time

import pytest

from thidua.reading.files import LoadedText, Unreadable, load
from thidua.reading.pipeline import read

LEAD = "Sáng nay, Uỷ ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua, có hơn 3.200 lượt người dự."
BODY = "Tại hội nghị, 103 tập thể và 94 cá nhân được tặng Giấy khen vì thành tích trong xây dựng nếp sống mới ở cơ sở."
CLOSE = "Ban tổ chức đề nghị các địa phương tiếp tục nhân rộng mô hình tự quản ở thôn, bản và tổ dân phố trong năm tới."
WHOLE_PAGE = "Không tách được bài viết khỏi trang; đã lấy toàn bộ phần chữ nhìn thấy, có thể lẫn trình đơn và tin khác."
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Sơ kết phong trào thi đua - Báo Tỉnh</title>
<meta property="og:title" content="Sơ kết phong trào thi đua">
<meta property="article:published_time" content="2020-06-05T08:00:00+07:00"></head>
<body><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tt">Thể thao</a></li></ul></nav>
<article><h1>Sơ kết phong trào thi đua</h1><p><b>{LEAD}</b></p><p>{BODY}</p>
<table><tr><td>Tập thể</td><td>103</td></tr><tr><td>Cá nhân</td><td>94</td></tr></table><p>{CLOSE}</p>
<script>alert("Không phải chữ của bài")</script></article>
<aside><h3>Tin khác</h3><ul><li><a href="/1">12.000 người hợp luyện</a></li></ul></aside>
<footer>Bản quyền thuộc về Báo Tỉnh</footer></body></html>"""


def test_a_page_gives_its_article_without_the_furniture_around_it() -> None:
    loaded = load(PAGE.encode(), "bai.html")

    assert (loaded.media, loaded.title, loaded.published) == ("text/html", "Sơ kết phong trào thi đua", "2020-06-05")
    assert (loaded.notices, loaded.verbatim) == ((), False)
    for passage in ("Sơ kết phong trào thi đua", LEAD, BODY, CLOSE, "Tập thể"):
        assert loaded.text.count(passage) == 1
    for furniture in ("Trang chủ", "12.000", "Bản quyền", "alert"):
        assert furniture not in loaded.text


def test_a_scrap_of_a_page_gives_its_visible_words_and_says_so() -> None:
    loaded = load("<p>Họp <b>xóm</b></p>".encode(), "thong-bao.html")

    assert loaded == LoadedText(text="Họp xóm", media="text/html", notices=loaded.notices, title="Họp xóm")
    assert [str(notice) for notice in loaded.notices] == [WHOLE_PAGE]


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        load(b"<html><body><script>var x = 1;</script><img src='a.png'></body></html>")

    assert str(caught.value).startswith("Trang web không có chữ.")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_in_any_form_of_unicode_reads_alike(codec: str) -> None:
    assert load(PAGE.encode(codec)).text == load(PAGE.encode()).text


def test_a_page_in_windows_1258_is_converted_and_says_so() -> None:
    head = "<html><head><meta charset=windows-1258></head><body><p>"
    page = f"{head}Công an xa\u0303 tô\u0309 chư\u0301c hô\u0323i nghi\u0323 biê\u0309u dương</p>"

    loaded = load(page.encode("cp1258"))

    assert loaded.text == "Công an xã tổ chức hội nghị biểu dương"
    assert "windows-1258" in str(loaded.notices[0])


def test_a_page_declared_in_a_western_encoding_is_believed() -> None:
    loaded = load('<html><meta charset="iso-8859-1"><body><p>Le café était fermé'.encode("latin-1"))

    assert loaded.text == "Le café était fermé"


def test_old_letters_behind_entities_are_converted() -> None:
    page = "<html><body><p>C&#171;ng an nh&#169;n d&#169;n b&#182;o v&#214; T&#230; qu&#232;c</p></body></html>"

    assert load(page.encode()).text == "Công an nhân dân bảo vệ Tổ quốc"


HOSTILE = {
    "deeply nested": "<div>" * 70_000 + LEAD + "</div>" * 70_000,
    "never closed": "<b><i>x " * 70_000 + LEAD,
    "open comments": LEAD + "<!--" * 1_000_000,
    "open scripts": LEAD + "<script>" * 500_000,
    "only opening signs": LEAD + "<" * 240_000,
    "a tag without end": LEAD + "<" + "a" * 240_000,
    "a heap of attributes": f"<p {'a=1 ' * 500_000}>{LEAD}</p>",
    "entities": LEAD + "&amp" * 60_000,
    "laughing entities": '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">' * 1000 + LEAD,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_read_within_seconds(kind: str) -> None:
    signal.alarm(60)  # rather a killed run than one without end
    began = time.monotonic()

    loaded = load(f"<html><body>{HOSTILE[kind]}".encode())

    signal.alarm(0)
    assert LEAD in loaded.text
    assert time.monotonic() - began < 20


PORTAL = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Tổng kết phong trào | Cổng thông tin</title></head>
<body><div id="header"><ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li></ul></div>
<table width="100%"><tr><td class="left"><ul><li><a href="/a">Thủ tục hành chính</a></li></ul>
<div>Lượt truy cập: 12.345.678</div></td>
<td class="content"><h1>Tổng kết phong trào thi đua giai đoạn 2015 - 2020</h1>
<div class="date">Thứ sáu, 05/06/2020 | 10:20 | Lượt xem: 1.234</div>
<div class="tools"><a href="#">In bài viết</a></div>
{story}
<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/1">12.000 người hợp luyện diễu binh (03/06/2020)</a></li>
<li><a href="/2">Trao tặng 45 bằng khen cho công nhân (02/06/2020)</a></li></ul></div>
<div class="comments"><h3>Bình luận (3)</h3><p>Bài viết hay, tặng 100 điểm cho tác giả và ban biên tập.</p></div>
</td>
<td class="right"><h3>Đọc nhiều</h3><ul><li><a href="/4">75 tập thể được khen thưởng</a></li></ul></td></tr></table>
<div id="footer">Bản quyền thuộc Cổng thông tin. Giấy phép số 25/GP. Điện thoại 0225 3.842.132</div></body></html>"""


@pytest.mark.parametrize(
    "story",
    [
        f'<div class="detail"><p>{LEAD}</p><p>{BODY}</p><p>{CLOSE}</p></div>',
        f"{LEAD}<br><br>{BODY}<br><br>{CLOSE}",
        f'<font size="2"><div>{LEAD}</div><div>{BODY}</div><div>{CLOSE}</div></font>',
    ],
)
def test_the_furniture_of_a_portal_gives_no_fact(story: str) -> None:
    loaded = load(PORTAL.replace("{story}", story).encode(), "bai.html")

    told = [loaded.text[fact.start : fact.end] for fact in read(loaded.text, published=loaded.published).facts]
    assert loaded.published == "2020-06-05"
    assert all(loaded.text.count(passage) == 1 for passage in (LEAD, BODY, CLOSE))
    assert not [words for words in told for strange in ("12.", "1.234", "45", "75", "100", "842") if strange in words]
    assert any("3.200" in words for words in told)
