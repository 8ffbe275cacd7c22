"""Pages of plain words, and the page machines ask whether all is well."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


@login_not_required
def guide(request: HttpRequest) -> HttpResponse:
    """Say how one finds one's way (hjælp)."""
    return render(request, "home/help.html")


@login_not_required
def logging_information(request: HttpRequest) -> HttpResponse:
    """Tell staff what is logged about them, why and for how long (information om logning)."""
    return render(request, "home/logging.html")


@login_not_required
def health(_request: HttpRequest) -> JsonResponse:
    """Say whether the server reaches its database: 200 or 503, nothing about why."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
