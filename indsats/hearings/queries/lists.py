"""The short lists a hearing brings along to its pages, in the query that reads it."""

from django.db.models import OuterRef, QuerySet

from indsats.base.bringing import bring
from indsats.hearings.models import (
    Annex,
    DeadlineVersion,
    Hearing,
    ProposalItem,
    Supplement,
    Theme,
)
from indsats.organisation.models import Operation

OF_HEARING, OF_PROPOSAL = OuterRef("pk"), OuterRef("proposal")
LISTS: dict[str, QuerySet] = {  # type: ignore[type-arg]  # of many kinds
    "deadlines": DeadlineVersion.objects.filter(hearing=OF_HEARING).order_by("set_at", "pk"),
    "supplements": Supplement.objects.filter(hearing=OF_HEARING).order_by("number"),
    "themes": Theme.objects.filter(hearing=OF_HEARING).order_by("order", "name"),
    "proposal__items": ProposalItem.objects.filter(proposal=OF_PROPOSAL).order_by("order", "pk"),
    "proposal__annexes": Annex.objects.filter(proposal=OF_PROPOSAL).order_by("pk"),
    "proposal__change_set__operations": Operation.objects.filter(
        change_set=OuterRef("proposal__change_set")
    ).order_by("number"),
}


def with_lists(rows: QuerySet[Hearing], *names: str) -> QuerySet[Hearing]:
    """Let hearings bring the lists named; what the names lead over is read along."""
    over = {name.rpartition("__")[0] for name in names} - {""}
    return bring(rows.select_related(*over), **{name: LISTS[name] for name in names})
