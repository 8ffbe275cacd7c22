"""Agendas and minutes as documents: an open version anyone may read, and a full one (papirer)."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from indsats.base.documents import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
    Tone,
    bold,
)
from indsats.meetings.models import AgendaItem, ChairDecision, Decision, Meeting, Minutes
from indsats.meetings.queries.minutes import decisions_of
from indsats.meetings.queries.names import unit_name


class Version(NamedTuple):
    """Which version is written: full holds what is closed; the open one never does."""

    full: bool

    def shows(self, row: AgendaItem | ChairDecision) -> bool:
        """Tell whether a row's words may stand in this version."""
        return self.full or row.is_open


def when(meeting: Meeting) -> str:
    """Write when a meeting is, as people say it."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    day = formats.date_format(start, "l j. F Y")
    return _("%(day)s, %(start)s–%(end)s") % {
        "day": day,
        "start": f"{start:%H.%M}",
        "end": f"{end:%H.%M}",
    }


def _day(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j. F Y")


def _opening(meeting: Meeting) -> Iterator[Block]:
    yield Paragraph([bold(_("Time") + ": "), when(meeting)])
    if meeting.place:
        yield Paragraph([bold(_("Place") + ": "), meeting.place])
    if meeting.agenda_published_at:
        yield Paragraph([bold(_("Agenda sent") + ": "), _day(meeting.agenda_published_at)])
    if meeting.cancelled_at:
        yield Notice(meeting.cancel_reason, _("The meeting is cancelled"))


def _overview(items: list[AgendaItem], version: Version) -> Iterator[Block]:
    rows = [
        (str(item.number), item.title if version.shows(item) else item.outward_title)
        for item in items
    ]
    yield Heading(_("Items"))
    yield Table((_("No."), _("Item")), rows, widths=(1, 8))


def _attachments(item: AgendaItem, version: Version) -> Iterator[Block]:
    files = list(item.attachments.all())
    shown = [each.title for each in files if version.full or each.is_open]
    hidden = len(files) - len(shown)
    if hidden:
        text = ngettext("%(n)s closed attachment", "%(n)s closed attachments", hidden)
        shown.append(text % {"n": hidden})
    if shown:
        yield Heading(_("Attachments"), 2)
        yield Bullets(shown)


def _item(item: AgendaItem, version: Version) -> Iterator[Block]:
    if not version.shows(item):
        yield Heading(f"{item.number}. {item.outward_title}")
        yield Paragraph(_("The item is treated behind closed doors."))
        return
    yield Heading(f"{item.number}. {item.title}")
    if not item.is_open:
        yield Notice(item.closed_reason, _("Closed item"), Tone.CONFIDENTIAL)
    if item.withdrawn_at:
        yield Paragraph(_("The item was taken off the agenda: %s") % item.withdrawn_reason)
        return
    for heading, text in item.blocks():
        yield Heading(heading, 2)
        yield Paragraph(text)
    yield from _attachments(item, version)


def _alone(rows: list[ChairDecision], version: Version) -> Iterator[Block]:
    if not rows:
        return
    yield Heading(_("Decided by the chair alone"))
    for row in rows:
        if not version.shows(row):
            yield Paragraph(_("A closed matter, decided by the chair."))
            continue
        yield Heading(row.title, 2)
        yield Paragraph(row.text)
        yield Paragraph(f"{row.get_ground_display()}: {row.reason}")
        day = formats.date_format(row.decided_on, "j. F Y")
        yield Paragraph(f"{row.chair_name}, {day}")


def _items(meeting: Meeting) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=meeting)
    return list(rows.prefetch_related("attachments"))


def _document(meeting: Meeting, name: str, blocks: list[Block], mark: str) -> Document:
    body = unit_name(meeting.body, meeting.day)
    day = formats.date_format(meeting.day, "j. F Y")
    return Document(
        title=f"{name}: {body}",
        subject=day,
        author=settings.MUNICIPALITY,
        header=f"{settings.MUNICIPALITY} · {body} · {day}",
        blocks=blocks,
        mark=mark,
        language="en" if (get_language() or "da").startswith("en") else "da",
    )


def _mark(version: Version, *, draft: bool) -> str:
    marks = [_("DRAFT")] if draft else []
    return " · ".join([*marks, _("CONFIDENTIAL")] if version.full else marks)


def agenda_document(meeting: Meeting, version: Version) -> Document:
    """Write the agenda; one not sent out yet is marked as a draft."""
    items = _items(meeting)
    standing = [item for item in items if not item.withdrawn_at]
    blocks = [
        *_opening(meeting),
        *_overview(standing, version),
        *_alone(list(meeting.chair_decisions.all()), version),
        *(block for item in items for block in _item(item, version)),
    ]
    full = Version(version.full and any(not item.is_open for item in items))
    draft = meeting.agenda_published_at is None
    return _document(meeting, _("Agenda"), blocks, _mark(full, draft=draft))


def _attendance(meeting: Meeting) -> Iterator[Block]:
    instead = pgettext("instead of", "for")
    rows = [
        (
            row.get_role_display() if row.role else _("Guest"),
            row.acting_name or row.name or "–",
            row.get_presence_display()
            + (f" ({instead} {row.name})" if row.substitute_name and row.name else ""),
        )
        for row in meeting.attendees.all()
    ]
    if rows:
        yield Heading(_("Attendance"))
        yield Table((_("Role"), _("Name"), _("Attendance")), rows)
    if meeting.quorum_note:
        could = _("The body could decide")
        word = could if meeting.quorate else _("The body could not decide")
        yield Paragraph(f"{word}: {meeting.quorum_note}")


def _decision(item: AgendaItem, decision: Decision | None) -> Iterator[Block]:
    if item.discussion:
        yield Heading(_("Discussion"), 2)
        yield Paragraph(item.discussion)
    if decision is None:
        return
    yield Heading(_("Decision"), 2)
    word = decision.get_result_display()
    said = decision.text.casefold().startswith(word.casefold())
    yield Paragraph(decision.text if said else [bold(word + ". "), decision.text])
    if decision.voted:
        yield Paragraph(decision.vote_line)
    if decision.preview_hash:
        yield Paragraph(_("Preview of the change: %s") % decision.preview_hash)


def _beside(item: AgendaItem) -> Iterator[Block]:
    for recusal in item.recusals.select_related("attendee"):
        text = _("%(name)s did not take part: %(why)s")
        yield Paragraph(text % {"name": recusal.attendee.acting_name, "why": recusal.reason})
    for statement in item.statements.select_related("attendee"):
        yield Heading(f"{statement.get_kind_display()}: {statement.attendee.acting_name}", 2)
        yield Paragraph(statement.text)


def _additions(minutes: Minutes, version: Version) -> Iterator[Block]:
    rows = list(minutes.addenda.select_related("item"))
    rows = [row for row in rows if row.item is None or version.shows(row.item)]
    if rows:
        yield Heading(_("Additions"))
    for row in rows:
        about = _("Item %(number)s") % {"number": row.item.number} if row.item else ""
        head = ", ".join(part for part in (_day(row.added_at), about) if part)
        yield Paragraph([bold(f"{row.number}. {head}: "), row.text])
        yield Paragraph(_("Why: %s") % row.reason)


def _approval(minutes: Minutes) -> Iterator[Block]:
    if minutes.approved_at is None:
        return
    yield Heading(_("Approval"))
    yield Paragraph(_("The minutes were approved on %(day)s.") % {"day": _day(minutes.approved_at)})
    if minutes.locked_at:
        facts = {"day": _day(minutes.locked_at), "digest": minutes.digest}
        text = _("They were locked on %(day)s with the fingerprint %(digest)s.")
        yield Paragraph(text % facts)


def minutes_document(minutes: Minutes, version: Version) -> Document:
    """Write the minutes; before they are approved they are marked as a draft."""
    meeting = minutes.meeting
    items = _items(meeting)
    decided = decisions_of(items)
    blocks = [
        *_opening(meeting),
        *_attendance(meeting),
        *_overview(items, version),
        *_alone(list(meeting.chair_decisions.all()), version),
    ]
    for item in items:
        blocks += _item(item, version)
        if version.shows(item) and not item.withdrawn_at:
            blocks += [*_decision(item, decided.get(item.pk)), *_beside(item)]
    blocks += [*_approval(minutes), *_additions(minutes, version)]
    full = Version(version.full and any(not item.is_open for item in items))
    draft = minutes.approved_at is None
    return _document(meeting, _("Minutes"), blocks, _mark(full, draft=draft))
