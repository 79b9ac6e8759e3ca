"""The examples in the docstrings hold."""

from __future__ import annotations

import doctest

import pytest

from thidua.paper import manuscript, model, wording


@pytest.mark.parametrize("module", [manuscript, model, wording], ids=lambda module: module.__name__)
def test_the_examples_of_a_module_hold(module):
    assert doctest.testmod(module).failed == 0
