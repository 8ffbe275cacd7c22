"""Units and bodies: lists, and a page for each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import BODY_KINDS, Unit, UnitKind, UnitState
from indsats.organisation.queries import lists
from indsats.organisation.queries.day_view import organisation_on
from indsats.organisation.queries.history import unit_history
from indsats.organisation.queries.led_from import led_from
from indsats.organisation.queries.unit_page import names_on, unit_page
from indsats.organisation.views.files import exporter
from indsats.organisation.views.shown_day import ShownDay, shown_day


def _address(key: str, query: str = "") -> str:
    return reverse("organisation:unit", args=[key]) + query if key else ""


def units(request: Request) -> HttpResponse:
    """List the units of the line organisation on a day (enheder)."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown = shown_day(request)
    sees = access.may(request.user, Permission.PEOPLE_SEE, localdate())
    rows = UnitState.objects.open_to(request.user, Permission.ORGANISATION_SEE, localdate())
    rows = rows.on(shown.day).exclude(kind__in=BODY_KINDS)
    kinds = [choice for choice in UnitKind.choices if choice[0] not in BODY_KINDS]
    above = led_from(shown.day)

    def by(row: Any) -> str:
        """Name the post that leads, or the one above where the unit has no leader."""
        leads = above.get(row.unit_id)
        if row.leader_title or leads is None:
            return str(row.leader_title or "")
        return _("%(post)s, from %(unit)s") % {"post": leads.title, "unit": leads.unit}

    def leads(row: Any) -> str:
        """Name who leads."""
        return str(row.leader_name or (row.unit_id in above and above[row.unit_id].person) or "")

    leader = Column("leader_name", _("Leader"), order=True, show=leads)
    columns = [
        Column(
            "name",
            _("Name"),
            order=True,
            main=True,
            url=lambda row: _address(row.unit.key, shown.query),
        ),
        Column("kind", _("Kind"), order=True),
        Column(
            "parent_name",
            _("Placed under"),
            order=True,
            url=lambda row: _address(row.parent_key, shown.query),
        ),
        Column("leader_title", _("Led by"), order=True, show=by),
        *([leader] if sees else []),
        Column("posts", _("Posts"), order=True, number=True),
    ]
    listing = Listing(
        request,
        lists.units(rows, shown.day),
        columns=columns,
        search=("name",),
        filters=(Choice("kind", _("Kind"), kinds),),
        order="name",
        caption=_("units"),
        empty=_("No units are in force on this day."),
        export=exporter(request, _("Units")),
    )
    return listing.respond("organisation/units.html", {"shown": shown, "title": _("Units")})


def bodies(request: Request) -> HttpResponse:
    """List committees, works councils, boards, groups and outside parties on a day."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown = shown_day(request)
    rows = UnitState.objects.open_to(request.user, Permission.ORGANISATION_SEE, localdate())
    rows = rows.on(shown.day).bodies()
    kinds = [choice for choice in UnitKind.choices if choice[0] in BODY_KINDS]
    columns = [
        Column(
            "name",
            _("Name"),
            order=True,
            main=True,
            url=lambda row: _address(row.unit.key, shown.query),
        ),
        Column("kind", _("Kind"), order=True),
        Column(
            "covers_name",
            _("Speaks for"),
            order=True,
            url=lambda row: _address(row.covers_key, shown.query),
        ),
        Column("seats", _("Seats"), order=True, number=True),
        Column("vacant", _("Vacant"), order=True, number=True),
    ]
    listing = Listing(
        request,
        lists.bodies(rows, shown.day),
        columns=columns,
        search=("name",),
        filters=(Choice("kind", _("Kind"), kinds),),
        order="name",
        caption=_("bodies"),
        empty=_("No bodies are in force on this day."),
        export=exporter(request, _("Bodies")),
    )
    title = _("Committees, councils and groups")
    return listing.respond("organisation/units.html", {"shown": shown, "title": title})


def unit(request: Request, key: str) -> HttpResponse:
    """Show one unit or body on a day (enhed)."""
    today = localdate()
    mine = Unit.objects.open_to(request.user, Permission.ORGANISATION_SEE, today)
    row = get_object_or_404(mine, key=key)
    shown = shown_day(request, replays=True)
    if shown.known:
        return _as_known(request, row, shown)
    page = unit_page(row, shown.day)
    kind = page.state.kind if page.state else page.history[-1].kind if page.history else ""
    name = page.state.name if page.state else page.history[-1].name if page.history else row.key
    changeable = Unit.objects.open_to(request.user, Permission.CHANGE_DRAFT, today)
    context = {
        "shown": shown,
        "page": page,
        "name": name,
        "is_body": kind in BODY_KINDS,
        "history": unit_history(page.history, today),
        "sees_people": access.may(request.user, Permission.PEOPLE_SEE, today),
        "may_change": changeable.filter(pk=row.pk).exists(),
        "may_decide": access.may(request.user, Permission.CHANGE_DECIDE, today),
    }
    return render(request, "organisation/unit.html", context)


def _as_known(request: Request, row: Unit, shown: ShownDay) -> HttpResponse:
    """Show a unit or body as it was known on an earlier day, by replaying the log."""
    organisation = organisation_on(shown.day, known_at=shown.known_at)
    node = organisation.nodes.get(row.key)
    context = {
        "shown": shown,
        "node": node,
        "name": node.name if node else names_on(localdate(), [row.pk])[row.pk],
        "path": organisation.path(row.key),
        "covers": organisation.nodes.get(node.covers or "") if node else None,
        "covered_by": [each for each in organisation.bodies if each.covers == row.key],
        "anchored": [area for area, body in organisation.anchorings if body.key == row.key],
        "sees_people": access.may(request.user, Permission.PEOPLE_SEE, localdate()),
    }
    return render(request, "organisation/unit_known.html", context)
