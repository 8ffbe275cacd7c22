"""Orders in lists: the unit's name, and the units to choose from (lister)."""

from datetime import date

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indsats.organisation.access import Permission
from indsats.organisation.models import UnitState, User
from indsats.strategy.models import Deployment


def with_unit_name(rows: QuerySet[Deployment], day: date) -> QuerySet[Deployment]:
    """Put ``unit_name`` on orders: what the unit is called on a day, else its key."""
    names = UnitState.objects.on(day).filter(unit=OuterRef("unit")).values("name")[:1]
    return rows.annotate(
        unit_name=Coalesce(Subquery(names), F("unit__key"), output_field=CharField())
    )


def unit_choices(user: User, day: date) -> list[tuple[int, str]]:
    """Give the units that have orders within reach, by name."""
    units = Deployment.objects.open_to(user, Permission.DEPLOYMENT_SEE, day).values("unit")
    rows = UnitState.objects.on(day).filter(unit__in=units).order_by("name")
    return list(rows.values_list("unit_id", "name"))
