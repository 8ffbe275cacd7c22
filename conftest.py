"""What every test needs: Danish as the language, files in a place of their own."""

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as properties

# No test is timed: a loaded machine must not fail a property.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OUTBOX = tmp_path / "outbox"
    with translation.override("da"):
        yield
