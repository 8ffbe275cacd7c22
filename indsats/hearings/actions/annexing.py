"""Files attached to a proposal, judged by what they are before they are kept (bilag)."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from indsats.base.uploads import Upload, check_upload
from indsats.hearings.actions.proposal import add_annex
from indsats.hearings.models import Annex, ProposalVersion
from indsats.organisation.models import User


def attach(*, proposal: ProposalVersion, by: User, file: Upload | None, **fields: Any) -> Annex:
    """Attach a file, or a profile or preview written out when asked for.

    Raises ValidationError on the field ``file`` for one that is too large or not what it says.
    """
    if file is None:
        return add_annex(proposal=proposal, by=by, **fields)
    try:
        checked = check_upload(file)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    path = keep(file)
    return add_annex(proposal=proposal, by=by, file=path, sha256=checked.sha256, **fields)


def keep(file: Upload) -> str:
    """Check a file and keep it under its own name; give its path. The same file is kept once.

    Raises ValidationError as `check_upload`.
    """
    checked = check_upload(file)
    path = f"annex/{checked.sha256[:16]}/{checked.name}"
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            if hashlib.file_digest(kept, "sha256").hexdigest() == checked.sha256:
                return path
    return default_storage.save(path, file)
