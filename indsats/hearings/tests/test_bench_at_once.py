"""Several people on the work bench at the very same time (threads, committed rows)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions.segment import Weighing, cut, weigh
from indsats.hearings.models import Segment
from indsats.hearings.tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do deeds in a thread each and give what each gave or refused."""

    def do(deed):
        try:
            return deed()
        except ValidationError as error:
            return error
        finally:
            connections.close_all()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        return [do_alone(deed) for deed in deeds]
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def do_alone(deed):
    """Do a deed where a second connection would find an empty database."""
    try:
        return deed()
    except ValidationError as error:
        return error


def test_of_two_who_save_one_wins_and_the_other_is_told():
    people = [f.make_secretary(), f.make_secretary()]
    reply = f.make_reply(f.make_party())
    row = cut(reply=reply, by=people[0], start=0, end=5)
    results = at_once(
        *(
            lambda by=by: weigh(
                segment=row, by=by, weighing=Weighing(version=1, answer=by.username)
            )
            for by in people
        )
    )
    told = [each for each in results if isinstance(each, ChangedMeanwhileError)]
    assert len(told) == 1
    row.refresh_from_db()
    assert row.version == 2
    assert row.answer == row.changed_by


def test_two_who_mark_the_same_text_make_one_segment():
    people = [f.make_secretary(), f.make_secretary()]
    reply = f.make_reply(f.make_party())
    at_once(*(lambda by=by: cut(reply=reply, by=by, start=0, end=9) for by in people))
    assert Segment.objects.count() == 1
