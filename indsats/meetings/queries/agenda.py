"""Agendas as they are shown, sent and frozen."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q

from indsats.law.politics import agenda_advice, agenda_due, material_due
from indsats.law.rule import Advice
from indsats.meetings.models import BLOCKS, AgendaAttachment, AgendaItem, ChairDecision, Meeting
from indsats.meetings.rules.freeze import digest


class Line(NamedTuple):
    """One line of an agenda; a closed item out of reach has a number and an outward title only."""

    number: int
    title: str
    item: AgendaItem | None


class Dates(NamedTuple):
    """When the agenda and its material are to be sent; advice, never a stop."""

    agenda: date
    material: date
    advice: Advice | None


def dates(meeting: Meeting, today: date) -> Dates:
    """Give the days the agenda should go out, with advice when it is or will be late."""
    sent = meeting.agenda_published_at.date() if meeting.agenda_published_at else today
    advice = agenda_advice(meeting.day, sent)
    return Dates(agenda_due(meeting.day), material_due(meeting.day), advice)


def lines(meeting: Meeting, visible: Iterable[AgendaItem]) -> list[Line]:
    """List the items someone may see, and the places of the closed ones they may not.

    Only once the agenda is sent: before that, whoever cannot see an item does not know of it.
    """
    found = [Line(item.number, item.title, item) for item in visible]
    seen = {line.number for line in found}
    if meeting.agenda_published_at:
        rest = AgendaItem.objects.standing().filter(meeting=meeting, is_open=False)
        hidden = rest.exclude(number__in=seen)
        found += [Line(item.number, item.outward_title, None) for item in hidden]
    return sorted(found, key=lambda line: line.number)


def closed_attachments(items: Iterable[AgendaItem]) -> dict[int, int]:
    """Count the closed attachments of items, by the item's id."""
    rows = AgendaAttachment.objects.filter(item__in=list(items), is_open=False)
    return dict(rows.values_list("item_id").annotate(n=Count("pk")).order_by())


def chair_decisions_to_show(meeting: Meeting) -> list[ChairDecision]:
    """List what the chair decided alone and this meeting must be shown, or has been."""
    if meeting.opened_at:
        return list(meeting.chair_decisions.all())
    rows = ChairDecision.objects.filter(body=meeting.body, decided_on__lte=meeting.day)
    return list(rows.filter(Q(shown_at__isnull=True) | Q(shown_at=meeting)))


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "public_title": item.public_title,
        "is_open": item.is_open,
        "closed_reason": item.closed_reason,
        "withdrawn": item.withdrawn_reason,
        "matter": item.matter_key,
        "preview_hash": item.preview_hash,
        "texts": {name: getattr(item, name) for name in BLOCKS},
        "attachments": [[each.number, each.title, each.sha256] for each in item.attachments.all()],
    }


def agenda_content(meeting: Meeting) -> dict[str, Any]:
    """Give the whole agenda as it reads now, for freezing."""
    items = AgendaItem.objects.filter(meeting=meeting).prefetch_related("attachments")
    return {
        "meeting": meeting.uid,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.place,
        "items": [_item(item) for item in items],
        "chair_decisions": [
            [row.pk, row.title, row.text, row.ground, row.reason]
            for row in chair_decisions_to_show(meeting)
        ],
    }


def changed_since_sent(meeting: Meeting) -> bool:
    """Tell whether the agenda reads otherwise than what was last sent out."""
    return bool(meeting.agenda_hash) and digest(agenda_content(meeting)) != meeting.agenda_hash
