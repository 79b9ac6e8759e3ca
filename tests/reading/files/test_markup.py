from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reading.files.markup import show


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("chỉ có chữ", "chỉ có chữ"),
        ("<p>Một<p>Hai<br>Ba", "Một\nHai\nBa"),
        ("<p>hơn <b>3.600</b>\n vụ</p>", "hơn 3.600 vụ"),
        ("<ul><li>A</li><li>B</li></ul>", "A\nB"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("trước<style>p{}</style>sau", "trước\nsau"),
        ("<NAV>menu</NAV>bài", "bài"),
        ("a<!-- <p>b</p> -->c", "a\nc"),
        ("a<!-- không đóng", "a"),
        ("<script>không đóng", ""),
        ("2 &lt; 3 &amp; 4&nbsp;đồng", "2 < 3 & 4 đồng"),
        ("nếu a < b thì c > d", "nếu a < b thì c > d"),
    ],
)
def test_the_words_of_a_page_are_those_that_a_browser_shows(markup: str, text: str) -> None:
    assert show(markup).text == text


def test_depth_and_tags_are_counted() -> None:
    shown = show("<div><div><p>x<p>y</div></div><br>")

    assert (shown.depth, shown.tags) == (2, 7)


def test_the_title_is_read_beside_the_words() -> None:
    shown = show("<head><title>Tin &amp; bài\n mới</title></head>x")

    assert (shown.title, shown.text) == ("Tin & bài mới", "x")


@given(st.text(alphabet="<>/!-ab &;\n=\"'", max_size=200))
def test_no_markup_breaks_it(markup: str) -> None:
    shown = show(markup)

    assert len(shown.text) <= len(markup)


@given(st.lists(st.sampled_from(["Một", "Hai", "3 < 4"]), min_size=1, max_size=10))
def test_every_paragraph_is_a_line(paragraphs: list[str]) -> None:
    markup = "".join(f"<p>{paragraph.replace('<', '&lt;')}</p>" for paragraph in paragraphs)

    assert show(markup).text.split("\n") == paragraphs
