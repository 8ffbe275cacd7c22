import os
import subprocess
import sys

import pytest
from django.conf import settings as real
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from indsats.home.management.commands.serve import refuse_unmigrated, shape
from indsats.home.middleware import headers
from indsats.organisation.tests import factories as f

PATHS = ["/", "/konto/log-ind/", "/findes-ikke/", "/sundhed/", "/hjaelp/", "/konto/log-ud/"]


@pytest.mark.django_db
@pytest.mark.parametrize("logged_in", [True, False])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_what_is_not_needed(client, path, logged_in):
    if logged_in:
        client.force_login(f.make_user())
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_public_page_may_be_kept_but_never_for_someone_logged_in():
    def page(request):
        return HttpResponse(headers={"Cache-Control": "public, max-age=60"})

    request = RequestFactory().get("/")
    assert headers(page)(request)["Cache-Control"] == "public, max-age=60"
    request.user = f.make_user()
    assert headers(page)(request)["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_a_foreign_host_is_refused(client):
    assert client.get("/sundhed/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("length", "status"), [("100", 302), ("999999999", 413), ("-1", 413), ("x", 413)]
)
def test_a_request_too_large_is_turned_away_unread(client, length, status):
    answer = client.generic("POST", "/profil/", b"name=x", CONTENT_LENGTH=length)
    assert answer.status_code == status
    if status == 413:
        assert "For meget på én gang" in answer.content.decode()


@pytest.mark.django_db
def test_health_says_whether_the_database_answers(client, monkeypatch):
    assert client.get("/sundhed/").json() == {"status": "ok"}

    def broken(*args, **kwargs):
        raise OperationalError("secret detail")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/sundhed/")
    assert (answer.status_code, answer.json()) == (503, {"status": "no database"})


UNSET = ("INDSATS_", "PYTEST_", "DJANGO_")


def production(*arguments, **variables):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(UNSET)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=real.ROOT,
        text=True,
        capture_output=True,
        check=False,
        env=clean
        | {
            "INDSATS_PRODUCTION": "1",
            "INDSATS_HOSTS": "indsats.example.dk",
            "INDSATS_SECRET_KEY": "k9#" + "".join(map(str, range(40))) + "Zæ!",
            "INDSATS_DATABASE": "sqlite:///",
            **variables,
        },
    )


def test_production_settings_pass_djangos_own_check():
    done = production("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    lacking = production("check", "--deploy", "--fail-level", "WARNING", INDSATS_REQUIRE_MFA="0")
    assert "indsats.W001" in lacking.stderr


def test_production_cookies_belong_to_one_host_over_tls():
    names = "SESSION_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_NAME CSRF_COOKIE_SECURE"
    words = "SECURE_HSTS_SECONDS SECURE_SSL_REDIRECT REQUIRE_MFA DEBUG DEMO"
    code = f"print(*[getattr(settings, name) for name in '{names} {words}'.split()])"
    code = f"from django.conf import settings; {code}"
    done = production("shell", "-v0", "-c", code)
    assert done.stdout.split() == [
        "__Host-sessionid",
        "True",
        "__Host-csrftoken",
        "True",
        "31536000",
        "True",
        "True",
        "False",
        "False",
    ], done.stderr


@pytest.mark.django_db
def test_sqlite_gets_one_process_and_one_thread():
    refuse_unmigrated()
    if connection.vendor == "sqlite":
        assert shape(None) == (1, 1)
        with pytest.raises(CommandError):
            shape(2)
    else:
        assert shape(3) == (3, 2)


def test_the_server_does_not_start_on_a_database_that_is_behind(tmp_path):
    done = production("serve", INDSATS_DATABASE=f"sqlite:///{tmp_path}/empty.sqlite3")
    assert done.returncode == 1
    assert "indsats migrate" in done.stderr
