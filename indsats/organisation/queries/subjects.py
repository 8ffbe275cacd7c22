"""What the rows of the organisation are called where they are named by their label."""

from typing import Any

from django.db.models import F, Model, OuterRef, Subquery

from indsats.organisation.access import Permission
from indsats.organisation.models import (
    Anchoring,
    AnchoringState,
    ChangeSet,
    Competence,
    CompetenceHeld,
    Engagement,
    EngagementState,
    Grant,
    Leadership,
    LeadershipState,
    Post,
    PostState,
    Profile,
    ProfileState,
    Responsibility,
    ResponsibilityState,
    Seat,
    SeatState,
    Unit,
    User,
)
from indsats.organisation.subjects import EVERYBODY, Kind, after_comma, unit_name, within

P = Permission


def newest(states: type[Model], of: str, said: Any) -> Subquery:
    """Give what the newest slice of a thing says: a field, or an expression of it."""
    found = states._default_manager.filter(**{of: OuterRef("pk")}).order_by("-valid_from")
    return Subquery(
        found.annotate(said=F(said) if isinstance(said, str) else said).values("said")[:1]
    )


TITLE = newest(PostState, "post", "title")
OF_USER = (("user__name", after_comma),)


def own(model: Any, permission: Permission, *page: str, **more: Any) -> Kind:
    """Tell a row that is reached by itself."""
    return Kind(model, reach=within(model, model, "pk", permission), page=page, **more)


KINDS: tuple[Kind, ...] = (
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


def keyed(model: type[Model], title: Any = "", *parts: Any, **more: Any) -> Kind:
    """Tell a thing by the key the engine knows it by, such as ``seat:styregruppe-formand``."""
    name = model._meta.model_name or ""
    said = tuple((part, after_comma) for part in parts)
    return Kind(model, title=title, public=EVERYBODY, parts=said, label=name, by="key", **more)


BY_KEY = (
    keyed(Unit, unit_name("pk"), alone=True),
    keyed(Post, TITLE),
    keyed(Profile, newest(ProfileState, "profile", "name")),
    keyed(Engagement, "", newest(EngagementState, "engagement", "user__name")),
    keyed(Leadership, "", newest(LeadershipState, "leadership", unit_name("unit"))),
    keyed(Seat, "", newest(SeatState, "seat", unit_name("body"))),
    keyed(Responsibility, newest(ResponsibilityState, "responsibility", "group")),
    keyed(Anchoring, newest(AnchoringState, "anchoring", "area")),
)
KINDS += BY_KEY
