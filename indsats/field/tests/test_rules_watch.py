"""When a pair should be heard from: across midnight, both clock changes, and tours without end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.field.rules.watch import GRACE, LONGEST, Outing, Report, is_home, next_due, overdue
from indsats.field.tests.factories import danish

START = danish(2026, 11, 20, 21)
HOUR = timedelta(hours=1)
OUT = Outing(60, planned_from=START, started_at=START)


def said(*words):
    return tuple(Report(who, kind, START + timedelta(minutes=at)) for who, kind, at in words)


@pytest.mark.parametrize(
    "start",
    [
        danish(2026, 11, 20, 23, 30),  # midnight
        danish(2026, 3, 29, 1, 30),  # the hour that is not there
        danish(2026, 10, 25, 1, 30),  # the hour that comes twice
        danish(2026, 12, 31, 23, 59),
    ],
)
def test_an_hour_is_an_hour_whatever_the_clock_on_the_wall(start):
    due = next_due(Outing(60, started_at=start))
    assert due.timestamp() - start.timestamp() == 3600


def test_nobody_is_late_before_the_grace_is_over():
    assert overdue(OUT, START + HOUR) is None
    assert overdue(OUT, START + HOUR + GRACE - timedelta(seconds=1)) is None
    assert overdue(OUT, START + HOUR + GRACE) == START + HOUR


def test_a_word_from_either_starts_the_hour_anew():
    outing = replace(OUT, reports=said((1, "out", 0), (2, "ok", 50)))
    assert next_due(outing) == START + timedelta(minutes=110)


def test_a_planned_tour_that_never_said_it_went_out_is_late_too():
    assert overdue(Outing(60, planned_from=START), START + HOUR + GRACE) == START + HOUR


@pytest.mark.parametrize(
    "outing",
    [
        replace(OUT, ended_at=START + HOUR),
        replace(OUT, every=0),
        replace(OUT, reports=said((1, "out", 0), (1, "home", 30))),
        replace(OUT, reports=said((1, "out", 0), (2, "ok", 10), (2, "home", 30), (1, "home", 40))),
        replace(OUT, has_open_alarm=True),
        Outing(60),
    ],
)
def test_nobody_is_waited_for(outing):
    assert overdue(outing, START + 9 * HOUR) is None


def test_one_going_home_does_not_end_the_watch_over_the_other():
    outing = replace(OUT, reports=said((1, "out", 0), (2, "out", 0), (2, "home", 30)))
    assert next_due(outing) == START + timedelta(minutes=90)
    assert not is_home(outing.reports)


def test_out_again_after_home_is_waited_for():
    outing = replace(OUT, reports=said((1, "home", 30), (1, "out", 60)))
    assert next_due(outing) == START + 2 * HOUR


def test_an_answered_alarm_starts_the_hour_anew_and_a_tour_nobody_ended_falls_silent():
    answered = replace(OUT, answered=(START + 2 * HOUR,))
    assert next_due(answered) == START + 3 * HOUR
    assert next_due(replace(OUT, answered=(START + LONGEST,))) is None
    assert overdue(OUT, START + LONGEST) == START + HOUR
    assert overdue(OUT, START + LONGEST + GRACE) is None


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["out", "ok", "help", "home"]),
                       st.integers(-30, 900)), max_size=8),
    st.integers(1, 240),
)  # fmt: skip
def test_a_word_never_makes_anybody_later_than_silence(words, every):
    silent, heard = replace(OUT, every=every), replace(OUT, every=every, reports=said(*words))
    due, later = next_due(silent), next_due(heard)
    begun_before = heard.begins < START
    assert later is None or begun_before or later >= due
