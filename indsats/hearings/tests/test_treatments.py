"""A matter goes from a body that recommends to the one that decides, and one of them decides."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from indsats.hearings.actions import decision, matter
from indsats.hearings.queries.matter_state import DECISION, decision_on, state_of, turns
from indsats.hearings.rules.states import MatterState
from indsats.hearings.tests import case as c
from indsats.hearings.tests import factories as f
from indsats.meetings.actions.agenda import publish_agenda
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.holding import open_meeting
from indsats.meetings.actions.planning import Slot, plan_meeting
from indsats.meetings.models import Result, Treatment
from indsats.organisation.models import UnitKind
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
MORNING = c.DECIDED.replace(hour=9)
EARLIER = f.danish(2023, 11, 20, 11)


@pytest.fixture
def heard(settings, tmp_path):
    """Give the case with its hearing over and assessed, and a council beside the committee."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with time_machine.travel(MORNING, tick=False):
        case = c.make_case()
        matter.mark_ready(matter=case.matter, by=case.by, at=c.DRAFTED)
        c.treat(case, "hearing", Result.SENT_IN_HEARING)
        case.hearing.sent_at = c.SENT
        case.hearing.save()
        matter.mark_assessed(matter=case.matter, by=case.by, at=MORNING)
        case.council = org.make_unit("Byrådet", kind=UnitKind.COMMITTEE)
        yield case


def place(case, body, starts):
    meeting = plan_meeting(
        by=case.by, body=body, slot=Slot(starts, starts.replace(hour=23), "Rådhuset")
    )
    placing = decision.Placing(DECISION, meeting, {"presentation": "Sagen"})
    return decision.place_before(matter=case.matter, by=case.by, at=MORNING, placing=placing)


def conclude(case, item, result):
    publish_agenda(meeting=item.meeting, by=case.by, at=MORNING)
    item.meeting.refresh_from_db()
    open_meeting(meeting=item.meeting, by=case.by, at=item.meeting.starts_at)
    return decide(item=item, by=case.by, verdict=Verdict(result=result, text="Tiltrådt"))


def test_a_body_recommends_and_only_the_deciding_body_decides(heard):
    advised = place(heard, heard.council, EARLIER)
    assert decision_on(heard.matter, DECISION) is None
    conclude(heard, advised, Result.ADOPTED)
    assert state_of(heard.matter, MORNING) is not MatterState.ADOPTED
    final = place(heard, heard.matter.deciding_body, c.DECIDED)
    conclude(heard, final, Result.ADOPTED)
    rows = Treatment.objects.filter(matter_key=heard.matter.key, question=DECISION)
    assert list(rows.values_list("item", "role", "authoritative")) == [
        (advised.pk, "recommendation", False), (final.pk, "decision", True),
    ]  # fmt: skip
    assert decision_on(heard.matter, DECISION).item == final
    assert [each.item for each in turns(heard.matter)][-2:] == [advised, final]


def test_nobody_decides_before_the_recommendation_that_is_on_its_way(heard):
    later = c.DECIDED.replace(hour=18)
    place(heard, heard.council, later)
    with pytest.raises(ValidationError):
        place(heard, heard.matter.deciding_body, c.DECIDED)
    with pytest.raises(ValidationError):
        place(heard, heard.council, later.replace(hour=19))
    assert place(heard, heard.matter.deciding_body, later.replace(hour=20))


def test_the_page_offers_the_deciding_body_first_and_shows_who_recommended(heard, client):
    council = plan_meeting(
        by=heard.by, body=heard.council, slot=Slot(EARLIER, EARLIER.replace(hour=12), "Salen")
    )
    own = plan_meeting(
        by=heard.by, body=heard.matter.deciding_body,
        slot=Slot(c.DECIDED, c.DECIDED.replace(hour=20), "Salen"),
    )  # fmt: skip
    client.force_login(heard.by)
    where = reverse("hearings:agenda", args=[heard.matter.key, DECISION])
    choices = dict(client.get(where).context["form"].fields["meeting"].choices)
    assert list(choices)[1:] == [own.pk, council.pk]
    assert choices[council.pk].endswith("Byrådet, indstiller")
    answer = client.post(
        where, {"meeting": council.pk, "presentation": "Sagen", "openness": "open"}
    )
    page = client.get(answer.url).content.decode()
    assert "Indstilling, Byrådet:" in page
    assert where in page
