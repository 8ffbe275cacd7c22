"""What the rows of strategy are called where they are named by their label.

Which unit and from when is told to anyone who meets the label; what an order is about only to
those who may see it: a draft to nobody but those who may issue it.
"""

from indsats.organisation.access import Permission
from indsats.organisation.subjects import of_unit
from indsats.strategy.models import Assessment, Deployment

KINDS = (
    of_unit(
        Deployment, Permission.DEPLOYMENT_SEE, "valid_from", title="title",
        page=("strategy:deployment", "pk"),
    ),
    of_unit(Assessment, Permission.PICTURE_SEE, "first"),
)  # fmt: skip
