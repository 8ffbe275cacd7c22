"""The five verdicts, and what a memo still lacks before it may be called final."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indsats.hearings.rules.states import Role
from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _


class Verdict(StrEnum):
    """What the authority does with a remark (stillingtagen)."""

    FOLLOWED = "followed"
    PARTLY = "partly"
    NOT_FOLLOWED = "not_followed"
    NOTED = "noted"
    OUTSIDE = "outside"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.FOLLOWED: _("Followed"),
    Verdict.PARTLY: _("Partly followed"),
    Verdict.NOT_FOLLOWED: _("Not followed"),
    Verdict.NOTED: _("Noted"),
    Verdict.OUTSIDE: _("Outside the matter"),
}
CHANGING = frozenset({Verdict.FOLLOWED, Verdict.PARTLY})


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """One segment of a reply with its verdict and answer; none yet is None and empty."""

    key: str
    verdict: Verdict | None = None
    answer: str = ""
    changed_where: str = ""


@dataclass(frozen=True, kw_only=True)
class WeighedReply:
    """One counting reply: who sent it, its segments, and the text no segment covers.

    ``late_included`` is None until someone has decided whether a late reply is taken in.
    """

    key: str
    role: Role = Role.CONSULTED
    segments: Sequence[Weighed] = ()
    unassigned: int = 0
    no_comments: bool = False
    noted: bool = False
    late: bool = False
    late_included: bool | None = None


@dataclass(frozen=True)
class Gap:
    """Something the memo lacks: in which reply, which segment ("" is the whole), and what."""

    reply: str
    segment: str
    lacks: Message
    blocking: bool = True


def _segment_gaps(reply: WeighedReply) -> list[Gap]:
    gaps = []
    for each in reply.segments:
        if each.verdict is None:
            gaps.append(Gap(reply.key, each.key, message(_("A segment has no verdict."))))
        if not each.answer.strip():
            gaps.append(Gap(reply.key, each.key, message(_("A segment has no answer."))))
        if each.verdict in CHANGING and not each.changed_where.strip():
            text = _("A followed remark does not say where the proposal was changed.")
            gaps.append(Gap(reply.key, each.key, message(text), blocking=False))
    return gaps


def _consulted_gaps(reply: WeighedReply) -> list[Gap]:
    gaps = []
    if not reply.segments and not reply.no_comments:
        gaps.append(Gap(reply.key, "", message(_("The reply has not been cut into segments."))))
    elif reply.unassigned:
        text = message(
            _("Parts of the reply are in no segment: %(count)s."), count=reply.unassigned
        )
        gaps.append(Gap(reply.key, "", text))
    return gaps


def gaps_of(reply: WeighedReply) -> list[Gap]:
    """List what one reply still needs.

    Consulted: every part weighed. Informed: read and noted. Late: someone decided on it; one left
    out needs no weighing. What is begun on an informed reply must be finished all the same.
    """
    if reply.late and reply.late_included is None:
        return [Gap(reply.key, "", message(_("Decide whether the late reply is included.")))]
    if reply.late and reply.late_included is False:
        return []
    gaps = _segment_gaps(reply)
    if reply.role is Role.CONSULTED:
        return [*_consulted_gaps(reply), *gaps]
    if not reply.noted and not reply.segments and not reply.no_comments:
        gaps.append(Gap(reply.key, "", message(_("The remarks have not been read and noted."))))
    return gaps


def memo_gaps(replies: Iterable[WeighedReply]) -> list[Gap]:
    """List everything the memo lacks, reply by reply."""
    return [gap for reply in replies for gap in gaps_of(reply)]


def is_complete(replies: Iterable[WeighedReply]) -> bool:
    """Tell whether the memo may be marked final: no blocking gap in any reply."""
    return not any(gap.blocking for gap in memo_gaps(replies))


def tally(replies: Iterable[WeighedReply]) -> dict[Verdict, int]:
    """Count segments per verdict, every verdict named, for the memo's opening table."""
    counts = dict.fromkeys(Verdict, 0)
    for reply in replies:
        for each in reply.segments:
            if each.verdict is not None:
                counts[each.verdict] += 1
    return counts
