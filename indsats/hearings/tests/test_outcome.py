"""After the decision: parties told once each, the public copy deleted in time, letters opened."""

from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as conf
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from django.utils import translation

from indsats.audit.queries import verify
from indsats.hearings.actions import deadline, dispatch
from indsats.hearings.actions.outcome import send_outcome
from indsats.hearings.models import Channel, Dispatch, Occasion, PublicationPolicy
from indsats.hearings.queries.outcome import deleted_on, untold
from indsats.hearings.queries.public import public_replies
from indsats.hearings.queries.todo import todo_for
from indsats.hearings.tests import factories as f
from indsats.meetings.models import Result
from indsats.organisation.models import SeatRole
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
committed = TestCase.captureOnCommitCallbacks
DECIDED = date(2023, 11, 20)
AFTER = f.danish(2023, 11, 21, 9)


@pytest.fixture(autouse=True)
def _now(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.REQUIRE_MFA = False
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def secretary():
    return f.make_secretary()


@pytest.fixture
def hearing(secretary):
    hearing = f.make_hearing(
        f.make_proposal(f.make_matter(case_worker=secretary)),
        letter_heading="Den operative indsats",
    )
    f.make_party(hearing, name="LokalMED Nord")
    f.make_party(hearing, name="Politiet", role="informed")
    return hearing


def send(hearing, by):
    with committed(execute=True):
        return send_outcome(hearing=hearing, by=by, at=AFTER)


def test_every_party_gets_result_and_memo_once_however_often_it_is_asked(hearing, secretary):
    f.make_memo(hearing)
    f.make_decision(hearing.matter, Result.AMENDED, on=DECIDED)
    assert (send(hearing, secretary), send(hearing, secretary), dispatch.deliver()) == (2, 0, 0)
    assert [m.subject for m in mail.outbox] == ["Udfaldet af høringen: Den operative indsats"] * 2
    for message in mail.outbox:
        assert "20. november 2023" in message.body
        assert "Indstillingen blev tiltrådt." in message.body
        assert message.attachments[0][1] == b"%PDF-notat"
        assert "/svar/" not in message.body
    assert Dispatch.objects.filter(occasion=Occasion.MEMO, sent_at__isnull=False).count() == 2
    assert verify() == []


def test_the_words_of_a_closed_decision_stay_closed(hearing, secretary):
    f.make_memo(hearing)
    f.make_decision(hearing.matter, is_open=False)
    send(hearing, secretary)
    assert "Indstillingen" not in mail.outbox[0].body
    assert "Vedtaget" in mail.outbox[0].body


@pytest.mark.parametrize("result", [None, Result.POSTPONED, Result.RETURNED])
def test_nothing_is_sent_before_the_matter_is_decided(hearing, secretary, result):
    f.make_memo(hearing)
    if result:
        f.make_decision(hearing.matter, result)
    with pytest.raises(ValidationError, match="ikke besluttet"):
        send(hearing, secretary)
    assert (mail.outbox, list(untold(type(hearing).objects.all()))) == ([], [])


def test_nothing_is_sent_without_a_final_memo_nor_after_a_withdrawal(hearing, secretary):
    f.make_decision(hearing.matter)
    hearing.withdrawn_at, hearing.withdrawn_because = AFTER, "Nyt forslag"
    hearing.save()
    with pytest.raises(ValidationError) as refused:
        send(hearing, secretary)
    assert len(refused.value.messages) == 2


def test_a_newer_memo_or_decision_is_told_anew(hearing, secretary):
    f.make_memo(hearing)
    f.make_decision(hearing.matter)
    send(hearing, secretary)
    f.make_memo(hearing, number=2)
    assert send(hearing, secretary) == 2
    f.make_decision(hearing.matter, Result.REJECTED, on=date(2023, 12, 4))
    assert send(hearing, secretary) == 2


def test_the_page_says_who_got_it_when_and_the_start_page_what_waits(client, hearing, secretary):
    f.make_memo(hearing)
    f.make_decision(hearing.matter)
    assert "hearings:outcome" in [each.where for each in todo_for(secretary, DECIDED)]
    client.force_login(secretary)
    url = reverse("hearings:outcome", args=[hearing.pk])
    assert "Ikke sendt endnu" in client.get(url).content.decode()
    with committed(execute=True):
        client.post(reverse("hearings:outcome-send", args=[hearing.pk]))
    page = client.get(url).content.decode()
    assert page.count("21. nov. 2023 09.00") == 2
    assert "Alle parter har fået det" in page
    assert "hearings:outcome" not in [each.where for each in todo_for(secretary, DECIDED)]


def test_a_mail_server_that_is_down_loses_nothing(hearing, secretary, settings):
    f.make_memo(hearing)
    f.make_decision(hearing.matter)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    assert send(hearing, secretary) == 2
    assert Dispatch.objects.filter(occasion=Occasion.MEMO).exclude(failure="").count() == 2
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (dispatch.deliver_waiting(hearing=hearing, by=secretary), len(mail.outbox)) == (2, 2)


def test_a_party_without_mail_has_its_letters_laid_out_for_printing(client, hearing, secretary):
    paper = f.make_party(hearing, name="Skolen på Ærø", channel=Channel.OUTBOX, address="Torvet 1")
    with committed(execute=True):
        deadline.extend(
            hearing=hearing, last_day=date(2023, 12, 1), reason="Ferie", by=secretary, at=AFTER
        )
    found = sorted(path.name for path in Path(conf.OUTBOX).glob("*.pdf"))
    row = paper.dispatches.get(occasion=Occasion.EXTENSION)
    assert found == [f"{row.pk:06d}-skolen-pa-r-extension-0.pdf"]
    assert row.sent_at is not None
    client.force_login(secretary)
    answer = client.get(reverse("hearings:packet", args=[hearing.pk, paper.pk, row.pk]))
    assert answer.content.startswith(b"%PDF")


def test_parties_are_written_to_in_danish_whoever_sends(hearing, secretary):
    f.make_memo(hearing)
    f.make_decision(hearing.matter)
    with translation.override("en"), committed(execute=True):
        send_outcome(hearing=hearing, by=secretary, at=AFTER)
        deadline.extend(
            hearing=hearing, last_day=date(2023, 12, 1), reason="Ferie", by=secretary, at=AFTER
        )
    said = "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox)
    assert "Udfaldet af høringen" in said
    assert "1. december 2023" in said
    assert "December" not in said


def test_the_public_copy_goes_twelve_months_after_the_decision(client, hearing):
    hearing.publication = PublicationPolicy.AFTER_DEADLINE
    hearing.save()
    f.make_reply(hearing.parties.first(), reviewed_at=f.danish(2023, 10, 20))
    assert deleted_on(hearing) is None
    f.make_decision(hearing.matter, Result.POSTPONED, on=date(2023, 11, 6))
    assert deleted_on(hearing) is None
    f.make_decision(hearing.matter, Result.REJECTED, on=DECIDED)
    assert deleted_on(hearing) == date(2024, 11, 20)
    before, gone = f.danish(2024, 11, 19, 23, 59, 59), f.danish(2024, 11, 20, 0)
    assert (len(public_replies(hearing, before)), len(public_replies(hearing, gone))) == (1, 0)
    url = reverse("hearings:public", args=[hearing.public_id])
    with time_machine.travel(before, tick=False):
        assert "slettes den 20. november 2024" in client.get(url).content.decode()
    with time_machine.travel(gone, tick=False):
        page = client.get(url).content.decode()
    assert "blev slettet den 20. november 2024" in page
    assert "bakker op" not in page


def test_a_day_promised_in_the_letter_stands(hearing):
    hearing.published_until = date(2024, 2, 1)
    f.make_decision(hearing.matter)
    assert deleted_on(hearing) == date(2024, 2, 1)


@pytest.mark.parametrize("name", ["own-reply", "hearing", "letter-file"])
def test_the_first_member_who_opens_the_letter_opens_it_for_the_body(client, hearing, name):
    party = hearing.parties.get(name="LokalMED Nord")
    member = org.make_user("Medlem")
    org.seat(party.body, user=member, role=SeatRole.MEMBER)
    key = party.pk if name == "own-reply" else hearing.pk
    for moment in (AFTER, f.danish(2023, 11, 22)):
        with time_machine.travel(moment, tick=False):
            client.force_login(member)
            assert client.get(reverse(f"hearings:{name}", args=[key])).status_code == 200
    seen = dict(hearing.parties.values_list("name", "seen_at"))
    assert seen == {"LokalMED Nord": AFTER, "Politiet": None}


def test_the_log_shows_it_and_the_secretary_opens_for_nobody(client, hearing, secretary):
    party = hearing.parties.get(name="LokalMED Nord")
    client.force_login(secretary)
    log = reverse("hearings:party-log", args=[hearing.pk, party.pk])
    client.get(reverse("hearings:hearing", args=[hearing.pk]))
    assert "Ikke åbnet endnu" in client.get(log).content.decode()
    party.seen_at = AFTER
    party.save()
    assert "21. november 2023 09.00" in client.get(log).content.decode()
