"""Who lacks which competence for which profile, and by when (kompetencegab)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from indsats.base.periods import Span
from indsats.organisation.access import Permission
from indsats.organisation.models import (
    Competence,
    CompetenceHeld,
    EngagementState,
    PostState,
    ProfileState,
    UnitState,
    User,
)
from indsats.organisation.rules.gaps import first_day_without, joined

WEEKS = 12


class Gap(NamedTuple):
    """Someone who lacks a competence from a day, for the profile of a post in a unit."""

    person: User
    competence: Competence
    profile: str
    post: str
    unit_id: int
    unit: str
    day: date
    ran_out: date | None

    def now(self, today: date) -> bool:
        """Tell whether it is lacking already."""
        return self.day <= today

    @property
    def last_day(self) -> date | None:
        """Give the last day it was held, where it runs or ran out."""
        return self.ran_out - timedelta(days=1) if self.ran_out else None


class Need(NamedTuple):
    """That a post asks someone for something for a span of days."""

    user_id: int
    post: PostState
    profile: ProfileState
    span: Span


def horizon(day: date, weeks: int = WEEKS) -> Span:
    """Give the days looked at: from a day and so many weeks ahead."""
    return Span(day, day + timedelta(weeks=weeks))


def _needs(users: Any, within: Span) -> list[Need]:
    """Find the spans in which someone is in a post with a profile: three queries."""
    work = list(EngagementState.objects.touching(within).filter(user__in=users))
    posts: defaultdict[int, list[PostState]] = defaultdict(list)
    held = {row.post_id for row in work}
    for post in PostState.objects.touching(within).filter(post__in=held, profile__isnull=False):
        posts[post.post_id].append(post)
    profiles: defaultdict[int, list[ProfileState]] = defaultdict(list)
    for profile in ProfileState.objects.touching(within):
        profiles[profile.profile_id].append(profile)
    return [
        Need(row.user_id, post, profile, span)
        for row in work
        for post in posts[row.post_id]
        for profile in profiles[post.profile_id or 0]
        if (shared := row.span.intersection(post.span))
        and (span := shared.intersection(profile.span))
    ]


def catalogue(competences: Iterable[Competence]) -> dict[str, Competence]:
    """Find competences by key and by name in small letters, as profiles may write either."""
    known: dict[str, Competence] = {}
    for each in competences:
        known[each.key.casefold()] = known[each.name.casefold()] = each
    return known


def required(profile: ProfileState, known: Mapping[str, Competence]) -> list[Competence]:
    """Give the requirements that are in the catalogue; others are words and cannot be checked."""
    asked = [str(each).strip().casefold() for each in profile.competence_requirements]
    return list(dict.fromkeys(known[each] for each in asked if each in known))


def _held(users: Any) -> dict[tuple[int, int], list[Span]]:
    spans: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    for row in CompetenceHeld.objects.filter(user__in=users):
        spans[row.user_id, row.competence_id].append(row.span)
    return spans


def _ran_out(spans: list[Span], day: date) -> date | None:
    """Give the newest day up to ``day`` on which it ran out, if it was ever held."""
    ends = [span.end for span in joined(spans) if span.end <= day]
    return max(ends, default=None)


def gaps(reader: User, day: date, *, today: date, weeks: int = WEEKS) -> list[Gap]:
    """List what is lacking from a day and some weeks ahead, within the reader's reach today.

    Eight queries at most. Soonest first, then by unit and name.
    """
    people = {
        user.pk: user for user in User.objects.open_to(reader, Permission.COMPETENCE_SEE, today)
    }
    within = horizon(day, weeks)
    known = catalogue(Competence.objects.all())
    held = _held(people)
    names = dict(UnitState.objects.on(day).values_list("unit_id", "name"))
    soonest: dict[tuple[int, int, int], Gap] = {}
    for need in _needs(people, within):
        for competence in required(need.profile, known):
            spans = held.get((need.user_id, competence.pk), [])
            lacking = first_day_without(need.span, spans, within)
            if lacking is None:
                continue
            gap = Gap(
                people[need.user_id],
                competence,
                need.profile.name,
                need.post.title,
                need.post.unit_id,
                names.get(need.post.unit_id, ""),
                lacking,
                _ran_out(spans, lacking),
            )
            key = (need.user_id, need.post.post_id, competence.pk)
            if key not in soonest or gap.day < soonest[key].day:
                soonest[key] = gap
    return sorted(soonest.values(), key=lambda g: (g.day, g.unit, g.person.name, g.competence.name))


def by_unit(found: Iterable[Gap], today: date) -> list[tuple[str, int, int]]:
    """Count per unit: name, lacking now, lacking soon."""
    now: Counter[str] = Counter()
    soon: Counter[str] = Counter()
    for gap in found:
        (now if gap.now(today) else soon)[gap.unit] += 1
    return [(unit, now[unit], soon[unit]) for unit in sorted({*now, *soon})]
