"""The quick look and the thorough one say the same of every stage of a matter."""

import pytest
import time_machine
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indsats.hearings.actions import decision, hearing, matter
from indsats.hearings.models import Matter
from indsats.hearings.queries.glance import glance
from indsats.hearings.queries.matter_state import state_of
from indsats.hearings.rules.states import MatterState
from indsats.hearings.tests import case as c
from indsats.hearings.tests import factories as f
from indsats.meetings.models import Result

pytestmark = pytest.mark.django_db
WHEN = (
    c.DRAFTED, c.MET, c.SENT, f.danish(2023, 10, 20), f.danish(2023, 10, 31), c.DECIDED,
    f.danish(2023, 12, 31), f.danish(2024, 1, 1),
)  # fmt: skip


def both(case, at):
    row = Matter.objects.get(pk=case.matter.pk)
    return glance([row], at)[row.pk], state_of(row, at)


def test_the_glance_sees_what_the_thorough_look_sees(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    seen = []

    def look():
        for at in WHEN:
            quick, thorough = both(case, at)
            assert quick is thorough
            seen.append(quick)

    with time_machine.travel(c.DRAFTED, tick=False) as clock:
        case = c.make_case()
        look()
        matter.mark_ready(matter=case.matter, by=case.by, at=c.DRAFTED)
        look()
        c.treat(case, "hearing", Result.SENT_IN_HEARING)
        decision.note_sent_in_hearing(hearing=case.hearing, by=case.by)
        look()
        clock.move_to(c.SENT)
        with TestCase.captureOnCommitCallbacks(execute=True):
            hearing.dispatch(hearing=case.hearing, by=case.by, at=c.SENT)
        for party in case.hearing.parties.filter(role="consulted"):
            f.make_reply(party)
        look()
        clock.move_to(c.DECIDED)
        matter.mark_assessed(matter=case.matter, by=case.by, at=f.danish(2023, 11, 10))
        c.treat(case, "decision", Result.ADOPTED)
        decision.put_into_effect(matter=case.matter, by=case.by, at=c.DECIDED)
        look()
    assert {MatterState.DRAFT, MatterState.READY, MatterState.ANSWERED} <= set(seen)
    assert seen[-1] is MatterState.IN_EFFECT


def test_the_list_of_matters_keeps_within_ten_queries(client):
    secretary = f.make_secretary()
    client.force_login(secretary)
    counts = []
    for more in (1, 49):
        for _number in range(more):
            f.make_party(f.make_hearing(f.make_proposal(f.make_matter(case_worker=secretary))))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("hearings:list")).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 10
