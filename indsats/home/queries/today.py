"""What waits for someone today, asked of every room (forsiden).

A room that has something to say gives a function ``(user, day) -> list[Todo]`` here in
``PROVIDERS``; each takes a fixed number of queries and shows only what the user may reach.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.field.queries.todo import todo_for as waiting_on_the_street
from indsats.field.queries.todo_incidents import waiting_incidents, waiting_staff_events
from indsats.field.queries.todo_week import ordered_for
from indsats.field.queries.todo_week import todo_for as waiting_week
from indsats.hearings.queries.todo import todo_for as waiting_in_hearings
from indsats.hearings.queries.todo_replies import waiting_replies
from indsats.home.queries.clock import trouble as clock_trouble
from indsats.home.queries.logins import logins
from indsats.meetings.queries.todo import todo_for
from indsats.organisation.access import Permission, may
from indsats.organisation.models import CompetenceHeld, User
from indsats.organisation.queries.todo import todo_for as changes_for
from indsats.places.queries.todo import waiting_for
from indsats.strategy.queries.todo import todo_for as waiting_orders

SOON = timedelta(days=60)
NEXT = timedelta(days=14)


class Todo(NamedTuple):
    """Something that waits: what, why it is there, where to do it, by when; urgent is on top."""

    title: str
    why: str
    url: str = ""
    due: date | None = None
    urgent: bool = False


class Group(NamedTuple):
    """What waits with the same haste, under one heading."""

    title: str
    todos: list[Todo]


Provider = Callable[[User, date], list[Todo]]


def locked_accounts(user: User, day: date) -> list[Todo]:
    """Tell the administrator of people who cannot get in."""
    if not may(user, Permission.USER_ADMINISTER, day):
        return []
    count = logins(user, day).filter(locked=True).count()
    if not count:
        return []
    title = ngettext("%(count)s account is locked", "%(count)s accounts are locked", count)
    where = f"{reverse('home:logins')}?locked=on"
    return [Todo(title % {"count": count}, _("Too many failed logins."), where)]


def the_clock(user: User, day: date) -> list[Todo]:
    """Tell the administrator, and those who answer for a tour, that nothing watches over it."""
    administers = may(user, Permission.USER_ADMINISTER, day)
    if not (administers or may(user, Permission.TOUR_RELEASE, day)):
        return []
    found, trouble = [], clock_trouble(now())
    if trouble.silent:
        where = reverse("home:clock" if administers else "field:tours")
        why = _("No alarm is raised by itself. Hear from those who are out yourself.")
        found.append(Todo(_("The watch over the tours does not run"), why, where, urgent=True))
    if administers and trouble.failed:
        title = ngettext("%(count)s job failed", "%(count)s jobs failed", trouble.failed)
        why = _("It runs by itself, and somebody must look into it.")
        found.append(Todo(title % {"count": trouble.failed}, why, reverse("home:clock")))
    return found


def coming_changes(user: User, day: date) -> list[Todo]:
    """Tell of decided changes of the organisation that take effect soon."""
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args))
        for each in changes_for(user, day)
    ]


def own_competences(user: User, day: date) -> list[Todo]:
    """Remind someone of their own competences that run out soon."""
    rows = CompetenceHeld.objects.on(day).filter(user=user, valid_to__lte=day + SOON)
    return [
        Todo(
            _("Renew: %(competence)s") % {"competence": row.competence},
            _("Your competence runs out."),
            reverse("organisation:person", args=[user.pk]),
            row.last_day,
        )
        for row in rows.select_related("competence").order_by("valid_to")
    ]


def in_meetings(user: User, day: date) -> list[Todo]:
    """Tell of agendas to send, minutes to approve and follow-up that is due."""
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args), each.due)
        for each in todo_for(user, day)
    ]


def in_hearings(user: User, day: date) -> list[Todo]:
    """Tell of matters that wait for the next step, and letters that did not get through."""
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args), each.due)
        for each in waiting_in_hearings(user, day)
    ]


def in_strategy(user: User, day: date) -> list[Todo]:
    """Tell of orders to issue, a week to go through, and what was done of what was ordered."""
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args), each.due)
        for each in (*waiting_orders(user, day), *waiting_week(user, day), *ordered_for(user, day))
    ]


def on_the_street(user: User, day: date) -> list[Todo]:
    """Tell of alarms, of what phones brought that waits, and of tours to release."""
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args), each.due, each.urgent)
        for each in waiting_on_the_street(user, day)
    ]


def own_replies(user: User, day: date) -> list[Todo]:
    """Tell the members of a body of the replies it has not sent yet."""
    return [Todo(*each) for each in waiting_replies(user, day)]


def in_incidents(user: User, day: date) -> list[Todo]:
    """Tell of open incidents and of violence against staff that waits for follow-up."""
    found = (*waiting_incidents(user, day), *waiting_staff_events(user, day))
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args), each.due, each.urgent)
        for each in found
    ]


def at_places(user: User, day: date) -> list[Todo]:
    """Tell of measures, safety walks, safety checks and hotspots that wait."""
    return [
        Todo(each.title, each.why, reverse(each.where, args=each.args), each.due)
        for each in waiting_for(user, day)
    ]


PROVIDERS: tuple[Provider, ...] = (
    in_incidents,
    on_the_street,
    the_clock,
    locked_accounts,
    own_competences,
    in_meetings,
    in_hearings,
    own_replies,
    coming_changes,
    in_strategy,
    at_places,
)


def today_for(user: User, day: date) -> list[Todo]:
    """Give what waits for the user: what is urgent on top, then what is due first."""
    found = [todo for provider in PROVIDERS for todo in provider(user, day)]
    return sorted(found, key=lambda todo: (not todo.urgent, todo.due is None, todo.due or day))


def grouped(todos: list[Todo], day: date) -> list[Group]:
    """Part what waits by haste; what has no date comes before what is far away."""
    parts = [
        Group(_("Urgent"), []),
        Group(_("Past the deadline"), []),
        Group(_("In the next two weeks"), []),
        Group(_("Without a deadline"), []),
        Group(_("Later"), []),
    ]
    urgent, late, near, undated, far = (part.todos for part in parts)
    for todo in todos:
        if todo.urgent:
            urgent.append(todo)
        elif todo.due is None:
            undated.append(todo)
        elif todo.due < day:
            late.append(todo)
        else:
            (near if todo.due <= day + NEXT else far).append(todo)
    return [part for part in parts if part.todos]
