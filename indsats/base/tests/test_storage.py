"""Files are on the disk before anybody is told that they are kept."""

import os

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from indsats.base.storage import OnDisk


def test_a_file_and_the_folders_that_name_it_are_waited_for(tmp_path, monkeypatch):
    waited = []

    def note(handle):
        waited.append((os.fstat(handle).st_ino, os.fstat(handle).st_size))

    monkeypatch.setattr("indsats.base.storage.os.fsync", note)
    (tmp_path / "bilag").mkdir()
    name = OnDisk(location=tmp_path).save("bilag/ny/brev.txt", ContentFile(b"Vi er enige"))
    file = tmp_path / name
    assert waited[0] == (file.stat().st_ino, 11)
    assert [inode for inode, _size in waited[1:]] == [
        folder.stat().st_ino for folder in (file.parent, tmp_path / "bilag")
    ]


def test_every_file_of_the_application_is_kept_so():
    assert isinstance(storages["default"], OnDisk)
