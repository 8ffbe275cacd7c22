"""One job or function profile on a day, and the same as an annex."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Bullets, Document, Heading, Paragraph
from indsats.organisation.models import Competence, PostState, Profile, ProfileState
from indsats.organisation.queries.gap_picture import catalogue
from indsats.organisation.queries.history import Event, state_of, when
from indsats.organisation.queries.unit_page import names_on


@dataclass(frozen=True)
class ProfilePage:
    """One profile; ``state`` is None on days it is not in force."""

    profile: Profile
    day: date
    name: str
    state: ProfileState | None
    requirements: list[tuple[str, bool]]
    posts: list[tuple[PostState, str]]
    history: list[Event]


def profile_page(profile: Profile, day: date) -> ProfilePage:
    """Read a profile on a day; each requirement with whether the gap picture can check it."""
    slices = list(ProfileState.objects.filter(profile=profile).order_by("valid_from"))
    state = next((row for row in slices if row.span.covers(day)), None)
    known = catalogue(Competence.objects.all())
    asked = [str(each) for each in state.competence_requirements] if state else []
    found = [(text, known.get(text.strip().casefold())) for text in asked]
    posts = list(
        PostState.objects.on(day).filter(profile=profile).select_related("post").order_by("title"),
    )
    units = names_on(day, {row.unit_id for row in posts})
    return ProfilePage(
        profile=profile,
        day=day,
        name=state.name if state else slices[-1].name if slices else profile.key,
        state=state,
        requirements=[(hit.name if hit else text, hit is not None) for text, hit in found],
        posts=[(row, units.get(row.unit_id, "")) for row in posts],
        history=[
            {"when": when(row), "title": row.name, "text": "", "state": state_of(row, day)}
            for row in slices
        ],
    )


def profile_document(page: ProfilePage) -> Document:
    """Write the profile as a document; raises ValueError on a day it is not in force."""
    state = page.state
    if state is None:
        raise ValueError(f"{page.profile} is not in force on {page.day}")
    day = date_format(page.day, "j. F Y")
    blocks: list[Block] = [
        Paragraph(
            _("%(kind)s as it stands on %(day)s") % {"kind": state.get_kind_display(), "day": day}
        ),
    ]
    parts = (
        (_("Purpose"), [Paragraph(state.purpose)] if state.purpose else []),
        (_("Tasks"), [Bullets([str(each) for each in state.tasks])] if state.tasks else []),
        (
            _("Competence requirements"),
            [Bullets([text for text, _known in page.requirements])] if page.requirements else [],
        ),
        (_("Working time"), [Paragraph(state.working_time)] if state.working_time else []),
    )
    for title, content in parts:
        if content:
            blocks += [Heading(title), *content]
    return Document(
        title=state.name,
        blocks=blocks,
        language=(get_language() or "da")[:2],
        author=settings.MUNICIPALITY,
        header=settings.MUNICIPALITY,
    )
