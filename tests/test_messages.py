"""The English catalogue is whole, says what the Vietnamese says, and is what an English reader sees."""

import ast
import importlib.util
import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.factories.organisations import make_unit
from tests.factories.people import make_user

from thidua.core.actors import Role
from thidua.office.guide import pages as guide

PROJECT = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
TAG = re.compile(r"<(/?\w+)|&\w+;")
PROPER = (
    "xã Vũ Thư", "Bộ Công an", "Hưng Yên", "Ủy ban nhân dân", "Giám đốc", "Số: 05/BC-CAT",
    "Chỉ thị số 07 của Bộ Công an",
)  # fmt: skip
"""Examples of what is typed into Vietnamese documents; they stay as they are typed."""
UNIT = "Tỉnh Sample"
LEFT_OUT = {"%(you)s"}
"""The Vietnamese form of address: English greets by name alone."""


def load_script():
    path = PROJECT / "scripts" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages_script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()
CATALOG = [message for message in script.kept() if message.id]


def pairs(message):
    """(Vietnamese, English) of a message; with plurals, each English form against the Vietnamese."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[0], string) for string in message.string]


PAIRS = [pair for message in CATALOG for pair in pairs(message)]


def vietnamese_letters(text):
    """The letters of a text that English does not have, after the proper names are taken away.

    >>> vietnamese_letters("Bộ Công an, naïve “quotes”")
    ['ï']
    """
    for name in sorted(PROPER, key=len, reverse=True):
        text = text.replace(name, "")
    letters = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalpha()]
    return [letter for letter in letters if not letter.isascii()]


def test_every_msgid_is_translated_and_compiled():
    assert script.missing() == []


def test_nothing_stays_in_the_catalogue_that_the_product_no_longer_says():
    wanted = {(message.id, message.context) for message in script.collected()}

    assert [message.id for message in CATALOG if (message.id, message.context) not in wanted] == []


def test_every_placeholder_is_on_both_sides():
    astray = [
        (vietnamese, english)
        for vietnamese, english in PAIRS
        if set(PLACEHOLDER.findall(vietnamese)) - LEFT_OUT != set(PLACEHOLDER.findall(english))
    ]

    assert astray == []


def test_markup_is_the_same_on_both_sides():
    astray = [
        (vietnamese, english)
        for vietnamese, english in PAIRS
        if sorted(TAG.findall(vietnamese)) != sorted(TAG.findall(english))
    ]

    assert astray == []


def test_a_fragment_keeps_the_spaces_around_it():
    astray = [
        (vietnamese, english)
        for vietnamese, english in PAIRS
        if (vietnamese[:1].isspace(), vietnamese[-1:].isspace()) != (english[:1].isspace(), english[-1:].isspace())
    ]

    assert astray == []


def test_a_sentence_stays_a_sentence():
    astray = [
        (vietnamese, english)
        for vietnamese, english in PAIRS
        if vietnamese.endswith((".", ":", "?")) != english.endswith((".", ":", "?"))
    ]

    assert astray == []


def test_no_english_text_is_left_in_vietnamese():
    assert [english for _vietnamese, english in PAIRS if vietnamese_letters(english)] == []


def test_english_keeps_the_voice_without_exclamation_marks_or_please():
    assert [
        english for _vietnamese, english in PAIRS if "!" in english or re.search(r"\bplease\b", english, re.IGNORECASE)
    ] == []


def test_one_and_many_are_told_apart():
    plural = [message.string for message in CATALOG if not isinstance(message.id, str)]

    assert [forms for forms in plural if len(forms) != 2 or forms[0] == forms[1]] == []


def test_every_page_of_the_guide_has_a_title_in_the_catalogue():
    with override("vi"):
        titles = {guide.page(name).title for name in [guide.FIRST, *guide.names()]}

    assert titles == set(guide.TITLES)


@pytest.fixture
def english(client, db):
    """The browser of a user who has chosen English."""
    province = make_unit(UNIT.removeprefix("Tỉnh "))
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province, full_name="Tran Ha"))
    client.post(reverse("office:set_language"), {"language": "en", "next": "/"})
    return client


def words(html):
    """The text of a piece of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(page, pattern):
    """The words of the first part of a page that fits."""
    return words(re.search(pattern, page.text, re.DOTALL)[0])


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("office:home", "Three steps to start, about 10 minutes"),
        ("office:documents", "No documents to read yet"),
        ("office:movements", "No movements yet"),
        ("office:awards", "The awards register is still empty"),
        ("office:conferences", "No conferences yet"),
        ("office:guide", "Guide"),
    ],
)
def test_the_main_headings_are_in_english(english, name, heading):
    page = english.get(reverse(name))

    assert (page.headers["Content-Language"], part(page, r"<h1.*?</h1>")) == ("en", heading)


def test_the_side_bar_is_in_english(english):
    page = english.get(reverse("office:home"))

    assert vietnamese_letters(part(page, r'<nav class="side".*?</nav>')) == []
    assert "My work" in part(page, r'<nav class="side".*?</nav>')


@pytest.mark.parametrize("name", ["home", "documents", "new_document", "movements", "awards", "conferences", "people"])
def test_the_main_part_of_an_empty_page_has_no_vietnamese_left(english, name):
    page = english.get(reverse(f"office:{name}"))

    assert (
        vietnamese_letters(part(page, r"<main.*?</main>").replace(UNIT, "").replace(UNIT[:1].lower() + UNIT[1:], ""))
        == []
    )


def test_the_switch_leads_back_to_vietnamese(english):
    english.post(reverse("office:set_language"), {"language": "vi", "next": "/"})

    assert "Việc của tôi" in part(english.get(reverse("office:home")), r'<nav class="side".*?</nav>')


def marked_inside_f_strings(path):
    """The calls of ``_`` inside an f-string: Babel does not see them under Python 3.11."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in script.KEYWORDS:
                    yield f"{path.name}:{call.lineno}"


def test_no_string_is_marked_where_the_collector_cannot_see_it():
    package = PROJECT / "src" / "thidua"

    assert [found for path in package.rglob("*.py") for found in marked_inside_f_strings(path)] == []
