import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from indsats.base.periods import Span
from indsats.hearings.rules.letter_check.touched import Touched, line_above
from indsats.hearings.rules.words import Message, message
from indsats.organisation.rules import Create, Keep, Move, Picture, Set, Slice

ROOM = Path(__file__).parents[1]
GAP = re.compile(r"%\((\w+)\)s")
SENTENCES = sorted(
    {found[2] for found in extract_from_dir(ROOM / "rules", keywords={"_": None})},
)


@pytest.fixture(scope="module")
def danish():
    with (ROOM / "locale" / "da" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return {each.id: each.string for each in read_po(stream)}


def test_there_are_sentences_to_translate():
    assert len(SENTENCES) > 80


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_in_danish_with_the_same_gaps(sentence, danish):
    assert danish.get(sentence)
    assert sorted(GAP.findall(danish[sentence])) == sorted(GAP.findall(sentence))
    assert "%" not in GAP.sub("", danish[sentence])


def test_a_message_is_said_with_its_facts_translated_and_shown():
    said = message("On %(day)s: %(names)s.", day=date(2024, 1, 1), names=(Message("a"), "b"))
    assert said.say(show=lambda fact: f"<{fact}>") == "On <2024-01-01>: a, <b>."
    assert str(said) == "On 2024-01-01: a, b."
    words = {"a": "å", said.msgid: "Den %(day)s: %(names)s."}
    assert said.say(lambda text: words.get(text, text)) == "Den 2024-01-01: å, b."
    assert str(Message("100 % sure")) == "100 % sure"


DAY = date(2024, 1, 1)


def unit(key, kind, parent=None, **more):
    return Slice.of("unit", key, date(2020, 1, 1), None, name=key, kind=kind, parent=parent, **more)


TOWN = Picture.of(
    [
        unit("town", "municipality"),
        unit("a", "centre", "town"),
        unit("b", "centre", "town"),
        unit("c", "centre", "town"),
        unit("team", "team", "a"),
        unit("other", "team", "c"),
        unit("med-a", "works_council", covers="a"),
        unit("med-town", "works_council", covers="town"),
        Slice.of("post", "head", date(2020, 1, 1), title="Head", unit="c", function="leader"),
    ],
)


def step(verb, number, kind, subject, /, **patch):
    return verb(number=number, kind=kind, subject=subject, span=Span(DAY), patch=patch)


def test_a_move_touches_the_centre_left_and_the_centre_entered():
    steps = [step(Move, 1, "unit", "team", parent="b"), step(Keep, 2, "unit", "other")]
    found = Touched(TOWN, steps, DAY)
    assert [(each.name, each.councils) for each in found.centres] == [("a", ["med-a"]), ("b", [])]
    assert found.upper_councils == ["med-town"]


def test_a_change_within_one_centre_asks_no_upper_council():
    steps = [step(Set, 1, "unit", "team", name="Team")]
    found = Touched(TOWN, steps, DAY)
    assert (found.keys, found.upper_councils) == (["a"], [])


def test_a_seat_touches_the_centre_of_its_post_and_a_new_body_is_named():
    steps = [
        step(Create, 1, "unit", "group", name="Group", kind="steering_group"),
        step(Create, 2, "seat", "s", body="group", role="chair", holder_post="head"),
        step(Create, 3, "seat", "vacant", body="group", role="member"),
    ]
    found = Touched(TOWN, steps, DAY)
    assert found.keys == ["c"]
    assert [(body.name, body.meeting_interval) for body in found.new_bodies] == [("Group", "")]


def test_a_step_that_cannot_be_done_is_passed_over():
    steps = [step(Move, 1, "unit", "nobody", parent="b"), step(Move, 2, "unit", "team", parent="b")]
    assert Touched(TOWN, steps, DAY).keys == ["a", "b"]


def test_a_party_goes_by_its_name_in_the_list_and_all_names_of_the_body():
    town = Picture.of([unit("med", "works_council", aliases=["LokalMED A"])])
    found = Touched(town, (), DAY)
    assert found.party("med", "", "consulted").names == ("med", "LokalMED A")
    assert found.party("med", "LokalMED A", "informed").names == ("LokalMED A", "med")
    assert found.party("police", "Politiet", "informed").names == ("Politiet", "police")


def test_a_ring_in_the_tree_ends_the_climb():
    ring = Picture.of([unit("x", "team", "y"), unit("y", "team", "x")])
    assert list(line_above("x", ring.on(DAY)["unit"])) == ["x", "y"]
    assert list(line_above("nowhere", {})) == []
