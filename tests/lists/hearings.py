"""Rows for the lists of hearings."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from indsats.hearings.models import Hearing, Segment, Theme
from indsats.hearings.tests import factories as h
from indsats.organisation.models import UnitKind
from tests.lists.page import Page
from tests.matrix.world import OWN, World


def hearing(world: World) -> Hearing:
    """Make a hearing that is open, or give the one made."""
    if "hearing" not in world.extra:
        world.extra["hearing"] = _hearing(world)
    return world.extra["hearing"]


def _hearing(world: World) -> Hearing:
    body = world.bodies[OWN, UnitKind.COMMITTEE]
    matter = h.make_matter(owner_unit=world.units[OWN], deciding_body=body)
    return h.make_hearing(
        h.make_proposal(matter), deadline=localdate() + timedelta(days=9),
        sent_at=now() - timedelta(days=9), publication="on_review",
    )  # fmt: skip


def matters(world: World, amount: int) -> None:
    """Make matters in every state: at work, in hearing, decided."""
    for number in range(amount):
        if number % 3 == 2:
            h.make_proposal(h.make_matter(owner_unit=world.units[OWN]))
            continue
        party = h.make_party(_hearing(world))
        h.make_reply(party)
        if number % 3 == 0:
            h.make_decision(party.hearing.matter, on=localdate())


def parties(world: World, amount: int) -> None:
    """Ask the user's works council in hearings of their own, and let it reply to some."""
    for number in range(amount):
        party = h.make_party(_hearing(world), body=world.bodies[OWN, UnitKind.WORKS_COUNCIL])
        if number % 2:
            h.make_reply(party)


def replies(world: World, amount: int) -> None:
    """Hand in replies to one hearing, with minority statements, weighed and given to someone."""
    for number in range(amount):
        reply = h.make_reply(
            h.make_party(hearing(world), name=f"MED {number}"), minorities=[("B", "Vi er uenige.")],
            at=now() - timedelta(days=1), reviewed_at=now(), assigned_to=world.user,
        )  # fmt: skip
        segment = Segment.objects.create(
            reply=reply, start=0, end=5, verdict="noted", answer="Tak",
            item=hearing(world).proposal.items.first(),
        )  # fmt: skip
        theme, _made = Theme.objects.get_or_create(hearing=hearing(world), name="Økonomi")
        segment.themes.add(theme)


def one(world: World) -> list[int]:
    return [hearing(world).pk]


def public(world: World) -> list[str]:
    return [hearing(world).public_id]


PAGES = {
    "hearings:list": Page(matters),
    "hearings:my-replies": Page(parties),
    "hearings:replies": Page(replies, one),
    "hearings:themes": Page(replies, one),
    "hearings:bench": Page(replies, one, word="bench-replies__who"),
    "hearings:public": Page(replies, public, word="Vi bakker op"),
    "public-hearing-api": Page(replies, public, word="Vi bakker op"),
}
