"""Files attached to a proposal, judged by what they are before they are kept (bilag)."""

from typing import Any

from django.core.exceptions import ValidationError

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
    file.name = checked.name
    return add_annex(proposal=proposal, by=by, file=file, sha256=checked.sha256, **fields)
