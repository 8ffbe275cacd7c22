"""A matter is closed for good, once everything is in place; each lack is named."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from indsats.audit.queries import verify
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import closing, hearing, matter, proposal
from indsats.hearings.models import Dispatch, Occasion
from indsats.hearings.queries.closing import closing_page
from indsats.hearings.queries.matter_state import state_of
from indsats.hearings.queries.todo import todo_for
from indsats.hearings.rules.states import MatterState
from indsats.hearings.tests import factories as f
from indsats.meetings.models import AgendaItem, FollowUp, Result
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Function, Operation
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
NOW = f.danish(2024, 7, 2)
EFFECT, EVALUATED = date(2024, 1, 1), date(2024, 7, 1)


@pytest.fixture(autouse=True)
def _now(settings):
    settings.REQUIRE_MFA = False
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secretary():
    return f.make_secretary()


@pytest.fixture
def sag(secretary):
    """Give a matter in effect, with a hearing of two parties that have been told."""
    row = f.make_matter(case_worker=secretary)
    steps = ChangeSet.objects.create(
        key="op", title="Op", owner_unit=row.owner_unit, created_by=secretary,
        status=ChangeSetStatus.SCHEDULED, entered_at=f.danish(2023, 12, 1),
    )  # fmt: skip
    Operation.objects.create(
        change_set=steps, number=1, verb="keep", kind="unit", subject="x", valid_from=EFFECT
    )
    sent = f.make_hearing(f.make_proposal(row, change_set=steps))
    for name in ("LokalMED", "Politiet"):
        told(f.make_party(sent, name=name))
    decision = f.make_decision(row)
    AgendaItem.objects.filter(pk=decision.item_id).update(matter_key=row.key)
    return row


def told(party, occasion=Occasion.MEMO):
    Dispatch.objects.create(
        party=party, occasion=occasion, milestone=str(occasion), channel="email",
        address=party.address, sha256="0" * 64, created_at=NOW, sent_at=NOW,
    )  # fmt: skip


def evaluate(row, by, text="Det virker.", *, on=EVALUATED, version=None):
    row.refresh_from_db()
    evaluation = closing.Evaluation(version=version or row.version, on=on, text=text)
    return closing.evaluate(matter=row, by=by, evaluation=evaluation, at=NOW)


def close(row, by):
    return closing.close_matter(matter=row, by=by, at=NOW)


def lacks(row):
    return [
        lack
        for each in closing_page(row, row.case_worker, NOW)["conditions"]
        for lack in each.lacks
    ]


def test_a_matter_goes_from_effect_by_its_evaluation_to_closed(sag, secretary):
    stages = [state_of(sag, NOW)]
    evaluate(sag, secretary)
    stages.append(state_of(sag, NOW))
    close(sag, secretary)
    stages += [state_of(sag, NOW), state_of(sag, NOW - timedelta(days=1))]
    assert stages == [
        MatterState.IN_EFFECT, MatterState.FOLLOWED_UP, MatterState.DONE, MatterState.IN_EFFECT,
    ]  # fmt: skip
    assert verify() == []


def test_everything_that_is_not_in_place_is_named(sag, secretary):
    item = AgendaItem.objects.get()
    FollowUp.objects.create(
        item=item, what="Evaluer", unit=sag.owner_unit, due=EVALUATED, created_by=secretary
    )
    Dispatch.objects.filter(occasion=Occasion.MEMO, party__name="Politiet").update(sent_at=None)
    assert lacks(sag) == [
        "Disse parter har ikke fået udfaldet at vide: Politiet.",
        "Opfølgningspunkter, der ikke er udført: 1.",
        "Sæt en dag, hvor sagen evalueres.",
    ]
    evaluate(sag, secretary)
    with pytest.raises(ValidationError) as refused:
        close(sag, secretary)
    assert len(refused.value.messages) == 2
    sag.refresh_from_db()
    assert sag.closed_on is None


def test_the_way_to_the_parties_is_shown_to_those_who_send(sag, secretary):
    Dispatch.objects.all().delete()
    director = org.make_worker(org.make_unit("Velfærd"), function=Function.DIRECTOR)
    where = reverse("hearings:outcome", args=[sag.hearings.get().pk])
    for who, shown in ((secretary, True), (director, False)):
        conditions = closing_page(sag, who, NOW)["conditions"]
        assert (where in {each.url for each in conditions}) is shown


def test_nothing_is_evaluated_before_its_day_nor_before_the_effect(sag, secretary):
    with pytest.raises(ValidationError, match=r"8\. juli"):
        evaluate(sag, secretary, on=date(2024, 7, 8))
    assert evaluate(sag, secretary, "", on=date(2024, 7, 8)).evaluated_at is None
    ChangeSet.objects.update(status=ChangeSetStatus.FROZEN, entered_at=None)
    with pytest.raises(ValidationError, match="ikke trådt i kraft"):
        evaluate(sag, secretary)
    with pytest.raises(ValidationError):
        close(sag, secretary)


def test_two_who_evaluate_at_once_do_not_overwrite_each_other(sag, secretary):
    evaluate(sag, secretary, version=1)
    with pytest.raises(ChangedMeanwhileError):
        evaluate(sag, secretary, "Det virker ikke.", version=1)
    assert evaluate(sag, secretary, "Det virker næsten.").evaluation == "Det virker næsten."


@pytest.mark.parametrize("ended", ["rejected", "withdrawn"])
def test_a_matter_that_ended_otherwise_needs_no_evaluation(secretary, ended):
    row = f.make_matter(case_worker=secretary)
    sent = f.make_hearing(f.make_proposal(row))
    party = f.make_party(sent)
    if ended == "rejected":
        f.make_decision(row, Result.REJECTED)
        told(party)
    else:
        sent.withdrawn_at, sent.withdrawn_because = NOW, "Nyt forslag"
        sent.save()
        told(party, Occasion.WITHDRAWAL)
    assert lacks(row) == []
    assert close(row, secretary).closed_on == date(2024, 7, 2)


def test_a_closed_matter_is_not_opened_or_changed_again(sag, secretary):
    evaluate(sag, secretary)
    close(sag, secretary)
    draft, sent = sag.proposals.get(), sag.hearings.get()
    sag.refresh_from_db()
    for change in (
        lambda: close(sag, secretary),
        lambda: evaluate(sag, secretary, "Nej"),
        lambda: matter.edit_matter(matter=sag, by=secretary, version=sag.version, fields={}),
        lambda: proposal.new_version(matter=sag, by=secretary),
        lambda: hearing.prepare(proposal=draft, by=secretary),
        lambda: hearing.withdraw(hearing=sent, by=secretary, reason="x", at=NOW),
    ):
        with pytest.raises(ValidationError, match="Sagen er afsluttet"):
            change()


def test_the_page_closes_and_the_start_page_says_when(client, sag, secretary):
    assert "hearings:closing" in [each.where for each in todo_for(secretary, EVALUATED)]
    client.force_login(secretary)
    there = reverse("hearings:closing", args=[sag.key])
    data = {"version": 1, "evaluation_on": "2024-07-01", "evaluation": "Det virker."}
    assert client.post(there, {**data, "evaluation_on": "2025-01-01"}).status_code == 422
    assert client.post(there, data).status_code == 302
    assert client.post(there, data).status_code == 422
    client.post(reverse("hearings:matter-close", args=[sag.key]))
    assert "Afsluttet den 2. juli 2024" in client.get(there).content.decode()
    assert todo_for(secretary, EVALUATED) == []
