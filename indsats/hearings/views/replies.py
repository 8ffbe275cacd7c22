"""The secretary's list of replies, and one reply with all that is noted about it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import simply
from indsats.base.http import Request, download
from indsats.base.listing import Choice, Column, Days, Listing, Tick
from indsats.base.uploads import Kind
from indsats.base.xlsx import Column as SheetColumn
from indsats.base.xlsx import Sheet, to_xlsx
from indsats.hearings.actions import publication as actions
from indsats.hearings.actions.exporting import note_export
from indsats.hearings.forms.registration import BulkForm, CoverForm, ReasonForm
from indsats.hearings.forms.segment import GiveForm
from indsats.hearings.models import Hearing, Received, Reply, ReplyKind
from indsats.hearings.queries import replies as found
from indsats.hearings.queries.bench import secretaries
from indsats.hearings.queries.public import project
from indsats.hearings.queries.reply_page import reply_page
from indsats.hearings.queries.shown import all_versions, ticked, versions
from indsats.hearings.views.answers import hearing_of
from indsats.hearings.views.own_replies import receipt_pdf
from indsats.organisation.access import Permission, may

SEE, REGISTER, REDACT = Permission.REPLY_SEE, Permission.REPLY_REGISTER, Permission.REPLY_REDACT
ASSESS = Permission.REPLY_ASSESS
TICKED = "bulk"


def _columns() -> list[Column]:
    return [
        Column("sequence", _("No."), order=True, number=True),
        Column("sender_name", _("From"), order=True, main=True, url=_address),
        Column("kind", _("Kind"), order=True),
        Column("submitted_at", _("Received"), order=True),
        Column("received", _("How it came in")),
        Column("told", _("State"), template="hearings/cells/marks.html", show=found.marks),
        Column("assigned_to__name", _("Given to"), order=True),
        Column("covers", _("Covers"), number=True, show=lambda row: row.covers or ""),
        Column("papers", _("Files"), number=True, show=lambda row: row.papers or ""),
    ]


def _address(reply: Reply) -> str:
    return reverse("hearings:reply", args=[reply.hearing_id, reply.sequence])


def _listing(request: Request, hearing: Hearing, rows: QuerySet[Reply]) -> Listing:
    return Listing(
        request,
        rows,
        columns=_columns(),
        search=("sender_name", "text", "receipt"),
        filters=(
            Choice("kind", _("Kind"), ReplyKind.choices),
            Choice("received", _("How it came in"), Received.choices),
            Tick("mine", _("Given to me"), Q(assigned_to=request.user)),
            Tick("nobody", _("Given to nobody"), Q(assigned_to__isnull=True)),
            Tick("unread", _("Not read"), Q(read_at__isnull=True)),
            Tick("late", _("After the deadline"), Q(late=True)),
            Tick("unreviewed", _("Not ready to publish"), Q(reviewed_at__isnull=True)),
            Tick("newest", _("Only those that count"), Q(superseded_by__isnull=True)),
            Days("submitted_at", _("Received")),
        ),
        order="sequence",
        caption=_("replies"),
        empty=_("No replies yet."),
        select=TICKED,
        export=lambda listing: _export(request, hearing, listing),
    )


def _rows(request: Request, hearing: Hearing, permission: Permission = SEE) -> QuerySet[Reply]:
    rows = Reply.objects.open_to(request.user, permission, localdate())
    return rows.filter(hearing=hearing)


@require_safe
def replies(request: Request, pk: int) -> HttpResponse:
    """List the replies to a hearing, to be read, sorted and reviewed."""
    hearing = hearing_of(request, pk, SEE)
    listing = _listing(request, hearing, found.listed(_rows(request, hearing)))
    context = {
        "hearing": hearing, "tally": found.tally(hearing), "ticked": TICKED,
        "registers": may(request.user, REGISTER, localdate()),
        "query": request.GET.urlencode(), "bulk_form": BulkForm(),
        "shown_at": now().isoformat(), "give": None,
    }  # fmt: skip
    if may(request.user, ASSESS, localdate()):
        context["give"] = GiveForm(people=list(secretaries(localdate())), auto_id="id_give_%s")
    return listing.respond("hearings/reply_list.html", context)


def _export(request: Request, hearing: Hearing, listing: Listing) -> HttpResponse:
    note_export(hearing=hearing, by=request.user, count=listing.count)
    rows = listing.matching.order_by("sequence").prefetch_related("minorities", "files")
    sheet = Sheet(
        title=_("Replies"),
        columns=[
            SheetColumn(_("No."), 6), SheetColumn(_("Receipt"), 18), SheetColumn(_("From"), 30),
            SheetColumn(_("Submitted by"), 24), SheetColumn(_("Received"), 18),
            SheetColumn(_("How it came in"), 18), SheetColumn(_("Late"), 8),
            SheetColumn(_("Reply"), 80), SheetColumn(_("Minority statements"), 60),
            SheetColumn(_("Fingerprint (SHA-256)"), 66),
        ],
        rows=[
            (
                row.sequence, row.receipt, row.sender_name, row.submitted_by,
                row.submitted_at,
                str(row.get_received_display()), _("yes") if row.late else "", row.text,
                "\n".join(f"{each.side}: {each.text}" for each in row.minorities.all()), row.sha256,
            )
            for row in rows
        ],
    )  # fmt: skip
    content = to_xlsx([sheet], title=hearing.letter_heading)
    name = f"hoeringssvar-{hearing.public_id}.xlsx"
    return download(content, name=name, content_type=Kind.XLSX.content_type)


def reply_of(request: Request, pk: int, sequence: int, permission: Permission) -> Reply:
    """Find a reply of a hearing within reach, or answer 404."""
    hearing = hearing_of(request, pk, permission)
    rows = _rows(request, hearing, permission).select_related("hearing__matter", "party")
    return get_object_or_404(rows, sequence=sequence)


def where(reply: Reply) -> str:
    """Give the address of a reply's page."""
    return _address(reply)


@require_safe
def reply(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Show a reply as it was sent, its covers, and what the public sees; reading leaves a trace."""
    row = reply_of(request, pk, sequence, SEE)
    actions.read_reply(reply=row, by=request.user, at=now())
    return show_reply(request, row, {})


def show_reply(
    request: Request, row: Reply, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Answer with a reply's page, with what was typed where something was refused."""
    context = {
        **reply_page(row),
        "public": project(row),
        "obstacles": actions.obstacles(row, request.user),
        "redacts": may(request.user, REDACT, localdate()),
        "give": _give(request, row),
        "cover_form": CoverForm(),
        "reason_form": ReasonForm(),
        **more,
    }
    return render(request, "hearings/reply.html", context, status=status)


def _give(request: Request, row: Reply) -> GiveForm | None:
    """Offer to give the reply to somebody, to those who may weigh it."""
    today = localdate()
    if not may(request.user, ASSESS, today):
        return None
    initial = {"to": row.assigned_to_id, "version": row.version}
    return GiveForm(people=list(secretaries(today)), initial=initial)


@require_safe
def receipt(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Give a reply's receipt as a PDF."""
    return receipt_pdf(reply_of(request, pk, sequence, SEE))


@require_safe
def file(request: Request, pk: int, sequence: int, number: int) -> HttpResponse:
    """Give a file that was sent with a reply; looking leaves a trace."""
    row = reply_of(request, pk, sequence, SEE)
    paper = get_object_or_404(row.files.all(), pk=number)
    actions.read_reply(reply=row, by=request.user, at=now())
    with paper.file.open("rb") as stream:
        content = stream.read()
    return download(content, name=paper.name, content_type=Kind(paper.kind).content_type)


@require_POST
def decide(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Note something about a reply: reviewed, withheld, late taken into account or not."""
    row = reply_of(request, pk, sequence, REDACT)
    sent = request.POST.get("version", "")
    seen = int(sent) if sent.isdecimal() else 0
    reason, by = request.POST.get("reason", ""), request.user
    late = partial(actions.decide_late, reply=row, by=by, reason=reason, version=seen)
    deeds = {
        "review": lambda: actions.review(reply=row, by=by, at=now(), version=seen),
        "withhold": lambda: actions.withhold(reply=row, by=by, reason=reason, version=seen),
        "include": lambda: late(included=True),
        "exclude": lambda: late(included=False),
        "not-duplicate": lambda: actions.mark_duplicate(reply=row, of=None, by=by),
    }

    def deed() -> None:
        chosen = deeds.get(request.POST.get("do", ""))
        if chosen is None:
            raise ValidationError(_("Choose what to do."))
        chosen()

    return simply(request, deed, _("Noted."), where(row))


@require_POST
def share(request: Request, pk: int, sequence: int, number: int) -> HttpResponse:
    """Let a file of a reply be published, or not."""
    row = reply_of(request, pk, sequence, REDACT)
    paper = get_object_or_404(row.files.all(), pk=number)
    public = request.POST.get("public") == "1"
    return simply(
        request,
        lambda: actions.share_file(row=paper, by=request.user, public=public),
        _("Noted."),
        where(row),
    )


@require_safe
def duplicates(request: Request, pk: int) -> HttpResponse:
    """Show replies that say the same side by side."""
    hearing = hearing_of(request, pk, REDACT)
    context = {"hearing": hearing, "groups": found.alike(hearing)}
    return render(request, "hearings/duplicates.html", context)


@require_POST
def mark_duplicate(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Note that a reply says the same as another."""
    row = reply_of(request, pk, sequence, REDACT)
    first = request.POST.get("of", "")
    of = get_object_or_404(row.hearing.replies, sequence=int(first) if first.isdigit() else 0)
    there = reverse("hearings:duplicates", args=[pk])
    return simply(
        request, lambda: actions.mark_duplicate(reply=row, of=of, by=request.user), _("Noted."),
        there,
    )  # fmt: skip


def chosen_versions(request: Request, hearing: Hearing) -> dict[int, int]:
    """Give the replies ticked, or all that fit the filter, by the version they were shown in."""
    rows = _rows(request, hearing, ASSESS)
    if "all" in request.POST:
        matching = _listing(request, hearing, rows).matching
        return all_versions(matching, request.POST.get("shown_at", ""))
    pairs = ticked(request.POST.getlist("row"), request.POST.getlist("shown"))
    chosen = versions(rows, pairs)
    if not chosen:
        raise ValidationError(_("Tick the replies first."))
    return chosen


@require_POST
def bulk(request: Request, pk: int) -> HttpResponse:
    """Do one thing to the ticked replies, or to all that fit the filter."""
    hearing = hearing_of(request, pk, REDACT)
    there = reverse("hearings:replies", args=[pk])
    rows = _rows(request, hearing, REDACT)
    if "all" in request.POST:
        rows = _listing(request, hearing, rows).matching
    else:
        rows = rows.filter(pk__in=[key for key in request.POST.getlist("row") if key.isdigit()])
    chosen = list(rows.prefetch_related("minorities", "redactions"))
    try:
        said = _done(request, chosen)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    else:
        messages.success(request, said)
    return redirect(f"{there}?{request.GET.urlencode()}")


def _done(request: Request, rows: list[Reply]) -> str:
    if not rows:
        raise ValidationError(_("Tick the replies first."))
    by, do = request.user, request.POST.get("do", "")
    if do == "read":
        count = actions.mark_read(replies=rows, by=by, at=now())
        return ngettext("%(n)s reply marked as read.", "%(n)s replies marked as read.", count) % {
            "n": count
        }  # fmt: skip
    if do == "include":
        count = actions.include_late(replies=rows, by=by, reason=request.POST.get("reason", ""))
        return ngettext(
            "%(n)s late reply is taken into account.",
            "%(n)s late replies are taken into account.", count,
        ) % {"n": count}  # fmt: skip
    if do == "review":
        done, left = actions.review_many(replies=rows, by=by, at=now())
        return _("%(done)s ready to publish; %(left)s must be looked at one by one.") % {
            "done": done, "left": left,
        }  # fmt: skip
    raise ValidationError(_("Choose what to do."))
