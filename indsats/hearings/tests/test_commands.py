"""The commands that catch up, and what waits on the start page."""

from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from indsats.hearings.models import Channel, Dispatch
from indsats.hearings.queries.todo import todo_for
from indsats.hearings.tests import factories as f
from indsats.organisation.models import Function, User
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
LATE = f.danish(2023, 10, 27)


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(LATE, tick=False):
        yield


def run(command, **options):
    out, err = StringIO(), StringIO()
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command(command, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def wait(party, **fields):
    fields = {"milestone": "supplement:1", "created_at": LATE, "sha256": "0" * 64, **fields}
    return Dispatch.objects.create(
        party=party, occasion="supplement", channel=Channel.EMAIL, address=party.address, **fields
    )


def test_what_waits_is_sent_once():
    wait(f.make_party())
    assert "1" in run("send_letters")
    assert "0" in run("send_letters")
    assert len(mail.outbox) == 1


def test_reminders_go_to_the_silent_once_and_a_dry_run_sends_none():
    hearing = f.make_hearing()
    silent, answered = (f.make_party(hearing, name=name) for name in ("Stille", "Svaret"))
    f.make_reply(answered)
    f.make_party(f.make_hearing(dispatched=False), name="Ikke sendt")
    said = run("remind", dry_run=True)
    assert ("Stille" in said, "Svaret" in said, "Ikke sendt" in said) == (True, False, False)
    assert mail.outbox == []
    run("remind")
    run("remind")
    assert [message.to for message in mail.outbox] == [[silent.address]]


def test_the_secretary_is_told_of_what_has_not_got_through():
    secretary = f.make_secretary()
    party = f.make_party(f.make_hearing(letter_heading="Ny organisering"))
    wait(party, failure="Ingen forbindelse")
    day = LATE.date()
    titles = [todo.title for todo in todo_for(secretary, day)]
    assert "Ikke nået: Ny organisering" in titles
    outsider = org.make_worker(org.make_unit(), function=Function.STREET_WORKER)
    assert todo_for(outsider, day) == []


def test_what_waits_costs_the_same_for_many_matters():
    secretary = f.make_secretary()
    day = LATE.date()

    def cost():
        fresh = User.objects.get(pk=secretary.pk)
        with CaptureQueriesContext(connection) as queries:
            todo_for(fresh, day)
        return len(queries)

    f.make_party()
    few = cost()
    for _number in range(5):
        f.make_party()
    assert cost() == few
