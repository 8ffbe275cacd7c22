import pytest
from django.core.exceptions import ValidationError

from indsats.audit.queries import verify
from indsats.base.triggers import lifted
from indsats.hearings.actions.reply import Minority, Sender, Submission, submit
from indsats.hearings.models import Reply, ReplyKind
from indsats.hearings.queries.originals import original_hash
from indsats.hearings.tests import factories as f

pytestmark = pytest.mark.django_db
LAST_SECOND = f.danish(2023, 10, 30, 23, 59, 59)
TOO_LATE = f.danish(2023, 10, 31)


@pytest.fixture
def party():
    return f.make_party()


def send(party, text="Vi er enige.", *, key="en", at=LAST_SECOND, **more):
    return submit(
        hearing=party.hearing, party=party, request_key=key, at=at,
        sender=Sender(name=party.name, submitted_by="Åse Ødegård", mandate="formand"),
        submission=Submission(text=text, **more),
    )  # fmt: skip


def test_the_same_press_of_the_button_gives_the_same_reply(party):
    assert send(party) == send(party)
    assert Reply.objects.count() == 1
    assert verify() == []


def test_the_last_second_counts_and_the_next_is_late(party):
    assert not send(party).late
    assert send(party, key="to", at=TOO_LATE).late


def test_a_newer_reply_takes_the_place_of_the_older_which_stays(party):
    first, second = send(party), send(party, "Vi har tænkt os om.", key="to")
    first.refresh_from_db()
    assert (first.superseded_by, second.superseded_by) == (second, None)
    assert first.text == "Vi er enige."


def test_the_original_is_sealed_and_its_seal_covers_minorities(party):
    reply = send(party, minorities=[Minority("Medarbejdersiden", "Vi er uenige.")])
    assert reply.sha256 == original_hash(reply)
    with lifted():
        reply.minorities.update(text="Vi er enige.")
    assert reply.sha256 != original_hash(reply)
    reply.text = "Ændret"
    for change in (reply.save, reply.delete, lambda: reply.seal("0" * 64)):
        with pytest.raises(TypeError):
            change()


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_reply_is_refused_unless_it_says_no_comments(party, text):
    with pytest.raises(ValidationError):
        send(party, text)
    assert send(party, text, kind=ReplyKind.NO_COMMENTS).kind == ReplyKind.NO_COMMENTS


def test_nobody_replies_before_dispatch_or_after_withdrawal(party):
    hearing = party.hearing
    hearing.withdrawn_at, hearing.withdrawn_because = f.SENT, "Nyt forslag"
    hearing.save()
    with pytest.raises(ValidationError):
        send(party)
    unsent = f.make_party(f.make_hearing(dispatched=False))
    with pytest.raises(ValidationError):
        send(unsent)
    assert not Reply.objects.exists()


def test_receipts_follow_on_and_public_numbers_do_not(party):
    replies = [send(party, key=str(number)) for number in range(3)]
    assert [reply.sequence for reply in replies] == [1, 2, 3]
    assert len({reply.public_number for reply in replies}) == 3
