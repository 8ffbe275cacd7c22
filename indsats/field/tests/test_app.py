"""The phone app's addresses: open to all, holding nothing, and who it is."""

import pytest
from django.conf import settings
from django.urls import reverse

from indsats.field.rules.forms import FORMS
from indsats.field.rules.typescript import lines
from indsats.field.views import app
from indsats.organisation.access import Permission
from indsats.organisation.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(tmp_path, settings):
    (tmp_path / "index.html").write_text("<title>Indsats Felt</title>")
    (tmp_path / "worker.js").write_text("self.x = 1;")
    settings.PHONE_APP = tmp_path


def content(response):
    return response.content.decode()


def test_the_page_is_the_same_for_everybody_and_forbids_inline_script(client, built):
    response = client.get("/felt/")
    assert "Indsats Felt" in content(response)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy
    assert "geolocation=(self)" in response["Permissions-Policy"]


def test_the_worker_comes_from_where_it_may_serve(client, built):
    response = client.get(reverse("phone:worker"))
    assert reverse("phone:worker").startswith("/felt/")
    assert response["Content-Type"].startswith("text/javascript")
    assert content(response) == "self.x = 1;"


def test_an_app_that_was_not_built_says_so(client, tmp_path, settings):
    settings.PHONE_APP = tmp_path
    response = client.get("/felt/")
    assert response.status_code == 503
    assert "make setup" in response.content.decode()


def test_who_it_is_is_told_to_that_person_only(client, monkeypatch):
    assert client.get("/felt/hvem/").json() == {"problem": "login"}
    user = User.objects.create_user(username="amina", name="Amina Kaya", email="a@example.dk")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/felt/hvem/").json() == {"problem": "not_allowed"}
    monkeypatch.setattr(app.access, "may", lambda *asked: asked[1] is Permission.PHONE_USE)
    told = client.get("/felt/hvem/").json()
    assert (told["username"], told["name"], told["demo"]) == ("amina", "Amina Kaya", False)
    assert told["csrf"]


def test_every_field_of_every_form_has_its_type():
    text = "\n".join(lines())
    for form in FORMS:
        assert f"  {form.kind}: {{" in text
        assert all(f"    {name}: " in text for name in form.fields)


def test_the_app_knows_where_to_log_in_and_out():
    known = (settings.ROOT / "frontend/src/app/core/server.ts").read_text()
    for name in ("account_login", "account_logout", "phone:who", "field:phone-enrol", "phone-sync"):
        assert f'"{reverse(name)}' in known, name
