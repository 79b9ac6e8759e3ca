"""Reading as a map: each article stands alone, so that a cluster may read a country's papers in one pass.

Needs the extra ``thidua[spark]`` (and Java). Nothing else of the project imports this module or PySpark.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pyspark.sql import DataFrame, Row

from thidua.reading.pipeline import as_document, read

SCHEMA = "id string, document string"


def read_articles(articles: DataFrame, *, identifier: str = "id", text: str = "text") -> DataFrame:
    """Return the articles read: ``id`` and ``document``, the facts as JSON in the corpus form, schema 1.

    Args:
        articles: one row an article.
        identifier: the column that names it, a string.
        text: the column with its text; a row without one gives no facts.
    """

    def read_part(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
        for row in rows:
            document = as_document(read(row[text] or ""), row[identifier])
            yield row[identifier], json.dumps(document, ensure_ascii=False)

    return articles.rdd.mapPartitions(read_part).toDF(SCHEMA)
