"""What journeys on the desk of the street share: a team, its people, and someone who walks."""

import pytest

from indsats.field.tests import factories as f
from indsats.organisation.models import SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from tests.journeys.conftest import Walker, clock

__all__ = ["clock"]


@pytest.fixture
def team(transactional_db, settings, clock):
    """Give a team on the street with a steering group above it, at noon on a Monday."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.REQUIRE_MFA = False
    team = f.make_team()
    team.area = f.make_area()
    team.station = f.make_place("Stationen", area=team.area)
    team.kiosk = f.make_place("Kiosken", at=(55.6134, 12.3581), area=team.area)
    team.steering = org.make_user("Dorte")
    body = org.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
    org.seat(body, user=team.steering, role=SeatRole.MEMBER)
    return team


@pytest.fixture
def walk(browser_page, axe):
    """Give ``walk(user)``: that person logged in, looking at every page wide and narrow."""

    def start(user):
        return Walker(browser_page("desktop", user=user), axe, user.username)

    return start


def send(walker):
    """Send the form of the page."""
    walker.page.locator("main form.form button[type=submit]").first.click()
    return walker
