"""Addresses of meetings."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils.timezone import localdate, now

from indsats.meetings.actions.feeds import make_feed
from indsats.meetings.models import (
    AgendaAttachment,
    AgendaItem,
    DissentingStatement,
    FollowUp,
    Meeting,
    MeetingAttendee,
    Minutes,
    MinutesComment,
)
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.organisation.tests import factories as f
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission
SOON = timedelta(days=7)


def _file(item: AgendaItem, by: User) -> AgendaAttachment:
    file = AgendaAttachment(
        item=item,
        number=1,
        title="Analyse",
        file_name="analyse.txt",
        kind="txt",
        size=4,
        sha256="0" * 64,
        added_by=by,
    )
    file.file.save("x", ContentFile(b"Hej\n"), save=True)
    return file


def prepare(world: World) -> None:
    """Add a held meeting with minutes out for comments, an item and a task on either side.

    The task on the other side hangs on a closed item: who may see all meetings does not
    reach it by the item.
    """
    by = f.make_user("Opretter")
    world.extra["token"] = make_feed(by=by, at=now())
    for side in (OWN, OTHER):
        body = world.body(side)
        meeting = Meeting.objects.create(
            body=body,
            starts_at=now(),
            ends_at=now() + timedelta(hours=2),
            agenda_published_at=now(),
            opened_at=now(),
            closed_at=now(),
            created_by=by,
        )
        words = {"meeting": meeting, "changed_by": by}
        item = AgendaItem.objects.create(number=1, title="Åben", **words)
        secret = AgendaItem.objects.create(
            number=2,
            title="Lukket",
            is_open=False,
            closed_reason="Personsag",
            **words,
        )
        seat = MeetingAttendee.objects.create(meeting=meeting, name="Gæst", presence="present")
        minutes = Minutes.objects.create(
            meeting=meeting, state="out", comments_due=localdate() + SOON
        )
        comment = MinutesComment.objects.create(minutes=minutes, attendee=seat, text="Hej")
        statement = DissentingStatement.objects.create(
            item=item, attendee=seat, kind="opinion", text="Nej", entered_by=by
        )
        task = FollowUp.objects.create(
            item=item if side == OWN else secret,
            what="Ryd op",
            unit=world.units[side],
            due=localdate() + SOON,
            created_by=by,
        )
        world.extra[side] = {
            "body": body.pk,
            "meeting": meeting.pk,
            "item": item.pk,
            "comment": comment.pk,
            "statement": statement.pk,
            "task": task.pk,
            "file": _file(item, by).pk,
        }


def thing(name):
    return lambda world, side: [world.extra[side][name]]


meeting, item, task, file = thing("meeting"), thing("item"), thing("task"), thing("file")


def paper(world, side):
    return [world.extra[side]["meeting"], "dagsorden", "aaben", "docx"]


def token(world, side):
    return [world.extra["token"]]


ROWS = (
    Row("list", P.MEETING_SEE),
    Row("items", P.MEETING_SEE),
    Row("calendar", P.MEETING_SEE),
    Row("feed", None, token, public=True),
    Row("body", P.MEETING_SEE, thing("body")),
    Row("plan", P.MEETING_WRITE),
    Row("series", P.MEETING_WRITE),
    Row("chair", P.MEETING_WRITE),
    Row("meeting", P.MEETING_SEE, meeting),
    Row("paper", P.MEETING_SEE, paper),
    Row("change", P.MEETING_WRITE, meeting),
    Row("cancel", P.MEETING_WRITE, meeting),
    Row("publish", P.MEETING_WRITE, meeting, method="post"),
    Row("open", P.MEETING_WRITE, meeting, method="post"),
    Row("end", P.MEETING_WRITE, meeting, method="post"),
    Row("attendance", P.MEETING_WRITE, meeting),
    Row("guest", P.MEETING_WRITE, meeting),
    Row("quorum", P.MEETING_WRITE, meeting),
    Row("item-new", P.MEETING_WRITE, meeting),
    Row("item", P.MEETING_SEE, item),
    Row("item-edit", P.MEETING_WRITE, item),
    Row("item-move", P.MEETING_WRITE, item, method="post", data={"place": "2"}),
    Row("item-remove", P.MEETING_WRITE, item),
    Row("item-history", P.MEETING_WRITE, item),
    Row("attach", P.MEETING_WRITE, item),
    Row("decide", P.MEETING_WRITE, item),
    Row("dissent", P.MEETING_WRITE, item),
    Row("dissent-remove", P.MEETING_WRITE, thing("statement")),
    Row("recuse", P.MEETING_WRITE, item),
    Row("follow-up-new", P.MEETING_WRITE, item),
    Row("attachment", P.MEETING_SEE, file),
    Row("attachment-openness", P.MEETING_WRITE, file),
    Row("attachment-remove", P.MEETING_WRITE, file),
    Row("minutes", P.MEETING_SEE, meeting),
    Row("minutes-send", P.MEETING_WRITE, meeting),
    Row("minutes-take-back", P.MEETING_WRITE, meeting),
    Row("minutes-comment", P.MINUTES_COMMENT, meeting),
    Row("minutes-sign", P.MINUTES_COMMENT, meeting, method="post"),
    Row("minutes-approve", P.MEETING_WRITE, meeting, method="post"),
    Row("minutes-lock", P.MEETING_WRITE, meeting, method="post"),
    Row("addendum", P.MEETING_WRITE, meeting),
    Row("comment-answer", P.MEETING_WRITE, thing("comment")),
    Row("follow-ups", P.FOLLOW_UP_SEE),
    Row("follow-up", P.FOLLOW_UP_SEE, task),
    Row("follow-up-finish", P.FOLLOW_UP_DO, task),
    Row("follow-up-reopen", P.FOLLOW_UP_DO, task),
)
