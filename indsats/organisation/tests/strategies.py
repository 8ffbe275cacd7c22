"""Made-up organisations and change-sets for property tests, pure or through the database.

`organisations()` gives pictures without a fault, `wild_organisations()` pictures with every
sort of fault, `change_sets()` any steps, and `sound_change_sets(picture)` steps that can be
carried out and bring about no error. The examples are the same on every run.
"""

import os
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.checks import check
from indsats.organisation.rules.operations import (
    Close,
    Create,
    Keep,
    Merge,
    Move,
    Set,
    Split,
)
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.rules.steps import Context

BEGIN = date(2024, 1, 1)
LENGTH = 40
END = BEGIN + timedelta(days=LENGTH)
CONTEXT = Context(today=BEGIN, first_of_month=False)
UNITS = tuple(f"u{number}" for number in range(6))
BODIES = ("b0", "b1")
POSTS = ("p0", "p1", "p2", "p3")
PROFILES = ("r0", "r1")
USERS = ("ane", "bo", "cia", "dan")
GROUPS = ("Unge", "unge ", "Børn")
AREAS = ("", "Vejleparken", "Gildbroen")
KEYS = {
    "unit": (*UNITS, *BODIES, "x0", "x1"),
    "post": (*POSTS, "xp"),
    "profile": PROFILES,
    "engagement": ("e0", "e1", "e2", "e3"),
    "leadership": ("l0", "l1"),
    "seat": ("s0", "s1", "s2"),
    "responsibility": ("q0", "q1"),
    "anchoring": ("a0", "a1"),
}


def quick(examples=40):
    """Set how many examples a property is tried on: always the same, without a clock.

    INDSATS_EXAMPLES=20 in the environment tries twenty times as many, and other ones each time.
    """
    factor = int(os.environ.get("INDSATS_EXAMPLES", "1"))
    return settings(
        max_examples=examples * factor,
        deadline=None,
        derandomize=factor == 1,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def day(number):
    """Give the day a number of days into the time the examples play out in."""
    return BEGIN + timedelta(days=number)


def all_days():
    """Give every day on which something may happen, and one on either side."""
    return [day(number) for number in range(-1, LENGTH + 2)]


days = st.integers(0, LENGTH - 1).map(day)


@st.composite
def spans(draw, *, open_end=True):
    """Draw a half-open span of one day or more."""
    first = draw(st.integers(0, LENGTH - 2))
    until = draw(st.integers(first + 1, LENGTH - 1))
    return Span(day(first), None if open_end and draw(st.booleans()) else day(until))


def one_of(values):
    return st.sampled_from(values)


NAMES = ("Gadeplan", "Klubben", "Teamet", "Huset")
AGES = (0, 6, 10, 13, 18, 25)
CHOICES = {
    "unit": {
        "name": NAMES,
        "kind": ("team", "institution", "centre", "committee", "steering_group"),
        "parent": (None, *UNITS),
        "covers": (None, "u1"),
        "authority_boundary": ("", "A", "B"),
        "meeting_interval": ("", "monthly"),
    },
    "profile": {"name": NAMES, "kind": ("job",), "working_time": ("day", "evening")},
    "post": {
        "title": NAMES, "unit": (*UNITS, "x0"), "profile": (None, *PROFILES),
        "function": ("street_worker", "leader"), "hours": ("37", "30", "18.5"),
    },
    "engagement": {
        "user": USERS, "post": POSTS, "fraction": ("1", "0.5"), "kind": ("permanent", "temporary"),
    },
    "leadership": {"unit": UNITS, "post": POSTS},
    "seat": {
        "body": (*BODIES, "u1"), "role": ("chair", "member"), "holder_post": (None, *POSTS),
        "substitute_for": (None, "s0", "s1"),
    },
    "responsibility": {
        "unit": UNITS, "group": GROUPS, "age_from": AGES, "age_to": (None, *AGES), "area": AREAS,
    },
    "anchoring": {"area": ("Tryghed", "tryghed", "SSP"), "body": (*BODIES, "u1")},
}  # fmt: skip
names = one_of(NAMES)
PLACES = {
    "unit": "parent", "post": "unit", "engagement": "post", "leadership": "unit", "seat": "body",
    "responsibility": "unit", "anchoring": "body",
}  # fmt: skip


def contents(kind):
    """Draw all of a subject's fields, any values."""
    return st.fixed_dictionaries({name: one_of(found) for name, found in CHOICES[kind].items()})


@st.composite
def patches(draw, kind):
    """Draw new values for one or two fields."""
    fields = draw(st.lists(one_of(sorted(CHOICES[kind])), min_size=1, max_size=2, unique=True))
    return {name: draw(one_of(CHOICES[kind][name])) for name in fields}


def organisations():
    """Draw a picture without any fault: nested units, staff, leaders, bodies, target groups."""
    return st.integers(0, 100_000).map(organisation)


def wild_organisations():
    """Draw a picture with any fault there is: rings, loose ends, overlaps, gaps."""
    return st.integers(0, 100_000).map(wild_organisation)


def organisation(seed):
    """Make a picture without any fault; the same seed gives the same one."""
    dice = Random(seed)  # noqa: S311 -- examples, not secrets
    found = []
    for number, key in enumerate(UNITS):
        fields = {
            "kind": ("team", "institution", "centre"), "parent": (None, *UNITS[:number]),
            "covers": (None,),
        }  # fmt: skip
        found += _life(dice, "unit", key, fields)
    for key, kind in (("b0", "committee"), ("b1", "steering_group")):
        found.append(_for_ever("unit", key, name=key, kind=kind, meeting_interval="monthly"))
    for key in PROFILES:
        found += _life(dice, "profile", key, {})
    for key in POSTS:
        found += _life(dice, "post", key, {"unit": UNITS})
    return Picture.of([*found, *_staff(dice), *_duties(dice)])


def _for_ever(kind, key, /, **fields):
    return Slice(kind, key, Span(BEGIN), fields)


def _life(dice, kind, key, narrowed, span=None):
    """Make a subject's slices over a span: up to three contents, one after the other."""
    span = span or Span(BEGIN)
    choices = {**CHOICES[kind], **narrowed}
    cuts = {day(dice.randrange(1, LENGTH - 1)) for _ in range(dice.randrange(3))}
    edges = [span.first, *sorted(c for c in cuts if c != span.first and span.covers(c)), span.until]
    return [
        Slice(kind, key, Span(*edge), {name: dice.choice(found) for name, found in choices.items()})
        for edge in pairwise(edges)
    ]


def _span(dice):
    first = dice.randrange(LENGTH - 1)
    until = dice.randrange(first + 1, LENGTH)
    return Span(day(first), dice.choice((None, day(until))))


def _staff(dice):
    for number, user in enumerate(USERS):
        fields = {"user": (user,), "kind": ("permanent",)}
        yield from _life(dice, "engagement", f"e{number}", fields, _span(dice))
    for key, unit in (("l0", "u0"), ("l1", "u2")):
        yield from _life(dice, "leadership", key, {"unit": (unit,)})
    for key, post in (("s0", "p0"), ("s1", "p1"), ("s2", None)):
        fields = {"body": ("b1",), "holder_post": (post,), "substitute_for": (None,)}
        yield from _life(dice, "seat", key, fields)


def _duties(dice):
    for key, first, until in (("q0", 0, 18), ("q1", 18, None)):
        fields = {"group": ("Unge",), "age_from": (first,), "age_to": (until,), "area": ("",)}
        yield from _life(dice, "responsibility", key, fields)
    yield _for_ever("anchoring", "a0", area="Tryghed", body="b0")


def wild_organisation(seed):
    """Make a picture with any fault; the same seed gives the same one."""
    dice = Random(seed)  # noqa: S311 -- examples, not secrets
    return Picture.of(
        piece
        for kind, keys in KEYS.items()
        for key in keys
        for _ in range(dice.randrange(3))
        for piece in _life(dice, kind, key, {}, _span(dice))
    )


@st.composite
def steps(draw, number, kinds=tuple(KEYS)):
    """Draw one step of any sort."""
    kind = draw(one_of(kinds))
    subject = draw(one_of(KEYS[kind]))
    named = {"number": number, "kind": kind, "subject": subject, "span": draw(spans())}
    form = draw(one_of((Create, Set, Set, Move, Close, Keep, Split, Merge)))
    if form is Split:
        return Split(**{**named, "kind": "unit", **draw(_splits())})
    if form is Merge:
        return Merge(**{**named, "kind": "unit", **draw(_merges())})
    if form is Move and kind in PLACES:
        place = PLACES[kind]
        return Move(**named, patch={place: draw(one_of(CHOICES[kind][place]))})
    if form is Create:
        return Create(**named, patch=draw(contents(kind)))
    return form(**named) if form in {Close, Keep} else Set(**named, patch=draw(patches(kind)))


@st.composite
def _splits(draw):
    subject = draw(one_of(UNITS))
    parts = draw(st.lists(one_of(("x0", "x1", subject)), min_size=1, max_size=2, unique=True))
    holders = draw(st.lists(one_of(("post:p0", "post:p1", "unit:u3")), max_size=2, unique=True))
    return {
        "subject": subject,
        "patch": {
            "into": {key: {"name": draw(names)} for key in parts},
            "assign": {holder: draw(one_of(parts)) for holder in holders},
            "rest": draw(one_of(parts)),
        },
    }


@st.composite
def _merges(draw):
    sources = draw(st.lists(one_of(UNITS[1:]), min_size=1, max_size=2, unique=True))
    subject = draw(one_of(("x0", *UNITS)))
    return {"subject": subject, "patch": {"from": sources, "values": {"name": draw(names)}}}


@st.composite
def change_sets(draw, *, size=4, first=1):
    """Draw a few steps, also ones that make no sense."""
    count = draw(st.integers(1, size))
    return tuple(draw(steps(number)) for number in range(first, first + count))


def carried_out(picture, operations):
    """Keep the steps that can be carried out on a picture."""
    refused = {problem.operation for problem in trace(picture, operations).refused}
    return tuple(step for step in operations if step.number not in refused)


def sound(picture, operations, context=CONTEXT):
    """Keep as many steps as bring about no error, one after the other."""
    kept = ()
    for step in operations:
        if not any(found.is_error for found in check(picture, (*kept, step), context)):
            kept = (*kept, step)
    return kept


@st.composite
def sound_change_sets(draw, picture, *, size=4):
    """Draw steps that can be carried out on a picture and bring about no error; maybe none."""
    return sound(picture, draw(change_sets(size=size)))
