"""Logging in in a real browser: password, passkey, code, devices; accessible, wide and narrow."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from playwright.sync_api import expect

from indsats.audit.models import Act, Entry
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f
from tests.browser import fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = pytest.mark.parametrize("kind", ["desktop", "phone"])


@pytest.fixture(autouse=True)
def _forget_rates():
    cache.clear()


def log_in(page, user, password="hemmelig-kode"):  # noqa: S107 -- made up
    page.goto("/konto/log-ind/")
    page.get_by_label("Brugernavn eller e-mail").fill(user.username)
    page.get_by_label("Adgangskode", exact=True).fill(password)
    page.get_by_role("button", name="Log ind", exact=True).click()


def authenticator(page):
    """Give the browser a make-believe fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def log_out(page):
    page.goto("/konto/log-ud/")
    page.get_by_role("main").get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", name="Log ind i Indsats")).to_be_visible()


@KINDS
def test_a_passkey_is_added_and_logs_in_without_a_password(browser_page, axe, kind):
    user = f.make_worker(f.make_unit())
    page = browser_page(kind)
    authenticator(page)
    log_in(page, user)
    page.goto("/konto/to-trin/")
    axe(page)
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    axe(page)
    page.locator("#id_passwordless").check(force=True)
    page.get_by_role("button", name="Tilføj", exact=True).click()
    expect(page.get_by_role("heading", name="Gendannelseskoder")).to_be_visible()
    axe(page)
    page.goto("/konto/to-trin/webauthn/")
    expect(page.get_by_role("heading", name="Nøgle 1 Adgangsnøgle")).to_be_visible()
    axe(page)
    log_out(page)
    axe(page)
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(page.get_by_role("heading", name=re.compile("Goddag"))).to_be_visible()
    assert Entry.objects.filter(act=Act.LOGIN).last().facts["how"] == ["webauthn"]


def test_a_passkey_is_also_the_second_step_and_a_stranger_browser_gets_no_further(browser_page):
    user = f.make_worker(f.make_unit())
    page = browser_page()
    authenticator(page)
    log_in(page, user)
    page.goto("/konto/to-trin/webauthn/add/")
    page.get_by_role("button", name="Tilføj", exact=True).click()
    expect(page.get_by_role("heading", name="Gendannelseskoder")).to_be_visible()
    log_out(page)
    log_in(page, user)
    expect(page.get_by_role("heading", name="Andet trin")).to_be_visible()
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    expect(page.get_by_role("heading", name=re.compile("Goddag"))).to_be_visible()

    stranger = browser_page()
    session = authenticator(stranger)
    log_in(stranger, user)
    session.send("WebAuthn.disable")
    stranger.goto("/profil/")
    expect(stranger.get_by_role("heading", name="Min profil")).to_have_count(0)


@KINDS
def test_an_app_is_set_up_from_the_picture_and_asked_for_next_time(browser_page, axe, kind):
    user = f.make_worker(f.make_unit())
    page = browser_page(kind)
    log_in(page, user)
    page.goto("/konto/to-trin/totp/activate/")
    picture = page.get_by_role("img", name="QR-kode til appen")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    axe(page)
    page.locator("details summary", has_text="kan ikke scannes").click()
    secret = page.locator(".secret").inner_text()
    now = list(counters())
    page.get_by_label("Authenticator-kode").or_(page.locator("#id_code")).first.fill(
        format_hotp_value(hotp_value(secret, now[1])),
    )
    page.get_by_role("button", name="Sæt op").click()
    expect(page.get_by_role("heading", name="Gendannelseskoder")).to_be_visible()
    log_out(page)
    log_in(page, user)
    expect(page.get_by_role("heading", name="Andet trin")).to_be_visible()
    axe(page)
    page.get_by_label("Kode").fill(format_hotp_value(hotp_value(secret, now[2])))
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Goddag"))).to_be_visible()


@KINDS
def test_a_device_is_ended_from_another(browser_page, axe, kind):
    user = f.make_worker(f.make_unit())
    office, phone = browser_page(kind), browser_page("phone")
    log_in(office, user)
    log_in(phone, user)
    office.goto("/konto/enheder/")
    axe(office)
    office.get_by_role("main").get_by_role("button", name=re.compile("^Log ud Chrome")).click()
    expect(office.get_by_text("Enheden er logget ud.")).to_be_visible()
    phone.goto("/profil/")
    expect(phone.get_by_text("Du er blevet logget ud")).to_be_visible()


@KINDS
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/profil/",
        "/soeg/?q=gade",
        "/administration/login/",
        "/hjaelp/",
        "/logning/",
        "/konto/adgangskode/",
        "/konto/log-ind/",
    ],
)
def test_the_pages_of_this_room_are_accessible_and_fit(browser_page, axe, kind, path, settings):
    settings.DEMO = "log-ind" in path
    admin = f.make_worker(f.make_unit("Gadeplan"), function=Function.ADMINISTRATOR)
    page = browser_page(kind, user=None if settings.DEMO else admin)
    page.goto(path)
    axe(page)
    fits(page)


def test_everything_but_passkeys_works_without_scripts(browser_page):
    user = f.make_worker(f.make_unit())
    page = browser_page(scripts=False)
    log_in(page, user)
    expect(page.get_by_role("heading", name=re.compile("Goddag"))).to_be_visible()
    page.goto("/konto/to-trin/webauthn/add/")
    expect(page.get_by_text("kræver JavaScript")).to_be_visible()
