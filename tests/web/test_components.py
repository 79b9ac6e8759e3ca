"""What the components promise to every page."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import thidua.web

COMPONENTS = Path(thidua.web.__path__[0]) / "templates" / "web" / "components"
TEMPLATES = sorted(Path(thidua.web.__path__[0]).parent.glob("**/templates/**/*.html"))


def drawn(name, /, **values):
    return get_template(f"web/components/{name}.html").render(values)


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_every_component_begins_with_a_line_that_says_what_it_is_given(path):
    assert re.match(r"\{# .{20,} #\}\n", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_holds_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")

    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|hx-on", source) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_fetches_anything_from_elsewhere(path):
    source = re.sub(r"\{[#%].*?[#%]\}", "", path.read_text(encoding="utf-8"))

    assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]*", source) == []


@pytest.mark.parametrize(
    "path", sorted((COMPONENTS.parents[2] / "static" / "thidua").glob("*.css")), ids=lambda p: p.stem
)
def test_colours_stand_in_the_tokens_only(path):
    if path.stem in {"tokens", "print"}:
        return
    colours = set(re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8")))

    assert colours == set()


def test_a_figure_without_a_number_says_so_and_never_nought():
    assert "chưa có số" in drawn("figure", value="", size="large")


def test_a_figure_keeps_its_qualifier_and_opens_its_source():
    text = drawn("figure", value="1.600", qualifier="trên", source_number=3, source_url="/nguon/", panel="slot")

    assert re.sub(r"<[^>]+>|\s+", " ", text).split() == ["trên", "1.600", "Nguồn", "3"]
    assert ('hx-get="/nguon/"' in text, 'aria-expanded="false"' in text, 'aria-controls="slot"' in text) == (
        True,
        True,
        True,
    )


def test_a_source_mark_without_a_slot_is_a_plain_link():
    text = drawn("source_mark", number=1, url="/nguon/")

    assert ('href="/nguon/"' in text, "hx-get" in text) == (True, False)


def test_a_source_mark_that_cannot_be_opened_is_no_link_and_says_why():
    text = drawn("source_mark", number=1)

    assert ("<a" in text, "hx-get" in text) == (False, False)
    assert " ".join(re.sub(r"<[^>]+>", "", text).split()) == "Nguồn 1: Văn bản của đơn vị khác, không mở được từ đây"


def test_text_of_users_is_escaped_in_a_source():
    text = drawn("source_panel", number=1, before="<script>", quote="<b>x</b>", after="")

    assert ("<script>" in text, "&lt;b&gt;x&lt;/b&gt;" in text) == (False, True)


def test_a_target_says_in_words_what_its_bar_shows():
    text = drawn("target", name="Buổi", value="1.486", share=92.9, goal="1.600", gap="Thiếu 114 buổi.")

    assert ('width="92.9%"' in text, "Chỉ tiêu 1.600" in text, "Thiếu 114 buổi." in text) == (True, True, True)


def test_a_timeline_marks_the_present_step():
    steps = [{"word": "Lập", "state": "done"}, {"word": "Duyệt", "state": "now"}, {"word": "Trao", "state": "later"}]

    text = drawn("timeline", steps=steps)

    assert (text.count('aria-current="step"'), "Bước 2/3" in text) == (1, True)


def test_a_toast_that_can_be_undone_posts_with_the_token():
    text = drawn("toast", sentence="Đã nhận.", undo_url="/hoan-tac/", csrf_token="tok")

    assert ('action="/hoan-tac/"' in text, 'value="tok"' in text, "Hoàn tác" in text) == (True, True, True)


def test_a_refusal_stays_until_it_is_closed():
    assert "data-stays" in drawn("toast", sentence="Chưa được.", refused=True)


def test_the_safe_answer_of_a_confirm_has_the_focus():
    text = drawn("confirm", id="c", title="Chốt?", text="Không sửa được nữa.", verb="Chốt số liệu", url="/u/")

    assert re.search(r"<button[^>]*autofocus[^>]*>Xem lại", text)


def test_an_empty_state_without_an_action_offers_none():
    assert "<a " not in drawn("empty", icon="flag", title="Trống", text="Sẽ có.")
