"""Many at once: numbers never clash, one press of the button is one reply, the trail holds."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate, now

from indsats.audit.queries import verify
from indsats.hearings.actions.reply import Sender, Submission, submit
from indsats.hearings.models import Reply
from indsats.hearings.queries.todo_replies import waiting_replies
from indsats.hearings.tests import factories as f
from indsats.organisation.models import SeatRole
from indsats.organisation.tests import factories as org

LAST_SECOND = f.danish(2023, 10, 30, 23, 59, 59)


def at_once(keys, party):
    """Submit with each key in a thread of its own, all let go at the same moment."""
    gate, given, failed = threading.Barrier(len(keys)), [], []

    def one(key):
        try:
            gate.wait()
            sender = Sender(name=party.name, submitted_by="Åse")
            reply = submit(
                hearing=party.hearing, party=party, sender=sender, request_key=key,
                submission=Submission(text="Enige"), at=LAST_SECOND,
            )  # fmt: skip
            given.append(reply.receipt)
        except Exception as error:  # noqa: BLE001 -- told to the test below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[key]) for key in keys]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    return given


@pytest.mark.django_db(transaction=True)
def test_the_same_press_twice_at_once_is_one_reply():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database has one connection")
    party = f.make_party()
    assert len(set(at_once(["en", "en", "en", "en"], party))) == 1
    assert Reply.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_different_replies_at_once_get_different_numbers():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database has one connection")
    party = f.make_party()
    assert len(set(at_once([str(number) for number in range(6)], party))) == 6
    assert sorted(Reply.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Reply.objects.filter(superseded_by=None).count() == 1
    assert verify() == []


@pytest.mark.django_db
def test_what_waits_is_told_to_the_one_who_can_do_it(django_assert_max_num_queries):
    due = localdate() + timedelta(days=3)
    hearing = f.make_hearing(deadline=due, sent_at=now() - timedelta(days=1))
    party = f.make_party(hearing, name="LokalMED Unge")
    f.make_party(hearing, name="En anden")
    f.make_party(f.make_hearing(), body=party.body, name="Udløbet")
    chair, stranger = org.make_user("Bodil"), org.make_user("Fremmed")
    org.seat(party.body, user=chair, role=SeatRole.CHAIR)
    with django_assert_max_num_queries(6):
        found = waiting_replies(chair, localdate())
    assert [(each.due, "LokalMED Unge" in each.why) for each in found] == [(due, True)]
    assert waiting_replies(stranger, localdate()) == []
    f.make_reply(party)
    assert waiting_replies(chair, localdate()) == []
