"""An incident as a paper: what happened when, what was decided and said (hændelsesrapport)."""

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Bullets, Document, Heading, Notice, Paragraph, Table, Tone
from indsats.field.models import Incident, IncidentEntry
from indsats.field.queries.incident import picture, staff


def paper_of(incident: Incident) -> Document:
    """Write an incident down for the leader's meeting and the files."""
    shown = picture(incident)
    return Document(
        title=incident.title,
        author=settings.MUNICIPALITY,
        header=settings.MUNICIPALITY,
        mark="" if incident.closed_at else _("UNDER WAY"),
        made_at=incident.received_at,
        blocks=[
            Paragraph(_facts(incident)),
            *_questions(shown.open_questions),
            Heading(_("Timeline")),
            Table(
                (_("When"), _("What it is"), _("What"), _("Written by")),
                [_row(line) for line in shown.lines],
                widths=(2, 2, 6, 2),
                caption=_("Timeline"),
            ),
            Heading(_("Our own people")),
            Bullets(_safety(incident)),
            *_review(incident),
        ],
    )


def _facts(incident: Incident) -> str:
    when = localtime(incident.happened_at).strftime("%d.%m.%Y %H.%M")
    confirmed = _("Confirmed") if incident.is_verified else _("Not confirmed")
    return f"{incident.get_kind_display()} · {when} · {confirmed}"


def _row(line: IncidentEntry) -> tuple[str, ...]:
    to_whom, earlier = _("told"), _("corrects")
    told = f" ({to_whom}: {line.told_whom})" if line.told_whom else ""
    corrects = f" [{earlier}: {line.corrects.text}]" if line.corrects else ""
    when = localtime(line.happened_at).strftime("%d.%m. %H.%M")
    return when, str(line.get_kind_display()), f"{line.text}{told}{corrects}", line.author.name


def _questions(lines: list[IncidentEntry]) -> list[Block]:
    if not lines:
        return []
    return [Notice("; ".join(line.text for line in lines), _("Not known yet"), Tone.INFO)]


def _safety(incident: Incident) -> list[str]:
    people = [f"{each.user.name}: {each.get_status_display()}" for each in staff(incident)]
    return people or [_("Nobody was out.")]


def _review(incident: Incident) -> list[Block]:
    if not incident.review:
        return []
    return [Heading(_("What we learnt")), Paragraph(incident.review)]
