"""What the rows of strategy are called where they are named by their label.

Which unit and from when is told to anyone who meets the label; what an order is about only to
those who may see it: a draft to nobody but those who may issue it.
"""

from indsats.organisation.access import Permission
from indsats.organisation.subjects import Kind, after_comma, on_day, unit_name, within
from indsats.strategy.models import Assessment, Deployment

PARTS = ((unit_name("unit"), after_comma), ("valid_from", on_day))
KINDS = (
    Kind(
        Deployment,
        title="title",
        parts=PARTS,
        reach=within(Deployment, Deployment, "pk", Permission.DEPLOYMENT_SEE),
        page=("strategy:deployment", "pk"),
    ),
    Kind(
        Assessment,
        parts=((unit_name("unit"), after_comma), ("first", on_day)),
        reach=within(Assessment, Assessment, "pk", Permission.PICTURE_SEE),
    ),
)
