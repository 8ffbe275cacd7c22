"""Rows for the lists of the organisation and of the trail."""

from datetime import timedelta

from django.utils.timezone import localdate

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import (
    Competence,
    CompetenceHeld,
    Function,
    Grant,
    Profile,
    ProfileState,
    UnitKind,
    UnitState,
)
from indsats.organisation.tests import factories as f
from tests.lists.page import Page
from tests.matrix.organisation import make_change_set
from tests.matrix.world import OWN, World


def units(world: World, amount: int) -> None:
    """Make units below the user's own."""
    for number in range(amount):
        f.make_unit(f"Hold {number}", parent=world.units[OWN])


def bodies(_world: World, amount: int) -> None:
    """Make works councils, each with a seat."""
    for number in range(amount):
        f.seat(f.make_unit(f"MED {number}", kind=UnitKind.WORKS_COUNCIL), user=f.make_user())


def people(world: World, amount: int) -> None:
    """Make people in posts of the user's unit."""
    for _number in range(amount):
        f.make_worker(world.units[OWN], name="Kollega")


def profiles(world: World, amount: int) -> None:
    """Make profiles, each of a post."""
    for _number in range(amount):
        profile = Profile.objects.create(key=f"profil-{Profile.objects.count()}")
        ProfileState.objects.create(
            profile=profile, name="Gademedarbejder", kind="job", valid_from=f.LONG_AGO
        )
        f.make_post(world.units[OWN], profile=profile)


def competences(world: World, amount: int) -> None:
    """Make competences and let colleagues hold them."""
    for _number in range(amount):
        key = f"kan-{Competence.objects.count()}"
        CompetenceHeld.objects.create(
            user=f.make_worker(world.units[OWN], name="Kollega"),
            competence=Competence.objects.create(key=key, name=key),
            valid_from=f.LONG_AGO,
        )


def gaps(world: World, amount: int) -> None:
    """Let job profiles ask for what those in the posts have not learnt."""
    for _number in range(amount):
        key = f"mangler-{Competence.objects.count()}"
        profile = Profile.objects.create(key=key)
        Competence.objects.create(key=key, name=key)
        ProfileState.objects.create(
            profile=profile, name="Gademedarbejder", kind="job", valid_from=f.LONG_AGO,
            competence_requirements=[key],
        )  # fmt: skip
        f.engage(f.make_user("Kollega"), f.make_post(world.units[OWN], profile=profile))


def grants(world: World, amount: int) -> None:
    """Lend rights to colleagues."""
    day = localdate()
    for _number in range(amount):
        Grant.objects.create(
            user=f.make_worker(world.units[OWN], name="Kollega"), unit=world.units[OWN],
            function=Function.STAFF, reason="Vikar", valid_from=day - timedelta(days=9),
            valid_to=day + timedelta(days=9),
        )  # fmt: skip


def change_sets(world: World, amount: int) -> None:
    """Make change-sets of units below the user's own."""
    for _number in range(amount):
        make_change_set(f.make_unit("Hold", parent=world.units[OWN]))


def trail(world: World, amount: int) -> None:
    """Let colleagues look at one another, and at units."""
    for number in range(amount):
        who = f.make_worker(world.units[OWN], name="Kollega")
        unit = UnitState.objects.get(unit=world.units[OWN]).unit
        with deed:
            record(by=who, act=Act.SEEN, subject=unit if number % 2 else f.make_user())


PAGES = {
    "organisation:units": Page(units),
    "organisation:bodies": Page(bodies),
    "organisation:posts": Page(people),
    "organisation:profiles": Page(profiles),
    "organisation:people": Page(people),
    "organisation:competences": Page(competences),
    "organisation:catalogue": Page(competences),
    "organisation:gaps": Page(gaps, word='data-label="Mangler"'),
    "organisation:grants": Page(grants),
    "organisation:user-list": Page(people),
    "organisation:change-sets": Page(change_sets),
    "audit:trail": Page(trail),
}
