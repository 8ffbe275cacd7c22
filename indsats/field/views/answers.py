"""What the pages and addresses of the room share: finding rows, forms, JSON, saying no kindly."""

from functools import partial
from typing import Any

from django.http import JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base import answers
from indsats.base.http import Request
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User

BAD, UNAUTHORISED, CONFLICT, TOO_LARGE, UNPROCESSABLE, TOO_MANY = 400, 401, 409, 413, 422, 429
form_page = partial(answers.form_page, "field/form_page.html")


def problem(name: str, status: int, **more: Any) -> JsonResponse:
    """Answer a phone with what is wrong, as one word it knows."""
    return JsonResponse({"problem": name, **more}, status=status)


def shown_version(request: Request) -> int:
    """Read the version of the record that was shown; none is no version."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0


def chosen_person(request: Request, username: str) -> User | None:
    """Find the person that was chosen, among those one may see."""
    rows = User.objects.open_to(request.user, Permission.PEOPLE_SEE, localdate())
    return rows.filter(username=username).first() if username else None


def tabs(request: Request, current: str) -> list[dict[str, Any]]:
    """Give the tabs of the room, as far as somebody may see them."""
    pages = (
        ("tours", _("Tours"), "field:tours", Permission.TOUR_SEE),
        ("contacts", _("Contacts"), "field:contacts", Permission.CONTACT_SEE),
        ("codes", _("Codes"), "field:codes", Permission.CONTACT_SEE),
        ("groups", _("Groups"), "field:groups", Permission.GROUP_SEE),
        ("follow-ups", _("Follow-ups"), "field:follow-ups", Permission.TOUR_SEE),
        ("alarms", _("Alarms"), "field:alarms", Permission.TOUR_SEE),
        ("parked", _("Parked entries"), "field:parked", Permission.PARKED_HANDLE),
        ("collisions", _("Collisions"), "field:collisions", Permission.PARKED_HANDLE),
        ("phones", _("Phones"), "field:phones", Permission.PHONE_MANAGE),
    )
    day = localdate()
    return [
        {"title": title, "url": reverse(where), "current": key == current}
        for key, title, where, permission in pages
        if may(request.user, permission, day)
    ]
