"""Themes with their segments: renamed, put together, many weighed at once (temaer)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, put_on_form, tried
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.hearings.actions import segment as actions
from indsats.hearings.forms.memo import ManyForm, MergeForm, ThemeForm, themes_of
from indsats.hearings.models import Hearing, Segment, Verdict
from indsats.hearings.queries import themes as queries
from indsats.hearings.queries.shown import all_versions, ticked, versions
from indsats.hearings.views.answers import hearing_of
from indsats.hearings.views.bench import ASSESS

TICKED = "many"


def _address(row: Segment) -> str:
    return f"{reverse('hearings:bench', args=[row.reply.hearing_id])}?uddrag={row.pk}#uddrag"


def _named(row: Segment) -> str:
    return ", ".join(theme.name for theme in row.themes.all())


def _undecided(rows: QuerySet[Segment], value: str) -> QuerySet[Segment]:
    return rows.filter(verdict="" if value == "none" else value)


def _listing(request: Request, hearing: Hearing) -> Listing:
    items = [(str(row.pk), str(row)) for row in hearing.proposal.items.all()]
    verdicts = [("none", _("No verdict")), *Verdict.choices]
    return Listing(
        request,
        queries.listed(hearing),
        columns=[
            Column("text", _("Segment"), main=True, show=queries.text_of, url=_address),
            Column("reply__sender_name", _("From"), order=True),
            Column("themes", _("Themes"), show=_named),
            Column("item", _("Item"), show=lambda row: row.item.number if row.item else ""),
            Column("verdict", _("Verdict"), order=True),
            Column("answer", _("Answer"), template="hearings/cells/answer.html"),
        ],
        search=("reply__sender_name", "answer", "reply__text"),
        filters=(
            Choice("themes", _("Theme"), themes_of(hearing)),
            Choice("item", _("Item"), items),
            Choice("verdict", _("Verdict"), verdicts, keep=_undecided),
        ),
        order=("reply__sequence", "start"),
        caption=_("segments"),
        empty=_("No segments yet. Mark them on the work bench."),
        select=TICKED,
    )


@require_safe
def themes(request: Request, pk: int) -> HttpResponse:
    """Show the themes with their verdicts, and every segment."""
    hearing = hearing_of(request, pk, ASSESS, queries.laid_out)
    return _page(request, hearing, ManyForm())


def _page(request: Request, hearing: Hearing, form: ManyForm) -> HttpResponse:
    context = {
        "hearing": hearing,
        "matter": hearing.matter,
        "form": form,
        "verdicts": Verdict.labels,
        "shown_at": now().isoformat(),
        "ticked": TICKED,
    }
    listing = _listing(request, hearing)
    if not listing.wanted_alone:
        context["counted"] = queries.themes_counted(hearing)
        context["segments"] = form.is_bound or queries.listed(hearing).exists()
    answer = listing.respond("hearings/themes.html", context)
    if form.is_bound:
        answer.status_code = UNPROCESSABLE
    return answer


def _chosen(request: Request, hearing: Hearing, form: ManyForm) -> dict[int, int]:
    if form.cleaned_data["everything"]:
        rows = _listing(request, hearing).matching
        return all_versions(rows, request.POST.get("shown_at", ""))
    found = _ticked(request, hearing)
    if not found:
        raise ValidationError(_("Tick the segments first."))
    return found


def _ticked(request: Request, hearing: Hearing) -> dict[int, int]:
    pairs = ticked(request.POST.getlist("row"), request.POST.getlist("shown"))
    return versions(queries.listed(hearing), pairs)


@require_POST
def weigh_many(request: Request, pk: int) -> HttpResponse:
    """Give many segments one verdict and answer; those changed meanwhile are left and counted."""
    hearing = hearing_of(request, pk, ASSESS, queries.laid_out)
    form = ManyForm(request.POST)
    if not form.is_valid():
        return _page(request, hearing, form)
    data = form.cleaned_data
    try:
        chosen = _chosen(request, hearing, form)
        done, left = actions.weigh_many(
            versions=chosen,
            by=request.user,
            verdict=Verdict(data["verdict"]),
            answer=data["answer"].strip(),
        )
    except ValidationError as error:
        put_on_form(form, error)
        return _page(request, hearing, form)
    _tell(request, done, len(left))
    query = request.GET.urlencode()
    return redirect(f"{reverse('hearings:themes', args=[pk])}?{query}")


def _tell(request: Request, done: int, left: int) -> None:
    text = ngettext("%(n)s segment weighed.", "%(n)s segments weighed.", done) % {"n": done}
    messages.success(request, text)
    if left:
        text = ngettext(
            "%(n)s was changed by someone else meanwhile, and is left alone.",
            "%(n)s were changed by someone else meanwhile, and are left alone.",
            left,
        )
        messages.warning(request, text % {"n": left})


def theme(request: Request, pk: int, theme: int) -> HttpResponse:
    """Rename a theme, or put it together with another one."""
    hearing = hearing_of(request, pk, ASSESS)
    row = get_object_or_404(hearing.themes.select_related("hearing"), pk=theme)
    merges = request.method == "POST" and "into" in request.POST
    name = ThemeForm(None if merges else request.POST or None, initial={"name": row.name})
    into = MergeForm(request.POST if merges else None, theme=row)

    def deed() -> None:
        if merges:
            target = into.cleaned_data["into"]
            actions.merge_themes(theme=row, into=target, by=request.user)
        else:
            actions.rename_theme(theme=row, by=request.user, name=name.cleaned_data["name"])

    if request.method == "POST" and tried(into if merges else name, deed):
        messages.success(request, _("Saved."))
        return redirect("hearings:themes", pk)
    context = {
        "hearing": hearing, "matter": hearing.matter, "theme": row, "name": name, "into": into,
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "hearings/theme.html", context, status=status)
