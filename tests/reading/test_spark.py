"""The map over a cluster, in local mode: the same facts as reading one article after the other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from thidua.reading.pipeline import as_document, read

ARTICLES = [
    (
        "a",
        "Sáng 05/6, Công an tỉnh Phú An tổ chức hội nghị tổng kết. UBND tỉnh tặng Bằng khen cho 12 tập thể.",
        "2020-06",
    ),
    ("b", "Đại tá Trần Văn Bình, Giám đốc Công an tỉnh phát biểu: đã hòa giải 1.600 vụ.", None),
    ("c", None, None),
]


@pytest.fixture(scope="module")
def articles(spark: Any) -> Any:
    return spark.createDataFrame(ARTICLES, "id string, text string, day string").repartition(2)


def test_articles_read_on_spark_give_the_same_facts(articles: Any) -> None:
    from thidua.reading.spark import read_articles

    documents = {row["id"]: json.loads(row["document"]) for row in read_articles(articles).collect()}

    assert documents == {name: as_document(read(text or ""), name) for name, text, _ in ARTICLES}


def test_a_column_tells_when_an_article_appeared(articles: Any) -> None:
    from thidua.reading.spark import read_articles

    rows = read_articles(articles, published="day").collect()

    assert {row["id"]: json.loads(row["document"]) for row in rows} == {
        name: as_document(read(text or "", published=day), name) for name, text, day in ARTICLES
    }


def test_all_columns_of_the_articles_are_kept(articles: Any) -> None:
    from thidua.reading.spark import read_articles

    assert read_articles(articles).columns == ["id", "text", "day", "document"]
