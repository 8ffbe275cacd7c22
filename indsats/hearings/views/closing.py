"""The last page of a matter: what the follow-up showed, what is in place, and closing it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, sent, simply, tried
from indsats.base.http import Request
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import closing as actions
from indsats.hearings.forms.matter import EvaluationForm
from indsats.hearings.models import Matter
from indsats.hearings.queries.closing import closing_page
from indsats.hearings.views.answers import matter_of
from indsats.organisation.access import Permission

WRITE = Permission.MATTER_WRITE


def closing(request: Request, key: str) -> HttpResponse:
    """Show what must be in place before the matter is closed; save the evaluation."""
    matter = matter_of(request, key, WRITE)
    written = {"evaluation_on": matter.evaluation_on, "evaluation": matter.evaluation}
    form = EvaluationForm(sent(request), initial={**written, "version": matter.version})
    theirs: list[Matter] = []

    def deed() -> None:
        found = form.cleaned_data
        evaluation = actions.Evaluation(
            version=found["version"], on=found["evaluation_on"], text=found["evaluation"]
        )
        try:
            actions.evaluate(matter=matter, by=request.user, evaluation=evaluation, at=now())
        except ChangedMeanwhileError as error:
            theirs.append(matter)
            form.data = {**request.POST.dict(), "version": str(error.version)}
            raise

    if request.method == "POST" and tried(form, deed):
        return redirect("hearings:closing", key)
    context = {**closing_page(matter, request.user, now()), "form": form, "theirs": theirs}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "hearings/closing.html", context, status=status)


@require_POST
def close(request: Request, key: str) -> HttpResponse:
    """Close the matter for good."""
    matter = matter_of(request, key, WRITE)
    return simply(
        request,
        lambda: actions.close_matter(matter=matter, by=request.user, at=now()),
        _("The matter is closed."),
        reverse("hearings:closing", args=[key]),
    )
