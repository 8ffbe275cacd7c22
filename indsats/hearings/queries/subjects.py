"""What the rows of hearings are called where they are named by their label.

What a hearing is about is public once the letter is sent; before that only those who may open
the matter read its title. Who replied is told of bodies, never of private persons.
"""

from typing import Any

from django.db.models import Case, Exists, F, Model, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from indsats.hearings.models import (
    Annex,
    DeadlineVersion,
    Dispatch,
    Hearing,
    HearingParty,
    Matter,
    MemoBlock,
    MemoVersion,
    MinorityStatement,
    ProposalItem,
    ProposalVersion,
    Redaction,
    Reply,
    ReplyDraft,
    ReplyFile,
    ReplyLink,
    Segment,
    Supplement,
    Theme,
)
from indsats.organisation.access import Permission
from indsats.organisation.subjects import Kind, after_comma, within


def about(path: str) -> tuple[Case, Any]:
    """Give the title of the matter, where the hearing at the path is sent."""
    sent = Q(**{f"{path}sent_at__isnull": False})
    title = Case(When(sent, then=F(f"{path}matter__title")), default=Value(""))
    return title, lambda text: after_comma(f"“{text}”")


def sender(name: str) -> str:
    """Say whose it is."""
    return _(" from %(name)s") % {"name": name}


def receiver(name: str) -> str:
    """Say whom it is to."""
    return _(" to %(name)s") % {"name": name}


def numbered(number: str) -> str:
    """Give the number of a reply in its hearing."""
    return _(" no. %(number)s") % {"number": number}


def in_matter(model: type[Model], path: str, page: str, *keys: str, **more: Any) -> Kind:
    """Tell a row of a matter or its proposal: opened by whoever may see the matter."""
    seen = within(model, Matter, path, Permission.MATTER_SEE)
    return Kind(model, reach=seen, page=(f"hearings:{page}", *keys), **more)


def in_hearing(model: type[Model], path: str, page: str, *keys: str, **more: Any) -> Kind:
    """Tell a row of a hearing by what the hearing is about."""
    permission = more.pop("permission", Permission.MATTER_SEE)
    seen = within(model, Hearing, path.removesuffix("__") or "pk", permission)
    parts = (*more.pop("parts", ()), about(path))
    return Kind(model, reach=seen, page=(f"hearings:{page}", *keys), parts=parts, **more)


def in_reply(model: type[Model], path: str) -> Kind:
    """Tell a row of a reply by who sent it, its number and what the hearing is about."""
    parts = (
        (f"{path}party__name", sender),
        (f"{path}sequence", numbered),
        about(f"{path}hearing__"),
    )
    seen = within(model, Reply, path.removesuffix("__") or "pk", Permission.REPLY_SEE)
    page = ("hearings:reply", f"{path}hearing_id", f"{path}sequence")
    return Kind(model, reach=seen, page=page, parts=parts)


SENT = Q(Exists(Hearing.objects.filter(matter=OuterRef("pk"), sent_at__isnull=False)))
OF_PARTY = (("party__name", receiver),)
KINDS = (
    in_matter(Matter, "pk", "matter", "key", title="title", public=SENT),
    in_matter(Matter, "pk", "matter", "key", title="title", public=SENT, label="matter", by="key"),
    in_matter(ProposalVersion, "matter", "proposal", "matter__key", "number", title="title"),
    in_matter(
        ProposalItem,
        "proposal__matter",
        "proposal",
        "proposal__matter__key",
        "proposal__number",
        title="title",
    ),
    in_matter(
        Annex,
        "proposal__matter",
        "proposal",
        "proposal__matter__key",
        "proposal__number",
        title="title",
    ),
    in_hearing(Hearing, "", "hearing", "pk"),
    in_hearing(DeadlineVersion, "hearing__", "hearing", "hearing_id"),
    in_hearing(HearingParty, "hearing__", "hearing", "hearing_id", parts=(("name", after_comma),)),
    in_hearing(Dispatch, "party__hearing__", "hearing", "party__hearing_id", parts=OF_PARTY),
    in_hearing(
        ReplyLink, "party__hearing__", "hearing", "party__hearing_id", parts=OF_PARTY, label="link"
    ),
    in_hearing(
        ReplyDraft,
        "party__hearing__",
        "hearing",
        "party__hearing_id",
        parts=(("party__name", sender),),
    ),
    in_hearing(Supplement, "hearing__", "hearing", "hearing_id"),
    in_reply(Reply, ""),
    in_reply(MinorityStatement, "reply__"),
    in_reply(ReplyFile, "reply__"),
    in_reply(Redaction, "reply__"),
    in_reply(Segment, "reply__"),
    in_hearing(
        Theme, "hearing__", "themes", "hearing_id", title="name", permission=Permission.REPLY_ASSESS
    ),
    in_hearing(
        MemoBlock,
        "hearing__",
        "memo",
        "hearing_id",
        title="heading",
        permission=Permission.REPLY_SEE,
    ),
    in_hearing(MemoVersion, "hearing__", "memo", "hearing_id", permission=Permission.REPLY_SEE),
)
