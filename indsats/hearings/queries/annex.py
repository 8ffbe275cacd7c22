"""Annexes as they are opened: a stored file, a profile written out, or the preview."""

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Bullets, Document, Heading, Paragraph
from indsats.hearings.models import Annex, AnnexKind, ProposalVersion
from indsats.organisation.models import Profile, ProfileState
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.preview import counts, namer_for, step_lines
from indsats.organisation.queries.profile_page import profile_document, profile_page


def annexes(proposal: ProposalVersion, *, closed: bool) -> QuerySet[Annex]:
    """Give the annexes of a version; the closed ones only where asked for."""
    rows = proposal.annexes.all()
    return rows if closed else rows.filter(is_open=True)


def profiles() -> list[tuple[str, str]]:
    """Give the job and function descriptions in force today, by name."""
    rows = ProfileState.objects.on(localdate()).order_by("name")
    return list(rows.values_list("profile__key", "name"))


def annex_document(annex: Annex) -> Document | None:
    """Write an annex out that is no file; None where nothing can be written."""
    if annex.kind == AnnexKind.PREVIEW:
        return _preview(annex)
    profile = Profile.objects.filter(key=annex.profile_key).first() if annex.profile_key else None
    if profile is not None:
        return profile_document(profile_page(profile, localdate()))
    if not annex.text:
        return None
    parts = [Paragraph(part) for part in annex.text.split("\n") if part.strip()]
    return Document(title=annex.title, language="da", blocks=parts)


def _preview(annex: Annex) -> Document | None:
    change_set = annex.proposal.change_set
    if change_set is None:
        return None
    found = prepared(change_set, today=localdate(), strict=False)
    steps = [line.text for line in step_lines(found, namer_for(found))]
    numbers = [count.text for count in counts(found)]
    blocks: list[Block] = [
        Heading(_("What changes"), 2), Bullets(numbers or [_("None")]),
        Heading(_("Step by step"), 2), Bullets(steps or [_("None")]),
    ]  # fmt: skip
    return Document(title=annex.title, language="da", blocks=blocks)
