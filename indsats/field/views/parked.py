"""Parked entries: what phones brought that could not be taken in, for a person to decide on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, sent, tried
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.field.actions import deciding
from indsats.field.forms.desk import MendForm, ReasonForm
from indsats.field.models import ParkedItem, ParkedReason
from indsats.field.queries.named import with_unit_name
from indsats.field.queries.parked import candidates, together
from indsats.field.queries.wording import KINDS, Naming, kind_name, said
from indsats.field.rules.forms import form as form_of
from indsats.field.views.answers import UNPROCESSABLE, form_page, tabs
from indsats.organisation.access import Permission, require


def _rows(request: Request) -> Any:
    return ParkedItem.objects.open_to(request.user, Permission.PARKED_HANDLE, localdate())


def _address(parked: ParkedItem) -> str:
    return reverse("field:parked-item", args=[parked.pk])


@require_safe
def parked(request: Request) -> HttpResponse:
    """List what is parked, the oldest first; what has been decided on request."""
    require(request, Permission.PARKED_HANDLE)
    everything = request.GET.get("vis") == "alle"
    rows = _rows(request) if everything else _rows(request).open()
    listing = Listing(
        request,
        with_unit_name(rows, localdate()).select_related("user"),
        columns=[
            Column("kind", _("What"), order=True, main=True, url=_address,
                   show=lambda row: kind_name(row.kind)),
            Column("user__name", _("Written by"), order=True),
            Column("made_at", _("Written"), order=True),
            Column("unit_name", _("Parked with"), order=True),
            Column("reason", _("Why"), order=True),
            Column("outcome", _("Decision"), template="field/cells/decided.html"),
        ],
        search=("user__name",),
        filters=(
            Choice("reason", _("Why"), ParkedReason.choices),
            Choice("kind", _("What"), list(KINDS.items())),
        ),
        order=("received_at",),
        caption=_("parked entries"),
        empty=_("Nothing is parked."),
    )  # fmt: skip
    context = {"tabs": tabs(request, "parked"), "everything": everything}
    return listing.respond("field/parked.html", context)


def parked_item(request: Request, pk: int) -> HttpResponse:
    """Show a parked entry in words, and take it in with what has been put right."""
    row = get_object_or_404(with_unit_name(_rows(request), localdate()), pk=pk)
    if request.method != "POST":
        deciding.look(by=request.user, parked=row)
    known = form_of(row.kind, row.body.get("form") or 0)
    fields = row.body.get("fields", {})
    wrong = {
        name: candidates(name, row.unit_id, localdate()) for name in sorted(deciding.wrong_in(row))
    }
    form = known and MendForm(sent(request), form=known, body=fields, wrong=wrong)

    def deed() -> None:
        changed = form.mended if form else {}
        deciding.take_in(by=request.user, parked=row, at=now(), changed=changed)

    if request.method == "POST" and form and tried(form, deed):
        messages.success(request, _("Taken in."))
        return redirect("field:parked")
    context = {
        "parked": row, "form": form, "kind": kind_name(row.kind), "together": together(row),
        "said": said(row.kind, fields, Naming([fields], localdate())),
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "field/parked_item.html", context, status=status)


@require_POST
def parked_together(request: Request, pk: int) -> HttpResponse:
    """Take in everything that waits of the same tour, in the order it was written."""
    row = get_object_or_404(_rows(request), pk=pk)
    within = _rows(request).open().filter(pk__in=[each.pk for each in together(row)])
    done, refused = 0, 0
    for each in within.order_by("received_at", "pk"):
        try:
            deciding.take_in(by=request.user, parked=each, at=now())
            done += 1
        except ValidationError:
            refused += 1
    said_ = ngettext("%(count)s entry taken in.", "%(count)s entries taken in.", done)
    messages.success(request, said_ % {"count": done})
    if refused:
        left = ngettext("%(count)s must be looked at.", "%(count)s must be looked at.", refused)
        messages.warning(request, left % {"count": refused})
    return redirect("field:parked")


def put_aside(request: Request, pk: int) -> HttpResponse:
    """Decide that a parked entry is not taken in, and why."""
    row = get_object_or_404(_rows(request), pk=pk)
    form = ReasonForm(sent(request))

    def deed() -> None:
        because = form.cleaned_data["because"]
        deciding.put_aside(by=request.user, parked=row, because=because, at=now())

    lead = _("What was written stays here and can be read, but becomes no record.")
    page = Page(_("Put it aside"), _("Put it aside"), reverse("field:parked"), lead)
    return form_page(request, page, form, deed)
