"""Deployment orders in a real browser: from draft to paper, wide and narrow."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from indsats.field.models import Tour
from indsats.strategy.actions.orders import Decided, draft, order
from indsats.strategy.models import Deployment
from indsats.strategy.tests.factories import faxe_terms, make_place, make_team
from tests.browser import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = pytest.mark.parametrize("kind", ["desktop", "phone"])


@pytest.fixture
def world():
    """Give a team with an order three weeks old, a loose tour, and a draft."""
    team = make_team()
    place = make_place("Bycentret")
    first = localdate() - timedelta(days=21)
    span = {"first": first, "last": first + timedelta(days=48)}
    terms = faxe_terms(places=(place.key,), weekdays=(1, 2, 3, 4, 5, 6, 7), **span)
    at = now() - timedelta(days=22)
    running = draft(by=team.leader, unit=team.unit, terms=terms, decided=Decided())
    order(deployment=running, by=team.leader, at=at)
    day = first + timedelta(days=2)
    moment = now() - timedelta(days=19)
    Tour.objects.create(
        unit=team.unit, author=team.worker, day=day, made_at=moment, received_at=moment,
        started_at=moment,
    )  # fmt: skip
    later = faxe_terms(
        title="Vinter", places=(place.key,), first=first + timedelta(days=60),
        last=first + timedelta(days=80),
    )  # fmt: skip
    waiting = draft(by=team.leader, unit=team.unit, terms=later, decided=Decided())
    return {"team": team, "running": running, "waiting": waiting}


@KINDS
def test_every_page_is_free_of_barriers_and_fits_the_screen(world, browser_page, axe, kind):
    page = browser_page(kind, user=world["team"].leader)
    running, waiting = [world["running"].pk], [world["waiting"].pk]
    paths = [
        reverse("strategy:list"),
        reverse("strategy:new"),
        reverse("strategy:deployment", args=running),
        reverse("strategy:deployment", args=waiting),
        reverse("strategy:edit", args=running),
        reverse("strategy:withdraw", args=running),
        reverse("week:ordered", args=running),
    ]
    for path in paths:
        sound(page, axe, path)


@KINDS
def test_a_leader_issues_a_draft_and_changes_it_with_a_reason(world, browser_page, axe, kind):
    page = browser_page(kind, user=world["team"].leader)
    page.goto(reverse("strategy:deployment", args=[world["waiting"].pk]))
    page.locator("summary", has_text="Udsted ordren").click()
    axe(page)
    page.get_by_role("button", name="Udsted ordren").click()
    expect(page.get_by_text("Ordren er udstedt")).to_be_visible()
    page.get_by_role("link", name="Ændr ordren").click()
    page.get_by_label("Hvorfor ordren ændres").fill("Aftalt med Peter Hansen")
    page.get_by_label("Medarbejdere, højst").fill("3")
    page.get_by_role("button", name="Ændr ordren").click()
    expect(page.get_by_text("»Peter Hansen« til en person?").first).to_be_visible()
    axe(page)
    page.get_by_label("Hvorfor ordren ændres").fill("Flere ude end ventet")
    page.get_by_role("button", name="Ændr ordren").click()
    expect(page.get_by_text("Ordren er ændret")).to_be_visible()
    expect(page.get_by_text("Flere ude end ventet").first).to_be_visible()
    assert Deployment.objects.get(pk=world["waiting"].pk).issues.count() == 2


def test_the_paper_and_the_account_are_files_that_open(world, browser_page):
    page = browser_page("desktop", user=world["team"].leader)
    pk = world["running"].pk
    for path in (
        reverse("strategy:paper", args=[pk]),
        reverse("week:ordered-file", args=[pk, "pdf"]),
    ):
        answer = page.request.get(path)
        assert answer.status == 200
        assert answer.body().startswith(b"%PDF")


def test_in_print_an_order_is_without_buttons(world, browser_page):
    page = browser_page("desktop", user=world["team"].leader)
    page.goto(reverse("strategy:deployment", args=[world["running"].pk]))
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="PDF")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
