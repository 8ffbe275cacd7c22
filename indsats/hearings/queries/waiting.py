"""What waits to be sent, and the hearings that are under way."""

from django.db.models import QuerySet

from indsats.hearings.models import Dispatch, Hearing


def failures() -> list[str]:
    """Say which sendings have failed, to whom and why."""
    rows = Dispatch.objects.filter(sent_at__isnull=True).exclude(failure="")
    return [
        f"{row.party.name}: {row.failure}" for row in rows.select_related("party").order_by("pk")
    ]


def open_hearings() -> QuerySet[Hearing]:
    """Give the hearings that are sent and not withdrawn; the reminders know the deadlines."""
    rows = Hearing.objects.filter(sent_at__isnull=False, withdrawn_at__isnull=True)
    return rows.select_related("matter").order_by("pk")
