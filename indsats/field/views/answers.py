"""What the pages and addresses of the room share: JSON, forms, saying no kindly."""

from typing import Any

from django.http import JsonResponse

BAD, UNAUTHORISED, CONFLICT, TOO_LARGE, UNPROCESSABLE, TOO_MANY = 400, 401, 409, 413, 422, 429


def problem(name: str, status: int, **more: Any) -> JsonResponse:
    """Answer a phone with what is wrong, as one word it knows."""
    return JsonResponse({"problem": name, **more}, status=status)
