"""A reply's file is on the disk before the row that names it is committed; and large ones."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import connection
from django.utils.timezone import localdate, now

from indsats.base import storage
from indsats.hearings.actions import reply_file
from indsats.hearings.models import ReplyDraft
from indsats.hearings.tests import factories as f

MEGABYTE = 1024 * 1024


def make_party():
    hearing = f.make_hearing(
        deadline=localdate() + timedelta(days=9), sent_at=now() - timedelta(days=1)
    )
    return f.make_party(hearing)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_on_the_disk_before_its_row_is_committed(monkeypatch):
    party, done = make_party(), []
    force, commit = storage.force, connection._commit  # noqa: SLF001 -- the very moment

    def on_disk(path):
        force(path)
        done.append("folder" if path.is_dir() else path.read_bytes())

    def committed():
        commit()
        done.append("commit")

    monkeypatch.setattr(storage, "force", on_disk)
    monkeypatch.setattr(connection, "_commit", committed)
    reply_file.attach(party=party, by="link:1", upload=ContentFile(b"Vagtplan", name="a.txt"))
    assert done[0] == b"Vagtplan"
    assert done[-1] == "commit"
    assert done.count("commit") == 1
    assert "folder" in done


@pytest.fixture
def large(tmp_path):
    """Give a file of 50 MB, most of which no disk has to hold."""
    path = tmp_path / "stor.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.7")
        stream.truncate(50 * MEGABYTE)
    with path.open("rb") as stream:
        yield File(stream, name="stor.pdf")


@pytest.mark.django_db
def test_a_file_of_50_megabytes_is_kept_whole_where_the_house_takes_it(settings, large):
    settings.ATTACHMENT_LIMIT = 60 * MEGABYTE
    party = make_party()
    reply_file.attach(party=party, by="link:1", upload=large)
    row = party.draft.files.get()
    assert row.size == 50 * MEGABYTE
    with row.file.open("rb") as kept:
        assert hashlib.file_digest(kept, "sha256").hexdigest() == row.sha256
    large.seek(0)
    assert hashlib.file_digest(large, "sha256").hexdigest() == row.sha256


@pytest.mark.django_db
def test_a_file_of_50_megabytes_is_refused_where_the_house_does_not(large):
    party = make_party()
    with pytest.raises(ValidationError, match="fylder mere end 25 MB"):
        reply_file.attach(party=party, by="link:1", upload=large)
    assert not ReplyDraft.objects.exists()
