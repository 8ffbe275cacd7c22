"""How bodies have treated a matter, as rows of a municipality file."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from indsats.hearings.models import Matter
from indsats.home.rules.files import rows
from indsats.meetings.models import Decision, Result, Treatment


def treatments(matter: Matter) -> Iterator[rows.TreatmentRow]:
    """Give the treatments that stand on an agenda, in the order of days."""
    found = Treatment.objects.filter(matter_key=matter.key, item__isnull=False)
    decided = {
        row.item_id: row
        for row in Decision.objects.select_related("referred_to").filter(
            item__treatments__in=found, authoritative=True
        )
    }
    for row in found.select_related("item__meeting", "body").order_by("item__meeting__starts_at"):
        if row.item is None:
            continue
        decision = decided.get(row.item.pk)
        yield rows.TreatmentRow(
            where=rows.Where("", 0, ""),
            body=row.body.key,
            day=localdate(row.item.meeting.starts_at),
            role=row.role,
            authoritative=row.authoritative,
            result=_result(decision.result) if decision else "",
            text=decision.text if decision else "",
            referred_to=decision.referred_to.key if decision and decision.referred_to else "",
        )


def _result(result: str) -> str:
    """Say a result in the words of the file: what is sent in hearing was adopted as such."""
    return "adopted" if result == Result.SENT_IN_HEARING else result
