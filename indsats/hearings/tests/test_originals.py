"""The original of a reply is held by the database; what gets past it is found."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from indsats.base.triggers import lifted
from indsats.hearings.actions.reply import Minority, Sender, Submission, submit
from indsats.hearings.actions.reply_file import stored
from indsats.hearings.models import MinorityStatement, Reply, ReplyDraft, ReplyFile
from indsats.hearings.queries.originals import original_hash
from indsats.hearings.tests import factories as f

pytestmark = pytest.mark.django_db
TEXT, SIDE = "Vi er enige.", "Medarbejdersiden"


@pytest.fixture
def reply():
    party = f.make_party()
    paper = stored(ContentFile("Bilag æøå".encode(), name="bilag.txt"))
    paper.save()
    return submit(
        hearing=party.hearing, party=party, request_key="en", at=f.danish(2023, 10, 12),
        sender=Sender(name=party.name, submitted_by="Åse Ødegård", mandate="formand"),
        submission=Submission(text=TEXT, minorities=[Minority(SIDE, "Nej.")], files=[paper]),
    )  # fmt: skip


def refused(write):
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        write()


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def verify():
    err = StringIO()
    try:
        call_command("verify_replies", stdout=StringIO(), stderr=err)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return ""


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Vi er imod."}, {"sha256": "0" * 64}, {"sha256": ""}, {"sender_name": "En anden"},
        {"late": True}, {"party": None}, {"mandate": ""}, {"public_number": "S2"},
    ],
)  # fmt: skip
def test_no_update_reaches_the_original_of_a_reply(reply, change):
    refused(lambda: Reply.objects.filter(pk=reply.pk).update(**change))
    assert Reply.objects.get(pk=reply.pk).text == TEXT


def test_a_reply_is_not_deleted_in_any_way(reply):
    for table in ("replyfile", "minoritystatement", "reply"):
        refused(lambda name=table: raw(f"DELETE FROM hearings_{name}"))  # noqa: S608 -- our own
    refused(reply.minorities.all().delete)
    refused(reply.files.all().delete)
    if connection.vendor == "postgresql":
        raw("SET CONSTRAINTS ALL IMMEDIATE")
        refused(lambda: raw("TRUNCATE hearings_reply CASCADE"))
    assert (reply.minorities.count(), reply.files.count()) == (1, 1)


@pytest.mark.parametrize("change", [{"text": "Ja."}, {"side": "X"}, {"reply": None}])
def test_a_minority_statement_is_as_sealed_as_its_reply(reply, change):
    refused(lambda: reply.minorities.update(**change))


@pytest.mark.parametrize("change", [{"name": "x"}, {"sha256": "0" * 64}, {"file": "y"}])
def test_a_file_keeps_its_name_content_and_reply(reply, change):
    refused(lambda: reply.files.update(**change))
    refused(lambda: ReplyFile.objects.update(reply=None))


def test_nothing_is_added_to_a_reply_that_was_sent(reply):
    more = {"name": "b.txt", "file": "b.txt", "kind": "txt", "size": 1, "sha256": "0" * 64}
    draft = ReplyDraft.objects.create(party=f.make_party())
    mine = MinorityStatement.objects.create(draft=draft, side=SIDE, text="Udkast")
    paper = ReplyFile.objects.create(draft=draft, **more)
    refused(lambda: MinorityStatement.objects.create(reply=reply, side=SIDE, text="Også"))
    refused(lambda: ReplyFile.objects.create(reply=reply, **more))
    refused(lambda: MinorityStatement.objects.filter(pk=mine.pk).update(reply=reply))
    refused(lambda: ReplyFile.objects.filter(pk=paper.pk).update(reply=reply, draft=None))


def test_what_is_noted_about_a_reply_may_change_and_so_may_drafts(reply):
    noted = {"read_at": f.SENT, "reviewed_at": f.SENT, "withheld_because": "x"}
    assert Reply.objects.filter(pk=reply.pk).update(**noted) == 1
    assert reply.files.update(may_publish=True) == 1
    draft = ReplyDraft.objects.create(party=f.make_party())
    mine = MinorityStatement.objects.create(draft=draft, side=SIDE, text="Udkast")
    assert MinorityStatement.objects.filter(pk=mine.pk).update(text="Nyt udkast") == 1
    assert mine.delete()[0] == 1


def test_whole_originals_are_said_to_be_so(reply):
    assert verify() == ""


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE hearings_reply SET text = 'Nej'", "fingeraftryk"),
        ("UPDATE hearings_minoritystatement SET text = 'Ja'", "fingeraftryk"),
        ("DELETE FROM hearings_replyfile", "fingeraftryk"),
    ],
)
def test_what_is_changed_past_the_triggers_is_found(reply, tamper, found):
    with lifted():
        raw(tamper)
    assert reply.receipt in verify()
    assert found in verify()


def test_a_forger_who_seals_anew_is_caught_by_the_trail(reply):
    with lifted():
        Reply.objects.filter(pk=reply.pk).update(text="Nej")
        fresh = Reply.objects.get(pk=reply.pk)
        Reply.objects.filter(pk=reply.pk).update(sha256=original_hash(fresh))
    assert "i sporet" in verify()
    with lifted():
        raw("DELETE FROM hearings_replyfile")
        raw("DELETE FROM hearings_minoritystatement")
        raw("DELETE FROM hearings_reply")
    assert "mangler" in verify()


def test_a_file_changed_on_the_disk_is_found(reply):
    paper = reply.files.get()
    Path(paper.file.path).write_text("andet")
    assert "bilag.txt" in verify()
    paper.file.storage.delete(paper.file.name)
    assert "bilag.txt" in verify()
