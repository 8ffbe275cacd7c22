"""Searching the trail for people and units by name: it keeps usernames and labels only."""

from django.db.models import BigIntegerField, Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, Substr

from indsats.audit.models import Entry
from indsats.organisation.models import Unit, User
from indsats.organisation.subjects import unit_name

NAMES = ("actor_name", "subject_name")


def _number(label: str) -> Case:
    """Give the number of the row a line is about, where it is one of a kind."""
    start = f"{label}:"
    number = Cast(Substr("subject", len(start) + 1), BigIntegerField())
    return Case(When(subject__startswith=start, then=number))


def with_names(lines: QuerySet[Entry]) -> QuerySet[Entry]:
    """Add the name of who did it and, where it is about a person or unit, whose name that is."""
    users = User.objects.values("name")
    about = lines.annotate(
        about_user=_number(User._meta.label_lower), about_unit=_number(Unit._meta.label_lower)
    )
    return about.annotate(
        actor_name=Subquery(users.filter(username=OuterRef("actor"))[:1]),
        subject_name=Coalesce(
            Subquery(users.filter(pk=OuterRef("about_user"))[:1]), unit_name("about_unit")
        ),
    )
