"""The steps of a change-set: choose what to do, add, edit and remove."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions import operations
from indsats.organisation.forms.step import StepForm
from indsats.organisation.forms.steps import FORMS, PickForm, RemoveForm
from indsats.organisation.models import ChangeSet, User, Verb
from indsats.organisation.queries.change_set_page import MOVABLE, PERSONAL, RESHAPED
from indsats.organisation.queries.change_sets import Prepared, prepared
from indsats.organisation.queries.options import Options
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.operations import Operation
from indsats.organisation.views.change_set import conflict, reachable

PICKED = frozenset({"set", "split"})


def choose(request: Request, key: str) -> HttpResponse:
    """Go on to the form of the step that was chosen."""
    reachable(request, key, Permission.CHANGE_DRAFT)
    verb, _colon, kind = request.GET.get("what", "").partition(":")
    if verb not in FORMS or kind not in KINDS:
        return redirect("organisation:change-set", key=key)
    return redirect("organisation:step-new", key=key, verb=verb, kind=kind)


def new(request: Request, key: str, verb: str, kind: str) -> HttpResponse:
    """Add a step: what it does and to what kind of thing is in the address."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    _refuse_unknown(request, verb, kind)
    found = prepared(shown, today=localdate(), strict=False)
    picked: dict[str, Any] = {}
    if verb in PICKED:
        pick = _pick_form(request, found, verb, kind)
        if not pick.is_valid():
            return _ask_first(request, shown, verb, kind, pick)
        picked = pick.cleaned_data
    form = _form(request, found, (verb, kind), picked)
    return _answer(request, shown, form)


def edit(request: Request, key: str, number: int) -> HttpResponse:
    """Change a step."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    found = prepared(shown, today=localdate(), strict=False)
    step = next((step for step in found.steps if step.number == number), None)
    if step is None:
        raise Http404
    _refuse_unknown(request, step.verb, step.kind)
    form = _form(request, found, (step.verb, step.kind), _picked(step), step)
    return _answer(request, shown, form)


@require_POST
def remove(request: Request, key: str, number: int) -> HttpResponse:
    """Take a step out."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    if shown.operations.filter(number=number, kind__in=PERSONAL).exists():
        access.require(request, Permission.CHANGE_PEOPLE_SEE)
    form = RemoveForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else None
    try:
        operations.remove_operation(by=request.user, change_set=shown, number=number, version=seen)
    except ValidationError as error:
        title = _("Remove step %(number)s") % {"number": number}
        return refused(request, shown, form, error, title, submit=title)
    return redirect("organisation:change-set", key=key)


def refused(
    request: Request, shown: ChangeSet, form: Any, error: ValidationError, title: str, **more: Any
) -> HttpResponse:
    """Show why something was not done, what others did meanwhile, and let it be sent again.

    `more` is what the page showed besides, such as what its button says.
    """
    form.is_valid()
    form.add_error(None, ValidationError(error.messages))
    others: dict[str, Any] = {}
    if isinstance(error, ChangedMeanwhileError):
        others = conflict(request, shown, form.cleaned_data.get("version"))
    context = {
        "title": title, "form": form, "change_set": shown,
        "cancel_url": reverse("organisation:change-set", args=[shown.key]), **others, **more,
    }  # fmt: skip
    return render(request, "organisation/change_form.html", context, status=422)


def _refuse_unknown(request: Request, verb: str, kind: str) -> None:
    """Answer 404 for steps there are not, and for employees where names may not be seen."""
    possible = (
        verb in FORMS
        and kind in KINDS
        and (verb != "move" or kind in MOVABLE)
        and (verb not in {"split", "merge"} or kind in RESHAPED)
    )
    if not possible:
        raise Http404
    if kind in PERSONAL:
        access.require(request, Permission.CHANGE_PEOPLE_SEE)


def _options(request: Request, found: Prepared) -> Options:
    today = localdate()
    users = User.objects.open_to(request.user, Permission.PEOPLE_SEE, today)
    return Options(found.preview.after, today=today, users=users.filter(is_active=True))


def _pick_form(request: Request, found: Prepared, verb: str, kind: str) -> PickForm:
    asked = request.GET if "subject" in request.GET else None
    options = _options(request, found)
    return PickForm(asked, kind=kind, options=options, split=verb == "split")


def _ask_first(
    request: Request, shown: ChangeSet, verb: str, kind: str, form: PickForm
) -> HttpResponse:
    context = {
        "title": _title(verb, kind), "form": form, "change_set": shown,
        "cancel_url": reverse("organisation:change-set", args=[shown.key]),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "organisation/step_pick.html", context, status=status)


def _picked(step: Operation) -> dict[str, Any]:
    parts = [
        values.get(KINDS[step.kind].title, key)
        for key, values in (step.patch.get("into") or {}).items()
    ]
    return {"subject": step.subject, "day": step.span.first, "parts": parts}


def _form(
    request: Request,
    found: Prepared,
    what: tuple[str, str],
    picked: dict[str, Any],
    step: Operation | None = None,
) -> StepForm:
    verb, kind = what
    extra: dict[str, Any] = {}
    if verb == "split":
        extra = {"subject": picked["subject"], "parts": picked["parts"]}
    if verb == "set":
        others = [each for each in found.steps if step is None or each.number != step.number]
        before = trace(found.picture, others).picture
        current = before.at(kind, picked["subject"], picked["day"])
        if current is None:
            raise Http404
        extra = {"subject": picked["subject"], "current": current}
    initial = {} if step else {"valid_from": picked.get("day")}
    data = request.POST if request.method == "POST" else None
    options = _options(request, found)
    return FORMS[verb](data, kind=kind, options=options, step=step, initial=initial, **extra)


def _answer(request: Request, shown: ChangeSet, form: StepForm) -> HttpResponse:
    """Save the step, or show the form with what was typed, what is wrong and what others did."""
    form.initial.setdefault("version", shown.version)
    title = _title(form.verb, form.kind)
    if form.is_valid():
        save = operations.replace_operation if form.old else operations.add_operation
        version = form.cleaned_data["version"]
        try:
            save(by=request.user, change_set=shown, step=form.step(), version=version)
        except ValidationError as error:
            return refused(request, shown, form, error, title)
        return redirect("organisation:change-set", key=shown.key)
    context = {
        "title": title, "form": form, "change_set": shown,
        "cancel_url": reverse("organisation:change-set", args=[shown.key]),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "organisation/change_form.html", context, status=status)


def _title(verb: str, kind: str) -> str:
    return f"{_(KINDS[kind].label).capitalize()}: {str(Verb(verb).label).lower()}"
