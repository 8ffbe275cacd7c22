"""The polite remark about names: the same examples hold for the phone and the server."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.rules import names
from indsats.base.rules.names import remarks

VECTORS = json.loads((Path(names.__file__).parent / "name_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[each["text"][:40] for each in VECTORS])
def test_the_examples_both_rules_share(vector):
    text = vector["text"]
    found = remarks(text, frozenset(vector.get("known", ())))
    assert [[each.looks, text[each.start : each.end]] for each in found] == vector["found"]


def test_the_lists_of_words_do_not_contradict_each_other():
    assert names.words("given") & names.words("also_words") == set()
    assert all(each == each.lower() for name in ("given", "streets") for each in names.words(name))


@given(st.text(alphabet="aA æÅ10. -@+’'\n:vejAmir", max_size=80))
def test_remarks_never_fall_never_overlap_and_stand_in_order(text):
    found = remarks(text)
    places = [(each.start, each.end) for each in found]
    assert places == sorted(places)
    assert all(start < end <= len(text) for start, end in places)
    assert all(one[1] <= two[0] for one, two in pairwise(places))
