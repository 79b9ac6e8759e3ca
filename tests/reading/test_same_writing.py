"""What is written in another way gives the same facts at the same places: codes, tones, quotes, abbreviations, lines.

Whole articles (those of the demo, those of ``own_corpus``), and short ones that hypothesis fills in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading import ways_of_writing as ways
from tests.reading.test_same_facts import _no_break
from tests.reading.ways_of_writing import canonical, told

from thidua.config import demo
from thidua.reading.pipeline import as_document, read

HERE = Path(__file__).parent
DEMO = {f"demo {path.stem}": path for path in sorted((Path(demo.__file__).parent / "articles").glob("*.txt"))}
OWN = {path.stem: path for path in sorted((HERE / "own_corpus").glob("[13]*.txt"))}
ARTICLES = {
    name: unicodedata.normalize("NFC", path.read_text(encoding="utf-8")) for name, path in {**DEMO, **OWN}.items()
}
HEADED = [name for name, text in ARTICLES.items() if 0 < text.find("\n") < 200]
SENTENCES = [
    entry["text"]
    for name in ("award_phrasings", "figure_phrasings")
    for entry in yaml.safe_load((HERE / "examples" / f"{name}.yaml").read_text(encoding="utf-8"))
    if entry["text"].endswith(".") and "\n" not in entry["text"]
]
WAYS: dict[str, Callable[[str], str]] = {
    "decomposed": ways.decomposed,
    "newer_tones": ways.newer_tones,
    "older_tones": ways.older_tones,
    "straight": ways.straight,
    "curly": ways.curly,
    "pointed": ways.pointed,
    "no_break": _no_break,
    "spelt_out": ways.spelt_out,
    "abbreviated": ways.abbreviated,
    "city_with_stop": ways.city_with_stop,
    "city_without_stop": ways.city_without_stop,
    "city_spelt_out": ways.city_spelt_out,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_written_in_another_way_gives_the_same_facts_at_the_same_places(article: str, way: str) -> None:
    text = ARTICLES[article]

    assert told(WAYS[way](text)) == told(text)


@pytest.mark.parametrize("article", HEADED)
def test_a_headline_in_capitals_changes_no_fact(article: str) -> None:
    text = ARTICLES[article]

    assert told(ways.headline_in_capitals(text)) == told(text)


@pytest.mark.parametrize("article", HEADED)
def test_below_the_headline_an_article_needs_no_line_breaks(article: str) -> None:
    story = ways.story_of(ARTICLES[article])

    assert told(ways.headline_alone(story), places=False) == told(story, places=False)


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_on_one_line_tells_the_same_facts(article: str) -> None:
    story = ways.story_of(ARTICLES[article])

    assert told(ways.without_line_breaks(story), places=False) == told(story, places=False)


COUNTS = st.integers(2, 999)
PLACES = st.sampled_from(["tỉnh Khánh Hòa", "tỉnh Hòa Bình", "huyện Thủy Nguyên", "thành phố Tuy Hòa", "tỉnh Phú An"])
NAMES = st.sampled_from(["Nguyễn Thị Hòa", "Trần Văn Khỏe", "Lê Thúy Hằng", "Phạm Đức Thụy", "Đặng Quốc Hóa"])
POSTS = st.sampled_from(["Phó Chủ tịch UBND tỉnh", "Bí thư Huyện ủy", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"])
SHORT_ARTICLES = st.builds(
    "{place} tổng kết phong trào thi đua\n"
    "Sáng {day}/{month}/2021, UBND {place} tổ chức hội nghị tổng kết phong trào “Toàn dân bảo vệ an ninh Tổ quốc”.\n"
    "Đồng chí {name}, {post} dự và phát biểu chỉ đạo. Các tổ hòa giải đã hòa giải hơn {cases} vụ việc.\n"
    "Dịp này, Ủy ban nhân dân tỉnh tặng Bằng khen cho {bodies} tập thể, {persons} cá nhân.".format,
    place=PLACES, name=NAMES, post=POSTS, day=st.integers(1, 28), month=st.integers(1, 12),
    cases=COUNTS, bodies=COUNTS, persons=COUNTS,
)  # fmt: skip


@given(SHORT_ARTICLES, st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=3, unique=True))
@settings(max_examples=80, deadline=None)
def test_a_short_article_written_in_several_other_ways_at_once_gives_the_same_facts(
    article: str, several: list[str]
) -> None:
    written = article
    for way in several:
        written = WAYS[way](written)

    assert told(written) == told(article)


@given(SHORT_ARTICLES)
@settings(max_examples=40, deadline=None)
def test_a_short_article_on_one_line_or_under_capitals_gives_the_same_facts(article: str) -> None:
    assert told(ways.without_line_breaks(article), places=False) == told(article, places=False)
    assert told(ways.headline_in_capitals(article)) == told(article)


@given(st.permutations(SENTENCES).map(lambda drawn: drawn[:4]))
@settings(max_examples=60, deadline=None)
def test_figures_do_not_depend_on_the_line_breaks_between_sentences(sentences: list[str]) -> None:
    numbers = ("value", "value_max", "of", "qualifier", "unit")

    def counted(text: str) -> list[str]:
        facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] in {"figure", "target"}]
        return sorted(repr([canonical(fact.get(field)) for field in numbers]) for fact in facts)

    assert counted(" ".join(sentences)) == counted("\n".join(sentences))


def test_awards_of_two_sentences_are_the_same_on_one_line_and_on_two() -> None:
    counts = ("form", "collectives", "individuals", "total")

    def counted(text: str) -> list[str]:
        facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] == "award"]
        return sorted(repr([canonical(fact.get(field)) for field in counts]) for fact in facts)

    differing = [pair for pair in pairwise(SENTENCES) if counted(" ".join(pair)) != counted("\n".join(pair))]

    assert differing == []
