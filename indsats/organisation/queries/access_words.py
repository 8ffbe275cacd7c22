"""Who may do what, in words: the table of access and each reader's own rights."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from indsats.organisation import access
from indsats.organisation.access import MATRIX, Permission, Reach
from indsats.organisation.models import (
    EngagementState,
    Function,
    Grant,
    LeadershipState,
    PostState,
    SeatState,
    UnitState,
    User,
)

PERMISSION_WORDS = {
    Permission.ORGANISATION_SEE: _("See the organisation"),
    Permission.PEOPLE_SEE: _("See who works where and how to reach them"),
    Permission.COMPETENCE_SEE: _("See competences and engagements"),
    Permission.COMPETENCE_WRITE: _("Register competences"),
    Permission.CHANGE_SEE: _("See change-sets"),
    Permission.CHANGE_DRAFT: _("Prepare changes of the organisation"),
    Permission.CHANGE_DECIDE: _("Enter decided changes"),
    Permission.CHANGE_PEOPLE_SEE: _("See by name whom a change affects"),
    Permission.USER_ADMINISTER: _("Create and close users"),
    Permission.GRANT_GIVE: _("Give others temporary access"),
    Permission.TRAIL_SEE: _("Read the trail"),
    Permission.MEETING_SEE: _("See meetings"),
    Permission.MEETING_SEE_CLOSED: _("See closed items"),
    Permission.MEETING_WRITE: _("Prepare meetings and write minutes"),
    Permission.MINUTES_COMMENT: _("Comment on minutes"),
    Permission.MATTER_SEE: _("See matters and proposals"),
    Permission.MATTER_WRITE: _("Prepare matters and proposals"),
    Permission.HEARING_DISPATCH: _("Send hearings out"),
    Permission.HEARING_TAKE_PART: _("Take part in hearings"),
    Permission.REPLY_DRAFT: _("Write drafts of replies"),
    Permission.REPLY_RELEASE: _("Release and submit replies"),
    Permission.REPLY_SEE: _("See submitted replies"),
    Permission.REPLY_REGISTER: _("Register replies by hand"),
    Permission.REPLY_ASSESS: _("Assess replies"),
    Permission.REPLY_REDACT: _("Remove personal details from replies"),
    Permission.MEMO_PUBLISH: _("Publish hearing memos"),
    Permission.FOLLOW_UP_SEE: _("See follow-up on decisions"),
    Permission.FOLLOW_UP_DO: _("Carry out follow-up on decisions"),
    Permission.PLACE_SEE: _("See places and areas"),
    Permission.PLACE_WRITE: _("Register places and areas"),
    Permission.HOTSPOT_SEE: _("See hotspots, safety walks and safety checks"),
    Permission.HOTSPOT_WRITE: _("Work with hotspots and safety walks"),
    Permission.MEASURE_SEE: _("See measures"),
    Permission.MEASURE_DO: _("Carry out measures"),
    Permission.DEPLOYMENT_SEE: _("See deployments"),
    Permission.DEPLOYMENT_ORDER: _("Order deployments"),
    Permission.PHONE_USE: _("Use the phone app"),
    Permission.PHONE_MANAGE: _("See and close phones"),
    Permission.PARKED_HANDLE: _("Decide on parked entries from phones"),
    Permission.TOUR_SEE: _("See tours"),
    Permission.TOUR_PLAN: _("Plan tours"),
    Permission.TOUR_WRITE: _("Write on tours"),
    Permission.TOUR_RELEASE: _("Release tours"),
    Permission.OBSERVATION_SEE: _("See observations of places"),
    Permission.OBSERVATION_WRITE: _("Register observations of places"),
    Permission.CONTACT_SEE: _("See contacts"),
    Permission.CONTACT_WRITE: _("Register contacts"),
    Permission.GROUP_SEE: _("See groups of youths"),
    Permission.GROUP_WRITE: _("Register groups of youths"),
    Permission.INCIDENT_SEE: _("See incidents"),
    Permission.INCIDENT_WRITE: _("Report and write on incidents"),
    Permission.INCIDENT_LEAD: _("Lead and close incidents"),
    Permission.STAFF_EVENT_SEE: _("See reports of violence and threats against staff"),
    Permission.STAFF_EVENT_WRITE: _("Report violence and threats against oneself"),
    Permission.WEEK_SEE: _("See the week on the street"),
    Permission.PICTURE_SEE: _("See the situation picture"),
    Permission.PICTURE_WRITE: _("Write what the week and the picture are thought to mean"),
}
REACH_WORDS = {
    Reach.OWN: _("oneself"),
    Reach.UNIT: _("own unit"),
    Reach.SUBTREE: _("own unit and all below it"),
    Reach.BODY: _("own body"),
    Reach.ALL: _("everything"),
}
WIDEST_FIRST = tuple(Reach)[::-1]


Reason = tuple[access.Place, str]


class Line(NamedTuple):
    """One permission in words, with the functions that hold it and how far."""

    permission: str
    words: str
    holders: list[tuple[str, str]]


class Allowed(NamedTuple):
    """One thing a person may do: how far, and which posts or seats give it."""

    words: str
    reach: str
    because: list[str]


def permission_words(permission: Permission) -> str:
    """Say what a permission allows; its own name where no words are given yet."""
    return str(PERMISSION_WORDS.get(permission, permission))


def matrix() -> list[Line]:
    """Give the table of access in words."""
    return [Line(each, permission_words(each), _holders(each)) for each in Permission]


def _holders(permission: Permission) -> list[tuple[str, str]]:
    """Gather the functions that reach equally far, widest first."""
    row = MATRIX.get(permission, {})
    found = []
    for reach in WIDEST_FIRST:
        names = [str(function.label) for function in Function if row.get(function) is reach]
        if names:
            found.append((str(REACH_WORDS[reach]), ", ".join(names)))
    return found


def access_table() -> str:
    """Write the table as Markdown in Danish, for docs/access.md."""
    with override("da"):
        nobody, none = gettext("nobody"), gettext("Functions without any right")
        head = (gettext("Permission"), gettext("Who, and how far"))
        lines = ["| {} | {} |".format(*head), "|---|---|"]
        for line in matrix():
            who = "<br>".join(f"**{reach}**: {names}" for reach, names in line.holders)
            lines.append(f"| {line.words}<br>`{line.permission}` | {who or nobody} |")
        without = [str(f.label) for f in Function if not any(f in row for row in MATRIX.values())]
        lines += ["", f"{none}: {', '.join(without)}."]
    return "\n".join(lines) + "\n"


def my_rights(user: User, day: date) -> list[Allowed]:
    """Tell what a person may do on a day, how far, and why."""
    reasons = sources(user, day)
    found = []
    for permission, row in MATRIX.items():
        because: dict[Reach, list[str]] = {}
        for place, words in reasons.items():
            if place.function in row:
                because.setdefault(row[place.function], []).extend(words)
        widest = next((reach for reach in WIDEST_FIRST if reach in because), None)
        if widest is not None:
            why = list(dict.fromkeys(because[widest]))
            found.append(Allowed(permission_words(permission), str(REACH_WORDS[widest]), why))
    return found


def sources(user: User, day: date) -> dict[access.Place, list[str]]:
    """Name the post, leadership, seat or lent right behind each function: six queries."""
    names = dict(UnitState.objects.on(day).values_list("unit_id", "name"))
    held = EngagementState.objects.on(day).filter(user=user).values("post")
    posts = {row.post_id: row for row in PostState.objects.on(day).filter(post__in=held)}
    said: dict[access.Place, list[str]] = {place: [] for place in access.places(user, day)}
    for place, text in (*_from_posts(posts, day, names), *_lent(user, day, names)):
        if place in said:
            said[place].append(text)
    seats = SeatState.objects.on(day).filter(Q(holder_user=user) | Q(holder_post__in=posts))
    for seat in seats:
        where = {"role": seat.get_role_display(), "body": names.get(seat.body_id, "")}
        for place, texts in said.items():
            if place.in_body and place.unit == seat.body_id:
                texts.append(gettext("Seat: %(role)s, %(body)s") % where)
    return said


def _from_posts(
    posts: Mapping[int, PostState], day: date, names: Mapping[int, str]
) -> list[Reason]:
    """Give what the posts themselves, and leading a unit from them, bring."""
    text = gettext("Post: %(post)s, %(unit)s")
    own = [
        (
            access.Place(Function(post.function), post.unit_id, in_body=False),
            text % {"post": post.title, "unit": names.get(post.unit_id, "")},
        )
        for post in posts.values()
    ]
    led = [
        (
            access.Place(Function.LEADER, row.unit_id, in_body=False),
            gettext("Leader of %(unit)s") % {"unit": names.get(row.unit_id, "")},
        )
        for row in LeadershipState.objects.on(day).filter(post__in=posts)
    ]
    return own + led


def _lent(user: User, day: date, names: Mapping[int, str]) -> list[Reason]:
    """Give what has been lent to a person for a while."""
    text = gettext("Temporary access in %(unit)s")
    return [
        (
            access.Place(Function(grant.function), grant.unit_id, in_body=False),
            text % {"unit": names.get(grant.unit_id, "")},
        )
        for grant in Grant.objects.on(day).filter(user=user)
    ]
