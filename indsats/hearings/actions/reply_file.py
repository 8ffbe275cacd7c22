"""Files that go with a reply: judged by content, hashed, attached to the draft or reply (bilag)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.uploads import Upload, check_upload
from indsats.hearings.actions.draft import draft_of, take_back
from indsats.hearings.actions.reply import known_reply
from indsats.hearings.models import HearingParty, ReplyFile
from indsats.organisation.models import User

MOST = 20  # files of one reply


def stored(upload: Upload) -> ReplyFile:
    """Check a file by its content and store it; it belongs to nothing yet."""
    checked = check_upload(upload)
    row = ReplyFile(
        name=checked.name, kind=checked.kind, size=checked.size, sha256=checked.sha256
    )  # fmt: skip
    row.file.save(f"{checked.sha256[:32]}.{checked.kind}", upload, save=False)
    return row


@deed
def attach(*, party: HearingParty, by: User | str, upload: Upload, request_key: str = "") -> None:
    """Put a file with the party's draft; raises ValidationError in plain words if it cannot.

    Whoever heard no answer sends again: the same file is with the draft once, and one that came
    with a reply sent by the same ``request_key`` is with that reply already.
    """
    if request_key and known_reply(request_key, party.hearing, party):
        return
    draft = draft_of(party)
    try:
        row = stored(upload)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    if draft.files.filter(name=row.name, sha256=row.sha256).exists():
        row.file.delete(save=False)
        return
    if draft.files.count() >= MOST:
        raise ValidationError(_("A reply holds at most %(n)s files.") % {"n": MOST})
    row.draft = draft
    row.save()
    take_back(draft)
    record(by=by, act=Act.CREATED, subject=row, name=row.name, sha256=row.sha256)


@deed
def detach(*, row: ReplyFile, by: User | str) -> None:
    """Take a file from a draft again; files of a sent reply stay."""
    if row.reply_id is not None:
        raise ValidationError(_("The reply has been sent, so its files stay."))
    record(by=by, act=Act.REMOVED, subject=row, name=row.name, sha256=row.sha256)
    if row.draft is not None:
        take_back(row.draft)
    row.delete()
