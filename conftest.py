"""What every test needs: Danish as the language, files in a place of their own."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OUTBOX = tmp_path / "outbox"
    with translation.override("da"):
        yield
