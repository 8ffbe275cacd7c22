"""Writing together in the body: draft, release, submit, receipt."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.queries import verify
from indsats.hearings.models import DraftVersion, Reply, ReplyDraft
from indsats.hearings.queries.todo_replies import waiting_replies
from indsats.hearings.tests import factories as f
from indsats.organisation.models import SeatRole, SeatState, UnitKind
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    hearing = f.make_hearing(
        deadline=localdate() + timedelta(days=10), sent_at=now() - timedelta(days=5)
    )
    return f.make_party(hearing, name="LokalMED Unge")


@pytest.fixture
def chair(party):
    user = org.make_user("Bodil")
    org.seat(party.body, user=user, role=SeatRole.CHAIR)
    return user


@pytest.fixture
def member(party):
    user = org.make_user("Mads")
    org.seat(party.body, user=user)
    return user


def go(client, user, name, *args, **data):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse(f"hearings:{name}", args=args)
    return client.post(address, data) if data else client.get(address)


def write(client, user, party, text, version=1, **more):
    data = {"kind": "remarks", "text": text, "version": version, **more}
    return go(client, user, "own-reply", party.pk, **data)


def test_from_draft_to_receipt(client, party, chair, member, django_capture_on_commit_callbacks):
    assert write(client, member, party, "Vi støtter forslaget.").status_code == 302
    data = {"side": "Medarbejdersiden", "text": "Vi savner tid."}
    assert go(client, member, "own-minority", party.pk, **data).status_code == 302
    assert go(client, member, "own-release", party.pk, version=2).status_code == 404
    assert go(client, chair, "own-release", party.pk, version=2).status_code == 302
    page = go(client, chair, "own-reply", party.pk)
    key = page.context["submit_form"].initial["request_key"]
    with django_capture_on_commit_callbacks(execute=True):
        first = go(client, chair, "own-submit", party.pk, request_key=key)
        second = go(client, chair, "own-submit", party.pk, request_key=key)
    reply = Reply.objects.get()
    assert first.url == second.url == reverse("hearings:own-receipt", args=[party.pk, 1])
    assert (reply.text, reply.sender_name) == ("Vi støtter forslaget.", "LokalMED Unge")
    assert reply.mandate.startswith("Forperson") or "LokalMED Unge" in reply.mandate
    assert [each.side for each in reply.minorities.all()] == ["Medarbejdersiden"]
    assert reply.receipt in client.get(first.url).content.decode()
    assert client.get(f"{first.url[:-1]}.pdf").content.startswith(b"%PDF")
    assert [message.to for message in mail.outbox] == [[party.address]]
    assert reply.receipt in mail.outbox[0].body
    assert verify() == []


def test_two_who_write_at_once_lose_nothing(client, party, chair, member):
    write(client, member, party, "Første")
    answer = write(client, chair, party, "Anden")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Første" in page and "Anden" in page  # noqa: PT018 -- both texts on one page
    assert ReplyDraft.objects.get().text == "Første"
    assert write(client, chair, party, "Første og anden", version=2).status_code == 302
    assert [each.text for each in DraftVersion.objects.all()] == ["Første"]


def test_a_change_after_the_release_takes_it_back(client, party, chair, member):
    write(client, member, party, "Udkast")
    go(client, chair, "own-release", party.pk, version=2)
    write(client, member, party, "Noget andet", version=2)
    assert ReplyDraft.objects.get().released_at is None
    answer = go(client, chair, "own-submit", party.pk, request_key="x")
    assert answer.status_code == 422
    assert not Reply.objects.exists()


def test_a_released_draft_goes_back_with_a_reason(client, party, chair, member):
    write(client, member, party, "Udkast")
    go(client, chair, "own-release", party.pk, version=2)
    go(client, chair, "own-send-back", party.pk, reason=" ")
    assert ReplyDraft.objects.get().released_at
    go(client, chair, "own-send-back", party.pk, reason="Mere om tid")
    assert ReplyDraft.objects.get().released_at is None


def test_a_chair_whose_seat_ended_yesterday_submits_nothing(client, party, member):
    old = org.make_user("Gamle")
    org.seat(party.body, user=old, role=SeatRole.CHAIR, until=localdate())
    write(client, member, party, "Udkast")
    assert go(client, old, "own-reply", party.pk).status_code == 404
    assert go(client, old, "own-submit", party.pk, request_key="x").status_code == 404
    assert not Reply.objects.exists()


def test_another_body_sees_neither_draft_nor_receipt(client, party, member, chair):
    write(client, member, party, "Hemmeligt udkast")
    stranger = org.make_user("Fremmed")
    org.seat(org.make_unit("LokalMED Andre", kind=UnitKind.WORKS_COUNCIL), user=stranger)
    reply = f.make_reply(party)
    for name, *args in (
        ("own-reply", party.pk), ("own-receipt", party.pk, reply.sequence),
        ("own-receipt-file", party.pk, reply.sequence), ("own-minority", party.pk),
    ):  # fmt: skip
        assert go(client, stranger, name, *args).status_code == 404
    assert "LokalMED Unge" not in go(client, stranger, "my-replies").content.decode()
    assert "LokalMED Unge" in go(client, member, "my-replies").content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("svar.pdf", b"MZ\x90\x00" + b"\x00" * 60), ("virus.exe", b"MZ")]
)
def test_a_program_is_refused_whatever_it_is_called(client, party, member, name, content):
    file = SimpleUploadedFile(name, content)
    answer = write(client, member, party, "Med bilag", file=file)
    assert answer.status_code == 422
    assert "Med bilag" in answer.content.decode()
    assert not ReplyDraft.objects.filter(files__isnull=False).exists()


def test_files_follow_the_reply_and_its_seal(client, party, member, chair, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    write(client, member, party, "Se bilaget", file=SimpleUploadedFile("note.txt", b"Hej"))
    go(client, chair, "own-release", party.pk, version=2)
    go(client, chair, "own-submit", party.pk, request_key="k")
    row = Reply.objects.get().files.get()
    assert (row.name, row.draft) == ("note.txt", None)
    assert go(client, member, "own-detach", party.pk, row.pk, yes=1).status_code == 404


def test_my_replies_costs_the_same_for_one_and_many(
    client, party, member, django_assert_max_num_queries
):
    for number in range(12):
        hearing = f.make_hearing(f.make_proposal(f.make_matter(owner_unit=party.body)))
        other = f.make_party(hearing, body=party.body, name=f"LokalMED {number}")
        f.make_reply(other)
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_max_num_queries(10):
        client.get(reverse("hearings:my-replies"))


def test_a_substitute_whose_seat_is_filled_is_told_why_there_is_nothing_to_write_in(
    client, party, member
):
    stand_in = org.make_user("Suppleant")
    seat = SeatState.objects.get(holder_user=member).seat
    org.seat(party.body, user=stand_in).states.update(substitute_for=seat)
    page = go(client, stand_in, "own-reply", party.pk).content.decode()
    assert "Du kan læse med" in page
    assert "Der er ikke skrevet noget endnu." in page
    assert "<textarea" not in page
    assert waiting_replies(stand_in, localdate()) == []
    assert len(waiting_replies(member, localdate())) == 1
    SeatState.objects.filter(holder_user=member).update(holder_user=None)
    assert len(waiting_replies(stand_in, localdate())) == 1
    SeatState.objects.filter(seat=seat).update(holder_user=member)
    assert "Du kan læse med" not in go(client, member, "own-reply", party.pk).content.decode()


def test_a_vice_chair_who_may_release_and_not_send_is_offered_neither_sending_nor_declining(
    client, party, chair
):
    vice = org.make_user("Næstformand")
    org.seat(party.body, user=vice, role=SeatRole.VICE_CHAIR)
    write(client, vice, party, "Vi støtter forslaget.")
    go(client, vice, "own-release", party.pk, version=ReplyDraft.objects.get().version)
    page = go(client, vice, "own-reply", party.pk).content.decode()
    assert "Send tilbage til medlemmerne" in page
    assert "Vi svarer ikke" not in page
    assert "eller sekretæren frigiver og indsender" in page
    shown = go(client, chair, "own-reply", party.pk).content.decode()
    assert reverse("hearings:own-decline", args=[party.pk]) in shown
