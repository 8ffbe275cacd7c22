"""Tie a tour to the order it was out for (tilknytning til indsatsordre)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.feed import tell_phones
from indsats.field.models import Tour
from indsats.organisation.models import User
from indsats.strategy.models import Deployment


@deed
def tie(*, tour: Tour, deployment: Deployment, by: User, at: datetime) -> Tour:
    """Tie a tour to an issued order of its own unit; what it did then counts for the order."""
    tour = Tour.objects.select_for_update().get(pk=tour.pk)
    if deployment.ordered_at is None or deployment.unit_id != tour.unit_id:
        raise ValidationError(_("The order is not one of the unit that was out."))
    tour.deployments.add(deployment)
    tour.version += 1
    tour.save(update_fields=["version"])
    tell_phones("tour", tour.pk, tour.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=tour, deployment=deployment)
    return tour


@deed
def hand_out(*, deployment: Deployment, by: User, what: str) -> None:
    """Write down that somebody took the account of an order out as a file."""
    record(by=by, act=Act.EXPORTED, subject=deployment, what=what)
