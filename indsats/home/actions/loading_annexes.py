"""The files of annexes that lie beside a municipality file: found, and held to what it says."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from indsats.hearings.actions.annexing import keep
from indsats.home.rules.files.rows import AnnexRow, HearingRow


def with_hashes(row: HearingRow, folders: Sequence[Path]) -> HearingRow:
    """Give every annex that is a file its fingerprint, so that a changed file is seen."""
    proposals = tuple(
        replace(each, annexes=tuple(_hashed(annex, folders) for annex in each.annexes))
        for each in row.proposals
    )
    return replace(row, proposals=proposals)


def _hashed(row: AnnexRow, folders: Sequence[Path]) -> AnnexRow:
    if not row.file:
        return replace(row, sha256="")
    with found(row, folders).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if row.sha256 and row.sha256 != digest:
        text = _("The annex file “%(name)s” is not the one the file was written with.")
        raise ValidationError(text % {"name": row.file})
    return replace(row, sha256=digest)


def found(row: AnnexRow, folders: Sequence[Path]) -> Path:
    """Find the file of an annex in the folders of what is loaded."""
    for folder in folders:
        if (folder / row.file).is_file():
            return folder / row.file
    raise ValidationError(_("The annex file “%(name)s” is missing.") % {"name": row.file})


def kept_file(row: AnnexRow, folders: Sequence[Path]) -> str:
    """Keep the file of an annex and give its path; empty for one without a file."""
    if not row.file:
        return ""
    with found(row, folders).open("rb") as stream:
        return keep(File(stream, name=row.file))
