"""What someone sees and changes about themselves."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.home.actions import account
from indsats.home.forms import ProfileForm
from indsats.home.queries import devices as mine
from indsats.home.queries.factors import second_factors
from indsats.home.queries.profile import rights
from indsats.organisation.actions.user import change_user


def profile(request: Request) -> HttpResponse:
    """Show and change name, phone and language; say what one may do and why (min profil)."""
    user = request.user
    start = {"name": user.name, "phone": user.phone, "language": user.language}
    form = ProfileForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        change_user(by=user, user=user, **form.cleaned_data)
        with override(user.language):
            messages.success(request, _("Your profile is saved."))
        response = redirect("home:profile")
        return _speak(response, user.language)
    context = {
        "form": form,
        "rights": rights(user, localdate()),
        "factors": second_factors(user),
    }
    return render(request, "home/profile.html", context, status=422 if form.errors else 200)


def _speak(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        httponly=True,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        max_age=365 * 24 * 3600,
    )
    return response


def devices(request: Request) -> HttpResponse:
    """Show where one is logged in (mine enheder)."""
    found = mine.devices(request.user, request.session.session_key)
    return render(request, "home/devices.html", {"devices": found})


@require_POST
def end_device(request: Request, pk: int) -> HttpResponse:
    """Log out one of one's own devices."""
    session = mine.session(request.user, pk)
    if session is None:
        raise Http404
    account.end_sessions(by=request.user, sessions=[session])
    messages.success(request, _("The device is logged out."))
    return redirect("usersessions_list")


@require_POST
def end_other_devices(request: Request) -> HttpResponse:
    """Log out everywhere but here."""
    others = mine.other_sessions(request.user, request.session.session_key)
    count = account.end_sessions(by=request.user, sessions=others)
    messages.success(
        request,
        ngettext(
            "%(count)s other device is logged out.",
            "%(count)s other devices are logged out.",
            count,
        )
        % {"count": count},
    )
    return redirect("usersessions_list")
