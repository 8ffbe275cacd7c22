"""Rows of the access matrix for every address of replies."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils.timezone import localdate, now

from indsats.hearings.actions.dispatch import make_link
from indsats.hearings.models import Annex, Redaction, ReplyDraft, ReplyFile
from indsats.hearings.tests import factories as f
from indsats.organisation.access import Permission
from indsats.organisation.tests import factories as org
from tests.matrix.world import OTHER, OWN, Row

P = Permission


def _paper():
    return {
        "name": "a.txt", "file": ContentFile(b"Hej", name="a.txt"), "kind": "txt", "size": 3,
        "sha256": "0" * 64, "may_publish": True,
    }  # fmt: skip


def prepare(world):
    """Add an open hearing with a party, its link, draft and replies on either side."""
    committee = world.body(OTHER)
    by = org.make_user("Sagsbehandler")
    for side in (OWN, OTHER):
        matter = f.make_matter(
            owner_unit=world.units[side], deciding_body=committee, case_worker=by
        )
        hearing = f.make_hearing(
            f.make_proposal(matter), deadline=localdate() + timedelta(days=9),
            sent_at=now() - timedelta(days=9), publication="on_review",
        )  # fmt: skip
        party = f.make_party(hearing, body=world.body(side), name=f"Part {side}")
        annex = Annex.objects.create(proposal=hearing.proposal, title="Bilag", text="Tekst")
        f.make_supplement(hearing)
        draft = ReplyDraft.objects.create(party=party, text="Udkast")
        replies = [
            f.make_reply(party, at=now() - timedelta(days=1), reviewed_at=now(), files=[_paper()])
            for _n in range(2)
        ]
        world.extra[f"reply-{side}"] = {
            "hearing": hearing.pk, "public": hearing.public_id, "party": party.pk,
            "token": make_link(party, at=now()).rstrip("/").split("/")[-1],
            "annex": annex.pk, "sequence": replies[0].sequence, "second": replies[1].sequence,
            "number": replies[0].public_number, "file": replies[0].files.get().pk,
            "paper": ReplyFile.objects.create(draft=draft, **_paper()).pk,
            "cover": Redaction.objects.create(
                reply=replies[0], start=0, end=2, reason="Navn", by=by
            ).pk,
        }  # fmt: skip


def _args(*names):
    return lambda world, side: [world.extra[f"reply-{side}"][name] for name in names]


def _row(name, permission, *names, data=None, **more):
    if data is not None:
        more |= {"method": "post", "data": data}
    return Row(name, permission, _args(*names) if names else None, **more)


ONE = ("hearing", "sequence")
ROWS = [
    _row("my-replies", P.HEARING_TAKE_PART),
    _row("own-reply", P.HEARING_TAKE_PART, "party"),
    _row("own-detach", P.REPLY_DRAFT, "party", "paper", data={"yes": "1"}),
    _row("own-minority", P.REPLY_DRAFT, "party"),
    _row("own-release", P.REPLY_RELEASE, "party", data={"version": "1"}),
    _row("own-send-back", P.REPLY_RELEASE, "party", data={"reason": "Se igen"}),
    _row("own-decline", P.REPLY_RELEASE, "party", data={"reason": "Har ikke tid"}),
    _row("own-submit", P.REPLY_RELEASE, "party", data={"request_key": "k"}),
    _row("own-receipt", P.HEARING_TAKE_PART, "party", "sequence"),
    _row("own-receipt-file", P.HEARING_TAKE_PART, "party", "sequence"),
    _row("reply_link", None, "token", public=True),
    _row("link-autosave", None, "token", public=True,
         data={"kind": "remarks", "text": "a", "version": "1"}),
    _row("link-detach", None, "token", "paper", public=True, data={"yes": "1"}),
    _row("link-receipt", None, "token", "sequence", public=True),
    _row("link-receipt-file", None, "token", "sequence", public=True),
    _row("link-annex", None, "token", "annex", public=True),
    Row("link-supplement", None, lambda w, s: [w.extra[f"reply-{s}"]["token"], 1], public=True),
    _row("link-decline", None, "token", public=True, data={"reason": "Har ikke tid"}),
    _row("replies", P.REPLY_SEE, "hearing"),
    _row("replies-bulk", P.REPLY_REDACT, "hearing", data={"do": "read"}),
    _row("replies-give", P.REPLY_ASSESS, "hearing", data={"to": ""}),
    _row("reply-give", P.REPLY_ASSESS, *ONE, data={"to": "", "version": "1"}),
    _row("duplicates", P.REPLY_REDACT, "hearing"),
    _row("reply-register", P.REPLY_REGISTER, "hearing"),
    _row("reply-import", P.REPLY_REGISTER, "hearing"),
    _row("reply-take-in", P.REPLY_REGISTER, "hearing", data={"rows": "x"}),
    _row("reply", P.REPLY_SEE, *ONE),
    _row("reply-receipt", P.REPLY_SEE, *ONE),
    _row("reply-file", P.REPLY_SEE, *ONE, "file"),
    _row("reply-file-share", P.REPLY_REDACT, *ONE, "file", data={"public": "0"}),
    _row("reply-decide", P.REPLY_REDACT, *ONE, data={"do": "review", "version": "1"}),
    Row("reply-duplicate", P.REPLY_REDACT, _args(*ONE), "post", {"of": "2"}),
    _row("reply-cover", P.REPLY_REDACT, *ONE, data={"passage": "Vi", "reason": "Navn"}),
    _row("reply-cover-details", P.REPLY_REDACT, *ONE, data={"yes": "1"}),
    _row("reply-uncover", P.REPLY_REDACT, *ONE, "cover", data={"yes": "1"}),
    Row("public-replies", None, lambda w, s: [w.extra[f"reply-{s}"]["public"], "docx"],
        public=True),
    Row("public-file", None,
        lambda w, s: [w.extra[f"reply-{s}"]["public"], w.extra[f"reply-{s}"]["number"], 1],
        public=True),
]  # fmt: skip
