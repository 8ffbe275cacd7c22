"""Addresses of the organisation."""

from datetime import timedelta

from django.utils.timezone import localdate

from indsats.organisation.access import MATRIX, Permission
from indsats.organisation.models import (
    ChangeSet,
    Competence,
    CompetenceHeld,
    EngagementState,
    Function,
    Grant,
    Operation,
    Profile,
    ProfileState,
)
from indsats.organisation.tests import factories as f
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission
REASON = {"reason": "Fordi det er nødvendigt"}


def make_change_set(unit):
    change_set = ChangeSet.objects.create(
        key=f"aendring-{unit.pk}",
        title="Nyt navn",
        owner_unit=unit,
        created_by=f.make_user("Anden"),
    )
    Operation.objects.create(
        change_set=change_set,
        number=1,
        verb="set",
        kind="unit",
        subject=unit.key,
        valid_from=localdate() + timedelta(days=30),
        patch={"name": "Nyt"},
    )
    return change_set.key


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
            "change_set": make_change_set(world.units[side]),
            "seat": f.seat(world.body(side)).key,
        }
    assert EngagementState.objects.count() >= 2


def thing(name):
    return lambda world, side: [world.extra[side][name]]


def always(*args):
    return lambda _world, _side: list(args)


def change_set(*args):
    return lambda world, side: [world.extra[side]["change_set"], *args]


def names_people(function, _side):
    """Notices are about named people, so both rights are asked for."""
    return function in MATRIX[P.CHANGE_DRAFT] and function in MATRIX[P.CHANGE_PEOPLE_SEE]


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
    Row("profile", P.ORGANISATION_SEE, always("gade")),
    Row("profile-file", P.ORGANISATION_SEE, always("gade", "docx")),
    Row("people", P.PEOPLE_SEE),
    Row("person", P.PEOPLE_SEE, thing("person")),
    Row("competences", P.COMPETENCE_SEE),
    Row("gaps", P.COMPETENCE_SEE),
    Row("catalogue", P.COMPETENCE_SEE),
    Row("competence-register", P.COMPETENCE_WRITE),
    Row("competence-end", P.COMPETENCE_WRITE, thing("held")),
    Row("change-sets", P.CHANGE_SEE),
    Row("change-set-new", P.CHANGE_DRAFT),
    Row("change-set", P.CHANGE_SEE, change_set()),
    Row("change-set-edit", P.CHANGE_DRAFT, change_set()),
    Row("step-choose", P.CHANGE_DRAFT, change_set()),
    Row("step-new", P.CHANGE_DRAFT, change_set("set", "unit")),
    Row("step-edit", P.CHANGE_DRAFT, change_set(1)),
    Row("step-remove", P.CHANGE_DRAFT, change_set(1), method="post"),
    Row("change-set-freeze", P.CHANGE_DRAFT, change_set(), method="post"),
    Row("change-set-reopen", P.CHANGE_DRAFT, change_set(), method="post"),
    Row("change-set-rebase", P.CHANGE_DRAFT, change_set(), method="post"),
    Row("change-set-withdraw", P.CHANGE_DRAFT, change_set(), method="post"),
    Row("change-set-waive", P.CHANGE_DRAFT, change_set(), method="post"),
    Row("change-set-notice", P.CHANGE_DRAFT, change_set(), opens=names_people),
    Row("change-set-enter", P.CHANGE_DECIDE, change_set()),
    Row("preview", P.CHANGE_SEE, change_set()),
    Row("preview-file", P.CHANGE_SEE, change_set("pdf")),
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
