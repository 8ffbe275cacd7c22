"""What every test needs: a migrated database, Danish, files in a place of their own."""

import os

import pytest
from django.db import connection
from django.middleware import csrf
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

from tests.migrated import ready_made

# No test is timed: a loaded machine must not fail a property. A run says the same twice;
# INDSATS_EXAMPLES in the environment draws other examples each time.
properties.register_profile(
    "house",
    deadline=None,
    derandomize="INDSATS_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
properties.load_profile("house")


def pytest_addoption(parser):
    """Let a second database be tried without the tests that would say the same on any."""
    told = "leave out the tests that touch no database"
    parser.addoption("--only-database", action="store_true", help=told)


def touches_database(item):
    """Tell whether a test could say something else on another database."""
    fixtures = {"db", "transactional_db", "live_server"}
    marked = any(item.get_closest_marker(name) for name in ("django_db", "heavy"))
    return marked or not fixtures.isdisjoint(item.fixturenames)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Begin with the long tests, so that none of them is left to run alone at the end."""
    if config.getoption("only_database"):
        left_out = [item for item in items if not touches_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if touches_database(item)]
    items.sort(key=lambda item: not item.get_closest_marker("heavy"))


@pytest.fixture(autouse=True, scope="session")
def _tokens_that_say_nothing():
    """Draw the tokens of forms from two letters: no short word stands in one by chance."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csrf, "CSRF_ALLOWED_CHARS", "qQ")
        yield


@pytest.fixture(autouse=True, scope="session")
def _emptied_past_the_seals():
    """Let a test's database be emptied, sealed rows and all."""
    from indsats.base.triggers import lifted  # noqa: PLC0415 -- Django must be set up first

    empty = TransactionTestCase._fixture_teardown  # noqa: SLF001 -- where Django empties it

    def past_the_seals(case):
        with lifted():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", past_the_seals)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):  # noqa: ARG001 -- first
    """Give Django a database that is migrated already, before it would make one."""
    with ready_made():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):  # noqa: ARG001 -- after Django's own
    """Let Django ask what the database can once, before any test counts its queries.

    It remembers the answer for each connection, and a thread or a test may begin with a new one.
    """
    features = connection.features
    with django_db_blocker.unblock():
        answer = features.supports_json_field
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(features), "supports_json_field", answer)
        yield


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OUTBOX = tmp_path / "outbox"
    with translation.override("da"):
        yield
