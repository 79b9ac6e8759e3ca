"""Reading as a map: each article stands alone, so that a cluster may read a country's papers in one pass.

Needs the extra ``thidua[spark]``, and Java of the version that Spark asks for. Nothing else of the project imports this
module or PySpark (an import contract holds it).
"""

from __future__ import annotations

import json

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from thidua.reading.pipeline import as_document, read


def read_articles(
    articles: DataFrame, *, identifier: str = "id", text: str = "text", published: str | None = None
) -> DataFrame:
    """Return ``articles`` with one more column, ``document``: the facts as JSON in the corpus form, schema 1.

    Nothing is read before the result is asked for. Neither pandas nor Arrow is needed.

    Args:
        articles: one row an article; all its columns are kept.
        identifier: the column that names the article, a string.
        text: the column with its text; a row without one gives no facts.
        published: the column with its day or month (``2020-06-05``, ``2020-06``), a string or null, if there is one.
    """
    day = sql.col(published) if published else sql.lit(None).cast("string")
    return articles.withColumn("document", _as_json(sql.col(identifier), sql.col(text), day))


@sql.udf(returnType="string", useArrow=False)
def _as_json(identifier: str, text: str | None, published: str | None) -> str:
    return json.dumps(as_document(read(text or "", published=published or None), identifier), ensure_ascii=False)
