"""Replying by the party's own link, without a login."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.queries import verify
from indsats.hearings.actions.dispatch import make_link
from indsats.hearings.models import PartyRole, Reply, ReplyDraft
from indsats.hearings.tests import factories as f

pytestmark = pytest.mark.django_db


def link_for(party):
    return make_link(party, at=now()).split("8000")[-1]


@pytest.fixture
def party():
    hearing = f.make_hearing(
        deadline=localdate() + timedelta(days=10), sent_at=now() - timedelta(days=5),
        contact="Sekretariatet, 1234",
    )  # fmt: skip
    return f.make_party(hearing, name="Skolebestyrelsen")


def post(client, link, text="Vi er enige", *, do="send", version=1, key="nøgle", **more):
    data = {"kind": "remarks", "text": text, "version": version, "do": do, "request_key": key,
            "name": "Åse Ødegård, formand", **more}  # fmt: skip
    return client.post(link, data)


def test_a_reply_by_link_gets_its_receipt_and_counts_once(client, party):
    link = link_for(party)
    page = client.get(link)
    assert page.status_code == 200
    assert page["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert 'name="text"' in page.content.decode()
    first, second = post(client, link), post(client, link)
    reply = Reply.objects.get()
    assert first.url == second.url
    assert (reply.text, reply.submitted_by) == ("Vi er enige", "Åse Ødegård, formand")
    receipt = client.get(first.url).content.decode()
    assert reply.receipt in receipt
    assert reply.sha256 in receipt
    assert client.get(f"{first.url[:-1]}.pdf").content.startswith(b"%PDF")
    assert verify() == []


def test_a_file_sent_again_for_want_of_an_answer_counts_once(client, party):
    link = link_for(party)

    def again(text, do, key):
        draft = ReplyDraft.objects.filter(party=party).first()
        file = SimpleUploadedFile("bilag.txt", b"Vagtplan")
        version = draft.version if draft else 1
        return post(client, link, text, do=do, version=version, key=key, file=file)

    for _each in range(2):
        assert again("Kladde", "save", "").status_code == 302
    assert ReplyDraft.objects.get().files.count() == 1
    for _each in range(2):
        assert again("Vi er enige", "send", "en").status_code == 302
    assert Reply.objects.get().files.count() == 1
    assert not ReplyDraft.objects.get().files.exists()
    assert again("Vi er stadig enige", "send", "to").status_code == 302
    assert [reply.files.count() for reply in Reply.objects.order_by("sequence")] == [1, 1]


def test_a_draft_is_saved_and_nothing_is_sent(client, party):
    link = link_for(party)
    assert post(client, link, "Kladde æøå", do="save").status_code == 302
    told = post(client, f"{link}gem/", "Kladde 2", version=2).json()
    assert told["version"] == 3
    assert ReplyDraft.objects.get().text == "Kladde 2"
    assert not Reply.objects.exists()
    assert "Kladde 2" in client.get(link).content.decode()


def test_two_windows_never_overwrite_each_other(client, party):
    link = link_for(party)
    post(client, link, "Den ene", do="save")
    assert post(client, f"{link}gem/", "Den anden").status_code == 409
    answer = post(client, link, "Den anden")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Den ene" in page
    assert "Den anden" in page
    assert not Reply.objects.exists()


def test_without_a_name_nothing_is_sent_and_nothing_is_lost(client, party):
    answer = post(client, link_for(party), "Et langt svar", name="")
    assert answer.status_code == 422
    assert "Et langt svar" in answer.content.decode()
    assert not Reply.objects.exists()


def test_links_that_do_not_work_say_what_to_do(client, party):
    old = link_for(party)
    fresh = link_for(party)
    assert client.get(old).status_code == 410
    assert "Sekretariatet, 1234" in client.get(old).content.decode()
    party.links.filter(revoked_at=None).update(expires_at=now())
    for each in (client.get(fresh), post(client, fresh)):
        assert each.status_code == 410
    unknown = client.get(reverse("hearings:reply_link", args=["findes-ikke"]))
    assert unknown.status_code == 404
    assert party.name not in unknown.content.decode()
    assert not Reply.objects.exists()


def test_a_link_opens_no_other_partys_receipt(client, party):
    other = f.make_party(party.hearing, name="LokalMED Andre")
    theirs = f.make_reply(other, text="Fortroligt")
    link = link_for(party)
    assert client.get(f"{link}kvittering/{theirs.sequence}/").status_code == 404
    assert client.get(f"{link}kvittering/{theirs.sequence}.pdf").status_code == 404
    answer = post(client, link, key=theirs.request_key)
    assert answer.status_code == 422
    assert "Fortroligt" not in answer.content.decode()


def test_who_is_only_informed_is_not_asked(client, party):
    informed = f.make_party(
        party.hearing, name="Politiet", role=PartyRole.INFORMED, may_comment=False
    )
    link = link_for(informed)
    assert post(client, link).status_code == 422
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("deadline", "closes"),
    [
        (date(2023, 10, 30), datetime(2023, 10, 30, 23, tzinfo=UTC)),
        (date(2023, 10, 29), datetime(2023, 10, 29, 23, tzinfo=UTC)),  # the day has 25 hours
        (date(2024, 3, 31), datetime(2024, 3, 31, 22, tzinfo=UTC)),  # the day has 23 hours
    ],
)
def test_the_last_second_is_in_time_and_the_next_is_late(client, deadline, closes):
    hearing = f.make_hearing(deadline=deadline)
    public = reverse("hearings:public", args=[hearing.public_id])
    for moment, said in (
        (closes - timedelta(seconds=1), ["Svar senest", "hoering@example.dk"]),
        (closes, ["Fristen er udløbet", "Fristen var"]),
    ):
        link = make_link(f.make_party(hearing), at=f.SENT).split("8000")[-1]
        with time_machine.travel(moment, tick=False):
            pages = [client.get(each).content.decode() for each in (link, public)]
            assert post(client, link, key=str(moment)).status_code == 302
        assert [words in page for words, page in zip(said, pages, strict=True)] == [True, True]
    assert [reply.late for reply in Reply.objects.order_by("sequence")] == [False, True]


def test_a_script_in_a_reply_is_only_text(client, party):
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    link = link_for(party)
    answer = post(client, link, attack)
    for address in (answer.url, link, f"{link}?nyt=1"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert Reply.objects.get().text == attack


def test_a_file_too_large_is_refused_in_words_and_the_text_stays(client, party, settings):
    settings.ATTACHMENT_LIMIT = 10
    file = SimpleUploadedFile("stor.txt", b"x" * 1000)
    answer = post(client, link_for(party), "Teksten bliver", do="save", file=file)
    assert answer.status_code == 422
    assert "Teksten bliver" in answer.content.decode()
