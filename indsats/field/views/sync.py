"""The address phones call, and the one that puts a phone into use."""

import json
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate, now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.base.limits import spend
from indsats.field.actions import device as phones
from indsats.field.actions.sync import MOST, heard, note_call, take_all
from indsats.field.queries.fetching import page
from indsats.field.queries.sender import Sender, device_by_key
from indsats.field.queries.wire import stamp
from indsats.field.rules.values import record_id
from indsats.field.views import answers
from indsats.organisation.access import Permission, require

BATCH_BYTES: Final = 256 * 1024
ITEM_BYTES: Final = 1024 * 1024  # one entry alone, however long somebody wrote
SECONDS: Final = 60


def _body(request: HttpRequest) -> dict[str, Any] | None:
    """Read the JSON object of a request; None for anything else."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _key(request: HttpRequest) -> str:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


@csrf_exempt
@login_not_required
@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Take in what a phone sends, and give it what it has to fetch; by its key, no session."""
    device = device_by_key(_key(request))
    at = now()
    sender = Sender(device, localdate(at), at) if device else None
    if sender is None or not sender.is_admitted:
        return answers.problem("login", answers.UNAUTHORISED)
    if not spend("phone", str(sender.device.pk), amount=settings.PHONE_CALLS, seconds=SECONDS):
        return answers.problem("wait", answers.TOO_MANY)
    try:
        size, told = len(request.body), _body(request)
    except RequestDataTooBig:
        return answers.problem("too_large", answers.TOO_LARGE)
    items = (told or {}).get("items") or []
    if told is None or told.get("device") != str(sender.device.pk) or not isinstance(items, list):
        return answers.problem("unreadable", answers.BAD)
    if len(items) > MOST or size > (BATCH_BYTES if len(items) > 1 else ITEM_BYTES):
        return answers.problem("too_large", answers.TOO_LARGE)
    return _answer(sender, told, items)


def _answer(sender: Sender, told: dict[str, Any], items: list[Any]) -> HttpResponse:
    if told.get("wiped") is True and sender.is_leaving:
        phones.note_wiped(device=sender.device, at=sender.now)
        return JsonResponse({"now": stamp(sender.now), "wipe": True, "results": []})
    said = heard(told)
    results = take_all(sender, items, said)
    note_call(sender.device, said, len(results), sender.now)
    answer = {"now": stamp(sender.now), "wipe": False, "results": results}
    if sender.is_leaving:
        left = sender.device.waiting
        return JsonResponse({
            **answer, "wipe": left == 0, "reset": False, "cursor": None, "more": False,
            "changes": [],
        })  # fmt: skip
    fetched = page(sender, told.get("cursor"))
    codes = sum(each["kind"] == "known" and not each.get("gone") for each in fetched["changes"])
    if codes:
        phones.note_codes(device=sender.device, codes=codes)
    return JsonResponse({**answer, **fetched})


@require_POST
def enrol(request: Request) -> HttpResponse:
    """Put the phone at hand into use for the one who has logged in (telefon)."""
    require(request, Permission.PHONE_USE)
    told = _body(request) or {}
    device = record_id(told.get("device"))
    if device is None:
        return answers.problem("unreadable", answers.UNPROCESSABLE)
    name, app = told.get("name"), told.get("app")
    try:
        made = phones.enrol(
            by=request.user, device=device, name=name if isinstance(name, str) else "",
            app=app if isinstance(app, str) else "", at=now(),
        )  # fmt: skip
    except ValidationError:
        return answers.problem("device", answers.CONFLICT)
    user = {"username": request.user.username, "name": request.user.name}
    expires = stamp(made.device.expires_at)
    return JsonResponse({"key": made.key, "user": user, "expires_at": expires})
