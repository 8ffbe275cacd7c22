"""Addresses of the organisation."""

from datetime import timedelta

from django.utils.timezone import localdate

from indsats.organisation.access import Permission
from indsats.organisation.models import (
    Competence,
    CompetenceHeld,
    EngagementState,
    Function,
    Grant,
    Profile,
    ProfileState,
)
from indsats.organisation.tests import factories as f
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission
REASON = {"reason": "Fordi det er nødvendigt"}


def prepare(world: World) -> None:
    """Add a post with a colleague, a competence, a lent right and a seat on either side."""
    today = localdate()
    competence = Competence.objects.create(key="forstehjaelp", name="Førstehjælp")
    profile = Profile.objects.create(key="gade")
    ProfileState.objects.create(
        profile=profile,
        name="Gademedarbejder",
        kind="job",
        valid_from=f.LONG_AGO,
    )
    for side in (OWN, OTHER):
        post = f.make_post(world.units[side])
        colleague = f.make_user("Kollega")
        engagement = f.engage(colleague, post)
        world.extra[side] = {
            "post": post.key,
            "person": colleague.pk,
            "engagement": engagement.key,
            "held": CompetenceHeld.objects.create(
                user=colleague,
                competence=competence,
                valid_from=f.LONG_AGO,
            ).pk,
            "grant": Grant.objects.create(
                user=colleague,
                unit=world.units[side],
                function=Function.STAFF,
                reason="Vikar",
                valid_from=today - timedelta(days=9),
                valid_to=today + timedelta(days=9),
            ).pk,
            "seat": f.seat(world.body(side)).key,
        }
    assert EngagementState.objects.count() >= 2


def thing(name):
    return lambda world, side: [world.extra[side][name]]


def unit(world, side):
    return [world.units[side].key]


ROWS = (
    Row("chart", P.ORGANISATION_SEE),
    Row("units", P.ORGANISATION_SEE),
    Row("bodies", P.ORGANISATION_SEE),
    Row("unit", P.ORGANISATION_SEE, unit),
    Row("unit-rename", P.CHANGE_DRAFT, unit),
    Row("unit-move", P.CHANGE_DECIDE, unit),
    Row("post-create", P.CHANGE_DRAFT, unit),
    Row("posts", P.ORGANISATION_SEE),
    Row("post", P.ORGANISATION_SEE, thing("post")),
    Row("engage", P.CHANGE_DRAFT, thing("post")),
    Row("engagement-end", P.CHANGE_DRAFT, thing("engagement")),
    Row("seat-fill", P.CHANGE_DECIDE, thing("seat")),
    Row("profiles", P.ORGANISATION_SEE),
    Row("profile", P.ORGANISATION_SEE, lambda world, side: ["gade"]),
    Row("profile-file", P.ORGANISATION_SEE, lambda world, side: ["gade", "docx"]),
    Row("people", P.PEOPLE_SEE),
    Row("person", P.PEOPLE_SEE, thing("person")),
    Row("competences", P.COMPETENCE_SEE),
    Row("gaps", P.COMPETENCE_SEE),
    Row("catalogue", P.COMPETENCE_SEE),
    Row("competence-register", P.COMPETENCE_WRITE),
    Row("competence-end", P.COMPETENCE_WRITE, thing("held")),
    Row("cover", P.ORGANISATION_SEE),
    Row("rights", None),
    Row("grants", P.GRANT_GIVE),
    Row("grant-give", P.GRANT_GIVE),
    Row("grant-end", P.GRANT_GIVE, thing("grant"), method="post"),
    Row("user-list", P.USER_ADMINISTER),
    Row("user-create", P.USER_ADMINISTER),
    Row("user", P.USER_ADMINISTER, thing("person")),
    Row("user-close", P.USER_ADMINISTER, thing("person"), method="post", data=REASON),
    Row("user-reopen", P.USER_ADMINISTER, thing("person"), method="post", data=REASON),
    Row("user-reset", P.USER_ADMINISTER, thing("person"), method="post"),
)
