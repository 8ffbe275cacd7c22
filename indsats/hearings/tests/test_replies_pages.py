"""The secretary's list of replies, one reply, covers, late ones, registration and import."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.hearings.models import Dispatch, Received, Redaction, Reply
from indsats.hearings.queries.public import public_replies
from indsats.hearings.tests import factories as f
from indsats.organisation.models import SeatRole, User
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing():
    return f.make_hearing()


@pytest.fixture
def party(hearing):
    return f.make_party(hearing, name="LokalMED Børn")


@pytest.fixture
def secretary(client):
    client.force_login(
        f.make_secretary(), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def go(client, name, *args, **data):
    address = reverse(f"hearings:{name}", args=args)
    if name == "reply-decide":  # as the page shows it
        data = {"version": Reply.objects.get(hearing=args[0], sequence=args[1]).version, **data}
    return client.post(address, data) if data else client.get(address)


def test_the_list_finds_by_danish_text_and_by_what_is_left_to_do(secretary, hearing, party):
    f.make_reply(party, text="Vi ønsker ÆBLER i gården")
    other = f.make_reply(f.make_party(hearing, name="Skolebestyrelsen"), read_at=f.SENT)
    f.make_reply(f.make_party(name="Anden høring"), text="ønsker æbler")
    found = go(secretary, "replies", hearing.pk).context["listing"]
    assert [row.sender_name for row in found.page.rows] == ["LokalMED Børn", "Skolebestyrelsen"]
    there = reverse("hearings:replies", args=[hearing.pk])
    found = secretary.get(f"{there}?q=æbler+ØNSKER").context["listing"]
    assert [row.sender_name for row in found.page.rows] == ["LokalMED Børn"]
    found = secretary.get(f"{there}?unread=on").context["listing"]
    assert other not in found.page.rows


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_for_one_and_many(
    secretary, hearing, count, django_assert_max_num_queries
):
    for number in range(count):
        f.make_reply(f.make_party(hearing, name=f"Part {number}"))
    go(secretary, "replies", hearing.pk)
    with django_assert_max_num_queries(10):
        go(secretary, "replies", hearing.pk)


def test_reading_a_reply_leaves_a_trace(secretary, hearing, party):
    reply = f.make_reply(party)
    assert go(secretary, "reply", hearing.pk, reply.sequence).status_code == 200
    reply.refresh_from_db()
    assert reply.read_at
    assert Entry.objects.filter(act="seen", subject=f"hearings.reply:{reply.pk}").count() == 1


def test_cover_review_and_publish(secretary, hearing, party):
    reply = f.make_reply(party, text="Ring til Åse 😀 på 22 33 44 55 eller 010190-1234. Hilsen Åse")
    at = (hearing.pk, reply.sequence)
    go(secretary, "reply-decide", *at, do="review")
    assert public_replies(hearing, now()) == []
    go(secretary, "reply-cover-details", *at, yes=1)
    go(secretary, "reply-cover", *at, passage="Åse", reason="Privatperson")
    go(secretary, "reply-decide", *at, do="review")
    assert [each.text for each in public_replies(hearing, now())] == [
        "Ring til […] 😀 på […] eller […]. Hilsen […]"
    ]
    assert "Åse 😀" in reply.text
    first = Redaction.objects.get(reason="CPR-nummer")
    go(secretary, "reply-uncover", *at, first.pk, yes=1)
    assert public_replies(hearing, now()) == []
    assert verify() == []


def test_marked_characters_are_counted_as_the_browser_counts(secretary, hearing, party):
    reply = f.make_reply(party, text="😀😀 Hans Hansen var her")
    data = {"passage": "Hans Hansen", "reason": "Navn", "start": "5", "end": "16"}
    go(secretary, "reply-cover", hearing.pk, reply.sequence, **data)
    row = Redaction.objects.get()
    assert reply.text[row.start : row.end] == "Hans Hansen"


@pytest.mark.parametrize("data", [{"passage": "findes ikke", "reason": "x"}, {"passage": "Vi"}])
def test_a_cover_that_cannot_be_says_why_and_keeps_what_was_typed(secretary, hearing, party, data):
    reply = f.make_reply(party)
    answer = go(secretary, "reply-cover", hearing.pk, reply.sequence, **data)
    assert answer.status_code == 422
    assert data["passage"] in answer.content.decode()
    assert not Redaction.objects.exists()


def test_a_late_reply_is_decided_with_a_reason(secretary, hearing, party):
    reply = f.make_reply(party, at=f.danish(2023, 11, 2), late=True)
    at = (hearing.pk, reply.sequence)
    go(secretary, "reply-decide", *at, do="include", reason="")
    reply.refresh_from_db()
    assert reply.late_included is None
    go(secretary, "reply-decide", *at, do="exclude", reason="For sent til udvalget")
    reply.refresh_from_db()
    assert (reply.late_included, reply.late_reason) == (False, "For sent til udvalget")


def test_many_at_once_takes_what_the_filter_shows_and_no_other(secretary, hearing, party):
    mine = [f.make_reply(f.make_party(hearing, name=f"Part {n}")) for n in range(3)]
    paper = f.make_reply(party, received=Received.PAPER)
    foreign = f.make_reply(f.make_party(name="Fremmed"))
    there = reverse("hearings:replies-bulk", args=[hearing.pk])
    secretary.post(f"{there}?received=paper", {"do": "read", "all": "1"})
    assert list(Reply.objects.exclude(read_at=None)) == [paper]
    secretary.post(there, {"do": "read", "row": [mine[0].pk, foreign.pk]})
    assert set(Reply.objects.exclude(read_at=None)) == {paper, mine[0]}
    secretary.post(there, {"do": "review", "all": "1"})
    assert Reply.objects.filter(reviewed_at=None).get() == foreign


def test_a_paper_reply_is_registered_as_received(secretary, hearing, party):
    data = {
        "party": party.pk, "received": "paper", "day": "2023-10-31", "clock": "08:15",
        "kind": "remarks", "text": "Skrevet i hånden", "request_key": "a", "sender": "Ib",
    }  # fmt: skip
    assert go(secretary, "reply-register", hearing.pk, **data).status_code == 302
    assert go(secretary, "reply-register", hearing.pk, **data).status_code == 302
    reply = Reply.objects.get()
    assert (reply.late, reply.received, reply.submitted_by) == (True, "paper", "Ib")
    assert reply.submitted_at == f.danish(2023, 10, 31, 8, 15)
    answer = go(secretary, "reply-register", hearing.pk, **{**data, "day": "2099-01-01",
                                                            "request_key": "b"})  # fmt: skip
    assert answer.status_code == 422
    assert "Skrevet i hånden" in answer.content.decode()


@pytest.mark.parametrize(
    ("channel", "address", "said"),
    [
        ("email", "med@example.dk", "Kvitteringen er sendt til med@example.dk"),
        ("outbox", "Torvet 1", "Kvitteringen ligger i udbakken"),
        ("outbox", "", "Udskriv kvitteringen"),
    ],
)
def test_a_reply_registered_by_hand_gets_its_receipt(
    secretary, hearing, party, channel, address, said
):
    party.channel, party.address = channel, address
    party.save()
    data = {
        "party": party.pk, "received": "paper", "day": "2023-10-20", "clock": "08:15",
        "kind": "remarks", "text": "Skrevet i hånden", "request_key": "a",
    }  # fmt: skip
    where = reverse("hearings:reply-register", args=[hearing.pk])
    page = secretary.post(where, data, follow=True).content.decode()
    reply = Reply.objects.get()
    assert said in page
    assert reverse("hearings:reply-receipt", args=[hearing.pk, reply.sequence]) in page
    sent = Dispatch.objects.filter(party=party, occasion="receipt")
    assert [row.channel for row in sent] == ([channel] if address else [])
    assert all(reply.receipt in row.text for row in sent)


def test_an_older_reply_registered_afterwards_does_not_count(secretary, hearing, party):
    newest = f.make_reply(party, at=f.danish(2023, 10, 20))
    data = {
        "party": party.pk, "received": "mail", "day": "2023-10-02", "clock": "08:15",
        "kind": "remarks", "text": "Det første", "request_key": "a",
    }  # fmt: skip
    go(secretary, "reply-register", hearing.pk, **data)
    newest.refresh_from_db()
    assert newest.superseded_by is None
    assert Reply.objects.get(text="Det første").superseded_by == newest


def load(client, hearing, content, name="svar.csv"):
    address = reverse("hearings:reply-import", args=[hearing.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content.encode())})


def test_a_spreadsheet_is_shown_first_and_taken_in_once(secretary, hearing):
    text = 'afsender;modtaget;tekst\nÅse;12-10-2023 14:30;Godt\nIb;2023-10-13;"Skidt\nmen"'
    page = load(secretary, hearing, text)
    assert page.status_code == 200
    assert not Reply.objects.exists()
    data = {"rows": page.context["rows"], "request_key": page.context["request_key"]}
    for _again in range(2):
        go(secretary, "reply-take-in", hearing.pk, **data)
    assert list(Reply.objects.values_list("sender_name", "text")) == [
        ("Åse", "Godt"), ("Ib", "Skidt\nmen"),
    ]  # fmt: skip
    go(secretary, "reply-take-in", hearing.pk, **{**data, "rows": "forfalsket"})
    assert Reply.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("svar.csv", "afsender;modtaget;tekst\nÅse;i går;Godt\nIb;2023-10-13;Fint"),
        ("svar.csv", "navn;tekst\nÅse;Godt"),
        ("svar.csv", ""),
        ("svar.xlsx", "ikke et regneark"),
        ("svar.exe", "MZ"),
    ],
)
def test_a_spreadsheet_with_a_fault_takes_in_nothing(secretary, hearing, name, text):
    assert load(secretary, hearing, text, name).status_code == 422
    assert not Reply.objects.exists()


def test_replies_that_say_the_same_are_shown_and_never_removed(secretary, hearing):
    rows = [
        f.make_reply(hearing=hearing, text="Bevar vores klub nu, tak for det") for _n in range(3)
    ]
    f.make_reply(hearing=hearing, text="Noget ganske andet om lokaler og tid")
    page = go(secretary, "duplicates", hearing.pk)
    assert page.context["groups"] == [rows]
    go(secretary, "reply-duplicate", hearing.pk, rows[1].sequence, of=rows[0].sequence)
    rows[1].refresh_from_db()
    assert rows[1].duplicate_of == rows[0]
    go(secretary, "reply-decide", hearing.pk, rows[1].sequence, do="not-duplicate")
    rows[1].refresh_from_db()
    assert rows[1].duplicate_of is None
    assert Reply.objects.count() == 4


def test_the_spreadsheet_holds_no_formula_and_leaves_a_trace(secretary, hearing, party):
    f.make_reply(party, text="=cmd|' /C calc'!A0")
    answer = secretary.get(reverse("hearings:replies", args=[hearing.pk]) + "?format=xlsx")
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active for c in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert any("calc" in str(cell.value) for cell in cells)
    assert Entry.objects.filter(act="exported").count() == 1


def test_nobody_else_reaches_the_replies(client, hearing, party):
    reply = f.make_reply(party)
    chair = org.make_user("Bodil")
    org.seat(party.body, user=chair, role=SeatRole.CHAIR)
    client.force_login(chair, backend="allauth.account.auth_backends.AuthenticationBackend")
    one = (hearing.pk, reply.sequence)
    for name, *args in (
        ("replies", hearing.pk), ("duplicates", hearing.pk), ("reply-register", hearing.pk),
        ("reply-import", hearing.pk), ("reply", *one), ("reply-receipt", *one),
        ("reply-file", *one, 1),
    ):  # fmt: skip
        assert go(client, name, *args).status_code == 404
    for name in ("reply-decide", "reply-cover", "reply-cover-details"):
        assert go(client, name, *one, do="review").status_code == 404
    assert go(client, "replies-bulk", hearing.pk, do="read", all="1").status_code == 404
    assert Reply.objects.get().reviewed_at is None


def test_the_history_of_a_reply_names_people_and_not_their_usernames(secretary, hearing, party):
    data = {
        "party": party.pk, "received": "paper", "day": "2023-10-20", "clock": "08:15",
        "kind": "remarks", "text": "Skrevet i hånden", "request_key": "a",
    }  # fmt: skip
    where = reverse("hearings:reply-register", args=[hearing.pk])
    page = secretary.post(where, data, follow=True)
    line = Entry.objects.filter(subject__startswith="hearings.reply:").latest("sequence")
    history = page.content.decode().split("<h2>Historik</h2>")[1]
    assert line.actor not in history
    assert User.objects.get(username=line.actor).name in history
