"""Who lacks which competence for which profile, and by when (kompetencegab)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, Subquery

from indsats.base.periods import Span
from indsats.organisation.access import Permission
from indsats.organisation.models import (
    Competence,
    CompetenceHeld,
    EngagementState,
    PostState,
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

    user: User
    post: PostState
    unit: str
    profile: str
    asked: list[str]
    span: Span


def horizon(day: date, weeks: int = WEEKS) -> Span:
    """Give the days looked at: from a day and so many weeks ahead."""
    return Span(day, day + timedelta(weeks=weeks))


def _posts(work: Iterable[EngagementState], within: Span, day: date) -> list[Any]:
    """Read the posts worked in, each row once for each state of its profile, in one query.

    A row also tells ``asked``, ``profile_name``, ``profile_from`` and ``profile_to``, and the name
    its unit has on the day as ``unit_name``.
    """
    units = UnitState.objects.on(day).filter(unit_id=OuterRef("unit_id")).values("name")
    lasts = Q(profile__states__valid_to=None) | Q(profile__states__valid_to__gt=within.first)
    return list(
        PostState.objects.touching(within)
        .filter(lasts, profile__states__valid_from__lt=within.until)
        .filter(post__in={row.post_id for row in work})
        .annotate(
            asked=F("profile__states__competence_requirements"),
            profile_name=F("profile__states__name"),
            profile_from=F("profile__states__valid_from"),
            profile_to=F("profile__states__valid_to"),
            unit_name=Subquery(units[:1]),
        )
    )


def _needs(users: Any, within: Span, day: date) -> list[Need]:
    """Find the spans in which someone is in a post with a profile: two queries."""
    work = EngagementState.objects.touching(within).filter(user__in=users).select_related("user")
    posts: defaultdict[int, list[Any]] = defaultdict(list)
    for post in _posts(work, within, day):
        posts[post.post_id].append(post)
    return [
        Need(row.user, post, post.unit_name or "", post.profile_name, post.asked, span)
        for row in work
        for post in posts[row.post_id]
        if (shared := row.span.intersection(post.span))
        and (span := shared.intersection(Span(post.profile_from, post.profile_to)))
    ]


def catalogue(competences: Iterable[Competence]) -> dict[str, Competence]:
    """Find competences by key and by name in small letters, as profiles may write either."""
    known: dict[str, Competence] = {}
    for each in competences:
        known[each.key.casefold()] = known[each.name.casefold()] = each
    return known


def required(words: Iterable[object], known: Mapping[str, Competence]) -> list[Competence]:
    """Give the requirements that are in the catalogue; others are words and cannot be checked."""
    asked = [str(each).strip().casefold() for each in words]
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

    Five queries at most. Soonest first, then by unit and name.
    """
    within = horizon(day, weeks)
    needs = _needs(User.objects.open_to(reader, Permission.COMPETENCE_SEE, today), within, day)
    known = catalogue(Competence.objects.all())
    held = _held({need.user.pk for need in needs})
    soonest: dict[tuple[int, int, int], Gap] = {}
    for need in needs:
        for competence in required(need.asked, known):
            spans = held.get((need.user.pk, competence.pk), [])
            lacking = first_day_without(need.span, spans, within)
            if lacking is None:
                continue
            gap = Gap(
                need.user,
                competence,
                need.profile,
                need.post.title,
                need.post.unit_id,
                need.unit,
                lacking,
                _ran_out(spans, lacking),
            )
            key = (need.user.pk, need.post.post_id, competence.pk)
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
