import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.home.tests.test_login import is_in
from indsats.organisation.models import User
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    """A municipality's identity provider, small enough to read."""

    claims: dict = {}

    def log_message(self, *args):
        pass

    def answer(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        here = f"http://{self.headers['Host']}"
        if self.path.startswith("/.well-known/"):
            return self.answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                }
            )
        return self.answer(self.claims)

    def do_POST(self):
        here = f"http://{self.headers['Host']}"
        self.rfile.read(int(self.headers["Content-Length"]))
        token = {**self.claims, "iss": here, "aud": "indsats", "exp": 4_000_000_000, "iat": 1}
        key = "only the provider knows this key of its own"
        self.answer(
            {
                "access_token": "a",
                "token_type": "Bearer",
                "id_token": jwt.encode(token, key, algorithm="HS256"),
            }
        )


@pytest.fixture
def provider(settings):
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "kommune",
                    "name": "Ishøj Kommune",
                    "client_id": "indsats",
                    "secret": "s",
                    "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
                }
            ],
        }
    }
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def sign_on(client, provider, **claims):
    """Go the whole way: our button, the provider's page (skipped), back to us."""
    provider.claims = {"sub": "42", **claims}
    sent = client.post("/konto/oidc/kommune/login/?process=login")
    question = parse_qs(urlsplit(sent.url).query)
    assert question["code_challenge_method"] == ["S256"]
    return client.get(
        "/konto/oidc/kommune/login/callback/",
        {
            "code": "c",
            "state": question["state"][0],
        },
    )


def test_the_login_page_offers_single_sign_on_only_where_it_is_set_up(client, provider, settings):
    assert "Log ind med Ishøj Kommune" in client.get("/konto/log-ind/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Log ind med Ishøj" not in client.get("/konto/log-ind/").content.decode()
    assert client.post("/konto/oidc/kommune/login/").status_code == 404


def test_whom_we_know_is_let_in_by_the_claim(client, provider):
    user, other = f.make_user(), f.make_user("Bob")
    answer = sign_on(client, provider, preferred_username=user.username.upper(), email=other.email)
    assert answer.url == "/"
    assert user.name in client.get("/profil/").content.decode()
    assert Entry.objects.get(act=Act.LOGIN).facts["how"] == ["socialaccount"]
    assert SocialAccount.objects.get().user == user


def test_the_same_person_is_known_again_by_the_providers_own_number(client, provider):
    user, other = f.make_user(), f.make_user("Bob")
    sign_on(client, provider, preferred_username=user.username)
    client.post(reverse("account_logout"))
    sign_on(client, provider, preferred_username=other.username)
    assert user.name in client.get("/profil/").content.decode()


@pytest.mark.parametrize(
    "claims", [{"preferred_username": "ukendt"}, {"email": "x@example.dk"}, {}]
)
def test_a_stranger_is_turned_away_and_never_made_a_user(client, provider, claims):
    f.make_user(email="x@example.dk")
    answer = sign_on(client, provider, **claims)
    assert answer.status_code == 403
    assert "Du har ikke adgang" in answer.content.decode()
    assert User.objects.count() == 1
    assert not is_in(client)
    assert Entry.objects.get().facts["event"] == "single sign-on: no access"


def test_a_closed_user_is_turned_away_known_or_not(client, provider):
    user = f.make_user(is_active=False)
    assert sign_on(client, provider, preferred_username=user.username).status_code == 403
    SocialAccount.objects.create(user=user, provider="kommune", uid="42")
    assert sign_on(client, provider, preferred_username=user.username).status_code == 403
    assert not is_in(client)


def test_where_the_setting_says_so_a_stranger_becomes_a_user_without_rights(
    client, provider, settings
):
    settings.OIDC_CREATE = True
    sign_on(client, provider, preferred_username="Ny.Bruger", name="Ny Bruger")
    user = User.objects.get()
    assert (user.username, user.name, user.has_usable_password()) == (
        "ny.bruger",
        "Ny Bruger",
        False,
    )
    assert is_in(client)
    assert client.get("/administration/login/").status_code == 404


def test_nobody_connects_a_foreign_login_to_ones_own_user(client, provider):
    client.force_login(f.make_user())
    provider.claims = {"sub": "42", "preferred_username": "mallory"}
    sent = client.post("/konto/oidc/kommune/login/?process=connect")
    state = parse_qs(urlsplit(sent.url).query)["state"][0]
    answer = client.get("/konto/oidc/kommune/login/callback/", {"code": "c", "state": state})
    assert answer.status_code == 403
    assert SocialAccount.objects.count() == 0


def test_a_made_up_answer_of_the_provider_lets_nobody_in(client, provider):
    user = f.make_user()
    provider.claims = {"sub": "42", "preferred_username": user.username}
    answer = client.get("/konto/oidc/kommune/login/callback/", {"code": "c", "state": "forged"})
    assert "Login lykkedes ikke" in answer.content.decode()
    assert not is_in(client)


def test_single_sign_on_counts_as_two_steps_unless_told_otherwise(client, provider, settings):
    settings.REQUIRE_MFA = True
    user = f.make_user()
    sign_on(client, provider, preferred_username=user.username)
    assert is_in(client)
    settings.OIDC_PROVES_MFA = False
    assert not is_in(client)
