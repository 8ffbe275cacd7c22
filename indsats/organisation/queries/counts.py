"""What a change-set comes to in numbers, in words; small numbers of employees are not told."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from indsats.organisation.rules.projections import SMALL

WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "units_created": ngettext_lazy("unit is created", "units are created", "n"),
        "units_moved": ngettext_lazy("unit moves", "units move", "n"),
        "units_closed": ngettext_lazy("unit ceases", "units cease", "n"),
        "units_changed": ngettext_lazy("unit is changed", "units are changed", "n"),
        "kept": ngettext_lazy("is explicitly kept", "are explicitly kept", "n"),
        "bodies_created": ngettext_lazy("body is created", "bodies are created", "n"),
        "bodies_moved": ngettext_lazy("body moves", "bodies move", "n"),
        "bodies_closed": ngettext_lazy("body ceases", "bodies cease", "n"),
        "bodies_changed": ngettext_lazy("body is changed", "bodies are changed", "n"),
        "seats_created": ngettext_lazy("seat is created", "seats are created", "n"),
        "seats_moved": ngettext_lazy("seat moves", "seats move", "n"),
        "seats_closed": ngettext_lazy("seat ceases", "seats cease", "n"),
        "seats_changed": ngettext_lazy("seat is changed", "seats are changed", "n"),
        "bodies_recomposed": ngettext_lazy(
            "body is composed differently", "bodies are composed differently", "n"
        ),
        "responsibilities": ngettext_lazy(
            "target-group responsibility is set", "target-group responsibilities are set", "n"
        ),
        "responsibilities_closed": ngettext_lazy(
            "target-group responsibility ceases", "target-group responsibilities cease", "n"
        ),
        "anchorings": ngettext_lazy(
            "political anchoring is set", "political anchorings are set", "n"
        ),
        "anchorings_closed": ngettext_lazy(
            "political anchoring ceases", "political anchorings cease", "n"
        ),
        "posts_created": ngettext_lazy("post is created", "posts are created", "n"),
        "posts_moved": ngettext_lazy("post moves", "posts move", "n"),
        "posts_closed": ngettext_lazy("post ceases", "posts cease", "n"),
        "posts_changed": ngettext_lazy("post is changed", "posts are changed", "n"),
        "leaderships_created": ngettext_lazy("leadership begins", "leaderships begin", "n"),
        "leaderships_moved": ngettext_lazy("leadership moves", "leaderships move", "n"),
        "leaderships_closed": ngettext_lazy("leadership ceases", "leaderships cease", "n"),
        "leaderships_changed": ngettext_lazy("leadership changes", "leaderships change", "n"),
        "profiles_created": ngettext_lazy("profile is created", "profiles are created", "n"),
        "profiles_closed": ngettext_lazy("profile ceases", "profiles cease", "n"),
        "profiles_changed": ngettext_lazy("profile is changed", "profiles are changed", "n"),
        "engagements_created": ngettext_lazy("engagement begins", "engagements begin", "n"),
        "engagements_moved": ngettext_lazy("engagement moves", "engagements move", "n"),
        "engagements_closed": ngettext_lazy("engagement ends", "engagements end", "n"),
        "engagements_changed": ngettext_lazy("engagement changes", "engagements change", "n"),
        "people_affected": ngettext_lazy("employee is affected", "employees are affected", "n"),
        "people_unit": ngettext_lazy(
            "employee gets another unit", "employees get another unit", "n"
        ),
        "people_post": ngettext_lazy(
            "employee gets another post", "employees get another post", "n"
        ),
        "people_leader": ngettext_lazy(
            "employee gets another leader", "employees get another leader", "n"
        ),
        "people_profile": ngettext_lazy(
            "employee gets another job profile", "employees get another job profile", "n"
        ),
        "people_hours": ngettext_lazy(
            "employee gets other working hours", "employees get other working hours", "n"
        ),
        "people_workplace": ngettext_lazy(
            "employee gets another workplace", "employees get another workplace", "n"
        ),
        "people_starts": ngettext_lazy("employee starts", "employees start", "n"),
        "people_ends": ngettext_lazy("employee leaves a post", "employees leave a post", "n"),
    }
)


class Count(NamedTuple):
    """A number and what there are so many of; a number not told is said as a range."""

    name: str
    figure: str
    words: str

    @property
    def text(self) -> str:
        """Write the number and the words together."""
        return f"{self.figure} {self.words}"


def counted(counts: Mapping[str, int | None]) -> list[Count]:
    """Put counts into words in a fixed order; None is a small number of employees, not told."""
    return [_count(name, counts[name]) for name in WORDS if name in counts and counts[name] != 0]


def _count(name: str, number: int | None) -> Count:
    if number is None:
        figure = _("fewer than %(small)s") % {"small": SMALL}
        return Count(name, figure, str(WORDS[name] % {"n": SMALL}))
    return Count(name, str(number), str(WORDS[name] % {"n": number}))
