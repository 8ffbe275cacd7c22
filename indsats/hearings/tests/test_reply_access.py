"""Every address of replies, held against the table of access for every function."""

import pytest
from django.db import transaction
from django.urls import reverse

from indsats.hearings import reply_urls
from indsats.hearings.tests.reply_rows import ROWS, prepare
from indsats.organisation.models import Function
from tests.matrix.world import OWN, build
from tests.test_access_matrix import reaches

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(client, row, world, side):
    path = reverse(f"hearings:{row.name}", args=row.args(world, side) if row.args else None)
    with transaction.atomic():
        response = getattr(client, row.method)(path, row.data or None)
        transaction.set_rollback(True)
    return response.status_code


def wrong(client, world, function, *, nothing=False):
    found = []
    for row in ROWS:
        for side in (OWN,) if nothing else row.sides:
            status = ask(client, row, world, side)
            opened = status < 400 or status in {409, 422}
            expected = row.permission is None or (not nothing and reaches(row, function, side))
            if opened != expected or (not opened and status != 404):
                found.append((row.name, side, status, expected))
    return found


def test_every_address_of_replies_has_its_row():
    assert sorted(row.name for row in ROWS) == sorted(each.name for each in reply_urls.urlpatterns)


@pytest.mark.django_db
@pytest.mark.parametrize("function", [*Function, None], ids=lambda each: str(each or "outsider"))
def test_an_address_opens_exactly_where_the_table_says(client, function):
    world = build(function)
    prepare(world)
    client.force_login(world.user, backend=BACKEND)
    assert wrong(client, world, function) == []


@pytest.mark.django_db
def test_who_has_not_logged_in_is_sent_to_the_login_or_reads_the_public(client):
    world = build(None)
    prepare(world)
    found = {row.name: ask(client, row, world, OWN) for row in ROWS}
    public = {row.name for row in ROWS if row.public}
    assert {name for name, status in found.items() if status != 302} <= public | {"link-detach"}
    assert all(found[name] < 400 for name in public)
