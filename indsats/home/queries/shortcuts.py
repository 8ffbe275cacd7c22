"""What someone can do now, by function: the cards of the start page."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indsats.home.queries.navigation import find
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User


class Shortcut(NamedTuple):
    """A card: what one can do, in a sentence, where, and the permission it takes.

    Where two cards lead to the same page, the first that someone may use is shown.
    """

    title: str | Promise
    text: str | Promise
    where: str
    permission: Permission


class Card(NamedTuple):
    """A shortcut with its address found."""

    title: str | Promise
    text: str | Promise
    url: str


SHORTCUTS = (
    Shortcut(
        _("Report an incident"),
        _("Who of ours is out, are they safe, what is known and what is not."),
        "incidents:report",
        Permission.INCIDENT_WRITE,
    ),
    Shortcut(
        _("Violence and threats"),
        _("Report what you were exposed to yourself; your leader follows up."),
        "incidents:staff-list",
        Permission.STAFF_EVENT_SEE,
    ),
    Shortcut(
        _("Tours"),
        _("Plan, read and release tours, and see what phones have sent."),
        "field:tours",
        Permission.TOUR_SEE,
    ),
    Shortcut(
        _("The app for the street"),
        _("Write down a tour on the phone, also without a network."),
        "phone:shell",
        Permission.PHONE_USE,
    ),
    Shortcut(
        _("Reply to a hearing"),
        _("Read the proposal, write the body's reply and send it."),
        "hearings:my-replies",
        Permission.HEARING_TAKE_PART,
    ),
    Shortcut(
        _("Hearings"),
        _("Prepare, send out, read the replies and write the memo."),
        "hearings:list",
        Permission.HEARING_DISPATCH,
    ),
    Shortcut(
        _("Hearings"),
        _("Read proposals, and follow them from the letter to the day of effect."),
        "hearings:list",
        Permission.MATTER_SEE,
    ),
    Shortcut(
        _("Meetings"),
        _("Plan meetings, send agendas, write minutes and follow up."),
        "meetings:list",
        Permission.MEETING_WRITE,
    ),
    Shortcut(
        _("Meetings"),
        _("Read agendas, minutes and decisions."),
        "meetings:list",
        Permission.MEETING_SEE,
    ),
    Shortcut(
        _("Changes to the organisation"),
        _("Draft a change, see who it affects, follow it."),
        "organisation:change-sets",
        Permission.CHANGE_SEE,
    ),
    Shortcut(
        _("The organisation"),
        _("Units, posts and bodies on the day you choose."),
        "organisation:chart",
        Permission.ORGANISATION_SEE,
    ),
    Shortcut(
        _("The week"),
        _("Places, moods and what needs a decision, on one page for the Monday meeting."),
        "week:newest",
        Permission.WEEK_SEE,
    ),
    Shortcut(
        _("Situation picture"),
        _("Counts, moods and faults by area and month, compared with a year ago."),
        "week:newest-picture",
        Permission.PICTURE_SEE,
    ),
    Shortcut(
        _("Deployment orders"),
        _("Who is to be where, on which evenings, and what waits meanwhile."),
        "strategy:list",
        Permission.DEPLOYMENT_SEE,
    ),
    Shortcut(
        _("The trail"),
        _("Who has seen, changed and shared what."),
        "audit:trail",
        Permission.TRAIL_SEE,
    ),
    Shortcut(
        _("Logins"),
        _("Unlock accounts and help someone who has lost their phone."),
        "home:logins",
        Permission.USER_ADMINISTER,
    ),
)


def cards(user: User, day: date, among: Iterable[Shortcut] = SHORTCUTS) -> list[Card]:
    """Give the shortcuts someone may use today, of pages that are there."""
    found: dict[str, Card] = {}
    for shortcut in among:
        if may(user, shortcut.permission, day) and (url := find(shortcut.where)):
            found.setdefault(url, Card(shortcut.title, shortcut.text, url))
    return list(found.values())
