"""From orders back to a municipality file."""

from indsats.home.rules.files import rows, writing
from indsats.strategy.models import Deployment

NOWHERE = rows.Where("", 0, "")


def deployments_yaml() -> str:
    """Write the orders, as they stand now, as a municipality file."""
    return writing.to_yaml(writing.deployments(deployment_rows()))


def deployment_rows() -> list[rows.DeploymentRow]:
    """Give every order that is not withdrawn, by key."""
    found = Deployment.objects.filter(withdrawn_at=None).order_by("key")
    return [
        rows.DeploymentRow(
            where=NOWHERE, key=each.key, unit=each.unit.key, written_by=each.written_by.username,
            decided_in=each.ordered_for.key if each.ordered_for else "", terms=each.terms,
        )
        for each in found.select_related("unit", "ordered_for", "written_by").prefetch_related(
            "places", "competences"
        )
    ]  # fmt: skip
