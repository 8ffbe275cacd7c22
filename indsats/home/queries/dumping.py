"""From the tables back to rows of municipality files, so that nothing is lost on the way."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from indsats.hearings.models import (
    Annex,
    Hearing,
    HearingParty,
    Matter,
    ProposalVersion,
)
from indsats.hearings.queries.letter import paragraphs
from indsats.home.queries.treated import treatments
from indsats.home.rules.files import rows, writing
from indsats.law.deadlines import danish_day
from indsats.organisation.models import ChangeSet, Competence, CompetenceHeld, User
from indsats.organisation.queries.change_sets import engine_steps
from indsats.organisation.queries.picture import read

NOWHERE = rows.Where("", 0, "")


def users() -> list[rows.UserRow]:
    """Give everyone who logs in."""
    return [
        rows.UserRow(
            where=NOWHERE, username=row.username, name=row.name, email=row.email,
            phone=row.phone, language=row.language,
        )
        for row in User.objects.order_by("username")
    ]  # fmt: skip


def competences() -> list[rows.CompetenceRow]:
    """Give the competences."""
    return [
        rows.CompetenceRow(
            where=NOWHERE, key=row.key, name=row.name,
            expires_after_months=row.expires_after_months,
        )
        for row in Competence.objects.order_by("key")
    ]  # fmt: skip


def held() -> list[rows.HeldRow]:
    """Give who holds which competence."""
    found = CompetenceHeld.objects.select_related("user", "competence")
    return [
        rows.HeldRow(
            where=NOWHERE, user=row.user.username, competence=row.competence.key,
            first=row.valid_from, until=row.valid_to, evidence=row.evidence,
        )
        for row in found.order_by("user__username", "competence__key", "valid_from")
    ]  # fmt: skip


def subjects() -> list[rows.SubjectRow]:
    """Give every identity with its slices."""
    picture = read()
    return [
        rows.SubjectRow(
            where=NOWHERE, kind=subject.kind, key=subject.key, places=(),
            slices=tuple(picture.slices(*subject)),
        )
        for subject in sorted(picture.subjects())
    ]  # fmt: skip


def organisation_yaml() -> str:
    """Write the organisation as a municipality file."""
    return writing.to_yaml(writing.organisation(users(), competences(), held(), subjects()))


def bodies_yaml() -> str:
    """Write the bodies and their seats as a municipality file."""
    return writing.to_yaml(writing.bodies(subjects()))


def hearing_yaml(matter: Matter) -> str:
    """Write a matter with all that belongs to it as a municipality file."""
    return writing.to_yaml(writing.hearing(hearing_row(matter)))


def hearing_row(matter: Matter) -> rows.HearingRow:
    """Give a matter as rows; its annexes name the files that are written beside."""
    names = annex_names(matter)
    return rows.HearingRow(
        where=NOWHERE,
        matter=rows.MatterRow(
            where=NOWHERE, key=matter.key, title=matter.title,
            deciding_body=matter.deciding_body.key, owner_unit=matter.owner_unit.key,
            case_worker=matter.case_worker.username, opened_on=matter.opened_on,
            journal_number=matter.journal_number, kle_code=matter.kle_code,
            legal_basis=matter.legal_basis, budget=matter.budget, competence=matter.competence,
            evaluation_on=matter.evaluation_on,
        ),
        proposals=tuple(_proposal(each, names) for each in matter.proposals.order_by("number")),
        treatments=tuple(treatments(matter)),
        hearings=tuple(_round(each) for each in matter.hearings.order_by("iteration")),
    )  # fmt: skip


def _proposal(proposal: ProposalVersion, names: Mapping[int, str]) -> rows.ProposalRow:
    return rows.ProposalRow(
        where=NOWHERE, number=proposal.number, title=proposal.title, basis=proposal.basis,
        text=proposal.text,
        items=tuple(
            rows.ItemRow(
                where=NOWHERE, number=item.number, kind=item.kind, title=item.title,
                text=item.text, rationale=item.rationale, modelled_on=item.modelled_on,
            )
            for item in proposal.items.order_by("order", "pk")
        ),
        annexes=tuple(_annex(each, names) for each in proposal.annexes.order_by("pk")),
        change_set=_change_set(proposal.change_set) if proposal.change_set else None,
    )  # fmt: skip


def annex_names(matter: Matter) -> dict[int, str]:
    """Name the files of a matter's annexes: as they are called, told apart where they differ."""
    names: dict[int, str] = {}
    taken: dict[str, str] = {}
    found = Annex.objects.filter(proposal__matter=matter).exclude(file="")
    for annex in found.order_by("proposal__number", "pk"):
        digest, called = annex_hash(annex), PurePosixPath(annex.file.name or "")
        name, number = called.name, 1
        while taken.setdefault(name, digest) != digest:
            number += 1
            name = f"{called.stem}-{number}{called.suffix}"
        names[annex.pk] = name
    return names


def annex_hash(annex: Annex) -> str:
    """Give the fingerprint of an annex's file, read anew where none was kept."""
    if annex.sha256:
        return annex.sha256
    with annex.file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _annex(annex: Annex, names: Mapping[int, str]) -> rows.AnnexRow:
    return rows.AnnexRow(
        where=NOWHERE, title=annex.title, section=annex.section, kind=annex.kind,
        file=names.get(annex.pk, ""), sha256=annex_hash(annex) if annex.file else "",
        profile=annex.profile_key, text=annex.text, is_open=annex.is_open,
        closed_reason=annex.closed_reason,
    )  # fmt: skip


def _change_set(change_set: ChangeSet) -> rows.ChangeSetRow:
    return rows.ChangeSetRow(
        where=NOWHERE, key=change_set.key, title=change_set.title,
        owner_unit=change_set.owner_unit.key if change_set.owner_unit else "",
        operations=engine_steps(change_set),
    )  # fmt: skip


def _round(hearing: Hearing) -> rows.RoundRow:
    return rows.RoundRow(
        where=NOWHERE, iteration=hearing.iteration, proposal=hearing.proposal.number,
        letter=rows.LetterRow(
            where=NOWHERE, dated=hearing.letter_date, heading=hearing.letter_heading,
            text="\n\n".join(paragraphs(hearing)), object_word=hearing.object_word,
            reply_to=hearing.reply_to, contact=hearing.contact, signatory=hearing.signatory,
            signatory_title=hearing.signatory_title, effect=hearing.effect_text,
        ),
        kind=hearing.kind, decided_on=hearing.decided_on,
        planned_send_on=hearing.planned_send_on, publication=hearing.publication,
        published_until=hearing.published_until,
        deadlines=tuple(
            rows.DeadlineRow(
                where=NOWHERE, last_day=row.last_day, set_on=danish_day(row.set_at),
                set_by=row.set_by.username, reason=row.reason,
            )
            for row in hearing.deadlines.select_related("set_by")
        ),
        parties=tuple(_party(row) for row in hearing.parties.select_related("body")),
        answers=dict(hearing.check_answers),
    )  # fmt: skip


def _party(row: HearingParty) -> rows.PartyRow:
    return rows.PartyRow(
        where=NOWHERE, body=row.body.key, role=row.role, name=row.name,
        may_comment=row.may_comment, contact=row.contact, address=row.address,
        channel=row.channel,
    )  # fmt: skip
