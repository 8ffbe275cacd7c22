"""Pages that belong to no room: the language, the accessibility statement, the gallery."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from indsats.base.gallery import GalleryForm, gallery_list, parts


@login_not_required
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language in a cookie and go back to the page."""
    return set_language(request)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement (tilgængelighedserklæring)."""
    return render(request, "base/accessibility.html")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component once; only in demonstrations and development."""
    _only_in_demo()
    form = GalleryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Saved. This is what a message looks like."))
    context = {**parts(), "form": form}
    response = gallery_list(request).respond("base/gallery.html", context)
    response.status_code = 422 if form.errors else 200
    return response


@login_not_required
def gallery_error(request: HttpRequest, code: int) -> HttpResponse:
    """Show an error page as it will look; only in demonstrations and development."""
    _only_in_demo()
    if code not in {400, 403, 404, 500}:
        raise Http404
    return render(request, f"{code}.html", status=code)


def _only_in_demo() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
