"""Loading a matter with its proposal, change-set, annexes and rounds of hearing."""

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from indsats.hearings.models import (
    Annex,
    DeadlineVersion,
    Hearing,
    HearingParty,
    Matter,
    ProposalItem,
    ProposalVersion,
)
from indsats.home.actions.loading_annexes import kept_file, with_hashes
from indsats.home.actions.loading_treatments import load_treatments
from indsats.home.queries.dumping import hearing_row
from indsats.home.rules.files.rows import (
    AnnexRow,
    ChangeSetRow,
    HearingRow,
    MatterRow,
    ProposalRow,
    RoundRow,
)
from indsats.home.rules.files.writing import hearing
from indsats.law.deadlines import COPENHAGEN
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Unit, UnitState, User
from indsats.organisation.models import Operation as OperationRecord

NOON = time(12)


def _unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def _user(username: str) -> User:
    return User.objects.get(username=username)


def load_hearing(row: HearingRow, *, folders: list[Path]) -> int:
    """Load a matter that is not there yet; one whose letter has been sent is never touched.

    Gives 1 when anything was written. A matter that is being prepared is written anew, so that
    the file is what holds. Raises ValidationError for an annex that is missing or has changed.
    """
    row = with_hashes(row, folders)
    known = Matter.objects.filter(key=row.matter.key).first()
    if known is not None:
        if _same(known, row):
            return 0
        if known.hearings.filter(sent_at__isnull=False).exists():
            raise ValidationError(
                _("The hearing in the matter “%(key)s” has been sent, so a file cannot change it.")
                % {"key": known.key},
            )
        _take_away(known)
    matter = _matter(row.matter)
    proposals = {each.number: _proposal(matter, each, folders) for each in row.proposals}
    for each in row.hearings:
        _round(matter, proposals[each.proposal], each)
    load_treatments(matter, row.treatments, by=matter.case_worker)
    return 1


def _same(matter: Matter, row: HearingRow) -> bool:
    """Tell whether the tables already say just what the file says."""
    return hearing(_told(hearing_row(matter))) == hearing(_told(row))


def _told(row: HearingRow) -> HearingRow:
    """Leave out what only the tables know by name, and bring letters to one form."""
    rounds = tuple(
        replace(
            each,
            letter=replace(each.letter, text="\n\n".join(each.letter.paragraphs)),
            parties=tuple(replace(party, name="") for party in each.parties),
            deadlines=tuple(replace(deadline, set_by="") for deadline in each.deadlines),
        )
        for each in row.hearings
    )
    return replace(row, hearings=rounds, treatments=())


def _take_away(matter: Matter) -> None:
    for each in matter.hearings.all():
        each.delete()
    sets = [row.change_set for row in matter.proposals.all() if row.change_set]
    matter.delete()
    for change_set in sets:
        if change_set.status == ChangeSetStatus.DRAFT:
            change_set.delete()


def _matter(row: MatterRow) -> Matter:
    return Matter.objects.create(
        key=row.key, title=row.title, journal_number=row.journal_number, kle_code=row.kle_code,
        legal_basis=row.legal_basis, budget=row.budget, competence=row.competence,
        deciding_body=_unit(row.deciding_body), owner_unit=_unit(row.owner_unit),
        case_worker=_user(row.case_worker), opened_on=row.opened_on,
        evaluation_on=row.evaluation_on,
    )  # fmt: skip


def _proposal(matter: Matter, row: ProposalRow, folders: list[Path]) -> ProposalVersion:
    proposal = ProposalVersion.objects.create(
        matter=matter, number=row.number, title=row.title, basis=row.basis, text=row.text,
        change_set=_change_set(matter, row.change_set) if row.change_set else None,
    )  # fmt: skip
    ProposalItem.objects.bulk_create(
        ProposalItem(
            proposal=proposal, number=item.number, order=order, kind=item.kind, title=item.title,
            text=item.text, rationale=item.rationale, modelled_on=item.modelled_on,
        )
        for order, item in enumerate(row.items, 1)
    )  # fmt: skip
    for each in row.annexes:
        _annex(proposal, each, folders)
    return proposal


def _annex(proposal: ProposalVersion, row: AnnexRow, folders: list[Path]) -> None:
    Annex.objects.create(
        proposal=proposal, title=row.title, section=row.section, kind=row.kind, text=row.text,
        profile_key=row.profile, is_open=row.is_open, closed_reason=row.closed_reason,
        sha256=row.sha256, file=kept_file(row, folders),
    )  # fmt: skip


def _change_set(matter: Matter, row: ChangeSetRow) -> ChangeSet:
    change_set, _new = ChangeSet.objects.get_or_create(
        key=row.key,
        defaults={
            "title": row.title, "created_by": matter.case_worker,
            "owner_unit": _unit(row.owner_unit) if row.owner_unit else None,
        },
    )  # fmt: skip
    if change_set.status != ChangeSetStatus.DRAFT:
        return change_set
    change_set.operations.all().delete()
    OperationRecord.objects.bulk_create(
        OperationRecord(
            change_set=change_set, number=step.number, verb=step.verb, kind=step.kind,
            subject=step.subject, valid_from=step.span.first, valid_to=step.span.until,
            patch=dict(step.as_json()["patch"]), reason_kind=step.reason_kind,
            reason=step.reason, item=step.item,
        )
        for step in row.operations
    )  # fmt: skip
    return change_set


def _round(matter: Matter, proposal: ProposalVersion, row: RoundRow) -> None:
    letter = row.letter
    made = Hearing.objects.create(
        matter=matter, proposal=proposal, iteration=row.iteration, kind=row.kind,
        public_id=slugify(f"{matter.key}-{row.iteration}")[:40], decided_on=row.decided_on,
        planned_send_on=row.planned_send_on, publication=row.publication,
        published_until=row.published_until, check_answers=dict(row.answers),
        letter_date=letter.dated, letter_heading=letter.heading,
        letter_text="\n\n".join(letter.paragraphs), object_word=letter.object_word,
        reply_to=letter.reply_to, contact=letter.contact, signatory=letter.signatory,
        signatory_title=letter.signatory_title, effect_text=letter.effect,
    )  # fmt: skip
    for deadline in row.deadlines:
        DeadlineVersion.objects.create(
            hearing=made, last_day=deadline.last_day, reason=deadline.reason,
            set_by=_user(deadline.set_by) if deadline.set_by else matter.case_worker,
            set_at=datetime.combine(deadline.set_on, NOON, COPENHAGEN),
        )  # fmt: skip
    for order, party in enumerate(row.parties, 1):
        body = _unit(party.body)
        _party_row(made, order, {"body": body, "name": party.name or _name(body)}, party)


def _party_row(made: Hearing, order: int, named: dict[str, Any], party: Any) -> None:
    HearingParty.objects.create(
        hearing=made, order=order, role=party.role, may_comment=party.may_comment,
        contact=party.contact, address=party.address, channel=party.channel, **named,
    )  # fmt: skip


def _name(body: Unit) -> str:
    newest = UnitState.objects.filter(unit=body).order_by("-valid_from").first()
    return newest.name if newest else body.key
