import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from indsats.base.limits import limited

SENT = RequestFactory()


@pytest.fixture(autouse=True)
def _at_eight(time_machine):
    cache.clear()
    time_machine.move_to("2026-11-23 08:00+01:00", tick=False)


@limited("test", amount=2, seconds=60, by="token")
def form(request, token):
    return HttpResponse(token)


def send(letter="a", address="192.0.2.1", method="post"):
    request = getattr(SENT, method)("/", REMOTE_ADDR=address)
    return form(request, token=letter).status_code


@pytest.fixture
def page(monkeypatch):
    def plain(_request, _name, status):
        return HttpResponse(status=status)

    monkeypatch.setattr("indsats.base.limits.render", plain)


def test_the_third_try_is_refused_and_reading_is_not(page):
    assert [send(), send(), send()] == [200, 200, 429]
    assert send(method="get") == 200


def test_neither_a_new_address_nor_a_new_token_gives_more_tries(page):
    send()
    send()
    assert send(address="192.0.2.2") == 429
    assert send(letter="b") == 429
    assert send(letter="b", address="192.0.2.3") == 200


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "db.DatabaseCache"])
@pytest.mark.django_db
def test_tries_come_back_after_a_while_though_someone_goes_on(
    page, time_machine, settings, backend
):
    settings.CACHES = {
        "default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "home_cache"}
    }
    assert [send(), send(), send()] == [200, 200, 429]
    time_machine.shift(45)
    assert send() == 429
    time_machine.shift(16)
    assert send() == 200
