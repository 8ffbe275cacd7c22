"""Collisions: two wrote the same field unknown to each other; a person chooses."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import sent, tried
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.field.actions import settling
from indsats.field.forms.desk import SettleForm
from indsats.field.models import Conflict
from indsats.field.queries.named import with_unit_name
from indsats.field.queries.wording import KINDS, Naming, kind_name, label, shown
from indsats.field.rules.forms import Type, newest
from indsats.field.views.answers import UNPROCESSABLE, tabs
from indsats.organisation.access import Permission, require


def _rows(request: Request) -> Any:
    return Conflict.objects.open_to(request.user, Permission.PARKED_HANDLE, localdate())


@require_safe
def collisions(request: Request) -> HttpResponse:
    """List the fields two have written, the oldest first; settled ones on request."""
    require(request, Permission.PARKED_HANDLE)
    everything = request.GET.get("vis") == "alle"
    rows = _rows(request) if everything else _rows(request).open()
    listing = Listing(
        request,
        with_unit_name(rows, localdate()).select_related("kept_by", "offered_by"),
        columns=[
            Column("field", _("What"), main=True,
                   url=lambda row: reverse("field:collision", args=[row.pk]),
                   show=lambda row: f"{kind_name(row.kind)}: {label(row.kind, row.field)}"),
            Column("kept_by__name", _("What stands was written by"), order=True),
            Column("offered_by__name", _("The other one by"), order=True),
            Column("offered_at", _("Written"), order=True),
            Column("unit_name", _("Unit"), order=True),
            Column("chosen", _("Decision"), template="field/cells/settled.html"),
        ],
        filters=(Choice("kind", _("What"), list(KINDS.items())),),
        order=("received_at",),
        caption=_("collisions"),
        empty=_("Nobody has written the same field at the same time."),
    )  # fmt: skip
    context = {"tabs": tabs(request, "collisions"), "everything": everything}
    return listing.respond("field/collisions.html", context)


def collision(request: Request, pk: int) -> HttpResponse:
    """Show both values side by side, and settle which is to stand."""
    rows = _rows(request).select_related("kept_by", "offered_by", "settled_by")
    row = get_object_or_404(with_unit_name(rows, localdate()), pk=pk)
    record = settling.record_of(row)
    one = newest(row.kind).fields[row.field]
    naming = Naming([{"kept": row.kept, "offered": row.offered}], localdate())
    kept, offered = (
        shown(row.kind, row.field, one, raw, naming) for raw in (row.kept, row.offered)
    )
    form = SettleForm(
        sent(request), choices=_choices(row, kept, offered),
        may_write=one.type is Type.TEXT and row.kind != "known",
        initial={"version": getattr(record, "version", 0), "text": f"{kept}\n{offered}"},
    )  # fmt: skip

    def deed() -> None:
        data = form.cleaned_data
        settling.settle(
            by=request.user, conflict=row, chosen=data["chosen"], version=data["version"],
            text=data.get("text", ""), at=now(),
        )  # fmt: skip

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("Settled."))
        return redirect("field:collisions")
    context = {
        "row": row, "form": form, "kept": kept, "offered": offered, "record": record,
        "kind": kind_name(row.kind), "field": label(row.kind, row.field),
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "field/collision.html", context, status=status)


def _choices(row: Conflict, kept: str, offered: str) -> list[tuple[str, str]]:
    """Name the two ways out, by what they say."""
    if row.kind == "known":
        return [
            ("kept", _("Two young people: the second keeps the code %(code)s") % {"code": kept}),
            ("offered", _("The same one: put both together under %(code)s") % {"code": offered}),
        ]
    return [
        ("kept", _("What stands: %(text)s") % {"text": kept or "–"}),
        ("offered", _("The other one: %(text)s") % {"text": offered or "–"}),
    ]
