"""What the rows of the organisation are called where they are named by their label."""

from typing import Any

from django.db.models import OuterRef, Subquery

from indsats.organisation.access import Permission
from indsats.organisation.models import (
    ChangeSet,
    Competence,
    CompetenceHeld,
    Grant,
    Post,
    PostState,
    Unit,
    User,
)
from indsats.organisation.subjects import EVERYBODY, Kind, after_comma, unit_name, within

P = Permission
TITLE = Subquery(
    PostState.objects.filter(post=OuterRef("pk")).order_by("-valid_from").values("title")[:1]
)
OF_USER = (("user__name", after_comma),)


def own(model: Any, permission: Permission, *page: str, **more: Any) -> Kind:
    """Tell a row that is reached by itself."""
    return Kind(model, reach=within(model, model, "pk", permission), page=page, **more)


KINDS = (
    own(
        User, P.PEOPLE_SEE, "organisation:person", "pk", title="name", public=EVERYBODY, alone=True
    ),
    own(
        Unit,
        P.ORGANISATION_SEE,
        "organisation:unit",
        "key",
        title=unit_name("pk"),
        public=EVERYBODY,
        alone=True,
    ),
    own(Post, P.ORGANISATION_SEE, "organisation:post", "key", title=TITLE, public=EVERYBODY),
    own(ChangeSet, P.CHANGE_SEE, "organisation:change-set", "key", title="title"),
    own(Competence, P.COMPETENCE_SEE, "organisation:catalogue", title="name", public=EVERYBODY),
    own(CompetenceHeld, P.COMPETENCE_SEE, "organisation:person", "user_id", parts=OF_USER),
    own(Grant, P.GRANT_GIVE, "organisation:grants", parts=OF_USER),
)
