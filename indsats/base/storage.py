"""Files that people send: on the disk itself before any row names them (bilag på disken)."""

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class OnDisk(FileSystemStorage):
    """Wait until the disk has a file, and the folders that name it, before saying it is saved.

    A file is saved within the transaction that writes its row, and so before the commit: a row
    that was acknowledged never names a file that a power cut took.
    """

    def _save(self, name: str, content: Any) -> str:
        known = _first_known(Path(self.path(name)).parent)
        kept: str = super()._save(name, content)  # type: ignore[misc]  # not in the stubs
        path = Path(self.path(kept))
        force(path)
        for folder in path.parents:
            force(folder)
            if folder == known:
                break
        return kept


def _first_known(folder: Path) -> Path:
    """Find the nearest folder that is there already: the ones below it are made with the file."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def force(path: Path) -> None:
    """Wait until the disk has what a file or folder holds."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
