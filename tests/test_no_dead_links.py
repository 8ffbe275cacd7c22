"""No link shown to anyone leads nowhere: the demonstration is walked by one of each function."""

from collections import deque
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import Resolver404, resolve

from indsats.home.actions.demo.calendar import Calendar, Moment
from indsats.home.actions.demo.play import play
from indsats.organisation.models import Function, User
from indsats.organisation.queries.functions_held import functions_held

TODAY = date(2026, 11, 23)
DEEP = 3  # steps from the start page
FINE = {200, 301, 302}
AWAY = ("/konto/", "/demo/", "/static/", "/media/")
HEAVY = (".pdf", ".docx", ".xlsx")  # made by typst and friends; their own rooms test them


class Links(HTMLParser):
    """Gather where a page's links lead, within the house."""

    def __init__(self, page):
        super().__init__()
        self.page, self.found = page, []

    def handle_starttag(self, tag, attrs):
        where = dict(attrs).get("href") if tag == "a" else None
        if where is not None:
            parts = urlsplit(urljoin(self.page, where))
            if parts.scheme in {"", "http", "https"} and not parts.netloc:
                self.found.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def links_of(page, response):
    """Give the links of a page; of a file none."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    reader = Links(page)
    reader.feed(response.content.decode())
    return reader.found


def pattern(link):
    """Name the kind of page a link leads to: one of each kind is opened, not one of each row."""
    parts = urlsplit(link)
    keys = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    try:
        return resolve(parts.path).view_name, tuple(keys)
    except Resolver404:
        return link, ()


def walk(user):
    """Open one link of each kind within reach of the start page; give those that lead nowhere."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    waiting, met, dead = deque([("/", "start", 0)]), set(), []
    while waiting:
        link, shown_on, depth = waiting.popleft()
        response = client.get(link)
        if response.status_code not in FINE:
            dead.append(f"{response.status_code} {link} (shown on {shown_on})")
        if depth == DEEP:
            continue
        for found in links_of(link, response):
            kind = pattern(found)
            if kind in met or found.startswith(AWAY) or urlsplit(found).path.endswith(HEAVY):
                continue
            met.add(kind)
            waiting.append((found, link, depth + 1))
    return len(met), dead


def one_of_each(day):
    """Give one person of each function that anybody holds."""
    everyone = list(User.objects.filter(is_active=True).order_by("username"))
    held = functions_held([user.pk for user in everyone], day)
    chosen = {}
    for user in everyone:
        for function in held.get(user.pk, ()):
            chosen.setdefault(function, user)
    return chosen


@pytest.mark.heavy
@pytest.mark.django_db
@pytest.mark.parametrize("moment", [Moment.REPLIES_IN, Moment.IN_EFFECT])
def test_every_link_shown_to_anyone_leads_somewhere(settings, moment):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.REQUIRE_MFA = False
    list(play(Calendar(moment, TODAY)))
    with time_machine.travel(TODAY, tick=True):
        chosen = one_of_each(TODAY)
        steered = {Function.STEERING_MEMBER} if moment == Moment.IN_EFFECT else set()
        nobody = {Function.STEERING_MEMBER, Function.PARTNER} - steered
        assert set(Function) - set(chosen) == nobody
        walked = {function: walk(user) for function, user in chosen.items()}
    assert {function: dead for function, (_, dead) in walked.items() if dead} == {}
    assert min(kinds for kinds, _dead in walked.values()) > 5
