from datetime import UTC, date, datetime, time

import pytest

from indsats.strategy.rules.order import Facts, Problem, State, faults, hindrances, state
from indsats.strategy.rules.terms import as_data, differences, from_data
from indsats.strategy.tests.factories import AUTUMN, faxe_terms

WHOLE = faxe_terms(places=("torvet",))
DAY = date(2023, 11, 1)


def test_faxes_order_lacks_nothing():
    assert hindrances(WHOLE, AUTUMN) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": "  "}, Problem.NO_TITLE),
        ({"last": date(2023, 10, 22)}, Problem.DAYS_TURNED),
        ({"last": date(2024, 10, 23)}, Problem.TOO_MANY_DAYS),
        ({"to_time": time(22)}, Problem.SAME_HOURS),
        ({"to_time": time(21)}, Problem.TOO_MANY_HOURS),
        ({"staff_min": 0}, Problem.NOBODY),
        ({"staff_min": 3}, Problem.STAFF_TURNED),
        ({"cost_to": 10_000}, Problem.COST_TURNED),
        ({"purposes": tuple("abcdef")}, Problem.TOO_MANY_PURPOSES),
        ({"purposes": ("Find 010203-1234",)}, Problem.PERSONAL_NUMBER),
        ({"postpones": ("Samtale med 0102031234",)}, Problem.PERSONAL_NUMBER),
    ],
)
def test_a_fault_stands_in_the_way_of_a_draft(changes, problem):
    assert faults(faxe_terms(**changes)) == [problem]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"weekdays": ()}, Problem.NO_WEEKDAY),
        ({"last": date(2023, 10, 26)}, Problem.NO_EVENING),
        ({"places": ()}, Problem.NO_PLACE),
        ({"purposes": ()}, Problem.NO_PURPOSE),
    ],
)
def test_what_lacks_stands_in_the_way_of_an_order_only(changes, problem):
    terms = faxe_terms(**{"places": ("torvet",), **changes})
    assert faults(terms) == []
    assert hindrances(terms, AUTUMN) == [problem]


def test_an_order_may_be_late_but_not_past():
    last_night = datetime(2023, 12, 10, 0, 59, tzinfo=UTC)
    assert hindrances(WHOLE, last_night) == []
    assert hindrances(WHOLE, last_night.replace(hour=1, minute=0)) == [Problem.ALL_PAST]


def test_only_one_cost_may_be_known():
    assert faults(faxe_terms(cost_from=None)) == []
    assert faults(faxe_terms(cost_to=None)) == []


@pytest.mark.parametrize(
    ("ordered", "withdrawn", "until", "expected"),
    [
        (None, None, date(2023, 12, 11), State.DRAFT),
        (None, None, date(2023, 1, 1), State.DRAFT),
        (AUTUMN, None, date(2023, 11, 2), State.ORDERED),
        (AUTUMN, None, date(2023, 11, 1), State.ENDED),
        (AUTUMN, AUTUMN, date(2023, 11, 1), State.WITHDRAWN),
    ],
)
def test_the_state_is_read_off_the_facts(ordered, withdrawn, until, expected):
    assert state(Facts(ordered_at=ordered, withdrawn_at=withdrawn, until=until), DAY) is expected


def test_terms_survive_being_written_down():
    terms = faxe_terms(places=("a", "b"), competences=("c",), cost_to=None)
    assert from_data(as_data(terms)) == terms


def test_differences_name_what_changed():
    after = faxe_terms(title="Andet", cost_to=18_000)
    assert differences(faxe_terms(), after) == ("title", "cost_to")
