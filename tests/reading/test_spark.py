"""The map over a cluster, in local mode: the same facts as reading one article after the other."""

from __future__ import annotations

import json
import os
import shutil
import sys

import pytest

from thidua.reading.pipeline import as_document, read

ARTICLES = {
    "a": "Sáng 05/6/2020, Công an tỉnh Phú An tổ chức hội nghị tổng kết. UBND tỉnh tặng Bằng khen cho 12 tập thể.",
    "b": "Đại tá Trần Văn Bình, Giám đốc Công an tỉnh phát biểu: đã hòa giải 1.600 vụ.",
    "c": None,
}


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_articles_read_on_spark_give_the_same_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    from thidua.reading.spark import read_articles

    monkeypatch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        articles = session.createDataFrame(list(ARTICLES.items()), "id string, text string").repartition(2)
        documents = {row["id"]: json.loads(row["document"]) for row in read_articles(articles).collect()}
    finally:
        session.stop()

    assert documents == {name: as_document(read(text or ""), name) for name, text in ARTICLES.items()}
