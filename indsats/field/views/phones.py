"""Phones: who has not sent what they wrote, closing and emptying; never where a phone is."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.field.actions import device as actions
from indsats.field.forms.desk import CloseForm
from indsats.field.models import Device
from indsats.field.queries.phones import STATES, in_state, state_of
from indsats.field.views.answers import form_page, tabs
from indsats.organisation.access import Permission, may, require


def _address(device: Device) -> str:
    return reverse("field:phone-close", args=[device.pk])


@require_safe
def phones(request: Request) -> HttpResponse:
    """List phones: what waits on them and since when, those that hold most up first."""
    require(request, Permission.PHONE_MANAGE)
    today = localdate()
    rows = Device.objects.open_to(request.user, Permission.PHONE_MANAGE, today)
    listing = Listing(
        request,
        rows.select_related("user"),
        columns=[
            Column("user__name", _("Who"), order=True, main=True, url=_address),
            Column("name", _("Phone"), order=True),
            Column("state", _("State"), template="field/cells/phone_state.html", show=state_of),
            Column("waiting", _("Waiting"), order="-waiting", number=True),
            Column("oldest_waiting_at", _("Oldest waiting"), order=True),
            Column("last_seen_at", _("Last heard from"), order="-last_seen_at"),
            Column("last_synced_at", _("Last emptied of entries"), order="-last_synced_at"),
            Column("app_version", _("Version"), order=True),
        ],
        search=("user__name", "name"),
        filters=(Choice("state", _("State"), STATES, keep=in_state),),
        order=("-waiting", "user__name"),
        caption=_("phones"),
        empty=_("No phones have been put into use."),
    )
    context = {
        "tabs": tabs(request, "phones"),
        "uses": may(request.user, Permission.PHONE_USE, today),
        "app": request.build_absolute_uri(reverse("phone:shell")),
    }
    return listing.respond("field/phones.html", context)


def close(request: Request, pk: str) -> HttpResponse:
    """Close a phone, and order it emptied when it is heard from."""
    rows = Device.objects.open_to(request.user, Permission.PHONE_MANAGE, localdate())
    device = get_object_or_404(rows.select_related("user"), pk=pk)
    form = CloseForm(sent(request))

    def deed() -> None:
        data = form.cleaned_data
        actions.close(
            by=request.user, device=device, because=data["because"], wipe=data["wipe"], at=now()
        )

    lead = _("%(name)s: %(phone)s. Waiting on the phone: %(count)s.") % {
        "name": device.user, "phone": device, "count": device.waiting,
    }  # fmt: skip
    page = Page(_("Close a phone"), _("Close the phone"), reverse("field:phones"), lead,
                _("The phone is closed."))  # fmt: skip
    return form_page(request, page, form, deed)
