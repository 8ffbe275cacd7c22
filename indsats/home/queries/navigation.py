"""The main menu: only what the person may reach today (menu)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indsats.organisation.access import Permission, functions, may
from indsats.organisation.models import User

Title = str | Promise


class Entry(NamedTuple):
    """A line of the menu: its address by name, and the permissions any one of which shows it."""

    title: Title
    where: str
    any_of: tuple[Permission, ...] = ()


MENU = (
    Entry(_("Home"), "home:start"),
    Entry(_("Organisation"), "organisation:chart", (Permission.ORGANISATION_SEE,)),
    Entry(_("Changes"), "organisation:change-sets", (Permission.CHANGE_SEE,)),
    Entry(_("Tours"), "field:tours", (Permission.TOUR_SEE,)),
    Entry(_("Meetings"), "meetings:list", (Permission.MEETING_SEE,)),
    Entry(_("Hearings"), "hearings:list", (Permission.MATTER_SEE,)),
    Entry(_("My replies"), "hearings:my-replies", (Permission.HEARING_TAKE_PART,)),
    Entry(_("The week"), "week:newest", (Permission.WEEK_SEE,)),
    Entry(_("Situation picture"), "week:newest-picture", (Permission.PICTURE_SEE,)),
    Entry(_("Deployment orders"), "strategy:list", (Permission.DEPLOYMENT_SEE,)),
    Entry(_("Observations"), "observations:list", (Permission.OBSERVATION_SEE,)),
    Entry(_("Incidents"), "incidents:list", (Permission.INCIDENT_SEE,)),
    Entry(_("Places"), "places:list", (Permission.PLACE_SEE,)),
    Entry(_("Hotspots"), "places:hotspots", (Permission.HOTSPOT_SEE,)),
    Entry(_("Measures"), "places:measures", (Permission.MEASURE_SEE,)),
    Entry(_("Trail"), "audit:trail", (Permission.TRAIL_SEE,)),
)
ADMINISTRATION = (
    Entry(_("Users"), "organisation:user-list", (Permission.USER_ADMINISTER,)),
    Entry(_("Logins"), "home:logins", (Permission.USER_ADMINISTER,)),
    Entry(_("What runs by itself"), "home:clock", (Permission.USER_ADMINISTER,)),
)


@dataclass
class Item:
    """A link of a menu, as the page frame draws it."""

    title: Title
    url: str
    current: bool = False
    count: int = 0


@dataclass
class Group:
    """Links that belong together; without a title they lie open in the bar."""

    items: list[Item]
    title: Title = ""
    current: bool = field(init=False)

    def __post_init__(self) -> None:
        self.current = any(item.current for item in self.items)


def find(where: str, *args: Any) -> str:
    """Give the path of a named address; nothing while the room has no such page."""
    try:
        return reverse(where, args=args)
    except NoReverseMatch:
        return ""


def navigation(user: User, day: date, path: str) -> list[Group]:
    """Give the menu of a user on a day; ``path`` is the page being shown."""
    items, below = _items(MENU, user, day), _items(ADMINISTRATION, user, day)
    mark([*items, *below], path)
    groups = [Group(items), Group(below, _("Administration"))]
    return [group for group in groups if group.items]


def _items(entries: Iterable[Entry], user: User, day: date) -> list[Item]:
    open_entries = [
        entry
        for entry in entries
        if not entry.any_of or any(may(user, permission, day) for permission in entry.any_of)
    ]
    return [Item(entry.title, url) for entry in open_entries if (url := find(entry.where))]


def mark(items: Iterable[Item], path: str) -> None:
    """Mark the item whose address is the longest beginning of the page's path."""
    fitting = [
        item
        for item in items
        if path == item.url or (item.url != "/" and path.startswith(item.url))
    ]
    if fitting:
        max(fitting, key=lambda item: len(item.url)).current = True


def function_names(user: User, day: date) -> str:
    """Name what someone is today, as shown under their name."""
    return ", ".join(sorted(str(function.label) for function in functions(user, day)))
