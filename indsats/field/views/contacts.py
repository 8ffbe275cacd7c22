"""Contacts and codes, for the team that met the young people (kontakter)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import simply
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.field.actions import relations as actions
from indsats.field.models import Contact, ContactKind, KnownYouth, Offer, Theme
from indsats.field.queries import long_lists
from indsats.field.queries.long_lists import by_unit
from indsats.field.queries.named import with_place_name, with_unit_name
from indsats.field.queries.relations import is_soon, known_or_not, listed_codes, with_theme
from indsats.field.views.answers import tabs
from indsats.law.street import code_advice, code_ends
from indsats.organisation.access import Permission, require

SEE = Permission.CONTACT_SEE


def _rows(request: Request) -> Any:
    rows = Contact.objects.open_to(request.user, SEE, localdate())
    return with_place_name(with_unit_name(rows, localdate()), localdate())


def _address(contact: Contact) -> str:
    return reverse("field:contact", args=[contact.pk])


@require_safe
def contacts(request: Request) -> HttpResponse:
    """List contacts by when, where and what about; their words stand on the page of each."""
    require(request, SEE)
    listing = Listing(
        request,
        _rows(request).select_related("known", "author"),
        columns=[
            Column("met_at", _("When"), order="-met_at", main=True, url=_address),
            Column("place_name", _("Place"), order=True),
            Column("kind", _("Kind"), order=True),
            Column("ages", _("Age"), order=True),
            Column("known__code", _("Code"), order=True),
            Column("themes", _("Talked about"), show=_themes),
            Column("tone", _("Tone"), order=True),
            Column("author__name", _("Written by"), order=True),
        ],
        filters=(
            Choice("kind", _("Kind"), ContactKind.choices),
            Choice("theme", _("Talked about"), Theme.choices, keep=with_theme),
            Choice("known", _("Known to us"), _known(), keep=known_or_not),
            Days("met_at", _("Met")),
        ),
        order=("-met_at", "-pk"),
        caption=_("contacts"),
        empty=_("No contacts yet. They come from the phones."),
        parts=by_unit(request.user, SEE, localdate()),
        count_limit=long_lists.COUNTED,
    )
    return listing.respond("field/contacts.html", {"tabs": tabs(request, "contacts")})


def _known() -> list[tuple[str, str]]:
    return [("code", _("With a code")), ("known", _("Known, without a code")),
            ("anonymous", _("Not known"))]  # fmt: skip


def _themes(contact: Contact) -> str:
    return ", ".join(str(Theme(code).label) for code in contact.themes if code in Theme.values)


@require_safe
def contact(request: Request, pk: UUID) -> HttpResponse:
    """Show one contact; that it was read stands in the trail."""
    found = get_object_or_404(_rows(request).select_related("known", "author", "tour"), pk=pk)
    actions.look(by=request.user, subject=found)
    offers = [str(Offer(code).label) for code in found.offers if code in Offer.values]
    context = {"contact": found, "themes": _themes(found), "offers": ", ".join(offers)}
    return render(request, "field/contact.html", context)


@require_safe
def codes(request: Request) -> HttpResponse:
    """List the team's codes, those that are removed soonest first."""
    require(request, SEE)
    today = localdate()
    listing = Listing(
        request,
        listed_codes(KnownYouth.objects.open_to(request.user, SEE, today), today),
        columns=[
            Column("code", _("Code"), order=True, main=True,
                   url=lambda row: reverse("field:code", args=[row.pk])),
            Column("unit_name", _("Team"), order=True),
            Column("ages", _("Age"), order=True),
            Column("contact_count", _("Contacts"), order=True, number=True),
            Column("last_contact_on", _("Last contact"), order=True),
            Column("ends", _("To be removed"), show=lambda row: _ends(row, today),
                   template="field/cells/ends.html"),
        ],
        search=("code",),
        order=("last_contact_on", "code"),
        caption=_("codes"),
        empty=_("The team has no codes."),
    )  # fmt: skip
    return listing.respond("field/codes.html", {"tabs": tabs(request, "codes")})


def _ends(known: KnownYouth, today: date) -> tuple[date, bool]:
    """Give the day a code is removed, and whether that is soon."""
    day = code_ends(known.last_contact_on)
    return day, is_soon(day, today)


def _code(request: Request, pk: UUID, permission: Permission) -> KnownYouth:
    rows = KnownYouth.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("created_by"), pk=pk)


@require_safe
def code(request: Request, pk: UUID) -> HttpResponse:
    """Show the contacts with one known young person; that it was read stands in the trail."""
    found = _code(request, pk, SEE)
    actions.look(by=request.user, subject=found)
    rows = _rows(request).filter(known=found).select_related("author")
    writes = KnownYouth.objects.open_to(request.user, Permission.CONTACT_WRITE, localdate())
    context = {
        "known": found,
        "contacts": [(each, _themes(each)) for each in rows.order_by("-met_at")[:100]],
        "advice": code_advice(found.last_contact_on).text(get_language() or "da"),
        "writes": writes.filter(pk=pk).exists(),
    }
    return render(request, "field/code.html", context)


@require_POST
def remove_code(request: Request, pk: UUID) -> HttpResponse:
    """Remove a code before its time."""
    found = _code(request, pk, Permission.CONTACT_WRITE)
    because = request.POST.get("because", "")
    if not because.strip():
        messages.error(request, _("Write why the code is removed."))
        return redirect("field:code", pk)
    return simply(
        request,
        lambda: actions.remove_code(by=request.user, known=found, because=because, at=now()),
        _("The code is removed."),
        reverse("field:codes"),
    )
