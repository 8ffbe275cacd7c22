"""The matter's way from draft to effect, through the deeds alone."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from django.utils.timezone import now

from indsats.audit.queries import verify
from indsats.hearings.actions import decision, hearing, matter, proposal
from indsats.hearings.models import ItemKind
from indsats.hearings.queries.letter_case import findings
from indsats.hearings.queries.matter_state import state_of
from indsats.hearings.rules.states import MatterState
from indsats.hearings.tests import case as c
from indsats.hearings.tests import factories as f
from indsats.meetings.models import Result, Treatment
from indsats.organisation.actions import change_sets
from indsats.organisation.models import UnitState

pytestmark = pytest.mark.django_db
committed = TestCase.captureOnCommitCallbacks


@pytest.fixture(autouse=True)
def clock(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(c.DRAFTED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case():
    return c.make_case()


def ready(case):
    matter.mark_ready(matter=case.matter, by=case.by, at=c.DRAFTED)


def sent(case, clock):
    ready(case)
    c.treat(case, "hearing", Result.SENT_IN_HEARING)
    row = decision.note_sent_in_hearing(hearing=case.hearing, by=case.by)
    clock.move_to(c.SENT)
    with committed(execute=True):
        return hearing.dispatch(hearing=row, by=case.by, at=c.SENT)


def decided(case, clock, result=Result.ADOPTED, **verdict):
    sent(case, clock)
    clock.move_to(c.DECIDED)
    matter.mark_assessed(matter=case.matter, by=case.by, at=f.danish(2023, 11, 10))
    return c.treat(case, "decision", result, **verdict)


def test_a_matter_goes_all_the_way_to_effect(case, clock):
    stages = [state_of(case.matter, c.DRAFTED)]
    ready(case)
    stages.append(state_of(case.matter, c.DRAFTED))
    c.treat(case, "hearing", Result.SENT_IN_HEARING)
    stages.append(state_of(case.matter, c.MET))
    decision.note_sent_in_hearing(hearing=case.hearing, by=case.by)
    clock.move_to(c.SENT)
    with committed(execute=True):
        hearing.dispatch(hearing=case.hearing, by=case.by, at=c.SENT)
    stages += [state_of(case.matter, c.SENT), state_of(case.matter, f.danish(2023, 10, 31))]
    clock.move_to(c.DECIDED)
    matter.mark_assessed(matter=case.matter, by=case.by, at=f.danish(2023, 11, 10))
    stages.append(state_of(case.matter, f.danish(2023, 11, 10)))
    c.treat(case, "decision", Result.ADOPTED)
    stages.append(state_of(case.matter, c.DECIDED))
    decision.put_into_effect(matter=case.matter, by=case.by, at=now())
    stages += [
        state_of(case.matter, f.danish(2023, 12, 31)),
        state_of(case.matter, f.danish(2024, 1, 1)),
    ]
    assert stages == [
        MatterState.DRAFT,
        MatterState.READY,
        MatterState.PREPARED,
        MatterState.OPEN,
        MatterState.CLOSED,
        MatterState.ASSESSED,
        MatterState.ADOPTED,
        MatterState.SCHEDULED,
        MatterState.IN_EFFECT,
    ]
    parents = UnitState.objects.filter(unit__key="gadeplan").order_by("valid_from")
    assert [(row.parent.key, row.valid_from) for row in parents] == [
        ("ckf", date(2020, 1, 1)),
        ("den-operative-indsats", date(2024, 1, 1)),
    ]
    assert verify() == []


def test_nothing_is_entered_before_it_is_decided(case, clock):
    sent(case, clock)
    with pytest.raises(ValidationError, match="ikke besluttet"):
        decision.put_into_effect(matter=case.matter, by=case.by, at=c.SENT)


@pytest.mark.parametrize("result", [Result.REJECTED, Result.POSTPONED, Result.RETURNED])
def test_what_was_not_adopted_is_not_entered(case, clock, result):
    decided(case, clock, result)
    with pytest.raises(ValidationError, match="ikke vedtaget"):
        decision.put_into_effect(matter=case.matter, by=case.by, at=c.DECIDED)


def test_a_postponed_decision_can_be_put_on_a_later_agenda(case, clock):
    decided(case, clock, Result.POSTPONED)
    c.put(case, "decision")
    turns = Treatment.objects.filter(question="decision")
    assert [row.authoritative for row in turns.order_by("order")] == [False, True]


def test_an_amended_decision_waits_for_a_new_preview(case, clock):
    decided(case, clock, Result.AMENDED)
    with pytest.raises(ValidationError) as refused:
        decision.put_into_effect(matter=case.matter, by=case.by, at=c.DECIDED)
    assert refused.value.error_list[0].code == "other_preview"


def test_an_amended_decision_names_the_change_set_as_it_was_frozen_since(case, clock, client):
    made = decided(case, clock, Result.AMENDED)
    client.force_login(case.by)
    key = case.matter.key
    page, where = (
        reverse(f"hearings:{name}", args=[key]) for name in ("matter", "decided-preview")
    )
    effect = reverse("hearings:effect", args=[key])
    shown = client.get(page).content.decode()
    assert "mangler sin nye forhåndsvisning" in shown
    assert effect not in shown
    client.post(where)  # the change-set is still as it was put before the committee
    made.refresh_from_db()
    assert made.preview_hash == ""
    row = change_sets.reopen(by=case.by, change_set=case.proposal.change_set)
    row.operations.filter(kind="anchoring").delete()
    client.post(where)  # not frozen yet
    made.refresh_from_db()
    assert made.preview_hash == ""
    row = change_sets.freeze(by=case.by, change_set=row)
    client.post(where)
    made.refresh_from_db()
    assert made.preview_hash == row.preview_hash
    assert effect in client.get(page).content.decode()
    decision.put_into_effect(matter=case.matter, by=case.by, at=c.DECIDED)
    assert state_of(case.matter, c.DECIDED) is MatterState.SCHEDULED


def test_a_decision_already_on_an_agenda_is_not_offered_again(case, clock, client):
    sent(case, clock)
    clock.move_to(c.DECIDED)
    matter.mark_assessed(matter=case.matter, by=case.by, at=f.danish(2023, 11, 10))
    client.force_login(case.by)
    page = reverse("hearings:matter", args=[case.matter.key])
    where = reverse("hearings:agenda", args=[case.matter.key, "decision"])
    assert where in client.get(page).content.decode()
    c.put(case, "decision")
    assert where not in client.get(page).content.decode()


def test_a_reopened_change_set_no_longer_fits_the_decision(case, clock):
    decided(case, clock)
    row = change_sets.reopen(by=case.by, change_set=case.proposal.change_set)
    row.operations.filter(kind="anchoring").delete()
    change_sets.freeze(by=case.by, change_set=row)
    with pytest.raises(ValidationError) as refused:
        decision.put_into_effect(matter=case.matter, by=case.by, at=c.DECIDED)
    assert refused.value.error_list[0].code == "other_preview"


def test_a_council_left_out_stops_the_effect_unless_there_is_a_reason(case, clock):
    decided(case, clock)
    case.hearing.parties.filter(name="LokalMED Ishøj Ungdom").delete()
    with pytest.raises(ValidationError, match="LokalMED Ishøj Ungdom"):
        decision.put_into_effect(matter=case.matter, by=case.by, at=c.DECIDED)


def test_the_committee_is_not_asked_before_the_proposal_is_ready(case):
    with pytest.raises(ValidationError, match="klar"):
        c.put(case, "hearing")


def test_the_decision_waits_for_the_replies_to_be_assessed(case, clock):
    sent(case, clock)
    with pytest.raises(ValidationError, match="vurdere"):
        c.put(case, "decision")


def test_a_matter_without_legal_basis_or_parties_is_not_ready(case):
    case.matter.proposals.get().items.update(kind="")
    with pytest.raises(ValidationError) as refused:
        ready(case)
    assert len(refused.value.messages) == 1
    assert state_of(case.matter, c.DRAFTED) is MatterState.DRAFT


def test_a_frozen_version_is_never_written_in(case):
    with pytest.raises(ValidationError, match="frosset"):
        proposal.set_item(
            proposal=case.proposal, by=case.by, number="9", kind=ItemKind.OTHER, title="Nyt"
        )
    before = case.proposal.frozen_hash
    copy = proposal.new_version(matter=case.matter, by=case.by)
    proposal.set_item(proposal=copy, by=case.by, number="1", kind=ItemKind.OTHER, title="Ændret")
    case.proposal.refresh_from_db()
    assert (copy.number, case.proposal.frozen_hash) == (2, before)
    assert proposal.fingerprint(case.proposal) == before
    assert [row.title for row in copy.items.all()] == [
        "Ændret",
        *(title for _kind, title in c.ITEMS[1:]),
    ]


def test_two_hands_in_the_same_matter_are_told(case):
    fields = {"title": "Nyt navn"}
    matter.edit_matter(matter=case.matter, by=case.by, version=1, fields=fields)
    with pytest.raises(ValidationError, match="imens"):
        matter.edit_matter(matter=case.matter, by=case.by, version=1, fields=fields)


def test_replies_are_not_assessed_while_the_hearing_runs(case, clock):
    sent(case, clock)
    with pytest.raises(ValidationError, match="ikke slut"):
        matter.mark_assessed(matter=case.matter, by=case.by, at=c.SENT)


def test_the_drafted_letter_names_everyone_so_the_check_finds_nobody_missing(case):
    hearing.edit_letter(
        hearing=case.hearing,
        by=case.by,
        version=case.hearing.version,
        fields={"reply_to": "hoering@example.dk"},
    )
    row = hearing.reword(hearing=case.hearing, by=case.by)
    found = {finding.id for finding in findings(row)}
    assert found & {"S21", "S22", "S24", "S26", "S27"} == set()
    assert "senest den 30. oktober 2023" in row.letter_text
