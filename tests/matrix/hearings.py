"""Addresses of hearings: matters, hearings, the bench and the memo; replies have theirs beside."""

from django.core.files.base import ContentFile
from django.utils.timezone import now

from indsats.hearings.models import Hearing, MemoBlock, Segment, Theme
from indsats.hearings.tests.factories import make_memo
from indsats.hearings.tests.reply_rows import ROWS as REPLIES
from indsats.hearings.tests.reply_rows import prepare as prepare_replies
from indsats.organisation.access import MATRIX, Permission, Reach
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission
SEE, WRITE, SEND = P.MATTER_SEE, P.MATTER_WRITE, P.HEARING_DISPATCH
ASSESS = P.REPLY_ASSESS


def _memo(hearing: Hearing) -> None:
    make_memo(hearing)
    Hearing.objects.filter(pk=hearing.pk).update(memo_published_at=now())


def prepare(world: World) -> None:
    """Give the hearing with replies on either side its files, a weighed segment and a memo."""
    prepare_replies(world)
    for side in (OWN, OTHER):
        known = world.extra[f"reply-{side}"]
        hearing = Hearing.objects.select_related("matter", "proposal").get(pk=known["hearing"])
        annex = hearing.proposal.annexes.get()
        annex.file.save("bilag.txt", ContentFile(b"Hej"), save=True)
        sending = hearing.parties.get().dispatches.get()
        sending.document.save("brev.pdf", ContentFile(b"Hej"), save=True)
        reply = hearing.replies.get(sequence=known["sequence"])
        block = MemoBlock.objects.create(hearing=hearing, key="indledning", generated="Hej")
        _memo(hearing)
        world.extra[side] = {
            **known,
            "key": hearing.matter.key,
            "version": hearing.proposal.number,
            "item": hearing.proposal.items.all()[0].pk,
            "sending": sending.pk,
            "segment": Segment.objects.create(reply=reply, start=0, end=2).pk,
            "theme": Theme.objects.create(hearing=hearing, name="Økonomi").pk,
            "block": block.pk,
        }


def opens(*permissions):
    """Say what any one of several permissions opens; every unit and body of one's own is OWN."""

    def found(function, side):
        reaches = {MATRIX[each].get(function) for each in permissions} - {None}
        return Reach.ALL in reaches or (side == OWN and bool(reaches))

    return found


def row(name, permission, *names, data=None, **more):
    """Make a row whose arguments are known by name, or stand there as they are."""

    def args(world, side):
        return [world.extra[side].get(each, each) for each in names]

    if data is not None:
        more |= {"method": "post", "data": data}
    return Row(name, permission, args if names else None, **more)


def post(name, permission, *names, **data):
    return row(name, permission, *names, data=data)


SEEN_OR_ASKED = opens(SEE, P.HEARING_TAKE_PART)
VERSION, PARTY = ("key", "version"), ("hearing", "party")
ONE, CUT = ("hearing", "sequence"), ("hearing", "segment")
MATTERS = (
    row("list", SEE),
    row("matter-new", WRITE),
    row("matter", SEE, "key"),
    row("matter-edit", WRITE, "key"),
    post("matter-ready", WRITE, "key"),
    post("version-new", WRITE, "key"),
    post("hearing-prepare", WRITE, "key"),
    row("agenda", WRITE, "key", "decision"),
    post("decided-preview", P.HEARING_DISPATCH, "key"),  # who writes both matters and meetings
    post("effect", P.CHANGE_DECIDE, "key"),
    row("closing", WRITE, "key"),
    post("matter-close", WRITE, "key"),
    row("proposal", SEE, *VERSION),
    row("proposal-edit", WRITE, *VERSION),
    post("proposal-freeze", WRITE, *VERSION),
    row("item-new", WRITE, *VERSION),
    row("item", WRITE, *VERSION, "item"),
    post("item-remove", WRITE, *VERSION, "item"),
    row("annex-new", WRITE, *VERSION),
    row("annex", SEE, *VERSION, "annex"),
    post("annex-remove", WRITE, *VERSION, "annex"),
)
HEARINGS = (
    row("hearing", SEE, "hearing", opens=SEEN_OR_ASKED),
    row("letter", WRITE, "hearing"),
    row("letter-file", SEE, "hearing", opens=SEEN_OR_ASKED),
    post("letter-reword", WRITE, "hearing"),
    post("letter-answer", WRITE, "hearing", finding="x", answer="y"),
    row("hearing-annex", P.HEARING_TAKE_PART, "hearing", "annex"),
    post("hearing-decided", WRITE, "hearing"),
    row("deadline", SEND, "hearing"),
    post("dispatch", SEND, "hearing"),
    row("withdraw", SEND, "hearing"),
    row("supplement", SEND, "hearing"),
    row("supplement-file", SEE, "hearing", 1, opens=SEEN_OR_ASKED),
    row("public-supplement", None, "public", 1, public=True),
    post("resend", SEND, "hearing"),
    row("outcome", SEND, "hearing"),
    post("outcome-send", SEND, "hearing"),
    row("party-new", WRITE, "hearing"),
    row("party", WRITE, *PARTY),
    post("party-remove", WRITE, *PARTY),
    row("party-log", SEND, *PARTY),
    row("packet", SEND, *PARTY, "sending"),
    post("party-decline", SEND, *PARTY, reason="Har ikke tid"),
    post("link-new", SEND, *PARTY),
    post("link-revoke", SEND, *PARTY),
    row("public", None, "public", public=True),
    row("public-annex", None, "public", "annex", public=True),
    row("public-hearing-api", None, "public", public=True),
)
ASSESSMENT = (
    row("bench", ASSESS, "hearing"),
    post("cut", ASSESS, *ONE, start="3", end="8"),
    post("cut-paragraphs", ASSESS, *ONE),
    post("bench-read", ASSESS, *ONE),
    post("bench-late", ASSESS, *ONE, included="1", reason="Kom dagen efter"),
    post("weigh", ASSESS, *CUT, verdict="noted", answer="Noteret", version="1"),
    post("uncut", ASSESS, *CUT, version="1"),
    post("segment-give", ASSESS, *CUT, to="", version="1"),
    row("themes", ASSESS, "hearing"),
    post("weigh-many", ASSESS, "hearing", verdict="noted", answer="Noteret"),
    row("theme", ASSESS, "hearing", "theme"),
    row("memo", P.REPLY_SEE, "hearing"),
    post("memo-make", ASSESS, "hearing"),
    post("memo-final", ASSESS, "hearing"),
    post("memo-publish", P.MEMO_PUBLISH, "hearing"),
    row("memo-block", ASSESS, "hearing", "block"),
    row("memo-draft", P.REPLY_SEE, "hearing", "docx"),
    row("memo-internal", P.REPLY_SEE, "hearing", "docx"),
    row("memo-sheet", P.REPLY_SEE, "hearing"),
    row("memo-file", P.REPLY_SEE, "hearing", 1, "pdf"),
    row("public-memo", None, "public", "pdf", public=True),
)
ROWS = (*MATTERS, *HEARINGS, *ASSESSMENT, *REPLIES)
