from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse

from indsats.audit.queries import verify
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import deadline, dispatch, hearing, reminders
from indsats.hearings.models import Dispatch, PartyRole, ReplyLink
from indsats.hearings.queries.state import hearing_state
from indsats.hearings.rules.states import HearingState
from indsats.hearings.tests import factories as f
from indsats.organisation.models import SeatRole, UnitKind
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
committed = TestCase.captureOnCommitCallbacks
AT = f.danish(2023, 9, 26, 9)


@pytest.fixture(autouse=True)
def _memory_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def secretary():
    return f.make_secretary()


@pytest.fixture
def prepared(secretary):
    """Give a hearing with two consulted and one informed party, ready to be sent."""
    proposal = f.make_proposal(f.make_matter(case_worker=secretary))
    row = hearing.prepare(
        proposal=proposal,
        by=secretary,
        reply_to="hoering@ishoj.example",
        letter_text="Vi sender forslaget i høring i LokalMED og bestyrelsen.\nPolitiet orienteres.",
    )
    deadline.set_deadline(hearing=row, last_day=f.DEADLINE, by=secretary, at=AT - timedelta(days=1))
    for name, kind, role in (
        ("LokalMED", UnitKind.WORKS_COUNCIL, PartyRole.CONSULTED),
        ("Bestyrelsen", UnitKind.BOARD, PartyRole.CONSULTED),
        ("Politiet", UnitKind.EXTERNAL_PARTY, PartyRole.INFORMED),
    ):
        body = org.make_unit(name, kind=kind)
        org.seat(body, user=org.make_user(f"Formand for {name}"), role=SeatRole.CHAIR)
        org.seat(body)
        hearing.set_party(
            hearing=row,
            by=secretary,
            party=hearing.PartyDraft(body, name, role, address=f"{name.lower()}@example.dk"),
        )
    row.refresh_from_db()
    return row


def send(row, by, at=AT):
    with committed(execute=True):
        return hearing.dispatch(hearing=row, by=by, at=at)


def test_every_party_gets_one_letter_with_a_link_of_its_own(prepared, secretary):
    send(prepared, secretary)
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([f"{name}@example.dk"], f"Høring: {prepared.letter_heading}")
        for name in ("lokalmed", "bestyrelsen", "politiet")
    ]
    assert all(m.attachments[0][1].startswith(b"%PDF") for m in mail.outbox)
    links = [m.body.rsplit("/svar/", 1)[1].split("/")[0] for m in mail.outbox]
    assert len(set(links)) == 3
    assert set(ReplyLink.objects.values_list("token_hash", flat=True)) == {
        dispatch.token_hash(token) for token in links
    }
    assert Dispatch.objects.filter(sent_at__isnull=False).count() == 3
    assert verify() == []


def test_members_are_frozen_at_dispatch_vacant_seats_too(prepared, secretary):
    send(prepared, secretary)
    party = prepared.parties.get(name="LokalMED")
    assert [(m["role"], bool(m["name"])) for m in party.members] == [
        ("chair", True),
        ("member", False),
    ]


def test_a_letter_is_sent_once_however_often_it_is_tried(prepared, secretary):
    send(prepared, secretary)
    with pytest.raises(ValidationError):
        send(prepared, secretary)
    assert dispatch.deliver() == 0
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reply_to": "XX"}, "XX"),
        (
            {"letter_text": 'Jf. bilaget "Forslag til ændret..." sendes forslaget.'},
            "Forslag til ændret",
        ),
    ],
)
def test_a_defective_letter_is_refused_and_nothing_goes_out(prepared, secretary, change, said):
    hearing.edit_letter(hearing=prepared, by=secretary, version=prepared.version, fields=change)
    with pytest.raises(ValidationError, match=said):
        send(prepared, secretary)
    assert (mail.outbox, Dispatch.objects.count()) == ([], 0)


def test_a_party_without_address_and_a_past_deadline_are_refused_together(prepared, secretary):
    prepared.parties.filter(name="Politiet").update(address="")
    with pytest.raises(ValidationError) as refused:
        send(prepared, secretary, at=f.danish(2023, 11, 1))
    assert len(refused.value.messages) == 2


def test_a_dead_mail_server_loses_nothing(prepared, secretary, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("Ingen forbindelse")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        send(prepared, secretary)
    assert set(Dispatch.objects.values_list("failure", flat=True)) == {"Ingen forbindelse"}
    assert dispatch.deliver() == 3
    assert len(mail.outbox) == 3


def test_everyone_is_told_of_an_extension_once_and_the_old_deadline_stays(prepared, secretary):
    sent = send(prepared, secretary)
    mail.outbox.clear()
    with committed(execute=True):
        deadline.extend(
            hearing=sent,
            last_day=date(2023, 11, 6),
            reason="Efterårsferie",
            by=secretary,
            at=f.danish(2023, 10, 20),
        )
    assert len(mail.outbox) == 3
    assert [row.last_day for row in sent.deadlines.all()] == [f.DEADLINE, date(2023, 11, 6)]
    assert hearing_state(sent, f.danish(2023, 10, 31)) is HearingState.OPEN


def test_the_deadline_day_is_open_to_its_last_second(prepared, secretary):
    sent = send(prepared, secretary)
    assert hearing_state(sent, f.danish(2023, 10, 30, 23, 59, 59)) is HearingState.OPEN
    assert hearing_state(sent, f.danish(2023, 10, 31)) is HearingState.CLOSED


def test_a_withdrawal_reaches_everyone_with_its_reason(prepared, secretary):
    sent = send(prepared, secretary)
    mail.outbox.clear()
    with pytest.raises(ValidationError):
        hearing.withdraw(hearing=sent, by=secretary, reason=" ", at=AT)
    with committed(execute=True):
        hearing.withdraw(hearing=sent, by=secretary, reason="Nyt forslag på vej", at=AT)
    assert [m.body for m in mail.outbox] == ["Nyt forslag på vej"] * 3
    sent.refresh_from_db()
    assert hearing_state(sent, AT) is HearingState.WITHDRAWN


def test_missed_reminders_are_made_up_for_once(prepared, secretary):
    sent = send(prepared, secretary)
    mail.outbox.clear()
    late = f.danish(2023, 10, 27)
    with committed(execute=True):
        assert reminders.remind(hearing=sent, at=late) == ["LokalMED", "Bestyrelsen"]
        assert reminders.remind(hearing=sent, at=late) == []
    assert len(mail.outbox) == 2


def test_a_reminder_after_the_deadline_says_that_it_has_passed(prepared, secretary):
    sent = send(prepared, secretary)
    for at, said in (
        (f.danish(2023, 10, 30, 23, 59), "Sidste dag er 30. oktober 2023"),
        (f.danish(2023, 10, 31, 9), "Fristen var 30. oktober 2023"),
    ):
        mail.outbox.clear()
        with committed(execute=True):
            assert reminders.remind(hearing=sent, at=at) == ["LokalMED", "Bestyrelsen"]
        assert [m.body for m in mail.outbox if said not in m.body] == []
        assert [m.reply_to for m in mail.outbox] == [["hoering@ishoj.example"]] * 2


def test_whoever_extends_the_deadline_reads_who_was_told_and_both_days(prepared, secretary, client):
    sent = send(prepared, secretary)
    with time_machine.travel(f.danish(2023, 10, 20), tick=False):
        client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
        where = reverse("hearings:deadline", args=[sent.pk])
        data = {"last_day": "2023-11-06", "reason": "Efterårsferie"}
        page = client.post(where, data, follow=True).content.decode()
    assert (
        "Alle 3 parter får besked. Fristen var 30. oktober 2023 og er nu 6. november 2023" in page
    )


def test_two_who_edit_the_letter_at_once_are_told(prepared, secretary):
    version = prepared.version
    hearing.edit_letter(hearing=prepared, by=secretary, version=version, fields={"contact": "Anna"})
    with pytest.raises(ChangedMeanwhileError):
        hearing.edit_letter(
            hearing=prepared, by=secretary, version=version, fields={"contact": "Bo"}
        )
    prepared.refresh_from_db()
    assert prepared.contact == "Anna"
