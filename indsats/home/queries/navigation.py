"""The main menu: only what the person may reach today (menu)."""

from collections.abc import Iterable
from dataclasses import dataclass
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


class Part(NamedTuple):
    """Lines of the menu that belong together, under a title of their own where there are many."""

    title: Title
    entries: tuple[Entry, ...]


HOME = Part("", (Entry(_("Home"), "home:start"),))
STREET = Part(
    _("The street"),
    (
        Entry(_("Tours"), "field:tours", (Permission.TOUR_SEE,)),
        Entry(_("The week"), "week:newest", (Permission.WEEK_SEE,)),
        Entry(_("Incidents"), "incidents:list", (Permission.INCIDENT_SEE,)),
        Entry(_("Observations"), "observations:list", (Permission.OBSERVATION_SEE,)),
        Entry(_("Deployment orders"), "strategy:list", (Permission.DEPLOYMENT_SEE,)),
        Entry(_("Situation picture"), "week:newest-picture", (Permission.PICTURE_SEE,)),
    ),
)
PLACES = Part(
    _("Places and measures"),
    (
        Entry(_("Places"), "places:list", (Permission.PLACE_SEE,)),
        Entry(_("Hotspots"), "places:hotspots", (Permission.HOTSPOT_SEE,)),
        Entry(_("Measures"), "places:measures", (Permission.MEASURE_SEE,)),
    ),
)
DEMOCRACY = Part(
    "",
    (
        Entry(_("Hearings"), "hearings:list", (Permission.MATTER_SEE,)),
        Entry(_("My replies"), "hearings:my-replies", (Permission.HEARING_TAKE_PART,)),
        Entry(_("Meetings"), "meetings:list", (Permission.MEETING_SEE,)),
        Entry(_("Organisation"), "organisation:chart", (Permission.ORGANISATION_SEE,)),
        Entry(_("Changes"), "organisation:change-sets", (Permission.CHANGE_SEE,)),
    ),
)
ADMINISTRATION = Part(
    _("Administration"),
    (
        Entry(_("Trail"), "audit:trail", (Permission.TRAIL_SEE,)),
        Entry(_("Users"), "organisation:user-list", (Permission.USER_ADMINISTER,)),
        Entry(_("Logins"), "home:logins", (Permission.USER_ADMINISTER,)),
        Entry(_("What runs by itself"), "home:clock", (Permission.USER_ADMINISTER,)),
    ),
)
PARTS = (HOME, STREET, PLACES, DEMOCRACY, ADMINISTRATION)
# So many lines stand on one row of a screen; a longer menu folds its parts.
ROW = 11


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

    @property
    def current(self) -> bool:
        """Tell whether the page being shown is one of these."""
        return any(item.current for item in self.items)


def find(where: str, *args: Any) -> str:
    """Give the path of a named address; nothing while the room has no such page."""
    try:
        return reverse(where, args=args)
    except NoReverseMatch:
        return ""


def navigation(user: User, day: date, path: str) -> list[Group]:
    """Give the menu of a user on a day; ``path`` is the page being shown."""
    shown = [Group(_items(part.entries, user, day), part.title) for part in PARTS]
    items = [item for group in shown for item in group.items]
    mark(items, path)
    for group in shown:
        if len(items) <= ROW or len(group.items) == 1:
            group.title = ""
    return [group for group in shown if group.items]


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
