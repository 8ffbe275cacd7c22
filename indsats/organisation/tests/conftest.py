"""The letter's municipality in the tables, on a day before its change takes effect."""

import pytest
import time_machine

from indsats.organisation.tests import letter


@pytest.fixture
def people():
    """Give everyone by username, with the organisation written, in November 2023."""
    with time_machine.travel(letter.BEFORE, tick=False):
        everyone = letter.make_people()
        letter.enter_organisation(everyone["sanne"])
        yield everyone


@pytest.fixture
def change_set(people):
    """Give the letter's change-set, drafted by the secretary."""
    return letter.make_change_set(people["sanne"])


@pytest.fixture
def by(people):
    """Give the secretary."""
    return people["sanne"]


@pytest.fixture
def as_(client, people):
    """Log someone in by username."""

    def login(username):
        client.force_login(people[username])
        return client

    return login
