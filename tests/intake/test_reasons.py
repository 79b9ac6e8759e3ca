"""Every rule of the reader has a sentence that says why something was taken for a fact."""

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml

import thidua.reading
from thidua.config import demo
from thidua.intake.choices import FactKind
from thidua.intake.rules.reading import read_text
from thidua.intake.rules.reasons import has_reason, reason
from thidua.reading.lexicon import lexicon
from thidua.reading.quantities import UnitKind

READER = Path(thidua.reading.__file__).parent
EXAMPLES = Path(__file__).resolve().parent.parent / "reading" / "examples"
SAMPLES = Path(demo.__file__).parent / "articles"
KINDS = "|".join(kind.value for kind in FactKind)
NAMED = re.compile(rf"""["']((?:{KINDS})\.[a-z_]+)["']""")


def rules_named_in_the_code():
    return {name for path in READER.rglob("*.py") for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def rules_made_of_parts():
    return {
        *(f"figure.{kind}" for kind in get_args(UnitKind)),
        *(f"document.{kind}" for kind in lexicon("documents")["kinds"]),
        *(f"person.{evidence}" for evidence in ("post", "title", "plural", "list", "organisation", "speech", "plain")),
        "direction",
    }


def texts(node):
    """Every string of an example file that may be a text."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from texts(each)


def rules_met_in_examples():
    found = [path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.txt")]
    for path in EXAMPLES.glob("*.yaml"):
        found += texts(yaml.safe_load(path.read_text(encoding="utf-8")))
    return {fact.rule for text in found if " " in text for fact in read_text(text).facts}


@pytest.mark.parametrize("rules", [rules_named_in_the_code, rules_made_of_parts, rules_met_in_examples])
def test_every_rule_that_the_reader_can_give_has_a_sentence(rules):
    names = rules()

    assert len(names) > 10
    assert sorted(name for name in names if not has_reason(name)) == []


def test_a_sentence_names_the_words_of_the_text_that_decided():
    sentence, filled = reason("figure.known", {"value": 2822, "unit": "vụ mâu thuẫn", "unit_head": "vụ"})

    assert sentence % filled == "số đứng ngay trước từ chỉ đơn vị đếm “vụ”."


def test_a_rule_without_a_sentence_still_says_something():
    sentence, filled = reason("figure.of_tomorrow", {})

    assert sentence % filled == "cách viết giống những chỗ đã biết là dữ kiện."
