"""Cutting replies into segments, and weighing each; several people at once (uddrag)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.models import (
    AnswerVersion,
    Hearing,
    MinorityStatement,
    ProposalItem,
    Reply,
    Segment,
    Theme,
    Verdict,
)
from indsats.hearings.queries.words import say
from indsats.hearings.rules import segments as rules
from indsats.hearings.rules.redaction import Cover, widen
from indsats.organisation.models import User


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What someone made of a segment, from which version of it."""

    version: int
    verdict: Verdict | str = ""
    answer: str = ""
    item: ProposalItem | None = None
    themes: Sequence[Theme] = ()
    change_reference: str = ""
    new_theme: str = ""


def text_of(reply: Reply, minority: MinorityStatement | None) -> str:
    """Give the unchanging text a segment is cut from."""
    return minority.text if minority else reply.text


def _present(reply: Reply, minority: MinorityStatement | None) -> list[rules.Segment]:
    rows = reply.segments.filter(minority=minority).values_list("start", "end")
    return [rules.Segment(start, end) for start, end in rows]


@deed
def cut(
    *, reply: Reply, by: User, start: int, end: int, minority: MinorityStatement | None = None,
) -> Segment:  # fmt: skip
    """Make a segment of marked text; raises ValidationError when it touches another one."""
    Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    text = text_of(reply, minority)
    wide = widen(text, Cover(start, end))
    marked = rules.Segment(wide.start, wide.end)
    try:
        rules.cut(text, _present(reply, minority), marked)
    except rules.SegmentError as error:
        raise ValidationError(say(error.reason), code="segment") from error
    new = rules.trimmed(text, marked)
    row = Segment.objects.create(
        reply=reply,
        minority=minority,
        start=new.start,
        end=new.end,
        changed_by=by.username,
    )
    record(by=by, act=Act.CREATED, subject=row, reply=reply.receipt, start=new.start, end=new.end)
    return row


@deed
def cut_paragraphs(
    *,
    reply: Reply,
    by: User,
    minority: MinorityStatement | None = None,
) -> list[Segment]:
    """Make a segment of every paragraph that is still free: the way without marking."""
    text = text_of(reply, minority)
    made = []
    for free in rules.unassigned(text, _present(reply, minority)):
        for start, end in rules.paragraphs(text, free):
            made.append(cut(reply=reply, by=by, start=start, end=end, minority=minority))
    return made


@deed
def uncut(*, segment: Segment, by: User, version: int) -> None:
    """Take a segment away, unless someone has weighed it since it was shown."""
    fresh = _claim(segment, version)
    record(
        by=by, act=Act.REMOVED, subject=fresh, verdict=fresh.verdict, answer=fresh.answer,
        start=fresh.start, end=fresh.end,
    )  # fmt: skip
    fresh.delete()


def _claim(segment: Segment, version: int) -> Segment:
    fresh = Segment.objects.select_for_update(of=("self",)).get(pk=segment.pk)
    if fresh.version != version:
        raise ChangedMeanwhileError(fresh.version)
    return fresh


@deed
def weigh(*, segment: Segment, by: User, weighing: Weighing) -> Segment:
    """Give a segment its verdict and answer; what stood before is kept in its history.

    Raises ChangedMeanwhileError when someone else has saved since it was shown.
    """
    fresh = _claim(segment, weighing.version)
    before = (fresh.verdict, fresh.answer)
    if any(before) and before != (weighing.verdict, weighing.answer):
        AnswerVersion.objects.create(
            segment=fresh, number=fresh.version, verdict=fresh.verdict, answer=fresh.answer,
            by=fresh.changed_by, at=timezone.now(),
        )  # fmt: skip
    fresh.verdict, fresh.answer = weighing.verdict, weighing.answer
    fresh.item, fresh.change_reference = weighing.item, weighing.change_reference
    fresh.version, fresh.changed_by = fresh.version + 1, by.username
    fresh.full_clean()
    fresh.save()
    themes = list(weighing.themes)
    if weighing.new_theme.strip():
        themes.append(make_theme(hearing=fresh.reply.hearing, by=by, name=weighing.new_theme))
    fresh.themes.set(themes)
    record(by=by, act=Act.CHANGED, subject=fresh, verdict=fresh.verdict)
    return fresh


@deed
def weigh_many(
    *,
    versions: dict[int, int],
    by: User,
    verdict: Verdict,
    answer: str,
) -> tuple[int, Collection[int]]:
    """Give many segments one verdict and answer; skip and name those changed meanwhile.

    ``versions`` is the version of each segment as it was shown. Gives how many were weighed,
    and the segments left alone.
    """
    rows = {
        row.pk: row
        for row in Segment.objects.select_for_update(of=("self",)).filter(pk__in=versions)
    }
    current = [row for key, row in rows.items() if row.version == versions[key]]
    now = timezone.now()
    AnswerVersion.objects.bulk_create(
        AnswerVersion(
            segment=row, number=row.version, verdict=row.verdict, answer=row.answer,
            by=row.changed_by, at=now,
        )
        for row in current
        if row.verdict or row.answer
    )  # fmt: skip
    for row in current:
        row.verdict, row.answer = verdict, answer
        row.version, row.changed_by, row.changed_at = row.version + 1, by.username, now
    Segment.objects.bulk_update(
        current, ["verdict", "answer", "version", "changed_by", "changed_at"], batch_size=200
    )
    left = set(versions) - {row.pk for row in current}
    record(
        by=by, act=Act.CHANGED, subject="hearings.segment", verdict=verdict,
        segments=[row.pk for row in current], left=sorted(left),
    )  # fmt: skip
    return len(current), left


@deed
def assign(*, segment: Segment, by: User, to: User | None, version: int) -> Segment:
    """Say who is to weigh a segment, unless someone has changed it since it was shown."""
    fresh = _claim(segment, version)
    fresh.assigned_to, fresh.version = to, fresh.version + 1
    fresh.changed_by = by.username
    fresh.save(update_fields=["assigned_to", "version", "changed_by", "changed_at"])
    record(by=by, act=Act.CHANGED, subject=fresh, assigned_to=to.username if to else "")
    return fresh


@deed
def make_theme(*, hearing: Hearing, by: User, name: str) -> Theme:
    """Make a theme, or give the one that has the name already, whatever its capitals."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Give the theme a name.")})
    known = hearing.themes.filter(name__iexact=name).first()
    if known:
        return known
    theme = Theme.objects.create(hearing=hearing, name=name, order=hearing.themes.count() + 1)
    record(by=by, act=Act.CREATED, subject=theme, name=name)
    return theme


@deed
def merge_themes(*, theme: Theme, into: Theme, by: User) -> int:
    """Move every segment of a theme to another one and remove the first; give how many moved."""
    if theme.hearing_id != into.hearing_id or theme.pk == into.pk:
        raise ValidationError(_("Choose another theme of the same hearing."))
    moved = list(theme.segments.values_list("pk", flat=True))
    into.segments.add(*moved)
    record(by=by, act=Act.REMOVED, subject=theme, name=theme.name, into=into.name, moved=len(moved))
    theme.delete()
    return len(moved)


@deed
def rename_theme(*, theme: Theme, by: User, name: str) -> Theme:
    """Give a theme another name; one name is used once in a hearing."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Give the theme a name.")})
    if theme.hearing.themes.filter(name__iexact=name).exclude(pk=theme.pk).exists():
        text = _("Another theme has that name. Put the two together instead.")
        raise ValidationError({"name": text})
    record(by=by, act=Act.CHANGED, subject=theme, name=name, before=theme.name)
    theme.name = name
    theme.full_clean()
    theme.save(update_fields=["name"])
    return theme
