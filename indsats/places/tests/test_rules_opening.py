"""Opening hours: past midnight, on both clock changes, and as people write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.places.rules import hours_text
from indsats.places.rules.opening import Hours, Openness, at, hours_of, is_open, spans
from indsats.places.rules.refusals import Refused

DK = ZoneInfo("Europe/Copenhagen")
CLUB = (Hours((1, 2, 3, 4), 14 * 60, 22 * 60), Hours((5, 6), 18 * 60, 2 * 60))


def local(year, month, day, hour, minute=0, fold=0):
    return datetime(year, month, day, hour, minute, tzinfo=DK, fold=fold).astimezone(UTC)


def test_friday_night_runs_into_saturday_but_sunday_night_does_not():
    friday = (2026, 11, 27)
    assert is_open(CLUB, local(*friday, 23, 59))
    assert is_open(CLUB, local(2026, 11, 28, 1, 59))
    assert not is_open(CLUB, local(2026, 11, 28, 2, 0))
    assert is_open(CLUB, local(2026, 11, 29, 1, 0)), "Saturday's night"
    assert not is_open(CLUB, local(2026, 11, 30, 1, 0)), "nobody opened on Sunday"


def test_it_says_when_it_opens_and_closes_next():
    assert at(CLUB, local(2026, 11, 27, 23)).changes_at == local(2026, 11, 28, 2)
    assert at(CLUB, local(2026, 11, 29, 12)).changes_at == local(2026, 11, 30, 14)
    assert at((), local(2026, 11, 29, 12)).openness is Openness.UNKNOWN


def test_hours_that_meet_are_one():
    split = (Hours((1,), 14 * 60, 18 * 60), Hours((1,), 18 * 60, 22 * 60))
    assert at(split, local(2026, 11, 23, 15)).changes_at == local(2026, 11, 23, 22)


def test_a_place_that_never_closes_says_so():
    always = hours_of([{"days": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "24:00"}])
    assert at(always, local(2026, 11, 23, 3)) == (Openness.OPEN, None)


NIGHT = (Hours((6,), 22 * 60, 2 * 60 + 30),)


def test_in_the_autumn_night_it_closes_the_second_time_the_clock_says_so():
    ((start, end),) = spans(NIGHT, date(2026, 10, 24))
    assert end - start == timedelta(hours=5, minutes=30)
    assert is_open(NIGHT, local(2026, 10, 25, 2, 45))
    assert is_open(NIGHT, local(2026, 10, 25, 2, 29, fold=1))
    assert not is_open(NIGHT, local(2026, 10, 25, 2, 30, fold=1))


def test_in_the_spring_night_half_past_two_is_half_past_three():
    ((start, end),) = spans(NIGHT, date(2026, 3, 28))
    assert end - start == timedelta(hours=4, minutes=30)
    assert end == local(2026, 3, 29, 3, 30)


days = st.lists(st.integers(1, 7), min_size=1, max_size=7, unique=True).map(sorted).map(tuple)
minutes = st.integers(0, 1439)
some_hours = st.builds(Hours, days, minutes, st.integers(1, 1440)).filter(
    lambda h: h.start != h.end
)


@given(st.lists(some_hours, min_size=1, max_size=4), st.integers(0, 60 * 24 * 400))
def test_it_is_open_when_the_clock_on_the_wall_says_so(hours, minute):
    """Checked the other way round, by the clock, outside the two nights that are odd."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    wall = moment.astimezone(DK)
    nights = {date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)}
    if wall.date() in nights:
        return
    now = wall.hour * 60 + wall.minute
    expected = any(
        (wall.isoweekday() in each.days and each.start <= now < each.start + each.minutes)
        or ((wall.isoweekday() - 2) % 7 + 1 in each.days and now + 1440 < each.start + each.minutes)
        for each in hours
    )
    assert is_open(hours, moment) == expected


@given(st.lists(some_hours, min_size=1, max_size=3), st.integers(0, 60 * 24 * 400))
def test_nothing_changes_before_it_is_said_to(hours, minute):
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    told = at(hours, moment)
    assert told.changes_at is None or told.changes_at > moment
    if told.changes_at:
        just_before = told.changes_at - timedelta(seconds=1)
        assert at(hours, just_before).openness is told.openness
        assert at(hours, told.changes_at).openness is not told.openness


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("man-tor 14-22", [((1, 2, 3, 4), 840, 1320)]),
        ("Mandag til torsdag kl. 14.00–22.30", [((1, 2, 3, 4), 840, 1350)]),
        ("fre-lør 18-02\nsøn 12-16", [((5, 6), 1080, 120), ((7,), 720, 960)]),
        ("lør-man 10-12", [((1, 6, 7), 600, 720)]),
        ("lør og søn: 10-12", [((6, 7), 600, 720)]),
        ("hverdage 8.15-16", [((1, 2, 3, 4, 5), 495, 960)]),
        ("alle dage 0-24", [((1, 2, 3, 4, 5, 6, 7), 0, 1440)]),
        ("Døgnåbent", [((1, 2, 3, 4, 5, 6, 7), 0, 1440)]),
        ("Mo-Fr 08:00-16:00; Sa 10:00-14:00", [((1, 2, 3, 4, 5), 480, 960), ((6,), 600, 840)]),
        ("\n  \n", []),
    ],
)
def test_it_is_read_as_people_write_it(text, hours):
    assert hours_text.read(text) == tuple(Hours(*each) for each in hours)


@pytest.mark.parametrize(
    "text",
    ["åbent", "14-22", "man 25-26", "man 14.75-16", "man 14-14", "mån 14-16", "man-tor-fre 1-2"],
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(Refused):
        hours_text.read(text)


@given(st.lists(some_hours, max_size=5), st.sampled_from(["da", "en"]))
def test_what_is_written_reads_back(hours, language):
    assert hours_text.read("\n".join(hours_text.write(hours, language))) == tuple(hours)


@given(st.lists(some_hours, max_size=5))
def test_what_is_kept_reads_back(hours):
    assert hours_of([each.as_json() for each in hours]) == tuple(hours)


@pytest.mark.parametrize(
    "kept",
    [
        "man 14-22",
        [{"days": [0], "from": "14:00", "to": "22:00"}],
        [{"days": [], "from": "14:00", "to": "22:00"}],
        [{"days": [1], "from": "14", "to": "22:00"}],
        [{"days": [1], "from": "14:00", "to": "24:30"}],
        [{"days": [1], "from": "14:00"}],
        [1],
        [{"days": [1], "from": "1:0", "to": "2:00"}] * 41,
    ],
)
def test_kept_hours_that_cannot_be_read_are_refused(kept):
    with pytest.raises(Refused):
        hours_of(kept)
