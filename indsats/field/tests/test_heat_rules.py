from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from indsats.field.models import Behaviour, Fault, Mood
from indsats.field.rules.heat import EVERYTHING, TOPICS, Seen, open_months, published
from indsats.field.rules.picture import Month
from indsats.places.rules.heat import Limits
from indsats.places.tests.test_rules_heat import ground, within

LIMITS = Limits(households=20, observations=5, metres=250, days=30)
GROUNDS = [
    ground("busy", 0, 0, households=400), ground("quiet", 0, 1, households=20),
    ground("lonely", 1, 0, households=19), ground("unknown", 1, 1, households=None),
]  # fmt: skip
SPOTS = {
    each.key: within(row, column)
    for each, (row, column) in zip(GROUNDS, product((0, 1), (0, 1)), strict=True)
}
MONTHS = (Month(2026, 8), Month(2026, 9))
WORDS = tuple(sorted({*Behaviour.values, *Fault.values}))
SEEN = st.builds(
    Seen,
    st.sampled_from(list(SPOTS.values())),
    st.sampled_from(Mood.values),
    st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(tuple),
)
WORLDS = st.fixed_dictionaries({month: st.lists(SEEN, max_size=60) for month in MONTHS})


def everything_told(world):
    """Give all that anybody can get to see, whatever they choose."""
    return {
        (month, topic.code): [
            (each.ground.key, each.step)
            for each in published(GROUNDS, world[month], topic, LIMITS)
        ]
        for month, topic in product(MONTHS, TOPICS)
    }  # fmt: skip


def without(seen, key, topic):
    """Give a world in which nothing about the topic was seen there."""
    gone = []
    for each in seen:
        if each.point != SPOTS[key] or not topic.holds(each):
            gone.append(each)
        elif topic is not EVERYTHING:
            mood = "calm" if each.mood in topic.words else each.mood
            kept = tuple(code for code in each.codes if code not in topic.words)
            gone.append(Seen(each.point, mood, kept))
    return gone


@given(WORLDS)
def test_no_shown_cell_is_under_the_minimum_whatever_is_chosen(world):
    for month, topic in product(MONTHS, TOPICS):
        for patch in published(GROUNDS, world[month], topic, LIMITS):
            spot = SPOTS[patch.ground.key]
            many = sum(each.point == spot and topic.holds(each) for each in world[month])
            assert many >= LIMITS.observations
            assert (patch.ground.households or 0) >= LIMITS.households


@given(WORLDS)
def test_all_that_is_told_would_be_the_same_had_what_is_hidden_not_been(world):
    """So nobody can work out a hidden number: for all they know it is nought."""
    told = everything_told(world)
    for month, topic, key in product(MONTHS, TOPICS, SPOTS):
        if key in dict(told[month, topic.code]):
            continue
        other = {**world, month: without(world[month], key, topic)}
        assert everything_told(other) == told


def test_topics_share_no_word_and_leave_calm_out():
    words = [word for topic in TOPICS for word in topic.words]
    assert len(words) == len(set(words))
    assert not {"calm", *words} - {*Mood.values, *Behaviour.values, *Fault.values}
    assert "calm" not in words


def test_a_month_opens_thirty_days_after_it_ended():
    newest = [next(open_months(day, LIMITS)) for day in (date(2026, 10, 30), date(2026, 10, 31))]
    assert newest == [Month(2026, 8), Month(2026, 9)]


def test_without_delay_a_month_opens_the_day_after_it():
    assert next(open_months(date(2026, 10, 1), LIMITS._replace(days=0))) == Month(2026, 9)
